package lab

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"parley/bargain"
)

// A Ranking is what rows come to, by strategy. Add the rows to it, in the order of
// units, then ask for its Standings.
//
// What is estimated is the mean utility of a strategy over everything that it
// plays: every role of every scenario against every assignment of the others. Its
// interval is that of a bootstrap (Efron 1979, percentile, 95 %): pairings
// (scenario, assignment and rotation, with all repetitions) are drawn again, with
// replacement, within each scenario. Repetitions are not drawn by themselves: those of
// strategies without chance are all the same, and would make an interval look
// narrower than it is. So an interval says how far the mean hangs on whom a
// strategy met in these scenarios, and nothing of other scenarios.
type Ranking struct {
	plan    *Plan
	of      []tally // by strategy
	pairing Pairing // that is being added
	open    bool
}

// A tally is what one strategy's sessions come to.
type tally struct {
	cells                      [][]part // by scenario, by pairing
	now                        part     // of the pairing that is being added
	games, agreed, measured    int
	nash, welfare, paretoTotal float64
}

// A part is the utilities of a strategy in one pairing: their sum and number.
type part struct {
	sum float64
	n   int
}

// Ranking returns an empty one.
func (p *Plan) Ranking() *Ranking {
	k := &Ranking{plan: p, of: make([]tally, len(p.t.Strategies))}
	for i := range k.of {
		k.of[i].cells = make([][]part, len(p.arenas))
	}
	return k
}

// Add takes in a row.
func (k *Ranking) Add(r *Row) {
	x := &k.pairing
	if k.open && (x.Scenario != r.Scenario || x.First != r.First || !slices.Equal(x.Strategies, r.Strategies)) {
		k.close()
	}
	k.open = true
	x.Scenario, x.First, x.Strategies = r.Scenario, r.First, append(x.Strategies[:0], r.Strategies...)
	welfare := 0.0
	for _, u := range r.Utilities {
		welfare += u
	}
	for party, s := range r.Strategies {
		k.of[s].add(r, r.Utilities[party], welfare)
	}
}

func (t *tally) add(r *Row, u, welfare float64) {
	t.now.sum += u
	t.now.n++
	t.games++
	t.welfare += welfare
	if r.How == bargain.Agreed {
		t.agreed++
	}
	if !math.IsNaN(r.Nash) && !math.IsNaN(r.Pareto) {
		t.measured++
		t.nash += r.Nash
		t.paretoTotal += r.Pareto
	}
}

// close ends the pairing that is being added.
func (k *Ranking) close() {
	for i := range k.of {
		if t := &k.of[i]; t.now.n > 0 {
			t.cells[k.pairing.Scenario] = append(t.cells[k.pairing.Scenario], t.now)
			t.now = part{}
		}
	}
	k.open = false
}

// A Standing is one strategy's.
type Standing struct {
	Rank         int // from 1; strategies of the same mean share it
	Strategy     string
	Games        int     // roles played: a session counts for each role that the strategy has in it
	Utility      float64 // mean, discounted
	Low, High    float64 // its 95 % interval
	Agreed       float64 // part of the sessions that end in agreement
	Welfare      float64 // mean sum of all parties' utilities
	Pareto, Nash float64 // mean distances; NaN where none is known
}

// resamples is how many bootstrap samples an interval is made from.
const resamples = 1000

// tie is how near two means are that are the same: sums in another order differ
// by less.
const tie = 1e-12

// Standings returns the strategies by falling mean utility, ties by name.
// Strategies that played nothing are left out.
func (k *Ranking) Standings() (all []Standing) {
	if k.open {
		k.close()
	}
	for i := range k.of {
		if t := &k.of[i]; t.games > 0 {
			all = append(all, t.standing(k.plan.t.Strategies[i].Name, rand.New(rand.NewPCG(k.plan.t.Seed, key(i, 0xff)))))
		}
	}
	slices.SortFunc(all, func(a, b Standing) int {
		if math.Abs(a.Utility-b.Utility) > tie {
			return cmp.Compare(b.Utility, a.Utility)
		}
		return cmp.Compare(a.Strategy, b.Strategy)
	})
	for i := range all {
		all[i].Rank = i + 1
		if i > 0 && math.Abs(all[i].Utility-all[i-1].Utility) <= tie {
			all[i].Rank = all[i-1].Rank
		}
	}
	return all
}

func (t *tally) standing(name string, r *rand.Rand) Standing {
	n := float64(t.games)
	s := Standing{Strategy: name, Games: t.games, Agreed: float64(t.agreed) / n, Welfare: t.welfare / n,
		Pareto: t.paretoTotal / float64(t.measured), Nash: t.nash / float64(t.measured)}
	var whole part
	for _, cells := range t.cells {
		for _, c := range cells {
			whole.add(c)
		}
	}
	s.Utility = whole.mean()
	means := make([]float64, resamples)
	for i := range means {
		var again part
		for _, cells := range t.cells {
			for range cells {
				again.add(cells[r.IntN(len(cells))])
			}
		}
		means[i] = again.mean()
	}
	slices.Sort(means)
	s.Low, s.High = means[resamples*25/1000], means[resamples*975/1000-1]
	return s
}

func (p *part) add(q part) { p.sum, p.n = p.sum+q.sum, p.n+q.n }

func (p part) mean() float64 { return p.sum / float64(p.n) }

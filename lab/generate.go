package lab

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"

	"parley/deal"
	"parley/scenario"
)

// A Generator makes a scenario of additive utilities. Correlation is that between
// two parties' values of the same option: 0 are unrelated, −1 opposed, 1 the same.
// With n parties it is −1/(n−1) at least: of three, two must have something in
// common. It is not that of their utilities, which hang on the weights too: parties
// that weigh other issues can give each other what they want, however opposed they are
// in each. [Correlation] gives that.
type Generator struct {
	Name        string
	Issues      int
	Options     int // of each issue
	Parties     int // 0: two
	Correlation float64
	SameWeights bool    // of all parties; then parties of opposed values are opposed
	Reserved    float64 // of every party
	Seed        uint64
}

// Scenario makes the scenario: the same for the same generator, everywhere.
//
// Values are uniform in 0..1 before each issue's are stretched so that its worst
// option is worth 0 and its best 1. They come from normal variates of the
// correlation r = 2 sin(πρ/6), for which the correlation of the uniform ones is ρ
// (Pearson 1907). Weights are exponential, divided by their sum: uniform over
// all weights that add up to 1; each party has its own. All are whole millionths,
// so that a last digit that hangs on the processor does not show.
func (g Generator) Scenario() (*scenario.Scenario, error) {
	if g.Parties == 0 {
		g.Parties = 2
	}
	least := -1 / float64(g.Parties-1)
	r := 2 * math.Sin(math.Pi*g.Correlation/6)
	switch {
	case g.Issues < 1 || g.Options < 1:
		return nil, errors.New("a scenario needs an issue, and an issue an option")
	case g.Issues > maxTable || g.Options > maxTable || g.Issues*g.Options > maxTable:
		return nil, fmt.Errorf("more than %d options in all", maxTable)
	case g.Parties < 2 || g.Parties > 100:
		return nil, errors.New("a scenario has 2 to 100 parties")
	case !(g.Correlation >= -1 && g.Correlation <= 1) || r < least-1e-12:
		return nil, fmt.Errorf("the correlation of %d parties is from %.4g to 1", g.Parties, 6/math.Pi*math.Asin(max(least, -1)/2))
	case !(g.Reserved >= 0 && g.Reserved <= 1):
		return nil, errors.New("a reserved value is from 0 to 1")
	}
	space, err := g.space()
	if errors.Is(err, deal.ErrTooBig) {
		return nil, fmt.Errorf("%d issues of %d options have more than 2^63 outcomes", g.Issues, g.Options)
	}
	if err != nil {
		return nil, err
	}
	return &scenario.Scenario{Name: g.Name, Space: space, Parties: g.parties(r)}, nil
}

// maxTable is how many options all issues may have together.
const maxTable = 1 << 20

func (g Generator) space() (*deal.Space, error) {
	options := make([]string, g.Options)
	for i := range options {
		options[i] = "v" + strconv.Itoa(i+1)
	}
	issues := make([]deal.Issue, g.Issues)
	for i := range issues {
		issues[i] = deal.Named("i"+strconv.Itoa(i+1), options...)
	}
	return deal.NewSpace(issues...)
}

// parties draws weights, then values issue by issue.
func (g Generator) parties(r float64) []deal.Preferences {
	src := rand.New(rand.NewPCG(g.Seed, key(g.Issues, g.Options&0xff)))
	tables := make([]*deal.Additive, g.Parties)
	parties := make([]deal.Preferences, g.Parties)
	for p := range tables {
		tables[p] = &deal.Additive{Weights: weights(src, g.Issues)}
		if g.SameWeights { // drawn all the same: the values do not hang on it
			copy(tables[p].Weights, tables[0].Weights)
		}
		parties[p] = deal.Preferences{Name: "party-" + strconv.Itoa(p+1), Utility: tables[p], Reserved: g.Reserved}
	}
	draw := make([]float64, g.Parties)
	for i := range g.Issues {
		for p := range tables {
			tables[p].Values = append(tables[p].Values, make([]float64, g.Options))
		}
		for o := range g.Options {
			correlated(src, r, draw)
			for p, z := range draw {
				tables[p].Values[i][o] = math.Erfc(-z/math.Sqrt2) / 2
			}
		}
		for p := range tables {
			stretch(tables[p].Values[i])
		}
	}
	return parties
}

// millionths rounds to six places.
func millionths(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// weights are uniform over those that add up to 1: what lies between the rounded
// sums of the first so many.
func weights(src *rand.Rand, n int) []float64 {
	w, sum := make([]float64, n), 0.0
	for i := range w {
		w[i] = src.ExpFloat64()
		sum += w[i]
	}
	before, so := 0.0, 0.0
	for i, x := range w {
		so += x
		to := millionths(so / sum)
		w[i], before = millionths(to-before), to
	}
	return w
}

// correlated draws standard normal variates of which any two have correlation r:
// what each has apart from the mean of all, and the mean, are independent.
func correlated(src *rand.Rand, r float64, z []float64) {
	n, sum := float64(len(z)), 0.0
	for i := range z {
		z[i] = src.NormFloat64()
		sum += z[i]
	}
	mean := sum / n
	apart, common := math.Sqrt(1-r), math.Sqrt(max(0, 1+(n-1)*r))
	for i := range z {
		z[i] = apart*(z[i]-mean) + common*mean
	}
}

// stretch takes the least value to 0 and the greatest to 1. Where all are the same,
// nothing hangs on them: they are 1.
func stretch(v []float64) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range v {
		lo, hi = min(lo, x), max(hi, x)
	}
	for i, x := range v {
		if v[i] = 1; hi > lo {
			v[i] = millionths((x - lo) / (hi - lo))
		}
	}
}

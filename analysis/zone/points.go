package zone

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"parley"
	"parley/bargain"
	"parley/date"
	"parley/deal"
)

// A tally is how the zone comes out over the draws on a day.
type tally struct {
	room                          int // draws with a zone
	apart, low, high, nash, equal []float64
	least, most                   []float64 // the limits of every draw, with a zone or without
	same                          bool
	packages                      map[int]*packageTally // by outcome
	chosen                        []int                 // by draw: the outcome of the deal; -1: no zone
}

type packageTally struct {
	share     float64
	low, high []float64
}

// play bargains on a day, in every draw.
func (m *model) play(day date.Day) (*tally, error) {
	ahead, err := m.ahead(day)
	if err != nil {
		return nil, err
	}
	t := &tally{same: true, packages: make(map[int]*packageTally), chosen: make([]int, m.r.Draws)}
	for i := range m.r.Draws {
		table := m.lay([2]*sample{&m.samples[0][i], &m.samples[1][i]}, m.weights[i], ahead)
		if err := t.add(table, i); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// add takes in one draw.
func (t *tally) add(table table, draw int) error {
	best, least, most := math.Inf(-1), 0.0, 0.0
	for _, p := range table.Packages {
		if low, high := table.NoDeal[1]-p.Receiver, p.Payer-table.NoDeal[0]; high-low > best {
			best, least, most = high-low, low, high
		}
	}
	t.apart, t.least, t.most = append(t.apart, best), append(t.least, least), append(t.most, most)
	t.chosen[draw] = -1
	zone, err := table.Zone()
	if err != nil || len(zone) == 0 {
		return err
	}
	nash, err := table.Nash()
	if err != nil {
		return err
	}
	equal, err := table.KalaiSmorodinsky()
	if err != nil {
		return err
	}
	t.room++
	t.chosen[draw] = table.which[nash[0].Package]
	for _, b := range zone {
		if b.Package == nash[0].Package {
			t.low, t.high = append(t.low, b.Low), append(t.high, b.High)
		}
	}
	for _, s := range nash {
		t.nash = append(t.nash, s.Money)
		p := t.packages[table.which[s.Package]]
		if p == nil {
			p = new(packageTally)
			t.packages[table.which[s.Package]] = p
		}
		p.share += 1 / float64(len(nash))
		i := slices.IndexFunc(zone, func(b bargain.Band) bool { return b.Package == s.Package })
		p.low, p.high = append(p.low, zone[i].Low), append(p.high, zone[i].High)
	}
	for _, s := range equal {
		t.equal = append(t.equal, s.Money)
	}
	t.same = t.same && len(nash) == len(equal) && alike(nash[0].Money, equal[0].Money)
	return nil
}

// alike takes sums of a few amounts for one where only their rounding differs.
func alike(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(math.Abs(x), math.Abs(y)) }

// rangeOf says how numbers come out; quantiles are interpolated between the two
// nearest (Hyndman and Fan 1996, type 7). It sorts them.
func rangeOf(xs []float64) Range {
	if len(xs) == 0 {
		return Range{}
	}
	slices.Sort(xs)
	at := func(p float64) float64 {
		x := p * float64(len(xs)-1)
		i := int(x)
		if i+1 >= len(xs) {
			return xs[len(xs)-1]
		}
		return xs[i] + (x-float64(i))*(xs[i+1]-xs[i])
	}
	return Range{xs[0], at(0.1), at(0.5), at(0.9), xs[len(xs)-1]}
}

// tell fills in the result of the day asked about.
func (m *model) tell(t *tally) {
	r := m.r
	r.Room = float64(t.room) / float64(r.Draws)
	r.Low, r.High, r.Nash, r.Equal, r.Apart = rangeOf(t.low), rangeOf(t.high), rangeOf(t.nash), rangeOf(t.equal), rangeOf(t.apart)
	r.Least, r.Most = rangeOf(t.least), rangeOf(t.most)
	r.Same = t.same
	for _, n := range slices.Sorted(maps.Keys(t.packages)) {
		p := t.packages[n]
		r.Packages = append(r.Packages, Package{Settings: m.settings(n), Share: p.share / float64(t.room), Low: rangeOf(p.low), High: rangeOf(p.high)})
	}
	slices.SortStableFunc(r.Packages, func(x, y Package) int { return cmp.Compare(y.Share, x.Share) })
}

// settings are the options of a package.
func (m *model) settings(n int) (out []parley.Setting) {
	if m.space == nil {
		return nil
	}
	for i, o := range m.space.Options(deal.Outcome(n), nil) {
		out = append(out, parley.Setting{Issue: m.issues[i].id, Option: m.issues[i].words[o]})
	}
	return out
}

// stops looks at the zone on each later day on which something known begins or ends.
func (m *model) stops(first *tally) error {
	r := m.r
	at := make(map[date.Day][]Input)
	put := func(day date.Day, in Input) {
		if day > r.Day {
			at[day] = append(at[day], in)
		}
	}
	for n := range r.Sides {
		for k, t := range r.Sides[n].Tolls {
			put(t.From, Input{n, OfToll, k})
			if t.To != 0 {
				put(t.To+1, Input{n, OfToll, k})
			}
		}
	}
	r.Stops = append(r.Stops, stop(r.Day, nil, first, r.Draws))
	days := make([]date.Day, 0, len(at))
	for d := range at {
		days = append(days, d)
	}
	slices.Sort(days)
	for _, d := range days {
		t, err := m.play(d)
		if err != nil {
			return err
		}
		r.Stops = append(r.Stops, stop(d, at[d], t, r.Draws))
	}
	return nil
}

func stop(day date.Day, tolls []Input, t *tally, draws int) Stop {
	return Stop{Day: day, Tolls: tolls, Room: float64(t.room) / float64(draws), Low: rangeOf(slices.Clone(t.low)), High: rangeOf(slices.Clone(t.high)), Nash: rangeOf(slices.Clone(t.nash))}
}

package zone

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"

	"parley"
	"parley/bargain"
	"parley/date"
	"parley/deal"
)

// A sample is one way in which what a side leaves open may come out.
type sample struct {
	limit  float64
	values [][]float64 // by issue, by option; nil: nothing
	tolls  []float64   // a year
}

// tries is how often values are drawn anew until they are in order.
const tries = 10_000

// sample draws everything that a side leaves open. It is false if no values were
// found that are in order.
func (s *side) sample(r *rand.Rand) (out sample, ok bool) {
	out = sample{limit: even(r, s.limit), tolls: make([]float64, len(s.tolls))}
	for i, t := range s.tolls {
		out.tolls[i] = even(r, t)
	}
	for range tries {
		if out.values = s.choose(r); s.inOrder(out.values) {
			return out, true
		}
	}
	return out, false
}

// middle is the sample in the middle of every range. Order between issues counts
// only as far as it bounds them.
func (s *side) middle() sample {
	out := sample{limit: (s.limit[0] + s.limit[1]) / 2, values: s.choose(nil)}
	for _, t := range s.tolls {
		out.tolls = append(out.tolls, (t[0]+t[1])/2)
	}
	return out
}

func (s *side) choose(r *rand.Rand) [][]float64 {
	values := make([][]float64, len(s.values))
	for i, b := range s.values {
		if b != nil {
			values[i] = b.values(r)
		}
	}
	return values
}

func even(r *rand.Rand, i [2]float64) float64 { return i[0] + r.Float64()*(i[1]-i[0]) }

// inOrder reports whether swaps are worth as much as those that they are to match.
func (s *side) inOrder(values [][]float64) bool {
	for _, c := range s.order {
		if c.more.issue < 0 {
			continue // the bounds say that nothing is worth more than the money
		}
		more, less := c.more.of(values), s.least
		if c.less.issue >= 0 {
			less = c.less.of(values)
		}
		if more < less && !alike(more, less) {
			return false
		}
	}
	return true
}

// stream is the random stream of a name.
func stream(seed uint64, name string) *rand.Rand {
	h := sha256.Sum256([]byte("zone " + name))
	return rand.New(rand.NewPCG(seed, binary.LittleEndian.Uint64(h[:8])))
}

// draw draws both sides and the weight.
func (m *model) draw() error {
	r := m.r
	for n := range r.Sides {
		s := &r.Sides[n]
		src := stream(r.Seed, string(s.Valuation.ID))
		m.samples[n] = make([]sample, r.Draws)
		for i := range m.samples[n] {
			var ok bool
			if m.samples[n][i], ok = m.sides[n].sample(src); !ok {
				return &Error{Why: Contradicts, Party: s.Party, Valuation: s.Valuation.ID}
			}
		}
	}
	src := stream(r.Seed, "weight")
	m.weights = make([]float64, r.Draws)
	for i := range m.weights {
		m.weights[i] = even(src, [2]float64{r.Weight.Low, r.Weight.High})
	}
	return nil
}

// parts are, by side and toll, what part of a yearly toll falls on average in the
// time ahead: 1 if it runs all the time.
type parts [2][]float64

func (m *model) ahead(day date.Day) (out parts, err error) {
	l := bargain.Lapse{Horizon: m.horizon(), Averaged: true}
	for n := range m.r.Sides {
		for _, t := range m.r.Sides[n].Tolls {
			f := bargain.Flow{From: math.Inf(-1), Until: math.Inf(1), Payer: 1}
			if t.From != 0 {
				f.From = float64(t.From)
			}
			if t.To != 0 {
				f.Until = float64(t.To + 1)
			}
			if f.From >= f.Until { // what it begins with is past its end
				f = bargain.Flow{From: math.Inf(-1), Until: math.Inf(1)}
			}
			l.Flows = append(l.Flows, f)
		}
	}
	losses, _, err := l.Losses(float64(day))
	if err != nil {
		return out, err
	}
	for n := range m.r.Sides {
		for range m.r.Sides[n].Tolls {
			out[n] = append(out[n], losses[0].Payer)
			losses = losses[1:]
		}
	}
	return out, nil
}

// horizon is the time ahead, in days: a month is a twelfth of 365.
func (m *model) horizon() float64 { return float64(m.r.Ahead) * 365 / 12 }

// A table is a draw laid out for bargaining. As money moves freely, the deal is one
// of the packages that are best for both together: no others are in it.
type table struct {
	bargain.Table
	which []int // by package: its outcome in the space
}

func (m *model) lay(samples [2]*sample, weight float64, ahead parts) table {
	t := table{Table: bargain.Table{Weight: weight}, which: m.best(samples)}
	for _, n := range t.which {
		t.Packages = append(t.Packages, m.worth(n, samples))
	}
	for n, s := range samples {
		t.NoDeal[n] = m.walksTo(n, s)
		for i, x := range s.tolls {
			t.NoDeal[n] -= x * ahead[n][i]
		}
	}
	return t
}

// worth is what a package is worth to both sides.
func (m *model) worth(n int, samples [2]*sample) bargain.Package {
	if m.space == nil {
		return bargain.Package{}
	}
	m.options = m.space.Options(deal.Outcome(n), m.options)
	return bargain.Package{Payer: samples[0].worth(m.options), Receiver: samples[1].worth(m.options)}
}

// best returns the packages that are best for both together. What issues are worth
// adds up, so that they are the best options of each issue, in all combinations.
func (m *model) best(samples [2]*sample) []int {
	which := []int{0}
	for i, x := range m.issues {
		joint := make([]float64, len(x.words))
		for n := range samples {
			for k, v := range samples[n].values[i] {
				joint[k] += v
			}
		}
		most := joint[place(joint, 1)]
		var next []int
		for _, n := range which {
			for k, v := range joint {
				if v == most || alike(v, most) {
					next = append(next, n*len(joint)+k)
				}
			}
		}
		which = next
	}
	return which
}

func (s *sample) worth(options []int32) (sum float64) {
	for i, o := range options {
		if v := s.values[i]; v != nil {
			sum += v[o]
		}
	}
	return sum
}

// walksTo is what no agreement is worth to a side before what it costs: as much
// as the settlement at its limit.
func (m *model) walksTo(n int, s *sample) (sum float64) {
	for i, v := range s.values {
		if v == nil {
			continue
		}
		if at := m.sides[n].at[i]; at >= 0 {
			sum += v[at]
		} else {
			sum += slices.Max(v)
		}
	}
	if n == 0 {
		return sum - s.limit
	}
	return sum + s.limit
}

// with returns the package that is another but for some settings.
func (m *model) with(n int, settings []parley.Setting) int {
	if len(settings) == 0 || m.space == nil {
		return n
	}
	options := m.space.Options(deal.Outcome(n), nil)
	for _, s := range settings {
		if i, k, ok := m.option(s.Issue, s.Option); ok {
			options[i] = int32(k)
		}
	}
	return int(m.space.Outcome(options))
}

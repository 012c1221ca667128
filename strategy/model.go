package strategy

import (
	"math"
	"slices"

	"parley/deal"
)

// options lays the options of all issues in one row: option k of issue i stands
// at start[i] + k. A model that keeps a number for each takes 8 bytes × the options.
type options struct {
	space *deal.Space
	start []int // by issue, and the total at the end
}

func newOptions(s *deal.Space) options {
	start := make([]int, s.Issues()+1)
	for i := range s.Issues() {
		start[i+1] = start[i] + s.Issue(i).Len()
	}
	return options{s, start}
}

func (r options) total() int { return r.start[len(r.start)-1] }

// counts is how often each option was offered.
type counts struct {
	options
	of  []float64 // by option
	top []float64 // by issue: the highest
}

func newCounts(r options, from float64) counts {
	c := counts{r, make([]float64, r.total()), make([]float64, r.space.Issues())}
	for i := range c.of {
		c.of[i] = from
	}
	for i := range c.top {
		c.top[i] = from
	}
	return c
}

func (c *counts) add(os []int32) {
	for i, k := range os {
		at := c.start[i] + int(k)
		c.of[at]++
		c.top[i] = max(c.top[i], c.of[at])
	}
}

func (c *counts) at(i int, k int32) float64 { return c.of[c.start[i]+int(k)] }

// even returns n equal weights.
func even(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1 / float64(n)
	}
	return w
}

// scale makes weights sum up to 1.
func scale(w []float64) {
	sum := 0.0
	for _, x := range w {
		sum += x
	}
	for i := range w {
		w[i] /= sum
	}
}

// Frequency is HardHeaded's frequency model: an issue whose option is the same as in
// the offer before gains weight, unless it weighs so much that the others would be left
// with next to nothing, and an option is worth as much as it was offered. It keeps a
// number for each option. (van Krimpen, Looije, Hajizadeh 2013; the limit to a weight as
// in the agent.)
type Frequency struct {
	counts counts
	weight []float64
	last   []int32
	heard  bool
}

// frequencyGain is what an issue that stays gains, divided by the number of issues.
const frequencyGain = 0.2

// Hear implements [Model].
func (m *Frequency) Hear(_ Offer, os []int32) {
	if m.heard {
		m.weigh(os)
	}
	m.counts.add(os)
	copy(m.last, os)
	m.heard = true
}

// weigh gives weight to the issues that stayed.
func (m *Frequency) weigh(os []int32) {
	gain, sum := frequencyGain/float64(len(os)), 1.0
	for i, k := range os {
		if m.last[i] == k {
			sum += gain
		}
	}
	most := 1 - frequencyGain/sum // leaves each issue gain/sum, as it is made 1 again
	for i, k := range os {
		if m.last[i] == k && m.weight[i] < most {
			m.weight[i] += gain
		}
	}
	scale(m.weight)
}

// Of implements [Model].
func (m *Frequency) Of(os []int32, _ float64) float64 {
	u := 0.0
	for i, k := range os {
		u += m.weight[i] * m.counts.at(i, k) / m.counts.top[i]
	}
	return u
}

// Smith is Agent Smith's frequency model: an issue weighs as much as its
// most frequent option was offered, an option is worth its share of that. It keeps a
// number for each option. (van Galen Last 2012.)
type Smith struct{ counts counts }

// Hear implements [Model].
func (m *Smith) Hear(_ Offer, os []int32) { m.counts.add(os) }

// Of implements [Model].
func (m *Smith) Of(os []int32, _ float64) float64 {
	u, of := 0.0, 0.0
	for i, k := range os {
		u += m.counts.at(i, k)
		of += m.counts.top[i]
	}
	if of == 0 {
		return 0
	}
	return u / of
}

// Early is CUHKAgent's frequency model: it counts as [Smith] does, but only until it
// has heard 100 different offers, since what is offered later says less of what the other
// side likes. Offers that are repeated count each time. It keeps the different ones
// and a number for each option. (Hao, Leung 2014. Only the model is theirs: their
// agent also adapts how far it concedes to the other side.)
type Early struct {
	smith Smith
	heard []deal.Outcome // in order of index
	full  bool           // one more than the last that counts was heard
}

const earlyHeard = 100

// Hear implements [Model].
func (m *Early) Hear(o Offer, os []int32) {
	if m.full {
		return
	}
	if at, found := slices.BinarySearch(m.heard, o.Outcome); !found {
		if m.full = len(m.heard) == earlyHeard; m.full {
			return
		}
		m.heard = slices.Insert(m.heard, at, o.Outcome)
	}
	m.smith.Hear(o, os)
}

// Of implements [Model].
func (m *Early) Of(os []int32, own float64) float64 { return m.smith.Of(os, own) }

// Recent takes an outcome to be liked as much as it is similar to the most similar of
// the last few offers. It keeps those. (The similarity of trade-offs: Faratin,
// Sierra, Jennings 2002.)
type Recent struct {
	space *deal.Space
	ring  [][]int32
	heard int
}

// Hear implements [Model].
func (m *Recent) Hear(_ Offer, os []int32) {
	copy(m.ring[m.heard%len(m.ring)], os)
	m.heard++
}

// Of implements [Model].
func (m *Recent) Of(os []int32, _ float64) float64 {
	u := 0.0
	for _, r := range m.ring[:min(m.heard, len(m.ring))] {
		u = max(u, similarity(m.space, os, r))
	}
	return u
}

// Opposite takes what the party likes to be what the other dislikes. It learns nothing.
// (Baseline in: Baarslag, Hendrikx, Hindriks, Jonker 2016.)
type Opposite struct{ Min, Max float64 }

// Hear implements [Model].
func (Opposite) Hear(Offer, []int32) {}

// Of implements [Model].
func (m Opposite) Of(_ []int32, own float64) float64 { return 1 - within(own, m.Min, m.Max) }

// Told knows the other side's profile: the perfect model, for tests and bounds.
type Told struct{ Profile *deal.Profile }

// Hear implements [Model].
func (Told) Hear(Offer, []int32) {}

// Of implements [Model].
func (m Told) Of(os []int32, _ float64) float64 {
	return within(m.Profile.Utility.Of(os), m.Profile.Min, m.Profile.Max)
}

// within returns where in a range u lies, in 0..1; 1 if the range is a point.
func within(u, lo, hi float64) float64 {
	if hi <= lo {
		return 1
	}
	return min(max((u-lo)/(hi-lo), 0), 1)
}

// square is x².
func square(x float64) float64 { return x * x }

// bell is the likelihood of an error, up to a factor.
func bell(err, deviation float64) float64 {
	return math.Exp(-square(err) / (2 * square(deviation)))
}

package strategy

import "math"

// Windows is the distribution-based frequency model: offers are compared by
// windows of five. An issue whose options are distributed as in the window before, by a
// χ² test at 5 %, gains weight if the other side gave way on another issue, the
// more the earlier; an option is worth what it was offered, damped. It keeps three numbers
// for each option. (Tunalı, Aydoğan, Sanchez-Anguix 2017.)
type Windows struct {
	total    counts
	weight   []float64
	now, old []float64 // counts of options in this window and the last
	heard    int
}

// The parameters of [Windows]. How many offers make a window is not settled: programs
// that follow the paper take 3 to 48. With five there are enough windows to learn from in
// a hundred rounds.
const (
	windowLength = 5    // offers
	windowGain   = 10   // α of α(1 − t^β), as in the paper
	windowFade   = 5    // β, as in the paper
	windowDamp   = 0.25 // γ of the value of an option, as in the paper
)

func newWindows(r options) *Windows {
	m := &Windows{total: newCounts(r, 1), weight: even(r.space.Issues()), now: make([]float64, r.total())}
	m.old = make([]float64, r.total())
	return m
}

// Hear implements [Model].
func (m *Windows) Hear(o Offer, os []int32) {
	m.total.add(os)
	for i, k := range os {
		m.now[m.total.start[i]+int(k)]++
	}
	if m.heard++; m.heard%windowLength != 0 {
		return
	}
	if m.heard > windowLength {
		m.weigh(o.Time)
	}
	m.now, m.old = m.old, m.now
	clear(m.now)
}

// weigh gives weight to the issues that stayed.
func (m *Windows) weigh(time float64) {
	gave := false
	for i := range m.weight {
		gave = gave || !m.stayed(i) && m.mean(i, m.now) < m.mean(i, m.old)
	}
	if !gave {
		return
	}
	gain := windowGain * (1 - math.Pow(time, windowFade))
	for i := range m.weight {
		if m.stayed(i) {
			m.weight[i] += gain
		}
	}
	scale(m.weight)
}

// stayed reports whether an issue is distributed as in the last window. Shares
// are smoothed by one offer of each option.
func (m *Windows) stayed(i int) bool {
	from, to := m.total.start[i], m.total.start[i+1]
	n := float64(to - from)
	chi := 0.0
	for k := from; k < to; k++ {
		before, after := (1+m.old[k])/(n+windowLength), (1+m.now[k])/(n+windowLength)
		chi += windowLength * square(after-before) / before
	}
	return n < 2 || chi <= chiSquared5(n-1)
}

// mean is the expected value of an issue's options in a window.
func (m *Windows) mean(i int, window []float64) float64 {
	u := 0.0
	for k := m.total.start[i]; k < m.total.start[i+1]; k++ {
		u += window[k] * m.value(i, m.total.of[k])
	}
	return u
}

func (m *Windows) value(i int, count float64) float64 {
	return math.Pow(count/m.total.top[i], windowDamp)
}

// Of implements [Model].
func (m *Windows) Of(os []int32, _ float64) float64 {
	u := 0.0
	for i, k := range os {
		u += m.weight[i] * m.value(i, m.total.at(i, k))
	}
	return u
}

// chiSquared5 is the value that a χ² variable exceeds in one case of twenty, to
// within 1 % from 2 degrees of freedom on, 3 % at 1. (Wilson, Hilferty 1931.)
func chiSquared5(freedom float64) float64 {
	v := 2 / (9 * freedom)
	return freedom * math.Pow(1-v+1.6449*math.Sqrt(v), 3)
}

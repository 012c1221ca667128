package strategy

import (
	"math"

	"parley/deal"
)

// Bayesian is the scalable Bayesian model: independent hypotheses on how much
// an issue weighs, and on what its options are worth. An offer is taken to be worth to
// the other side what it then aims at, 1 at first and [BayesianEnd] when time
// is over, with a normal error. Where options are numbers, a hypothesis is which of
// them is best, and value falls evenly to both sides of it; where they are named,
// and have no order, it is what one of them is worth. (Hindriks, Tykhonov 2008; the
// hypotheses on named options are ours.) It keeps 11 numbers for a named option and at most
// 48 for an issue of numbers; an offer takes some 20 steps for an issue of names and 300 for
// one of numbers, however many there are. What is expected of the value of a number is a
// straight line between one hypothesis and the next, so that it is kept there alone.
type Bayesian struct {
	issues []hypotheses
	sum    float64 // of expected weights
}

// The assumptions of [Bayesian].
const (
	BayesianEnd       = 0.75 // utility that the other side aims at when time is over
	BayesianDeviation = 0.15 // of an offer from what it aims at
	bayesianPeaks     = 16   // of an issue of numbers, at most
)

// levels are the hypotheses on a weight or a value in 0..1: probabilities of 0.05,
// 0.15, ... 0.95. Weights are made to sum up to 1 afterwards.
type levels [10]float64

func (l *levels) at(j int) float64 { return (float64(j) + 0.5) / float64(len(l)) }

func (l *levels) expected() float64 {
	x := 0.0
	for j, p := range l {
		x += p * l.at(j)
	}
	return x
}

// hypotheses are those on one issue.
type hypotheses struct {
	weight   levels
	expected float64   // weight
	peaks    []float64 // where options are numbers: the probability of each
	at       []float64 // and its option, a whole number; rising from the first to the last
	named    []levels  // else: by option
	value    []float64 // expected: by option, or of the option of each peak
	options  int
}

func newBayesian(s *deal.Space) *Bayesian {
	m := &Bayesian{issues: make([]hypotheses, s.Issues())}
	for i := range m.issues {
		m.issues[i] = newHypotheses(s.Issue(i))
		m.sum += m.issues[i].expected
	}
	return m
}

func newHypotheses(issue *deal.Issue) hypotheses {
	h := hypotheses{options: issue.Len()}
	copy(h.weight[:], even(len(h.weight)))
	h.expected = h.weight.expected()
	if issue.Numeric() {
		n := min(h.options, bayesianPeaks)
		h.peaks, h.at, h.value = even(n), make([]float64, n), make([]float64, n)
		for j := range h.at {
			h.at[j] = math.Round(float64(h.options-1) * float64(j) / max(1, float64(n-1)))
		}
		h.expect()
		return h
	}
	h.named, h.value = make([]levels, h.options), make([]float64, h.options)
	for k := range h.named {
		h.named[k] = h.weight
		h.value[k] = h.weight.expected()
	}
	return h
}

// Hear implements [Model].
func (m *Bayesian) Hear(o Offer, os []int32) {
	aim, u, sum := 1-(1-BayesianEnd)*o.Time, 0.0, m.sum
	for i, k := range os {
		u += m.issues[i].expected * m.issues[i].of(int(k))
	}
	m.sum = 0
	for i, k := range os {
		h := &m.issues[i]
		v, expected := h.of(int(k)), h.expected
		rest := u - expected*v
		for j := range h.weight {
			w := h.weight.at(j)
			h.weight[j] *= bell((rest+w*v)/(sum-expected+w)-aim, BayesianDeviation)
		}
		scale(h.weight[:])
		h.hear(int(k), func(v float64) float64 {
			return bell((rest+expected*v)/sum-aim, BayesianDeviation)
		})
		h.expected = h.weight.expected()
		m.sum += h.expected
	}
}

// hear weighs the hypotheses on the value of option k by their likelihood.
func (h *hypotheses) hear(k int, likelihood func(value float64) float64) {
	if h.named != nil {
		l := &h.named[k]
		for j := range l {
			l[j] *= likelihood(l.at(j))
		}
		scale(l[:])
		h.value[k] = l.expected()
		return
	}
	for j := range h.peaks {
		h.peaks[j] *= likelihood(h.slope(j, float64(k)))
	}
	scale(h.peaks)
	h.expect()
}

// Of implements [Model].
func (m *Bayesian) Of(os []int32, _ float64) float64 {
	u := 0.0
	for i, k := range os {
		u += m.issues[i].expected * m.issues[i].of(int(k))
	}
	return u / m.sum
}

// expect reckons the expected value of the option of each peak.
func (h *hypotheses) expect() {
	for i, k := range h.at {
		h.value[i] = 0
		for j, p := range h.peaks {
			h.value[i] += p * h.slope(j, k)
		}
	}
}

// of returns the expected value of option k.
func (h *hypotheses) of(k int) float64 {
	if h.named != nil || h.options == len(h.at) {
		return h.value[k]
	}
	x := float64(k)
	j := min(k*(len(h.at)-1)/(h.options-1), len(h.at)-2)
	if h.at[j] > x { // it was rounded up past it
		j--
	}
	return h.value[j] + (h.value[j+1]-h.value[j])*(x-h.at[j])/(h.at[j+1]-h.at[j])
}

// slope is the value of numeric option k if the best is that of peak j.
func (h *hypotheses) slope(j int, k float64) float64 {
	if h.options == 1 {
		return 1
	}
	peak := h.at[j]
	return 1 - math.Abs(k-peak)/max(peak, float64(h.options-1)-peak)
}

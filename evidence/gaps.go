package evidence

import (
	"math"
	"slices"
)

// Gaps are what the options of an issue may be worth beside each other: for each
// pair the least by which the first is worth more than the second, -Inf if nothing
// says. Closed, they say all that follows (shortest paths: Floyd 1962, Warshall
// 1962); what is then chosen within them leaves room for the rest.
type Gaps struct {
	n     int
	least []float64 // n × n
}

// NewGaps returns those of n options of which nothing is said.
func NewGaps(n int) *Gaps {
	g := &Gaps{n: n, least: slices.Repeat([]float64{math.Inf(-1)}, n*n)}
	for i := range n {
		g.least[i*n+i] = 0
	}
	return g
}

// N returns how many options there are, and Clone a copy.
func (g *Gaps) N() int       { return g.n }
func (g *Gaps) Clone() *Gaps { return &Gaps{g.n, slices.Clone(g.least)} }

// Low returns the least by which option i is worth more than j, -Inf if nothing
// says. It is below 0 where it may be worth less.
func (g *Gaps) Low(i, j int) float64 { return g.least[i*g.n+j] }

// High returns the most by which option i is worth more than j, +Inf if nothing
// says.
func (g *Gaps) High(i, j int) float64 { return -g.least[j*g.n+i] }

// AtLeast says that option i is worth more than j by at least x.
func (g *Gaps) AtLeast(i, j int, x float64) { g.least[i*g.n+j] = max(g.least[i*g.n+j], x) }

// Within says that no two options differ by more than x.
func (g *Gaps) Within(x float64) {
	for i := range g.least {
		g.least[i] = max(g.least[i], -x)
	}
}

// Close makes the gaps say all that follows from them. It is false if they
// contradict each other by more than rounding.
func (g *Gaps) Close() bool {
	for k := range g.n {
		for i := range g.n {
			for j := range g.n {
				g.AtLeast(i, j, g.Low(i, k)+g.Low(k, j))
			}
		}
	}
	slack := 1e-9 * g.widest() // sums of a few amounts
	for i := range g.n {
		if g.Low(i, i) > slack {
			return false
		}
		g.least[i*g.n+i] = 0
	}
	return true
}

func (g *Gaps) widest() (most float64) {
	for _, x := range g.least {
		if !math.IsInf(x, 0) {
			most = max(most, math.Abs(x))
		}
	}
	return most
}

// Whole returns the least by which the best option must be worth more than the
// worst, and the most by which one may be.
func (g *Gaps) Whole() (low, high float64) {
	for i := range g.n {
		for j := range g.n {
			low, high = max(low, g.Low(i, j)), max(high, g.High(i, j))
		}
	}
	return low, high
}

package share

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

// Shapley returns what each player adds to the cost on average over all orders in
// which the players may come (Shapley 1953). It may lie outside the core: see
// [Game.Objections].
func (g Game) Shapley() ([]float64, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	n := g.Players()
	weight := make([]float64, n) // |S|! (n-|S|-1)! / n!, by |S|
	weight[0] = 1 / float64(n)
	for k := 1; k < n; k++ {
		weight[k] = weight[k-1] * float64(k) / float64(n-k)
	}
	shares := make([]float64, n)
	for s := range g {
		w := 0.0
		if k := Coalition(s).Players(); k < n {
			w = weight[k]
		}
		for i := range n {
			if s>>i&1 == 0 {
				shares[i] += float64(w * (g[s|1<<i] - g[s]))
			}
		}
	}
	return shares, nil
}

// An Estimate is a mean of samples with its standard error.
type Estimate struct{ Mean, Error float64 }

// ShapleySample estimates the Shapley value of 1 to 64 players from random orders
// of them (Castro, Gómez and Tejada 2009). The means add up to what serving
// everybody costs. samples is the number of orders, at least 2; it calls cost n times
// for each. r is not nil.
func ShapleySample(n int, cost func(Coalition) float64, samples int, r *rand.Rand) ([]Estimate, error) {
	if n < 1 || n > 64 {
		return nil, fmt.Errorf("share: sampling a game of %d players: give 1 to 64", n)
	}
	if samples < 2 {
		return nil, fmt.Errorf("share: %d samples have no standard error: take 2 or more", samples)
	}
	if cost == nil {
		return nil, errNoCost
	}
	shares := make([]Estimate, n)
	squares := make([]float64, n)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for k := 1; k <= samples; k++ {
		r.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		set, before := Coalition(0), 0.0
		for _, i := range order {
			set |= 1 << i
			c := cost(set)
			add := c - before
			// Welford 1962: the mean and the sum of squares as they grow.
			d := add - shares[i].Mean
			shares[i].Mean += d / float64(k)
			squares[i] += float64(d * (add - shares[i].Mean))
			before = c
		}
	}
	for i := range shares {
		if m := shares[i].Mean; m-m != 0 {
			return nil, errors.New("share: the cost of a coalition is NaN or infinite: give finite ones")
		}
		shares[i].Error = math.Sqrt(squares[i] / float64(samples-1) / float64(samples))
	}
	return shares, nil
}

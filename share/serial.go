package share

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Serial shares a cost that depends on the total demanded: everybody shares
// equally the cost of all demanding as little as the least demanding does; the
// others share equally what it costs more if all of them demand as little as the
// next, and so on (Moulin and Shenker 1992). No share depends on what is demanded
// beyond one's own. cost is called with totals from 0 to the sum of what all
// would demand at most; cost(0) must be 0. It returns a share for each demand.
func Serial(demands []float64, cost func(total float64) float64) ([]float64, error) {
	if err := amounts("demand", demands); err != nil {
		return nil, err
	}
	if cost == nil {
		return nil, errNoCost
	}
	if c := cost(0); c != 0 {
		return nil, fmt.Errorf("share: serving nobody costs %v: take what is fixed out and share it apart", c)
	}
	order := make([]int, len(demands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(demands[a], demands[b]) })
	shares := make([]float64, len(demands))
	share, before, served := 0.0, 0.0, 0.0
	for k, i := range order {
		left := float64(len(demands) - k)
		c := cost(served + float64(left*demands[i]))
		if c-c != 0 {
			return nil, errors.New("share: the cost of a total is NaN or infinite: give one that is finite up to the largest demand times the number of demands")
		}
		share += (c - before) / left
		before = c
		served += demands[i]
		shares[i] = share
	}
	return shares, nil
}

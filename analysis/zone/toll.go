package zone

// costs says what no agreement costs each side over the time ahead, and how that
// pulls. One unit more for who pays moves the Nash point up by 1 less its weight, for
// who receives down by that weight (Nash 1950, where money is free).
func (m *model) costs() error {
	r := m.r
	ahead, err := m.ahead(r.Day)
	if err != nil {
		return err
	}
	for n := range r.Sides {
		s, sums := &r.Sides[n], make([]float64, r.Draws)
		if len(r.Sides) == 2 {
			s.Pull = pull(n, (r.Weight.Low+r.Weight.High)/2)
		}
		for k := range s.Tolls {
			costs, pulls := make([]float64, r.Draws), make([]float64, r.Draws)
			for i := range sums {
				costs[i] = m.samples[n][i].tolls[k] * ahead[n][k]
				pulls[i] = costs[i] * pull(n, m.weights[i])
				sums[i] += costs[i]
			}
			s.Tolls[k].Ahead = rangeOf(costs)
			if len(r.Sides) == 2 {
				s.Tolls[k].Pull = rangeOf(pulls)
			}
		}
		s.Cost = rangeOf(sums)
		m.worthsDrawn(n)
	}
	return nil
}

func pull(side int, weight float64) float64 {
	if side == 0 {
		return 1 - weight
	}
	return -weight
}

// worthsDrawn says how what swaps are worth comes out.
func (m *model) worthsDrawn(n int) {
	s := &m.r.Sides[n]
	for k := range s.Worth {
		x, ok := m.swap(s.Worth[k].Swap)
		if !ok || m.sides[n].values[x.issue] == nil {
			continue
		}
		xs := make([]float64, m.r.Draws)
		for i := range xs {
			xs[i] = x.of(m.samples[n][i].values)
		}
		s.Worth[k].Range = rangeOf(xs)
	}
}

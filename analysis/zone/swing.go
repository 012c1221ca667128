package zone

import (
	"cmp"
	"math"
	"slices"

	"parley/bargain"
)

// swings says how far the Nash point moves with each input alone.
func (m *model) swings() error {
	r := m.r
	ahead, err := m.ahead(r.Day)
	if err != nil {
		return err
	}
	base := [2]sample{m.sides[0].middle(), m.sides[1].middle()}
	at := func(in Input, x float64) (float64, error) {
		s, w := base, (r.Weight.Low+r.Weight.High)/2
		m.set(in, x, &s, &w)
		found, err := m.lay([2]*sample{&s[0], &s[1]}, w, ahead).Nash()
		return average(found), err
	}
	for _, in := range m.inputs() {
		low, high := m.tenths(in)
		a, err := at(in, low)
		if err != nil {
			return err
		}
		b, err := at(in, high)
		if err != nil {
			return err
		}
		if !math.IsNaN(a) && !math.IsNaN(b) && !alike(a, b) {
			r.Swings = append(r.Swings, Swing{in, low, high, a, b})
		}
	}
	slices.SortStableFunc(r.Swings, func(x, y Swing) int { return cmp.Compare(math.Abs(y.High-y.Low), math.Abs(x.High-x.Low)) })
	return nil
}

// average is where settlements that tie lie on average; NaN where there is none.
func average(found []bargain.Settlement) float64 {
	sum := 0.0
	for _, s := range found {
		sum += s.Money
	}
	return sum / float64(len(found))
}

// inputs lists everything that was drawn.
func (m *model) inputs() (ins []Input) {
	for n := range m.r.Sides {
		ins = append(ins, Input{Side: n, Kind: OfLimit})
		for k := range m.r.Sides[n].Worth {
			ins = append(ins, Input{n, OfWorth, k})
		}
		for k := range m.r.Sides[n].Tolls {
			ins = append(ins, Input{n, OfToll, k})
		}
	}
	return append(ins, Input{-1, OfWeight, 0})
}

// tenths returns the 10 and 90 per cent quantiles of an input.
func (m *model) tenths(in Input) (low, high float64) {
	if in.Kind == OfWorth {
		x := m.r.Sides[in.Side].Worth[in.N]
		return x.P10, x.P90
	}
	i := [2]float64{m.r.Weight.Low, m.r.Weight.High}
	switch in.Kind {
	case OfLimit:
		i = m.sides[in.Side].limit
	case OfToll:
		i = m.sides[in.Side].tolls[in.N]
	}
	return i[0] + 0.1*(i[1]-i[0]), i[0] + 0.9*(i[1]-i[0])
}

// set gives an input a value.
func (m *model) set(in Input, x float64, s *[2]sample, weight *float64) {
	switch in.Kind {
	case OfWeight:
		*weight = x
	case OfLimit:
		s[in.Side].limit = x
	case OfToll:
		s[in.Side].tolls = slices.Clone(s[in.Side].tolls)
		s[in.Side].tolls[in.N] = x
	case OfWorth:
		w, ok := m.swap(m.r.Sides[in.Side].Worth[in.N].Swap)
		if !ok || m.sides[in.Side].values[w.issue] == nil {
			return
		}
		b := m.sides[in.Side].values[w.issue].clone()
		b.AtLeast(w.option, w.over, x)
		b.AtLeast(w.over, w.option, -x)
		if b.Close() {
			s[in.Side].values = slices.Clone(s[in.Side].values)
			s[in.Side].values[w.issue] = b.values(nil)
		}
	}
}

package cost

import "parley/money"

func byName(in []Input) map[string]Input {
	m := make(map[string]Input, len(in))
	for _, i := range in {
		m[i.Name] = i
	}
	return m
}

// known returns the figure of a year, if there is one. It is not assumed.
func (in Input) known(year int) (d money.Decimal, assumed, ok bool) {
	d, ok = in.Known[year]
	return d, false, ok
}

// middle returns the figure of a year, or else the middle of what is assumed.
func (in Input) middle(year int) (d money.Decimal, assumed, ok bool) {
	if d, ok := in.Known[year]; ok {
		return d, false, true
	}
	switch l := in.Later; l.Kind {
	case Normal:
		return l.Mean, true, true
	case Uniform:
		return money.Interval{Lo: l.Mean, Hi: l.Width}.Mid(), true, true
	case Walk:
		_, level, ok := in.anchor(year, year)
		return level, ok, ok
	}
	return d, false, false
}

// anchor returns the year and the level from which a walk reaches a year that
// has no figure: the last figure before it, or where it was set to start. Of a
// walk with a level but no year and no figures, base is the year.
func (in Input) anchor(year, base int) (from int, level money.Decimal, ok bool) {
	last, known := 0, false
	for y, d := range in.Known {
		if y < year && (!ok || y > from) {
			from, level, ok = y, d, true
		}
		if !known || y > last {
			last, known = y, true
		}
	}
	if in.Later.Mean.IsZero() {
		return from, level, ok
	}
	origin := base
	if known {
		origin = last
	}
	if in.Later.From != 0 {
		origin = in.Later.From
	}
	if 0 < origin && origin <= year && (!ok || origin >= from) {
		return origin, in.Later.Mean, true
	}
	return from, level, ok
}

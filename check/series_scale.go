package check

import (
	"slices"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
)

// wrongScale is F010: figures that cannot well be of the unit of their series.
func wrongScale(p *Pass) {
	for _, f := range p.figured() {
		variant, at := Misscaled(f.unit, f.Figures)
		if variant == "" {
			continue
		}
		if variant == "fractions" {
			variant = ""
		}
		p.ReportAs(variant, f.cell(at, casefile.Value), with("series", f.ID, "unit", f.Unit, "value", f.Figures[at].Value.String()))
	}
}

// Misscaled says why figures cannot well be of a unit, and which of them shows
// it; "" where nothing is wrong.
//
//	fractions  growth that is next to nothing: 0.038 for 3.8
//	level      growth of a half and more in every year: the levels of an index
//	mixed      the same among others that are growth
//	growth     levels of an index that are nothing or less
//	rate       the same of a rate of exchange
//	tens       levels or rates that are a power of ten from those around them
func Misscaled(unit evidence.Unit, figures []parley.Figure) (reason string, at int) {
	if len(figures) == 0 {
		return "", -1
	}
	most, least := 0, 0
	for i, y := range figures {
		if y.Value.Abs().Cmp(figures[most].Value.Abs()) > 0 {
			most = i
		}
		if y.Value.Cmp(figures[least].Value) < 0 {
			least = i
		}
	}
	if unit.Percent {
		return growthScale(figures, most, least)
	}
	switch smallest := figures[least].Value.Sign(); {
	case smallest <= 0 && unit.IsRate():
		return "rate", least
	case smallest <= 0:
		return "growth", least
	}
	if at := misplaced(figures); at >= 0 {
		return "tens", at
	}
	return "", -1
}

// growthScale is Misscaled of growth in per cent, of which the figure furthest
// from nothing and the least are known.
func growthScale(figures []parley.Figure, most, least int) (reason string, at int) {
	largest := figures[most].Value.Abs().Float64()
	switch {
	case largest > 0 && largest < 0.3 && len(figures) >= 3:
		return "fractions", most
	case figures[least].Value.Float64() > level:
		return "level", least
	}
	if at := leaping(figures); at >= 0 {
		return "mixed", at
	}
	return "", -1
}

// Growth in a year above level is that of a great inflation, which climbs to it:
// it is not leap times that of the year beside it, nor of what was printed of the
// same year at another time.
const (
	level = 50
	leap  = 20
)

// leaping returns a figure that leaps above one next to it, -1 if there is none.
func leaping(figures []parley.Figure) int {
	at := make([]int, len(figures))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(i, j int) int { return date.Compare(figures[i].For, figures[j].For) })
	for k := 1; k < len(at); k++ {
		big, small := at[k], at[k-1]
		if figures[big].Value.Cmp(figures[small].Value) < 0 {
			big, small = small, big
		}
		if v := figures[big].Value.Float64(); v > level && v > leap*max(1, figures[small].Value.Abs().Float64()) {
			return big
		}
	}
	return -1
}

// misplaced returns a figure that is a power of ten away from those around it, -1
// if there is none.
func misplaced(figures []parley.Figure) int {
	at := spans(figures)
	for k, i := range at {
		var near []float64
		for _, j := range at[max(0, k-2):min(len(at), k+3)] {
			if j != i {
				near = append(near, figures[j].Value.Float64())
			}
		}
		if len(near) < 2 {
			continue
		}
		m := median(near) // which sorts them
		if near[len(near)-1] < 3*near[0] && tens(figures[i].Value.Float64()/m) != 0 {
			return i
		}
	}
	return -1
}

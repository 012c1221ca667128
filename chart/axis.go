package chart

import (
	"math"
	"slices"
	"strconv"
)

// A span is what one row takes up on an axis.
type span struct{ lo, hi float64 }

// An axis takes values to pixels: in one piece, or in two with a break where
// there is a wide stretch with nothing in it. It never goes through the break:
// no value lies there.
type axis struct {
	domain, pixels []float64 // two of each, or four
	ticks          []float64
}

// breakWidth is the room that a break takes, in pixels.
const breakWidth = 26

// newAxis makes an axis for the spans over a length of pixels, with about a tick
// every so many pixels. Where two groups lie so far apart that the differences
// within them could not be seen, it is broken between them.
func newAxis(spans []span, length, every float64) axis {
	if left, right, ok := apart(spans); ok {
		share := float64(len(left)) / float64(len(spans))
		first := (length - breakWidth) * min(max(share, 0.4), 0.6)
		a, b := piece(cover(left), 0, first, every), piece(cover(right), first+breakWidth, length, every)
		return axis{append(a.domain, b.domain...), append(a.pixels, b.pixels...), append(a.ticks, b.ticks...)}
	}
	all := cover(spans)
	if all.lo > 0 && all.lo < 0.4*all.hi {
		all.lo = 0
	}
	return piece(all, 0, length, every)
}

// apart splits the spans at the widest stretch with nothing in it, if that is
// worth a break: it takes up two fifths, and what lies on one side of it is
// several rows that differ.
func apart(spans []span) (left, right []span, ok bool) {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b span) int { return compare(a.lo, b.lo, a.hi, b.hi) })
	all, at, widest := cover(sorted), 0, 0.0
	end := all.lo
	for i, s := range sorted {
		if gap := s.lo - end; i > 0 && gap > widest {
			at, widest = i, gap
		}
		end = max(end, s.hi)
	}
	if at == 0 || widest < 0.4*(all.hi-all.lo) {
		return nil, nil, false
	}
	left, right = sorted[:at], sorted[at:]
	return left, right, differ(left) || differ(right)
}

func compare(pairs ...float64) int {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != pairs[i+1] {
			if pairs[i] < pairs[i+1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func differ(spans []span) bool { return spans[0] != spans[len(spans)-1] }

func cover(spans []span) span {
	all := span{math.Inf(1), math.Inf(-1)}
	for _, s := range spans {
		all = span{min(all.lo, s.lo), max(all.hi, s.hi)}
	}
	if all.lo > all.hi {
		return span{0, 1}
	}
	return all
}

// piece is an axis in one piece. It leaves a little room at both ends, but begins
// at nothing where the values do.
func piece(s span, from, to, every float64) axis {
	room, size := 0.06*(s.hi-s.lo), max(math.Abs(s.lo), math.Abs(s.hi))
	if room <= 1e-9*size {
		room = max(0.05*size, 1e-9)
	}
	lo, hi := s.lo-room, s.hi+room
	if s.lo == 0 {
		lo = 0
	}
	lo, hi = round(lo, room/10), round(hi, room/10)
	return axis{[]float64{lo, hi}, []float64{math.Round(from), math.Round(to)}, ticks(lo, hi, int((to-from)/every))}
}

// ticks are round values between two, about n of them and never none.
func ticks(lo, hi float64, n int) (at []float64) {
	raw := (hi - lo) / float64(max(n, 2))
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	step := unit * 10
	for _, m := range []float64{1, 2, 5} {
		if unit*m >= raw*0.999 {
			step = unit * m
			break
		}
	}
	for i := math.Ceil(lo / step); i*step <= hi*(1+1e-12) && len(at) < 50; i++ {
		at = append(at, round(i*step, step))
	}
	return at
}

// round drops the noise below a step: 0.30000000000000004 is 0.3.
func round(v, step float64) float64 {
	digits := max(0, math.Ceil(-math.Log10(step))+1)
	scale := math.Pow(10, digits)
	if r := math.Round(v*scale) / scale; !math.IsInf(r, 0) && !math.IsNaN(r) {
		return r
	}
	return v
}

func (a axis) broken() bool { return len(a.domain) == 4 }

// at is the pixel of a value.
func (a axis) at(v float64) float64 {
	i := 0
	if a.broken() && v > (a.domain[1]+a.domain[2])/2 {
		i = 2
	}
	return interpolate(v, a.domain[i:i+2], a.pixels[i:i+2])
}

func interpolate(v float64, from, to []float64) float64 {
	return to[0] + (v-from[0])/(from[1]-from[0])*(to[1]-to[0])
}

// upright is the axis with its pixels counted from the bottom of a height, as a
// y axis is.
func (a axis) upright(height float64) axis {
	up := make([]float64, len(a.pixels))
	for i, p := range a.pixels {
		up[i] = height - p
	}
	return axis{a.domain, up, a.ticks}
}

func (a axis) scale() *Scale {
	return &Scale{Type: "linear", Domain: a.domain, Range: a.pixels, Nice: off, Zero: off}
}

// powers is the d3 format of amounts that take powers of ten.
const powers = ".3~g"

// figures is the d3 format of amounts on an axis: as many digits as they need.
func (a axis) figures() string {
	top := 0.0
	for _, d := range a.domain {
		top = max(top, math.Abs(d))
	}
	if top >= 1e9 || top < 1e-3 {
		return powers
	}
	return ",.6~f"
}

// finite reports figures that can be drawn. Beyond the limit differences between
// two of them would overflow.
func finite(values ...float64) bool {
	for _, v := range values {
		if !(math.Abs(v) <= 1e100) {
			return false
		}
	}
	return true
}

// labels is the room that the figures of an upright axis take to its left.
func (a axis) labels() (w float64) {
	format, digits := byte('f'), -1
	if a.figures() == powers {
		format, digits = 'g', 3
	}
	for _, t := range a.ticks {
		w = max(w, TextWidth(strconv.FormatFloat(t, format, digits, 64), smallSize, false)+14)
	}
	return math.Ceil(w) + 8
}

package chart

import (
	"math"
	"slices"
	"time"
)

// spread moves labels of given heights apart along a column, as little as can be,
// within top and bottom where there is room. It returns the middles, in the order
// given.
func spread(want, heights []float64, top, bottom float64) []float64 {
	order := make([]int, len(want))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(want[a], want[b]) })
	var groups []labelGroup
	for _, i := range order {
		g := labelGroup{members: []int{i}, height: heights[i], top: want[i] - heights[i]/2}
		g.clamp(top, bottom)
		for len(groups) > 0 && groups[len(groups)-1].top+groups[len(groups)-1].height > g.top {
			g = groups[len(groups)-1].with(g)
			g.clamp(top, bottom)
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	middles := make([]float64, len(want))
	for _, g := range groups {
		y := g.top
		for _, i := range g.members {
			middles[i] = y + heights[i]/2
			y += heights[i]
		}
	}
	return middles
}

// A labelGroup is labels that touch.
type labelGroup struct {
	members     []int
	height, top float64
}

// with joins two groups around what each wanted, by their weight.
func (g labelGroup) with(h labelGroup) labelGroup {
	n, m := float64(len(g.members)), float64(len(h.members))
	h.top = (n*g.top + m*(h.top-g.height)) / (n + m)
	h.members, h.height = append(slices.Clone(g.members), h.members...), g.height+h.height
	return h
}

func (g *labelGroup) clamp(top, bottom float64) {
	g.top = max(min(g.top, bottom-g.height), top)
}

// first is the first of several boxes that meets none of those taken, if any.
func first(candidates, taken []box) (box, bool) {
	for _, c := range candidates {
		if !slices.ContainsFunc(taken, c.meets) {
			return c, true
		}
	}
	return box{}, false
}

// when reads a day or a moment of RFC 3339.
func when(s string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// year is a moment as a fraction of years: noon of 2 July 2019 is 2019.5.
func year(t time.Time) float64 {
	begin := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	end := begin.AddDate(1, 0, 0)
	return float64(t.Year()) + t.Sub(begin).Hours()/end.Sub(begin).Hours()
}

// years are ticks at whole years, no closer than every so many pixels.
func years(from, to int, length, every float64) (at []float64) {
	step, pixels := 1, length/(float64(to)-float64(from)+1)
	for i := 0; pixels*float64(step) < every && step < 1e6; i++ {
		step = []int{2, 5, 10}[i%3] * int(math.Pow10(i/3))
	}
	for y := int(math.Ceil(float64(from)/float64(step))) * step; y <= to && len(at) < 100; y += step {
		at = append(at, float64(y))
	}
	return at
}

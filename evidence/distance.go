package evidence

import (
	"cmp"
	"slices"

	"parley"
	"parley/money"
	"parley/view"
)

// A Distance lies between two sides, or between one and the last agreement.
type Distance struct {
	Size            // its low end is 0 where the two may be one
	From, To Size   // To: of the other side, or of the last agreement
	Sides    [2]int // in Apart.Sides; the second is -1 for the last agreement
	Below    bool   // what is offered is above what is asked
	Claims   []*parley.Claim
}

// Between returns the distance in a currency between the two sides that are
// farthest apart. Where the figure of one side only is known, it is the distance
// from that to the last agreement. It is false where there is nothing to compare, or
// the record has no rate. The empty currency compares percentages of one base.
func (x Apart) Between(in money.Currency) (d Distance, ok bool) {
	var known []int
	for i, s := range x.Sides {
		if s.Claims != nil {
			known = append(known, i)
		}
	}
	if len(known) == 1 {
		from, ok1 := x.Size(x.Sides[known[0]].Claims, in)
		to, ok2 := x.Base(in)
		d = Between(from, to)
		d.Sides, d.Claims = [2]int{known[0], -1}, x.Sides[known[0]].Claims
		return d, ok1 && ok2
	}
	for n, i := range known {
		for _, j := range known[n+1:] {
			from, ok1 := x.Size(x.Sides[i].Claims, in)
			to, ok2 := x.Size(x.Sides[j].Claims, in)
			if !ok1 || !ok2 || in == "" && !sameBase(x.Sides[i].Claims[0], x.Sides[j].Claims[0]) {
				return Distance{}, false
			}
			if y := Between(from, to); !ok || y.Value.Cmp(d.Value) > 0 {
				y.Sides, y.Claims = [2]int{i, j}, slices.Concat(x.Sides[i].Claims, x.Sides[j].Claims)
				y.Below = crossed(x.Sides[i], x.Sides[j], from, to) || crossed(x.Sides[j], x.Sides[i], to, from)
				d, ok = y, true
			}
		}
	}
	return d, ok
}

// Sayable reports whether the distance has an amount in any currency.
func (x Apart) Sayable() bool {
	return slices.ContainsFunc(x.Currencies(), func(c money.Currency) bool { _, ok := x.Between(c); return ok })
}

// crossed reports whether one side offers more than the other asks, whatever
// the digits leave open.
func crossed(asks, offers Side, a, o Size) bool {
	all := func(s Side, verbs ...string) bool {
		return !slices.ContainsFunc(s.Claims, func(c *parley.Claim) bool { return !slices.Contains(verbs, c.That.Verb) })
	}
	return all(asks, "asks") && all(offers, "offers", "holds", "accepts") && o.Lo.Cmp(a.Hi) > 0
}

// Between returns the distance between two figures in one currency.
func Between(x, y Size) Distance {
	d := Distance{From: x, To: y}
	d.Interval, d.Value, d.Currency = gap(x.Interval, y.Interval), x.Value.Sub(y.Value).Abs(), x.Currency
	d.Rate = cmp.Or(x.Rate, y.Rate)
	d.RestsOn = unique(slices.Concat(x.RestsOn, y.RestsOn))
	return d
}

// gap is how far apart two numbers can be, one in each interval.
func gap(x, y money.Interval) money.Interval {
	up, down := x.Sub(y), y.Sub(x)
	i := up
	if down.Lo.Cmp(up.Lo) > 0 {
		i = down
	}
	if i.Lo.Sign() < 0 {
		i.Lo = money.Decimal{}
	}
	if down.Hi.Cmp(up.Hi) > 0 {
		i.Hi = down.Hi
	} else {
		i.Hi = up.Hi
	}
	return i
}

// InPercent returns the distance in per cent of what the last agreement paid, in the
// currency that needs fewest conversions. It is reckoned in two ways, as the
// distance over the base, and as the distance between the rises of the sides over
// it: each counts twice what the other counts once, and what both leave open is left.
func (x Apart) InPercent() (best Distance, ok bool) {
	least := 0
	x = x.Yearly()
	for _, in := range x.Currencies() {
		d, between := x.Between(in)
		base, paid := x.Base(in)
		if !between || !paid {
			continue
		}
		n := converted(d.From) + converted(d.To) + converted(base)
		from, ok1 := x.rise(x.Sides[d.Sides[0]].Claims, d.From, base)
		to, ok2 := Size{}, true
		if j := d.Sides[1]; j >= 0 {
			to, ok2 = x.rise(x.Sides[j].Claims, d.To, base)
		}
		if ok1 && ok2 && (!ok || n < least) {
			best, ok, least = Between(from, to), true, n
			if direct, sure := d.Mul(money.Only(hundred)).Quo(base.Interval); sure {
				best.Interval = common(best.Interval, direct)
			}
			best.Sides, best.Below, best.Claims, best.Rate = d.Sides, d.Below, d.Claims, cmp.Or(d.Rate, base.Rate)
			best.RestsOn = unique(slices.Concat(d.RestsOn, base.RestsOn))
		}
	}
	return best, ok
}

// common is what two intervals of one number both leave open.
func common(i, j money.Interval) money.Interval {
	if j.Lo.Cmp(i.Lo) > 0 {
		i.Lo = j.Lo
	}
	if j.Hi.Cmp(i.Hi) < 0 {
		i.Hi = j.Hi
	}
	return i
}

func converted(s Size) int {
	if s.Rate != nil {
		return 1
	}
	return 0
}

// rise returns by how many per cent figures of a side are above the last
// agreement. What is said as a rise over it counts as said.
func (x Apart) rise(cs []*parley.Claim, s, base Size) (Size, bool) {
	if len(cs) == 1 {
		if v, ok := cs[0].That.Value.(parley.Percent); ok && x.overLast(v.Over) {
			return Size{Interval: v.Bounds, Value: middle(v.Value, v.High)}, true
		}
	}
	i, ok := money.PercentChange(base.Interval, s.Interval)
	if !ok {
		return Size{}, false
	}
	return Size{Interval: i, Value: s.Value.Sub(base.Value).Mul(hundred).Quo(base.Value, precision, money.HalfEven)}, true
}

func (x Apart) overLast(id parley.ID) bool {
	if t, ok := view.Get[*parley.Terms](x.a.view, id); ok {
		id = t.Of
	}
	return x.Last != nil && id == x.Last.Agreement.ID
}

// Narrowed returns by how many per cent a distance fell, from that between two
// figures to that between two others; less than nothing if it grew. One says which
// of the two is one number before and after, that of a side that did not move. It is
// false if the earlier distance may be nothing.
func Narrowed(before, after [2]Size, one [2]bool) (i money.Interval, value money.Decimal, ok bool) {
	if before[0].Overlaps(before[1].Interval) {
		return i, value, false
	}
	fell := func(a, b, c, d money.Decimal) money.Decimal {
		return hundred.Sub(c.Sub(d).Abs().Mul(hundred).Quo(a.Sub(b).Abs(), precision, money.HalfEven))
	}
	value = fell(before[0].Value, before[1].Value, after[0].Value, after[1].Value)
	first := true
	for corner := range 16 {
		end := func(s Size, bit int) money.Decimal {
			if corner>>bit&1 == 1 {
				return s.Hi
			}
			return s.Lo
		}
		a, b := end(before[0], 0), end(before[1], 1)
		c, d := end(after[0], 2), end(after[1], 3)
		if one[0] {
			c = a
		}
		if one[1] {
			d = b
		}
		v := fell(a, b, c, d)
		if first || v.Cmp(i.Lo) < 0 {
			i.Lo = v
		}
		if first || v.Cmp(i.Hi) > 0 {
			i.Hi = v
		}
		first = false
	}
	if after[0].Overlaps(after[1].Interval) {
		i.Hi = hundred
	}
	return i, value, true
}

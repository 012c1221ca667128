package cost

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parley/money"
)

// alone returns the plan of one terms, for their total only. They keep their
// draws.
func (p Plan) alone(t Terms) Plan {
	p.Terms, p.Against, p.Beside, p.Discount = []Terms{t}, -1, "", money.Decimal{}
	return p
}

// one returns the terms of a number.
func (p Plan) one(which int) (Terms, error) {
	if which < 0 || which >= len(p.Terms) {
		return Terms{}, &Problem{Reason: NoTerms}
	}
	return p.Terms[which], nil
}

// Tornado returns what each uncertain input does by itself to the total of
// terms, the widest first: all others are held at their middle, and the swing is
// between the 10 and the 90 per cent quantile of what is drawn. A printed number
// with a Key moves all that is made of it; the other sums of the terms that their
// digits leave open count as one, under the name of the terms.
func Tornado(p Plan, which int) ([]Swing, error) {
	t, err := p.one(which)
	if err != nil {
		return nil, err
	}
	p = p.alone(t)
	all, err := compile(p, everything)
	if err != nil {
		return nil, err
	}
	var out []Swing
	for _, k := range slices.Sorted(maps.Keys(all.varies)) {
		one, err := compile(p, k)
		if err != nil {
			return nil, err
		}
		total := one.run(p)[0].Total
		kind, name, _ := strings.Cut(k, " ")
		out = append(out, Swing{Input: name, Printed: kind == "printed", Low: total.P10, High: total.P90})
	}
	slices.SortStableFunc(out, func(a, b Swing) int { return cmp.Compare(b.High-b.Low, a.High-a.Low) })
	return out, nil
}

package scenario

import (
	"fmt"
	"slices"
	"sort"

	"parley/deal"
)

// explicit makes a utility of one for each outcome.
func (r *reader) explicit(values []float64) deal.Utility {
	return &deal.Explicit{Space: r.space, Utilities: values}
}

// regions makes the simplest utility of constraints that are worth something
// met and nothing, or something else, unmet: a table where each outcome has one,
// boxes where all conditions are on options that follow each other.
func (r *reader) regions(c deal.Constraints) deal.Utility {
	if values, ok := r.everyOutcome(c); ok {
		return r.explicit(values)
	}
	h := make(deal.HyperRectangles, 0, len(c))
	for i := range c {
		box := deal.Box{Utility: c[i].Met}
		for _, cond := range c[i].Conditions {
			first, last := cond.Options[0], cond.Options[len(cond.Options)-1]
			if int(last-first)+1 != len(cond.Options) {
				return c
			}
			box.Sides = append(box.Sides, deal.Side{Issue: cond.Issue, Lo: first, Hi: last})
		}
		if c[i].Unmet != 0 {
			return c
		}
		h = append(h, box)
	}
	return h
}

// everyOutcome returns the utility of each outcome where each has a constraint
// of its own.
func (r *reader) everyOutcome(c deal.Constraints) ([]float64, bool) {
	n := r.space.Len()
	if uint64(len(c)) != n || n > MaxOptions {
		return nil, false
	}
	values, seen := make([]float64, n), make([]bool, n)
	options := make([]int32, len(r.issues))
	for i := range c {
		if len(c[i].Conditions) != len(r.issues) {
			return nil, false
		}
		set := make([]bool, len(r.issues))
		for _, cond := range c[i].Conditions {
			if len(cond.Options) != 1 || set[cond.Issue] {
				return nil, false
			}
			options[cond.Issue], set[cond.Issue] = cond.Options[0], true
		}
		o := r.space.Outcome(options)
		if seen[o] || c[i].Unmet != 0 {
			return nil, false
		}
		values[o], seen[o] = c[i].Met, true
	}
	return values, true
}

// constraints returns a utility that is not a weighted sum as constraints, and
// whether it can be. They come in the order in which the utility is summed.
func constraints(s *deal.Space, u deal.Utility) (deal.Constraints, bool) {
	switch u := u.(type) {
	case deal.Constraints:
		return u, true
	case deal.HyperRectangles:
		return ofBoxes(u), true
	case *deal.Explicit:
		return ofTable(s, u), true
	case *deal.Pairwise:
		return ofPairs(u), true
	}
	return nil, false
}

func ofBoxes(h deal.HyperRectangles) (c deal.Constraints) {
	for _, box := range h {
		one := deal.Constraint{Met: box.Utility}
		for _, side := range box.Sides {
			one.Conditions = append(one.Conditions, deal.Condition{Issue: side.Issue, Options: upTo(side.Lo, side.Hi)})
		}
		c = append(c, one)
	}
	return c
}

func ofTable(s *deal.Space, e *deal.Explicit) (c deal.Constraints) {
	options := make([]int32, s.Issues())
	for o, worth := range e.Utilities {
		one := deal.Constraint{Met: worth}
		for i, k := range s.Options(deal.Outcome(o), options) {
			one.Conditions = append(one.Conditions, exactly(i, k))
		}
		c = append(c, one)
	}
	return c
}

func ofPairs(p *deal.Pairwise) (c deal.Constraints) {
	for i, values := range p.Single {
		for k, worth := range values {
			c = append(c, deal.Constraint{Met: worth, Conditions: []deal.Condition{exactly(i, int32(k))}})
		}
	}
	for _, pair := range p.Pairs {
		for k, row := range pair.Values {
			for l, worth := range row {
				both := []deal.Condition{exactly(pair.A, int32(k)), exactly(pair.B, int32(l))}
				c = append(c, deal.Constraint{Met: worth, Conditions: both})
			}
		}
	}
	return c
}

func exactly(issue int, option int32) deal.Condition {
	return deal.Condition{Issue: issue, Options: []int32{option}}
}

// upTo is the options lo..hi.
func upTo(lo, hi int32) []int32 {
	options := make([]int32, 0, max(0, hi-lo+1))
	for k := lo; k <= hi; k++ {
		options = append(options, k)
	}
	return options
}

// geniusBoxes reads the hyper-rectangles of a nonlinear utility space. Those
// that INCLUDE are worth something inside, those that EXCLUDE outside.
func (r *reader) geniusBoxes(root *element) deal.Utility {
	objective := root.first("objective")
	if objective == nil {
		r.add(root.place, "restore it", "the profile has no <objective>")
		return nil
	}
	for _, e := range geniusIssues(root) {
		r.geniusMatch(e)
	}
	u := objective.first("utility")
	if u == nil || u.first("ufun") == nil {
		r.add(objective.place, "add it, or make the profile linear", "a nonlinear profile has no <utility maxutility=…><ufun …>")
		return nil
	}
	most := r.num(u, "maxutility")
	if most <= 0 {
		r.add(u.place, "write the utility of the best outcome", "maxutility is %v", most)
		return nil
	}
	f := u.first("ufun")
	r.geniusSum(f)
	var c deal.Constraints
	for _, e := range f.all("hyperRectangle") {
		c = append(c, r.geniusBox(e, most))
	}
	if len(c) == 0 {
		r.add(f.place, "add one, or make the profile linear", "the profile has no <hyperRectangle>")
		return nil
	}
	if r.count() > 0 {
		return nil
	}
	return r.regions(c)
}

// geniusSum checks that boxes are summed.
func (r *reader) geniusSum(f *element) {
	if a, _ := f.attr("aggregation"); a != "sum" && a != "" {
		r.add(f.place, "use sum", "boxes are put together by %s, which is not read", short(a))
	}
	for _, inner := range f.all("ufun") {
		r.add(inner.place, "write their boxes in the outer one", "functions within functions are not read")
	}
}

func (r *reader) geniusBox(e *element, most float64) (c deal.Constraint) {
	worth := r.num(e, "utility") / most
	if _, ok := e.attr("weight"); ok {
		worth *= r.num(e, "weight")
	}
	sides, outside := e.all("INCLUDES"), e.all("EXCLUDES")
	if c.Met = worth; len(outside) > 0 {
		c.Met, c.Unmet = 0, worth
		sides = outside
	}
	for _, side := range sides {
		index, _ := side.attr("index")
		n, ok := whole(index)
		i, known := r.numbers[n]
		if !ok || !known || !integers(&r.issues[i]) {
			r.add(side.place, "write the index of an integer issue, as in the domain",
				"a box has a side of issue %s, which is no integer issue of the domain", short(index))
			continue
		}
		lo, hi := r.num(side, "min"), r.num(side, "max")
		options := r.within(side.place, i, lo, hi, true)
		if len(options) == 0 {
			r.add(side.place, "write numbers of the issue, the lower one as min",
				"a box is empty: no option of issue %s is in %v..%v", short(r.issues[i].Name), lo, hi)
		}
		c.Conditions = append(c.Conditions, deal.Condition{Issue: i, Options: options})
	}
	return c
}

// within returns the options of numeric issue i in lo..hi, the ends included or
// not.
func (r *reader) within(at place, i int, lo, hi float64, closed bool) []int32 {
	issue := &r.issues[i]
	n := issue.Len()
	first := sort.Search(n, func(k int) bool { return issue.Value(k) > lo || closed && issue.Value(k) == lo })
	last := sort.Search(n, func(k int) bool { return issue.Value(k) > hi || !closed && issue.Value(k) == hi }) - 1
	if r.sides += max(0, last-first+1); r.sides > maxSides {
		r.add(at, "leave some out, or give the issues fewer options", "the boxes are too many: their sides have more than %d options", maxSides)
		return nil
	}
	return upTo(int32(first), int32(last))
}

// negmasBoxes reads a HyperRectangleUtilityFunction.
func (r *reader) negmasBoxes(n *node) deal.Utility {
	ranges, utilities, weights := n.get("outcome_ranges"), n.get("utilities"), n.get("weights")
	if ranges == nil || utilities == nil || ranges.kind != list || utilities.kind != list || len(ranges.items) != len(utilities.items) {
		r.add(n.place, "write a list of each, of the same length", "outcome_ranges and utilities do not fit each other")
		return nil
	}
	if weights != nil && len(weights.items) > 0 && len(weights.items) != len(ranges.items) {
		r.add(weights.place, "write one for each box", "%d weights for %d boxes", len(weights.items), len(ranges.items))
		return nil
	}
	var c deal.Constraints
	if b := r.or(n, "bias", 0); b != 0 {
		c = append(c, deal.Constraint{Met: b})
	}
	for i, item := range ranges.items {
		worth, _ := r.finite(utilities.items[i], "a utility")
		if weights != nil && len(weights.items) > 0 {
			w, _ := r.finite(weights.items[i], "a weight")
			worth *= w
		}
		box := deal.Constraint{Met: worth}
		if !item.null() {
			box.Conditions = r.conditions(item)
		}
		c = append(c, box)
	}
	if r.count() > 0 {
		return nil
	}
	return r.regions(c)
}

// conditions reads a box: a table with a condition by the number of an issue,
// counted from 0.
func (r *reader) conditions(n *node) (conditions []deal.Condition) {
	if n.kind != fields {
		r.add(n.place, "write issue number: options for each side", "a box is %s", n.is())
		return nil
	}
	for j, key := range n.keys {
		i, ok := whole(key.text)
		if !ok || i < 0 || i >= len(r.issues) {
			r.add(key.place, fmt.Sprintf("number the issues from 0 to %d", len(r.issues)-1), "a box has a side of issue %s", key.is())
			continue
		}
		before := r.count()
		options := r.set(n.items[j], i)
		slices.Sort(options)
		if options = slices.Compact(options); len(options) == 0 && r.count() == before {
			r.add(n.items[j].place, "name options of the domain", "a box is empty: no option of issue %s is in it", short(r.issues[i].Name))
		}
		conditions = append(conditions, deal.Condition{Issue: i, Options: options})
	}
	return conditions
}

// set reads a condition: an option, a pair of numbers, which is an open
// interval, or a list of such.
func (r *reader) set(n *node, i int) (options []int32) {
	switch {
	case n.kind == fields:
		r.add(n.place, "write options", "a side of a box is a table")
	case n.kind == scalar:
		if k, ok := r.option(i, n.text); ok {
			return []int32{k}
		}
		r.foreign(n.place, i, n.text)
	case len(n.items) == 2 && bound(n.items[0]) && bound(n.items[1]):
		lo, _ := n.items[0].number()
		hi, _ := n.items[1].number()
		if r.issues[i].Numeric() {
			return r.within(n.place, i, lo, hi, false)
		}
		r.add(n.place, "list the options", "a side of a box is an interval, and issue %s has no numbers", short(r.issues[i].Name))
	default:
		for _, item := range n.items {
			options = append(options, r.set(item, i)...)
		}
	}
	return options
}

func bound(n *node) bool {
	_, ok := n.number()
	return ok && !n.quoted
}

// boxes writes constraints as a HyperRectangleUtilityFunction. What a constraint
// is worth unmet is worth it always, and the rest of it met.
func (w *yamlWriter) boxes(c deal.Constraints, head, indent string) {
	bias, kept := 0.0, deal.Constraints{}
	for i := range c {
		bias += c[i].Unmet
		if conditions, ok := merged(c[i].Conditions); ok {
			kept = append(kept, deal.Constraint{Met: c[i].Met - c[i].Unmet, Conditions: conditions})
		}
	}
	if len(kept) == 0 {
		w.printf("%stype: ConstUtilityFunction\n%s%svalue: %s\n", indent, head, indent, yamlFloat(bias))
		return
	}
	w.printf("%stype: HyperRectangleUtilityFunction\n%s%soutcome_ranges:\n", indent, head, indent)
	for i := range kept {
		w.printf("%s- {", indent)
		for j, cond := range kept[i].Conditions {
			if j > 0 {
				w.printf(", ")
			}
			w.printf("%d: %s", cond.Issue, w.side(cond))
		}
		w.printf("}\n")
	}
	w.printf("%sutilities:\n", indent)
	for i := range kept {
		w.printf("%s- %s\n", indent, yamlFloat(kept[i].Met))
	}
	w.printf("%sbias: %s\n", indent, yamlFloat(bias))
}

// merged returns conditions in the order of the issues, one for each: several on
// one issue are met by what meets all of them. It reports whether anything is.
func merged(conditions []deal.Condition) ([]deal.Condition, bool) {
	out := slices.Clone(conditions)
	slices.SortStableFunc(out, func(a, b deal.Condition) int { return a.Issue - b.Issue })
	kept := out[:0]
	for _, c := range out {
		options := slices.Clone(c.Options)
		slices.Sort(options)
		if last := len(kept) - 1; last >= 0 && kept[last].Issue == c.Issue {
			both := kept[last].Options[:0]
			for _, o := range kept[last].Options {
				if _, ok := slices.BinarySearch(options, o); ok {
					both = append(both, o)
				}
			}
			if kept[last].Options = both; len(both) == 0 {
				return nil, false
			}
			continue
		}
		kept = append(kept, deal.Condition{Issue: c.Issue, Options: slices.Compact(options)})
	}
	return kept, true
}

// side is a condition in NegMAS: one option, numbers between two halves of a
// step, or a list. In a list numbers are lists of one, or two would be an interval.
func (w *yamlWriter) side(c deal.Condition) string {
	issue := w.s.Space.Issue(c.Issue)
	n := len(c.Options)
	if n == 1 {
		return yamlOption(issue, int(c.Options[0]))
	}
	first, last := int(c.Options[0]), int(c.Options[n-1])
	if issue.Numeric() && last-first == n-1 {
		half := (issue.Value(issue.Len()-1) - issue.Value(0)) / float64(issue.Len()-1) / 2
		return fmt.Sprintf("[%s, %s]", yamlFloat(issue.Value(first)-half), yamlFloat(issue.Value(last)+half))
	}
	s := ""
	for j, k := range c.Options {
		o := yamlOption(issue, int(k))
		if issue.Numeric() {
			o = "[" + o + "]"
		}
		if j > 0 {
			s += ", "
		}
		s += o
	}
	return "[" + s + "]"
}

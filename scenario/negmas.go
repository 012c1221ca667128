package scenario

import (
	"math"
	"strconv"
	"strings"

	"parley/deal"
)

// NegMAS YAML and JSON. A domain is {type: …OutcomeSpace, name, issues: [{type,
// name, values}]}, a profile {type: …UtilityFunction, name, reserved_value, …} by
// type. A type may be written with its Python module; only its last part counts.
// Source of the meaning: the classes of those names in NegMAS 0.16.

// class returns the type of a node without its module.
func class(n *node) string {
	t := n.name("type")
	return t[strings.LastIndexByte(t, '.')+1:]
}

func (r *reader) negmasDomain(n *node) {
	r.name = n.name("name")
	if t := class(n); t != "" && !strings.HasSuffix(t, "CartesianOutcomeSpace") {
		r.add(n.place, "use a CartesianOutcomeSpace", "the outcome space is of the unknown type %s", short(t))
	}
	for _, key := range []string{"constraints", "_constraints", "outcomes"} {
		if c := n.get(key); c != nil && len(c.items) > 0 {
			r.add(c.place, "remove them", "%s on the outcome space are not read", key)
		}
	}
	issues := n.get("issues")
	if issues == nil || issues.kind != list || len(issues.items) == 0 {
		r.add(n.place, "add issues, with a name and values each", "the domain has no list of issues")
		return
	}
	for i, issue := range issues.items {
		name := issue.name("name")
		if name == "" {
			name = "issue" + strconv.Itoa(i+1)
		}
		r.negmasIssue(issue, name)
	}
}

// negmasIssue reads an issue: n for 0..n-1, a pair of bounds where the type says
// so, or a list of options.
func (r *reader) negmasIssue(n *node, name string) {
	values, t := n.get("values"), class(n)
	switch {
	case values == nil:
		r.add(n.place, "add values", "issue %s has no values", short(name))
	case values.kind == scalar:
		count, ok := whole(values.text)
		if !ok || count < 1 {
			r.add(values.place, "write how many options there are, or a list of them", "the values of issue %s are %s", short(name), values.is())
			return
		}
		r.integers(values.place, name, 0, count-1)
	case values.kind == fields, len(values.items) == 0:
		r.add(values.place, "write a list", "the values of issue %s are no list of options", short(name))
	case t == "ContiguousIssue":
		r.contiguous(values, name)
	case t == "ContinuousIssue":
		lo, hi, ok := r.pair(values, name)
		if ok {
			r.grid(values.place, name, lo, hi, r.points)
		}
	case strings.Contains(t, "Infinite"), t == "CallableIssue", t == "OptionalIssue":
		r.add(n.place, "list its options", "issue %s is a %s, which is not read", short(name), t)
	case !r.tooMany(values.place, name, len(values.items)):
		r.options(values, name)
	}
}

func (r *reader) contiguous(values *node, name string) {
	if len(values.items) != 2 {
		r.add(values.place, "write [lowest, highest]", "issue %s has %d bounds", short(name), len(values.items))
		return
	}
	lo, ok1 := whole(values.items[0].text)
	hi, ok2 := whole(values.items[1].text)
	if !ok1 || !ok2 {
		r.add(values.place, "write [lowest, highest]", "the bounds of issue %s are not whole numbers", short(name))
		return
	}
	r.integers(values.place, name, lo, hi)
}

// pair reads two numbers.
func (r *reader) pair(n *node, what string) (lo, hi float64, ok bool) {
	if n.kind != list || len(n.items) != 2 {
		r.add(n.place, "write [lowest, highest]", "the range of %s is not a pair of numbers", short(what))
		return 0, 0, false
	}
	lo, ok1 := r.finite(n.items[0], "a bound of "+short(what))
	hi, ok2 := r.finite(n.items[1], "a bound of "+short(what))
	return lo, hi, ok1 && ok2
}

// options appends an issue with listed options. Numbers that follow each other
// at even distances are a numeric issue, as this package writes one.
func (r *reader) options(values *node, name string) {
	options := make([]string, len(values.items))
	numbers := make([]float64, len(values.items))
	numeric := true
	for k, v := range values.items {
		if options[k] = v.text; v.kind != scalar {
			r.add(v.place, "write its name", "an option of issue %s is %s", short(name), v.is())
		}
		x, ok := v.number()
		numbers[k], numeric = x, numeric && ok && !v.quoted
	}
	if issue, ok := even(name, numbers); numeric && ok {
		r.addIssue(values.place, issue)
		return
	}
	r.addIssue(values.place, deal.Named(name, options...))
}

// even returns the numeric issue whose options are the numbers, if there is one.
func even(name string, numbers []float64) (deal.Issue, bool) {
	n := len(numbers)
	lo, hi := numbers[0], numbers[n-1]
	issue := deal.Range(name, lo, hi, n)
	if lo == math.Trunc(lo) && hi-lo == float64(n-1) && math.Abs(lo) < 1<<53 {
		issue = deal.Integers(name, int(lo), int(hi))
	}
	for k, x := range numbers {
		if issue.Value(k) != x || k > 0 && x <= numbers[k-1] {
			return deal.Issue{}, false
		}
	}
	return issue, true
}

func (r *reader) negmasProfile(d *document) deal.Preferences {
	n := d.node
	p := deal.Preferences{Name: stem(d.file), Reserved: math.Inf(-1)}
	if name := n.name("name"); name != "" {
		p.Name = name
	}
	r.reserved(n, &p)
	if class(n) == "ExpDiscountedUFun" {
		if n = r.negmasDiscount(n, &p); n == nil {
			return p
		}
	}
	p.Utility = r.negmasUtility(n)
	return p
}

func (r *reader) reserved(n *node, p *deal.Preferences) {
	if v := n.get("reserved_value"); v != nil && v.kind == scalar && minusInfinity(v.text) {
		p.Reserved = math.Inf(-1)
	} else if v != nil {
		p.Reserved, _ = r.finite(v, "reserved_value")
	}
	if v := n.get("reserved_outcome"); v != nil {
		r.add(v.place, "give its utility as reserved_value", "reserved_outcome is not read")
	}
}

// negmasDiscount reads a discount and returns the function that it is on.
func (r *reader) negmasDiscount(n *node, p *deal.Preferences) *node {
	if f := n.name("factor"); f != "relative_time" {
		at := n.place
		if v := n.get("factor"); v != nil {
			at = v.place
		}
		r.add(at, "write factor: relative_time, and the discount over the whole negotiation",
			"the discount is per round, which depends on how many there are")
	}
	if v := n.get("discount"); v != nil {
		x, _ := r.finite(v, "discount")
		p.Discount = r.discount(v.place, x)
	}
	inner := n.get("ufun")
	if inner == nil {
		r.add(n.place, "add it", "ufun is missing")
		return nil
	}
	if inner.get("reserved_value") != nil && math.IsInf(p.Reserved, -1) {
		r.reserved(inner, p)
	}
	return inner
}

func (r *reader) negmasUtility(n *node) deal.Utility {
	switch t := class(n); t {
	case "LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction":
		return &deal.Additive{Weights: r.negmasWeights(n), Values: r.negmasValues(n), Bias: r.or(n, "bias", 0)}
	case "AffineUtilityFunction", "LinearUtilityFunction":
		return &deal.Additive{Weights: r.negmasWeights(n), Values: r.identity(n), Bias: r.or(n, "bias", 0)}
	case "ConstUtilityFunction":
		value, _ := r.field(n, "value")
		return &deal.Additive{Weights: make([]float64, len(r.issues)), Values: r.identity(nil), Bias: value}
	case "MappingUtilityFunction":
		return r.mapping(n)
	case "HyperRectangleUtilityFunction":
		return r.negmasBoxes(n)
	default:
		r.add(n.place, "use a LinearAdditiveUtilityFunction or a HyperRectangleUtilityFunction",
			"the utility function is of the type %s, which is not read", short(t))
		return nil
	}
}

// or reads a field that may be missing.
func (r *reader) or(n *node, key string, missing float64) float64 {
	if n.get(key) == nil {
		return missing
	}
	x, _ := r.field(n, key)
	return x
}

// negmasWeights reads a list of weights or a table of them by issue. What is
// missing weighs 1, as in NegMAS, but not out of a list.
func (r *reader) negmasWeights(n *node) []float64 {
	weights := make([]float64, len(r.issues))
	for i := range weights {
		weights[i] = 1
	}
	for i, v := range r.perIssue(n.get("weights"), "weight") {
		if v != nil {
			weights[i], _ = r.finite(v, "a weight")
		}
	}
	return weights
}

// perIssue returns the value of each issue in a list, or in a table by issue.
func (r *reader) perIssue(n *node, what string) []*node {
	switch {
	case n == nil:
		return nil
	case n.kind == fields:
		return r.byIssue(n, what, false)
	case n.kind == scalar || len(n.items) != len(r.issues):
		r.add(n.place, "write one for each issue of the domain", "the list has %d %ss, and the domain %d issues", len(n.items), what, len(r.issues))
		return nil
	}
	return n.items
}

// identity is the value of each option as a number.
func (r *reader) identity(n *node) [][]float64 {
	values := make([][]float64, len(r.issues))
	for i := range values {
		values[i] = make([]float64, r.issues[i].Len())
		if n != nil {
			r.curve(n, i, values[i], func(x float64) float64 { return x })
		}
	}
	return values
}

// curve sets the value of each option of issue i to f of it as a number.
func (r *reader) curve(n *node, i int, values []float64, f func(float64) float64) {
	issue := &r.issues[i]
	for k := range values {
		x, ok := issue.Value(k), true
		if !issue.Numeric() {
			x, ok = number(issue.Option(k))
		}
		if !ok {
			r.add(n.place, "use a TableFun", "%s needs numbers, and issue %s has the option %s",
				class(n), short(issue.Name), short(issue.Option(k)))
			return
		}
		if values[k] = f(x); math.IsNaN(values[k]) || math.IsInf(values[k], 0) {
			r.add(n.place, "choose a function that is finite on the whole issue", "the value of %s on issue %s is %v",
				short(issue.Option(k)), short(issue.Name), values[k])
			return
		}
	}
}

func (r *reader) negmasValues(n *node) [][]float64 {
	values := make([][]float64, len(r.issues))
	for i := range values {
		values[i] = make([]float64, r.issues[i].Len())
	}
	given := n.get("values")
	if given == nil {
		r.add(n.place, "add a value function for each issue", "values are missing")
		return values
	}
	found := r.perIssue(given, "value function")
	for i, v := range found {
		switch {
		case v == nil && given.kind == fields:
			r.add(given.place, "add it", "issue %s has no value function", short(r.issues[i].Name))
		case v != nil:
			r.valueFunction(v, i, values[i])
		}
	}
	return values
}

// mapping reads a utility for each outcome, whose key is a list of options, or
// for a single issue an option.
func (r *reader) mapping(n *node) deal.Utility {
	m := n.get("mapping")
	if m == nil || m.kind != fields {
		r.add(n.place, "write outcome: utility for each outcome", "mapping is missing or no table")
		return nil
	}
	if r.space.Len() > MaxOptions {
		r.add(m.place, "write a LinearAdditiveUtilityFunction or boxes", "a mapping for %d outcomes; at most %d are read", r.space.Len(), MaxOptions)
		return nil
	}
	if !r.room(m.place, int(r.space.Len())) {
		return nil
	}
	values := make([]float64, r.space.Len())
	seen := make([]bool, len(values))
	missing := len(values)
	options := make([]int32, len(r.issues))
	for j, key := range m.keys {
		o, ok := r.outcome(key, options)
		switch {
		case !ok:
			continue
		case seen[o]:
			r.add(key.place, "delete one of them", "a second utility of an outcome")
			continue
		}
		seen[o] = true
		missing--
		values[o], _ = r.finite(m.items[j], "a utility")
	}
	if missing > 0 {
		r.fill(n, values, seen, missing)
	}
	return r.explicit(values)
}

// fill gives the outcomes that a mapping misses its default.
func (r *reader) fill(n *node, values []float64, seen []bool, missing int) {
	v := n.get("default")
	if v == nil {
		r.add(n.get("mapping").place, "add them, or a default", "%d outcomes have no utility", missing)
		return
	}
	x, _ := r.finite(v, "default")
	for o := range values {
		if !seen[o] {
			values[o] = x
		}
	}
}

// outcome reads an outcome that is a list of options.
func (r *reader) outcome(key *node, options []int32) (deal.Outcome, bool) {
	parts := key.items
	if key.kind == scalar {
		parts = []*node{key}
	}
	if key.kind == fields || len(parts) != len(r.issues) {
		r.add(key.place, "write an option for each issue", "an outcome is %s, and there are %d issues", key.is(), len(r.issues))
		return 0, false
	}
	for i, part := range parts {
		k, ok := r.option(i, part.text)
		if !ok || part.kind != scalar {
			r.foreign(part.place, i, part.text)
			return 0, false
		}
		options[i] = k
	}
	return r.space.Outcome(options), true
}

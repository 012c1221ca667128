package scenario

import (
	"fmt"
	"math"
	"strings"

	"parley/deal"
)

// Genius XML. A domain is negotiation_template/utility_space/objective/issue, a
// profile utility_space/objective/issue with evaluations, a weight for each
// issue beside them, and reservation and discount_factor on any level. Issues are
// told from each other by their index.
// Source of the meaning: the classes DomainImpl, AdditiveUtilitySpace,
// EvaluatorDiscrete, EvaluatorInteger, EvaluatorReal and NonlinearUtilitySpace of
// Genius 10.4.

func (r *reader) geniusDomain(root *element) {
	space := root.first("utility_space")
	if space == nil {
		r.add(root.place, "restore it", "<negotiation_template> has no <utility_space>")
		return
	}
	issues := geniusIssues(space)
	if len(issues) == 0 {
		r.add(space.place, "add one for each thing to be settled", "the domain has no <issue> in an <objective>")
	}
	if name, ok := space.attr("name"); ok {
		r.name = name
	} else if o := space.first("objective"); o != nil {
		if name, _ := o.attr("name"); name != "root" && name != "any" {
			r.name = name
		}
	}
	r.numbers = make(map[int]int, len(issues))
	for k, e := range issues {
		n := len(r.issues)
		if r.geniusIssue(e); len(r.issues) > n {
			r.geniusNumber(e, k+1)
		}
	}
	r.objectives = geniusObjectives(space)
}

// geniusIssues returns the issues of all objectives in the order of the file.
func geniusIssues(e *element) (issues []*element) {
	for _, c := range e.children {
		switch c.name {
		case "objective":
			issues = append(issues, geniusIssues(c)...)
		case "issue":
			if e.name == "objective" {
				issues = append(issues, c)
			}
		}
	}
	return issues
}

// geniusType is the kind of an issue; without one it is discrete.
func geniusType(e *element) string {
	for _, a := range []string{"type", "vtype", "etype"} {
		if t, ok := e.attr(a); ok {
			return t
		}
	}
	return "discrete"
}

func (r *reader) geniusIssue(e *element) {
	name, ok := e.attr("name")
	if !ok {
		r.add(e.place, `add name="…"`, "an issue has no name")
		return
	}
	switch t := geniusType(e); t {
	case "discrete":
		r.geniusItems(e, name)
	case "integer":
		lo, ok1 := r.bound(e, "lowerbound")
		hi, ok2 := r.bound(e, "upperbound")
		if ok1 && ok2 {
			r.integers(e.place, name, lo, hi)
		}
	case "real":
		lo, ok1 := r.realBound(e, "lowerbound")
		hi, ok2 := r.realBound(e, "upperbound")
		if ok1 && ok2 {
			r.grid(e.place, name, lo, hi, r.points)
		}
	case "price":
		r.add(e.place, `make it type="real" with a <range> and a linear <evaluator>`,
			"issue %s is a price: Genius itself no longer has price issues", short(name))
	default:
		r.add(e.place, "use discrete, integer or real", "issue %s is of the unknown type %s", short(name), short(t))
	}
}

func (r *reader) geniusItems(e *element, name string) {
	items := e.all("item")
	if len(items) == 0 {
		r.add(e.place, "add one for each option", "issue %s has no <item>", short(name))
		return
	}
	if r.tooMany(e.place, name, len(items)) {
		return
	}
	options := make([]string, 0, len(items))
	for _, item := range items {
		value, ok := item.attr("value")
		if !ok {
			r.add(item.place, `add value="…"`, "an option of issue %s has no name", short(name))
		}
		options = append(options, value)
	}
	r.addIssue(e.place, deal.Named(name, options...))
}

// boundText finds a bound in the issue or in a <range> of it.
func (r *reader) boundText(e *element, which string) (string, place, bool) {
	if s, ok := e.attr(which); ok {
		return s, e.place, true
	}
	if c := e.first("range"); c != nil {
		if s, ok := c.attr(which); ok {
			return s, c.place, true
		}
	}
	name, _ := e.attr("name")
	r.add(e.place, fmt.Sprintf(`add %s="…"`, which), "issue %s has no %s", short(name), which)
	return "", e.place, false
}

func (r *reader) bound(e *element, which string) (int, bool) {
	s, at, ok := r.boundText(e, which)
	if !ok {
		return 0, false
	}
	x, ok := whole(s)
	if !ok {
		r.add(at, "write a whole number", "%s is %s and not a whole number", which, short(s))
	}
	return x, ok
}

func (r *reader) realBound(e *element, which string) (float64, bool) {
	s, at, ok := r.boundText(e, which)
	if !ok {
		return 0, false
	}
	x, ok := number(s)
	if !ok {
		r.add(at, "write a finite number", "%s is %s and not a number", which, short(s))
	}
	return x, ok
}

// num reads an attribute that has to be a finite number.
func (r *reader) num(e *element, name string) float64 {
	s, ok := e.attr(name)
	if !ok {
		r.add(e.place, fmt.Sprintf(`add %s="…"`, name), "<%s> has no %s", e.name, name)
		return 0
	}
	x, ok := number(s)
	if !ok {
		r.add(e.place, "write a finite number", "%s is %s", name, short(s))
	}
	return x
}

func (r *reader) geniusProfile(d *document) deal.Preferences {
	p := deal.Preferences{Name: stem(d.file)}
	if name, ok := d.xml.attr("name"); ok {
		p.Name = name
	}
	if e := r.only(d.xml, "reservation"); e != nil {
		if s, _ := e.attr("value"); minusInfinity(s) {
			p.Reserved = math.Inf(-1)
		} else {
			p.Reserved = r.num(e, "value")
		}
	}
	if e := r.only(d.xml, "discount_factor"); e != nil {
		p.Discount = r.discount(e.place, r.num(e, "value"))
	}
	switch t, _ := d.xml.attr("type"); strings.ToLower(t) {
	case "nonlinear":
		p.Utility = r.geniusBoxes(d.xml)
	case "", "linear", "any": // NegMAS writes any
		p.Utility = r.geniusAdditive(d.xml)
	default:
		r.add(d.xml.place, "use linear or nonlinear", "the utility space is of the type %s, which is not read", short(t))
	}
	return p
}

// only returns the one element of a name on any level, where Genius looks for
// it; nil if there is none.
func (r *reader) only(root *element, name string) *element {
	found := root.deep(name)
	if len(found) == 0 {
		return nil
	}
	for _, e := range found[1:] {
		r.add(e.place, "keep one of them", "a second <%s>; the first is in line %d", name, found[0].line)
	}
	return found[0]
}

// discount checks d of d^t; without one it is 0.
func (r *reader) discount(at place, d float64) float64 {
	switch {
	case d < 0 || d > 1:
		r.add(at, "write 1 for no discount", "the discount %v is not in 0..1", d)
	case d == 1:
		return 0
	}
	return d
}

// geniusValues returns the value of each option of issue i, as Genius evaluates
// them.
func (r *reader) geniusValues(e *element, i int) []float64 {
	values := make([]float64, r.issues[i].Len())
	numeric := r.issues[i].Numeric()
	switch t := geniusType(e); {
	case t == "discrete" && !numeric:
		r.geniusEvaluations(e, i, values)
	case t == "integer" && numeric:
		r.geniusInteger(e, i, values)
	case t == "real" && numeric:
		r.geniusReal(e, i, values)
	default:
		r.add(e.place, "use the domain that belongs to the profile",
			"issue %s is %s here and of another type in the domain", short(r.issues[i].Name), short(t))
	}
	return values
}

func (r *reader) geniusEvaluations(e *element, i int, values []float64) {
	seen := make([]bool, len(values))
	most := math.Inf(-1)
	for _, item := range e.all("item") {
		option, _ := item.attr("value")
		k, ok := r.option(i, option)
		switch {
		case !ok:
			r.foreign(item.place, i, option)
			continue
		case seen[k]:
			r.add(item.place, "delete one of them", "a second evaluation of %s", short(option))
			continue
		}
		seen[k] = true
		if s, ok := item.attr("evaluation"); !ok || s == "null" {
			r.add(item.place, `add evaluation="…"`, "option %s has no evaluation", short(option))
			continue
		}
		values[k] = r.num(item, "evaluation")
		most = max(most, values[k])
	}
	for k, ok := range seen {
		if !ok {
			r.add(e.place, "add an <item> with an evaluation", "option %s of issue %s has no evaluation",
				short(r.issues[i].Option(k)), short(r.issues[i].Name))
		}
	}
	for k := range values {
		if most < geniusNothing {
			values[k] = 0
		} else {
			values[k] /= most
		}
	}
}

// geniusNothing is the largest evaluation under which Genius counts all as 0.
const geniusNothing = 0.00001

func (r *reader) geniusInteger(e *element, i int, values []float64) {
	lo, ok1 := r.bound(e, "lowerbound")
	hi, ok2 := r.bound(e, "upperbound")
	issue := &r.issues[i]
	if !ok1 || !ok2 {
		return
	}
	if first, last := issue.Value(0), issue.Value(issue.Len()-1); float64(lo) < first || float64(hi) > last || lo > hi {
		r.add(e.place, "use a range within the domain's", "issue %s is %d..%d here and %v..%v in the domain",
			short(issue.Name), lo, hi, first, last)
	}
	v := r.evaluator(e)
	if v == nil {
		return
	}
	if t, ok := v.attr("ftype"); ok && t != "linear" {
		r.add(v.place, "use linear", "the evaluator of an integer issue is of the type %s, which is not read", short(t))
	}
	slope, offset := r.num(v, "slope"), r.num(v, "offset")
	for k := range values {
		values[k] = min(max(float64(slope*(issue.Value(k)-float64(lo)))+offset, 0), 1)
	}
}

func (r *reader) geniusReal(e *element, i int, values []float64) {
	v := r.evaluator(e)
	if v == nil {
		return
	}
	f := func(float64) float64 { return 0 }
	switch t, _ := v.attr("ftype"); t {
	case "linear":
		offset, slope := r.num(v, "parameter0"), r.num(v, "parameter1")
		f = func(x float64) float64 { return min(max(float64(slope*x)+offset, 0), 1) }
	case "constant":
		c := r.num(v, "parameter0")
		f = func(float64) float64 { return c }
	case "triangular":
		lo, hi, top := r.num(v, "parameter0"), r.num(v, "parameter1"), r.num(v, "parameter2")
		f = func(x float64) float64 { return triangle(x, lo, hi, top) }
	default:
		r.add(v.place, "use linear, constant or triangular", "the evaluator is of the unknown type %s", short(t))
	}
	for k := range values {
		values[k] = f(r.issues[i].Value(k))
	}
}

// triangle is Genius' evalTriangular: up from lo to 1 at top, down to 0 at hi.
func triangle(x, lo, hi, top float64) float64 {
	switch {
	case x < lo || x >= hi:
		return 0
	case x < top:
		return (x - lo) / (top - lo)
	}
	return 1 - (x-top)/(hi-top)
}

func (r *reader) evaluator(e *element) *element {
	v := e.first("evaluator")
	if v == nil {
		name, _ := e.attr("name")
		r.add(e.place, "add an <evaluator>", "issue %s has no evaluations", short(name))
	}
	return v
}

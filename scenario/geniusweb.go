package scenario

import (
	"math"
	"strings"

	"parley/deal"
)

// GeniusWeb JSON. A domain is {name, issuesValues}, of issues {values: […]} or
// {range: {low, high, step}}. A profile is {LinearAdditiveUtilitySpace: {name,
// domain, issueUtilities, issueWeights, reservationBid}} with utilities
// {discreteutils: {valueUtilities}} or {numberutils: {lowValue, lowUtility,
// highValue, highUtility}}, the latter a straight line. Settings are
// {SAOPSettings: {deadline: {deadlinerounds: {rounds}}}} and others like it.
// NegMAS adds reserved_value and discount_factor to a profile; they are read.

const webAdditive = "LinearAdditiveUtilitySpace"

// webSpace returns the type of the utility space that a profile holds, "" if the
// document is none.
func webSpace(n *node) string {
	if n == nil || n.kind != fields || len(n.keys) != 1 {
		return ""
	}
	switch t := n.keys[0].text; {
	case strings.HasSuffix(t, "UtilitySpace"), strings.HasSuffix(t, "Profile"), strings.HasSuffix(t, "Ordering"):
		return t
	}
	return ""
}

// webDomain reads the domain of a domain file or of a profile.
func (r *reader) webDomain(d *document) {
	n := d.node
	if d.role == profileRole {
		if n = n.items[0].get("domain"); n == nil {
			r.add(d.node.place, "add the file that lists the issues", "neither the folder nor this profile has a domain")
			return
		}
	}
	r.name = n.name("name")
	issues := n.get("issuesValues")
	if issues == nil || issues.kind != fields || len(issues.items) == 0 {
		r.add(n.place, "add one for each thing to be settled", "issuesValues has no issue")
		return
	}
	for i, key := range issues.keys {
		r.webIssue(key.text, issues.items[i])
	}
}

func (r *reader) webIssue(name string, n *node) {
	values, bounds := n.get("values"), n.get("range")
	switch {
	case values != nil && values.kind == list && len(values.items) > 0:
		if r.tooMany(n.place, name, len(values.items)) {
			return
		}
		options := make([]string, len(values.items))
		for k, v := range values.items {
			if options[k] = v.text; v.kind != scalar {
				r.add(v.place, "write its name", "an option of issue %s is %s", short(name), v.is())
			}
		}
		r.addIssue(n.place, deal.Named(name, options...))
	case bounds != nil:
		lo, ok1 := r.field(bounds, "low")
		hi, ok2 := r.field(bounds, "high")
		step, ok3 := r.field(bounds, "step")
		if ok1 && ok2 && ok3 {
			r.webRange(n.place, name, lo, hi, step)
		}
	default:
		r.add(n.place, "list its values, or write a range with low, high and step", "issue %s has neither values nor a range", short(name))
	}
}

// webRange appends an issue lo, lo+step, … up to hi.
func (r *reader) webRange(at place, name string, lo, hi, step float64) {
	steps := math.Floor((hi-lo)/step + 1e-9)
	switch {
	case !(step > 0) || hi < lo || math.IsNaN(steps):
		r.add(at, "write the lower bound first, and a step above 0", "issue %s goes from %v to %v by %v", short(name), lo, hi, step)
	case steps >= MaxOptions:
		r.add(at, "choose a larger step", "issue %s has more than %d options", short(name), MaxOptions)
	case step == 1 && lo == math.Trunc(lo) && math.Abs(lo) < 1<<53 && math.Abs(hi) < 1<<53:
		r.integers(at, name, int(lo), int(lo+steps))
	default:
		end := lo + steps*step
		if math.Abs(end-hi) <= 1e-9*step {
			end = hi
		}
		r.grid(at, name, lo, end, int(steps)+1)
	}
}

// field reads a field that has to be a finite number.
func (r *reader) field(n *node, key string) (float64, bool) {
	v := n.get(key)
	if v == nil {
		r.add(n.place, "add it", "%s is missing", key)
		return 0, false
	}
	return r.finite(v, key)
}

// finite reads a node that has to be a finite number.
func (r *reader) finite(n *node, what string) (float64, bool) {
	x, ok := n.number()
	if !ok {
		r.add(n.place, "write a finite number", "%s is %s", what, n.is())
	}
	return x, ok
}

func (r *reader) webProfile(d *document) deal.Preferences {
	p := deal.Preferences{Name: stem(d.file)}
	n := d.node.items[0]
	if t := webSpace(d.node); t != webAdditive {
		r.add(d.node.place, "use a "+webAdditive, "the utility space is a %s", t)
		return p
	}
	if name := n.name("name"); name != "" {
		p.Name = name
	}
	if own := n.get("domain"); own != nil {
		r.webSameDomain(own)
	}
	a := &deal.Additive{Weights: r.webWeights(n), Values: r.webValues(n)}
	p.Utility = a
	if n.get("discount_factor") != nil {
		x, _ := r.field(n, "discount_factor")
		p.Discount = r.discount(n.get("discount_factor").place, x)
	}
	switch bid, value := n.get("reservationBid"), n.get("reserved_value"); {
	case bid != nil:
		if options, ok := r.webBid(bid); ok && r.count() == 0 {
			p.Reserved = a.Of(options)
		}
	case value != nil:
		p.Reserved, _ = r.finite(value, "reserved_value")
	}
	return p
}

// webSameDomain checks that the domain in a profile is that of the folder.
func (r *reader) webSameDomain(n *node) {
	own := &reader{points: r.points}
	own.webDomain(&document{node: n, role: domainRole})
	for _, e := range own.list {
		r.note(e)
	}
	if own.count() > 0 {
		return
	}
	const remedy = "use the domain that belongs to the profile"
	if len(own.issues) != len(r.issues) {
		r.add(n.place, remedy, "the profile's domain has %d issues and the folder's %d", len(own.issues), len(r.issues))
	}
	for i := range own.issues {
		mine := &own.issues[i]
		j, ok := r.issue(mine.Name)
		switch {
		case !ok:
			r.add(own.places[i], remedy, "the domain has no issue %s", short(mine.Name))
		case !sameOptions(mine, &r.issues[j]):
			r.add(own.places[i], remedy, "issue %s has other options in the folder's domain", short(mine.Name))
		}
	}
}

// sameOptions reports whether two issues have the same options, in any order.
func sameOptions(a, b *deal.Issue) bool {
	if a.Len() != b.Len() || a.Numeric() != b.Numeric() {
		return false
	}
	if n := a.Len(); a.Numeric() {
		return a.Value(0) == b.Value(0) && a.Value(n-1) == b.Value(n-1)
	}
	options := make(map[string]bool, a.Len())
	for k := range a.Len() {
		options[a.Option(k)] = true
	}
	for k := range b.Len() {
		if !options[b.Option(k)] {
			return false
		}
	}
	return true
}

// webWeights reads a weight for each issue; without any each weighs 1.
func (r *reader) webWeights(n *node) []float64 {
	weights := make([]float64, len(r.issues))
	given := n.get("issueWeights")
	if given == nil {
		for i := range weights {
			weights[i] = 1
		}
		return weights
	}
	for i, v := range r.byIssue(given, "weight", true) {
		if v != nil {
			weights[i], _ = r.finite(v, "a weight")
		}
	}
	return weights
}

// byIssue returns the value of each issue in a table by issue name, nil where
// there is none, and notes issues that the domain has not and, if all have to be
// there, those that are missing.
func (r *reader) byIssue(n *node, what string, all bool) []*node {
	found := make([]*node, len(r.issues))
	if n.kind != fields {
		r.add(n.place, "write issue: value for each issue", "%s by issue is %s", what, n.is())
		return found
	}
	for k, key := range n.keys {
		i, ok := r.issue(key.text)
		switch {
		case !ok:
			r.add(key.place, "use the domain that belongs to the profile", "the domain has no issue %s", short(key.text))
		case found[i] != nil:
			r.add(key.place, "delete one of them", "a second %s for issue %s", what, short(key.text))
		default:
			found[i] = n.items[k]
		}
	}
	for i := range found {
		if found[i] == nil && all {
			r.add(n.place, "add it", "issue %s has no %s", short(r.issues[i].Name), what)
		}
	}
	return found
}

func (r *reader) webValues(n *node) [][]float64 {
	values := make([][]float64, len(r.issues))
	for i := range values {
		values[i] = make([]float64, r.issues[i].Len())
	}
	given := n.get("issueUtilities")
	if given == nil {
		r.add(n.place, "add it", "issueUtilities is missing")
		return values
	}
	for i, v := range r.byIssue(given, "utilities", true) {
		discrete, line := v.get("discreteutils"), v.get("numberutils")
		switch {
		case v == nil:
		case discrete != nil && !r.issues[i].Numeric() && discrete.get("valueUtilities") != nil:
			r.table(discrete.get("valueUtilities"), i, values[i])
		case line != nil && r.issues[i].Numeric():
			r.webLine(line, i, values[i])
		default:
			r.add(v.place, "use discreteutils for options and numberutils for a range",
				"the utilities of issue %s do not fit it", short(r.issues[i].Name))
		}
	}
	return values
}

// table reads the value of each option of issue i by its name.
func (r *reader) table(n *node, i int, values []float64) {
	if n.kind != fields {
		r.add(n.place, "write option: value for each option", "the values of issue %s are %s", short(r.issues[i].Name), n.is())
		return
	}
	seen := make([]bool, len(values))
	for j, key := range n.keys {
		k, ok := r.option(i, key.text)
		switch {
		case !ok:
			r.foreign(key.place, i, key.text)
			continue
		case seen[k]:
			r.add(key.place, "delete one of them", "a second value of %s", short(key.text))
			continue
		}
		seen[k] = true
		values[k], _ = r.finite(n.items[j], "the value of "+short(key.text))
	}
	for k, ok := range seen {
		if !ok {
			r.add(n.place, "add it", "option %s of issue %s has no value", short(r.issues[i].Option(k)), short(r.issues[i].Name))
		}
	}
}

func (r *reader) webLine(n *node, i int, values []float64) {
	x0, ok1 := r.field(n, "lowValue")
	u0, ok2 := r.field(n, "lowUtility")
	x1, ok3 := r.field(n, "highValue")
	u1, ok4 := r.field(n, "highUtility")
	switch {
	case !ok1 || !ok2 || !ok3 || !ok4:
		return
	case x1 < x0 || x0 == x1 && len(values) > 1:
		r.add(n.place, "write the lower one first", "lowValue %v is not below highValue %v", x0, x1)
		return
	}
	for k := range values {
		values[k] = u0
		if x := r.issues[i].Value(k); x != x0 {
			values[k] = u0 + (u1-u0)*((x-x0)/(x1-x0))
		}
	}
}

// webBid reads a bid on all issues.
func (r *reader) webBid(n *node) ([]int32, bool) {
	before := r.count()
	options := make([]int32, len(r.issues))
	given := n.get("issuevalues")
	if given == nil {
		r.add(n.place, "add it", "the reservation bid has no issuevalues")
		return nil, false
	}
	for i, v := range r.byIssue(given, "option in the reservation bid", true) {
		if v == nil {
			continue
		}
		k, ok := r.option(i, v.text)
		if !ok || v.kind != scalar {
			r.foreign(v.place, i, v.text)
		}
		options[i] = k
	}
	return options, r.count() == before
}

// settings returns the deadline in rounds that a settings file names.
func (r *reader) settings(n *node) int {
	deadline := n.items[0].get("deadline")
	inner := deadline.get("deadlinerounds")
	if inner == nil {
		inner = deadline.get("DeadlineRounds")
	}
	rounds := inner.get("rounds")
	if rounds == nil {
		return 0
	}
	x, ok := rounds.number()
	if !ok || x < 1 || x > math.MaxInt32 || x != math.Trunc(x) {
		r.add(rounds.place, "write a whole number from 1", "the deadline is %s rounds", rounds.is())
		return 0
	}
	return int(x)
}

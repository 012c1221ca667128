package scenario

import (
	"fmt"
	"strconv"

	"parley/deal"
)

// Genius knows issues and objectives by their index, which need not count from 1
// nor follow the order of the file. An index without issue, a name that belongs
// to another index and a weight that belongs to nothing are errors: Genius passes
// over some of them and the preferences become others.

// geniusNumber keeps the index of the issue that was appended last. An issue
// without one has its position.
func (r *reader) geniusNumber(e *element, position int) {
	n, last := position, len(r.issues)-1
	if index, ok := e.attr("index"); ok {
		if n, ok = whole(index); !ok {
			r.add(e.place, "write a whole number", "the index of issue %s is %s", short(r.issues[last].Name), short(index))
			return
		}
	}
	if first, ok := r.numbers[n]; ok {
		r.add(e.place, "give each issue an index of its own", "issues %s and %s have the index %d",
			short(r.issues[first].Name), short(r.issues[last].Name), n)
		return
	}
	r.numbers[n] = last
	r.index = append(r.index, n)
}

// geniusObjectives returns the indexes of the objectives below e, which may have
// weights: Genius reads them and does not use them.
func geniusObjectives(e *element) map[int]bool {
	indexes := make(map[int]bool)
	for _, o := range e.deep("objective") {
		index, _ := o.attr("index")
		if n, ok := whole(index); ok {
			indexes[n] = true
		}
	}
	return indexes
}

// geniusMatch finds the domain's issue that an issue of a profile is: by its
// index, which its name must not contradict, or without index by its name.
func (r *reader) geniusMatch(e *element) (int, bool) {
	const remedy = "use the domain that belongs to the profile"
	name, named := e.attr("name")
	index, indexed := e.attr("index")
	own, known := r.issue(name)
	if named && !known {
		r.add(e.place, remedy, "the domain has no issue %s", short(name))
		return 0, false
	}
	if !indexed && named {
		return own, true
	}
	n, _ := whole(index)
	i, ok := r.numbers[n]
	switch {
	case !indexed:
		r.add(e.place, `add index="…", as in the domain`, "an issue has neither an index nor a name")
	case !ok || !isWhole(index):
		r.add(e.place, remedy, "the domain has no issue of index %s", short(index))
	case named && own != i:
		r.add(e.place, fmt.Sprintf("give it the index %d", r.index[own]), "issue %s has the index %s, which is issue %s in the domain",
			short(name), index, short(r.issues[i].Name))
	default:
		return i, true
	}
	return 0, false
}

func isWhole(s string) bool {
	_, ok := whole(s)
	return ok
}

// geniusWeights returns the weights on all levels by the index of their issue.
func (r *reader) geniusWeights(root *element) map[int]float64 {
	weights := make(map[int]float64)
	objectives := geniusObjectives(root)
	for _, e := range root.deep("weight") {
		index, ok := e.attr("index")
		if !ok {
			r.add(e.place, `add index="…"`, "a weight does not say of which issue")
			continue
		}
		n, ok := whole(index)
		_, second := weights[n]
		_, issue := r.numbers[n]
		switch {
		case !ok:
			r.add(e.place, "write the index of an issue", "a weight is for the index %s", short(index))
		case second:
			r.add(e.place, "delete one of them", "a second weight for the index %d", n)
		case !issue && !objectives[n] && !r.objectives[n]:
			r.add(e.place, "delete it, or use the domain that belongs to the profile",
				"a weight for the index %d, which no issue has; Genius passes over it, NegMAS may have written a bias", n)
		default:
			weights[n] = r.num(e, "value")
		}
	}
	return weights
}

func (r *reader) geniusAdditive(root *element) *deal.Additive {
	a := &deal.Additive{Weights: make([]float64, len(r.issues)), Values: make([][]float64, len(r.issues))}
	weights := r.geniusWeights(root)
	for _, e := range geniusIssues(root) {
		i, ok := r.geniusMatch(e)
		if !ok {
			continue
		}
		if a.Values[i] != nil {
			r.add(e.place, "delete one of them", "a second evaluation of issue %s", short(r.issues[i].Name))
			continue
		}
		a.Values[i] = r.geniusValues(e, i)
		switch w, ok := weights[r.index[i]]; {
		case ok:
			a.Weights[i] = w
		case len(weights) == 0:
			a.Weights[i] = 1
		default:
			r.add(e.place, `add <weight index="`+strconv.Itoa(r.index[i])+`" value="…"/>, 0 if the issue does not matter`,
				"issue %s has no weight, and others have", short(r.issues[i].Name))
		}
	}
	for i, v := range a.Values {
		if v == nil {
			r.add(root.place, "add the issue with its evaluations, or use the domain that belongs to the profile",
				"issue %s of the domain has no evaluations", short(r.issues[i].Name))
		}
	}
	return a
}

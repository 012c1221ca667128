package parley

import (
	"slices"

	"parley/date"
)

// A Sight is what somebody knows. Package view makes them.
type Sight interface {
	// Has reports whether they may read of an entry.
	Has(ID) bool
	// Heard reports whether a chain had reached them.
	Heard(Chain) bool
	// Out reports whether what was published on a day had been by theirs.
	Out(date.Day) bool
}

// Needs lists what e makes no sense without: a reader who may not know of one
// of these may not know of e. A test fills every field of every kind and fails
// if an ID escapes Needs, Names and Chains.
func Needs(e Entry, yield func(ID)) { e.refs(&refs{need: yield}) }

// Names lists what e mentions and can be shown without, besides its chains.
func Names(e Entry, yield func(ID)) { e.refs(&refs{name: yield}) }

// Chains returns the ways by which e reached us; nil for entries of our own.
func Chains(e Entry) []Chain {
	var r refs
	e.refs(&r)
	return r.via
}

// Cut returns e as it looks at sight s: without mentions and chains that s does
// not hold.
func Cut(e Entry, s Sight) Entry {
	c := e.clone()
	c.refs(&refs{sight: s})
	return c
}

// refs visits the ids of an entry, for one of four purposes: need and name
// yield them, via collects the chains, sight cuts them. One list per kind
// serves them all.
type refs struct {
	need, name func(ID)
	via        []Chain
	sight      Sight
}

func (r *refs) needs(ids ...ID) {
	if r.need == nil {
		return
	}
	for _, id := range ids {
		if id != "" {
			r.need(id)
		}
	}
}

func (r *refs) names(id *ID) {
	switch {
	case *id == "":
	case r.name != nil:
		r.name(*id)
	case r.sight != nil && !r.sight.Has(*id):
		*id = ""
	}
}

func (r *refs) namesAll(ids *[]ID) { namesIn(r, ids, func(id ID) ID { return id }) }

// namesIn visits a list whose elements each stand or fall with the id of one
// entry.
func namesIn[T any](r *refs, list *[]T, id func(T) ID) {
	switch {
	case r.name != nil:
		for _, x := range *list {
			r.name(id(x))
		}
	case r.sight != nil:
		*list = keep(*list, func(x T) bool { return r.sight.Has(id(x)) })
	}
}

func (r *refs) chains(list *[]Chain) {
	r.via = *list
	if r.sight != nil {
		*list = keep(*list, r.sight.Heard)
	}
}

// figures visits the figures of a series: each stands or falls with its source,
// and with its own day of publication, else that of its source. One that has
// neither is known to nobody.
func (r *refs) figures(list *[]Figure) {
	switch {
	case r.name != nil:
		for i, x := range *list {
			if x.Source != "" && (i == 0 || (*list)[i-1].Source != x.Source) {
				r.name(x.Source)
			}
		}
	case r.sight != nil:
		*list = keep(*list, r.out)
	}
}

func (r *refs) out(x Figure) bool {
	if x.Published == 0 {
		return x.Source != "" && r.sight.Heard(Chain{Links: []ID{x.Source}})
	}
	return r.sight.Out(x.Published) && (x.Source == "" || r.sight.Has(x.Source))
}

// keep returns list without what in refuses, nil if nothing is left. It never writes
// to list.
func keep[T any](list []T, in func(T) bool) []T {
	if len(list) == 0 {
		return nil
	}
	if !slices.ContainsFunc(list, func(x T) bool { return !in(x) }) {
		return list
	}
	out := slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !in(x) })
	if len(out) == 0 {
		return nil
	}
	return out
}

func (p *Proposition) refs(r *refs) {
	if p == nil {
		return
	}
	r.needs(p.Party, p.Issue)
	if v, ok := p.Value.(Percent); ok {
		r.needs(v.Over)
	}
}

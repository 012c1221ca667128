package web

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"parley"
	"parley/ask"
	"parley/date"
	"parley/lang"
	"parley/view"
)

// A control is what a person may say of a page besides its state: a field of its
// form, with the name of a flag of the command line.
type control struct {
	Name   string   // of the parameter
	Label  string   // "": the words "field."+Name
	Kind   string   // "date", "search", "text", "area", "choice", "choices", "group"
	Values []string // as they are in the address
	Choose []choice
	Blank  string    // the choice of nothing; "": all
	Hint   string    // an example of what may be typed
	Parts  []control // of a group
	Said   []string  // what is wrong with it, or for what it is needed
}

// A choice is one of those that a control offers.
type choice struct{ Value, Label string }

// field is a control with what the address says.
func (v *visit) field(kind, name string, choose ...choice) control {
	return control{Name: name, Kind: kind, Values: given(v.query[name]), Choose: choose}
}

// choices are the entries of a kind that the reader knows, by name.
func choices[E parley.Entry](v *visit) (out []choice) {
	for e := range view.Each[E](v.At.View()) {
		words, _ := e.Base().Name.In(string(v.lang))
		out = append(out, choice{string(e.Base().ID), cmp.Or(words, string(e.Base().ID))})
	}
	return out
}

func claimsControls(v *visit) []control {
	words := func(list []string, prefix string) (out []choice) {
		for _, w := range list {
			out = append(out, choice{w, lang.Word(v.lang, prefix+w)})
		}
		return out
	}
	return []control{v.field("search", "text"), v.field("choice", "status", words(parley.BasisWords(), "basis.")...), v.field("choice", "response", words(parley.ResponseWords(), "response.")...),
		v.field("choice", "by", choices[*parley.Party](v)...), v.field("choice", "issue", choices[*parley.Issue](v)...), v.field("choice", "through", choices[*parley.Source](v)...), v.field("date", "since")}
}

func timelineControls(v *visit) []control {
	return []control{v.field("search", "text"), v.field("choice", "by", choices[*parley.Party](v)...), v.field("choice", "issue", choices[*parley.Issue](v)...), v.field("date", "since"), v.field("date", "until")}
}

func compareControls(v *visit) []control {
	since := v.field("date", "since")
	since.Values = compared(v)
	if day, err := v.Day("since", since.value(), v.At.View()); err == nil {
		since.Values = []string{day.String()}
	}
	return []control{since, v.field("date", "recorded-as-of")}
}

// compared is since when a comparison goes: as asked for, else as the desk's.
func compared(v *visit) []string {
	if since := given(v.query["since"]); len(since) > 0 {
		return since[:1]
	}
	return lately(v)
}

// fortnight is how far back the desk looks for what changed.
const fortnight = 14

// lately is the day since which the desk says what changed.
func lately(v *visit) []string {
	day := v.At.View().From().AsOf
	if day == 0 {
		day = date.On(1900, 1, 1)
	}
	return []string{(day - fortnight).String()}
}

// latelyDays names the two days of what the desk says changed.
func latelyDays(v *visit) string {
	day := v.At.View().From().AsOf
	return counted(v.lang, "diff.days", "since", lang.Day(v.lang, day-fortnight), "until", lang.Day(v.lang, day))
}

// value is what the address says of a control that takes one value.
func (c control) value() string {
	if len(c.Values) == 0 {
		return ""
	}
	return c.Values[0]
}

// has reports whether the address chooses a value.
func (c control) has(value string) bool { return slices.Contains(c.Values, value) }

// controlled are the names that the form of a page sets itself.
func (v *visit) controlled(p *page) (names []string) {
	if v.Inquiry == nil {
		return nil
	}
	var add func([]control)
	add = func(cs []control) {
		for _, c := range cs {
			flag, _, _ := strings.Cut(c.Name, ".")
			names = append(names, flag)
			add(c.Parts)
		}
	}
	add(v.controls(p))
	return names
}

// label is what a control is called.
func (c control) label(l lang.Lang) string {
	if c.Label != "" {
		return c.Label
	}
	return lang.Word(l, "field."+c.Name)
}

// blank is what a choice of nothing is called.
func (c control) blank(l lang.Lang) string { return cmp.Or(c.Blank, lang.Word(l, "field.all")) }

// open reports whether a group has something in it, or something is said of it.
func (c control) open() bool {
	return slices.ContainsFunc(c.Parts, func(p control) bool { return len(p.Values)+len(p.Said) > 0 || p.open() })
}

// place is the id of a field, to which leads what is said elsewhere.
func (c control) place() string { return "field-" + c.Name }

// described leads from a field to what is said of it.
func (c control) described() templ.Attributes {
	if len(c.Said) == 0 {
		return nil
	}
	return templ.Attributes{"aria-describedby": c.place() + "-said"}
}

// atFields says faults at their fields. It returns those for which the form has none, and
// the fields.
func (v *visit) atFields(form []control, faults []ask.Fault) (rest []ask.Fault, fields []Item) {
	for _, f := range faults {
		c := fieldFor(form, f)
		if c == nil {
			rest = append(rest, f)
			continue
		}
		if words := v.sentence(f); !slices.Contains(c.Said, words) {
			c.Said = append(c.Said, words)
		}
		if to := (Item{Label: c.label(v.lang), Href: "#" + c.place()}); !slices.Contains(fields, to) {
			fields = append(fields, to)
		}
	}
	return rest, fields
}

// sentence is what a fault says, by itself.
func (v *visit) sentence(f ask.Fault) string {
	words := f.Words.In(v.lang)
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// fieldFor is the field of a fault, nil if the form has none.
func fieldFor(form []control, f ask.Fault) *control {
	name := f.Flag
	if f.Key != "" {
		name += "." + f.Key
	}
	for i := range form {
		if c := &form[i]; c.Kind != "group" && c.Name == name {
			return c
		} else if c := fieldFor(c.Parts, f); c != nil {
			return c
		}
	}
	return nil
}

// say puts what is wrong with the answers of a page at the fields of its form. What
// is of no field stays where the answer would be.
func (v *visit) say(form []control, b *body) {
	for i := range b.html {
		s := &b.html[i]
		var rest []ask.Fault
		if rest, s.Fields = v.atFields(form, s.faults); len(s.Fields) == 0 {
			continue // it stands there as it is
		}
		s.Wrong = nil
		for _, f := range rest {
			s.Wrong = append(s.Wrong, v.sentence(f))
		}
	}
}

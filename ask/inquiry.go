package ask

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/brief"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// An Asker says for whom a question is asked, as of when, and in which language:
// in words, as they were typed.
type Asker struct {
	Reader   string // public, case, side:PARTY, caucus:PARTY/NAME, mediator, all
	AsOf     string // a date, today, the id of a round, r6+3d; "": the last day on which the reader learned anything
	Recorded string // the same; "": now
	Lang     lang.Lang
	Today    date.Day
	Case     string // what the case is called in messages, as it was typed
	Prose    bool   // the answer is to be read as text, not counted
}

// An Inquiry is a case as the asker may know it.
type Inquiry struct {
	Asker
	At     *evidence.Assessment
	record *view.Record
}

// Put opens a case for an asker. The error is a *Failure.
func Put(record *view.Record, by Asker) (*Inquiry, error) {
	i := &Inquiry{Asker: by, record: record}
	from, err := i.vantage()
	if err != nil {
		return nil, err
	}
	i.At = evidence.Assess(view.Of(record, from))
	return i, nil
}

// end is a day by which everything that will ever be known is known.
var end = date.On(9999, 12, 31)

// vantage reads --as, --as-of and --recorded-as-of.
func (i *Inquiry) vantage() (from view.Vantage, err error) {
	reader, ok := parley.ParseReader(i.Reader)
	if !ok {
		return from, Fail(Wrong, "--as %s: a reader is public, case, side:PARTY, caucus:PARTY/NAME, mediator or all.", i.Reader)
	}
	if party := i.stranger(reader); party != "" {
		return from, Fail(Wrong, "--as %s: %q is not a party of this case.", i.Reader, party)
	}
	from = view.Vantage{Reader: reader, AsOf: end}
	if i.Recorded != "" {
		if from.Recorded, err = i.Day("--recorded-as-of", i.Recorded, view.Of(i.record, from)); err != nil {
			return from, err
		}
	}
	whole := view.Of(i.record, from)
	if i.AsOf == "" {
		from.AsOf = whole.Last()
		return from, nil
	}
	from.AsOf, err = i.Day("--as-of", i.AsOf, whole)
	return from, err
}

// stranger is the party of a reader that is none of the case, as far as that
// reader may know. A party that is hidden from itself is none.
func (i *Inquiry) stranger(r parley.Reader) parley.ID {
	a, ok := parley.ParseAudience(r.String())
	if !ok || a.Of() == "" {
		return ""
	}
	if _, ok := view.Get[*parley.Party](view.Of(i.record, view.Vantage{Reader: r, AsOf: end}), a.Of()); ok {
		return ""
	}
	return a.Of()
}

// Day reads a day: a date, today, or the id of a round of this reader's view, either
// with so many days or weeks added.
func (i *Inquiry) Day(flag, s string, v *view.View) (date.Day, error) {
	d, err := i.anyDay(flag, s, v)
	if err == nil && d > end {
		return 0, Fail(Wrong, "%s %s: the last day is %s.", Saying(flag), s, end)
	}
	return d, err
}

func (i *Inquiry) anyDay(flag, s string, v *view.View) (date.Day, error) {
	word, plus := s, 0
	if at := strings.LastIndexAny(s, "+"); at > 0 {
		n, ok := days(s[at+1:])
		if !ok {
			return 0, Fail(Wrong, "%s %s: after the + write days or weeks: 3d, 2w.", Saying(flag), s)
		}
		word, plus = s[:at], n
	}
	if word == "today" {
		return i.Today + date.Day(plus), nil
	}
	if d, err := date.Parse(word); err == nil {
		if d.Last == 0 {
			return 0, Fail(Wrong, "%s %s: an open end is no day.", Saying(flag), s)
		}
		return d.Last + date.Day(plus), nil
	}
	if r, ok := view.Get[*parley.Round](v, parley.ID(word)); ok && r.Happened.Last != 0 {
		return r.Happened.Last + date.Day(plus), nil
	}
	if near := nearRound(v, word); near != "" {
		return 0, Fail(Wrong, "%s %s: no round that is known to this reader has this id. Did you mean %s?", Saying(flag), s, near)
	}
	return 0, Fail(Wrong, "%s %s: write a date, 2020-01-17, or today, or the id of a round, r6 or r6+3d.", Saying(flag), s)
}

// nearRound is the id of a round that a word may have been meant to be: of several
// that end in it the last, since talks number their rounds anew.
func nearRound(v *view.View, word string) (id string) {
	var ids []string
	for r := range view.Each[*parley.Round](v) {
		ids = append(ids, string(r.ID))
		if strings.HasSuffix(string(r.ID), "-"+word) {
			id = string(r.ID)
		}
	}
	return cmp.Or(id, casefile.Near(word, ids))
}

func days(s string) (int, bool) {
	unit := 1
	switch {
	case strings.HasSuffix(s, "w"):
		unit = 7
	case !strings.HasSuffix(s, "d"):
		return 0, false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	return n * unit, err == nil && n >= 0 && n < 100000
}

// Stamp says from where and when an answer is given.
func (i *Inquiry) Stamp() brief.Stamp {
	s := brief.StampOf(i.At.View())
	s.Latest = i.AsOf == ""
	return s
}

// Entry returns an entry of the reader's view. What is not for them and what is
// not there are one answer.
func (i *Inquiry) Entry(id string) (parley.Entry, error) {
	if e, ok := i.At.View().Entry(parley.ID(id)); ok {
		return e, nil
	}
	return nil, i.NoSuch("entry", id, nil)
}

// NoSuch says that a reader knows no such thing, and what they may have meant.
func (i *Inquiry) NoSuch(what, id string, kinds []parley.Kind) error {
	var ids []string
	for e := range view.Each[parley.Entry](i.At.View()) {
		if len(kinds) == 0 || slices.Contains(kinds, e.Kind()) {
			ids = append(ids, string(e.Base().ID))
		}
	}
	if near := casefile.Near(id, ids); near != "" {
		return Fail(Missing, "no %s %q is known to this reader as of %s. Did you mean %q?", Saying(what), id, i.At.View().From().AsOf, near)
	}
	return Fail(Missing, "no %s %q is known to this reader as of %s.", Saying(what), id, i.At.View().From().AsOf)
}

// later is the assessment of another day for the same reader: a view itself only
// looks back.
func (i *Inquiry) later(day date.Day) *evidence.Assessment {
	from := i.At.View().From()
	from.AsOf = day
	return evidence.Assess(view.Of(i.record, from))
}

// OneOf checks a word that was typed after a flag, and says which may be meant.
func OneOf(flag, word string, words []string) error {
	if slices.Contains(words, word) {
		return nil
	}
	if near := casefile.Near(word, words); near != "" {
		return Fail(Wrong, "%s %s: did you mean %s? There are %s.", flag, word, near, strings.Join(words, ", "))
	}
	return Fail(Wrong, "%s %s: there are %s.", flag, word, strings.Join(words, ", "))
}

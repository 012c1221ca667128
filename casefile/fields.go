package casefile

import (
	"strconv"

	"parley"
	"parley/date"
)

// Date is short for date.Date in the table.
type Date = date.Date

// The constructors of fields. Each takes a pointer into the entry, which serves
// reading and writing both.

func id[E any](name string, fl flags, note string, wants []parley.Kind, at func(*E) *parley.ID) field[E] {
	return field[E]{info: info{name: name, form: formID, flags: fl, note: note, wants: wants},
		read: func(d *decoder, e *E, v value) {
			c := v.cursor()
			if t, ok := c.next(); ok && d.id(t) {
				*at(e) = parley.ID(t.text)
			}
			d.noMore(&c, v, name, formID)
		},
		write: func(e *E, w *writer) { w.some(string(*at(e))) },
		ids:   func(e *E, yield func(parley.ID)) { each(yield, *at(e)) }}
}

func ids[E any](name string, fl flags, note string, wants []parley.Kind, at func(*E) *[]parley.ID) field[E] {
	return field[E]{info: info{name: name, form: formIDs, flags: fl | repeated, note: note, wants: wants},
		read: func(d *decoder, e *E, v value) {
			c := v.cursor()
			for t, ok := c.next(); ok; t, ok = c.next() {
				if d.id(t) {
					*at(e) = d.ids.append(*at(e), parley.ID(t.text))
				}
			}
		},
		write: func(e *E, w *writer) { w.some(join(*at(e))) },
		ids:   func(e *E, yield func(parley.ID)) { each(yield, *at(e)...) }}
}

func each(yield func(parley.ID), ids ...parley.ID) {
	for _, id := range ids {
		if id != "" {
			yield(id)
		}
	}
}

func join(ids []parley.ID) string {
	var b []byte
	for i, id := range ids {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, id...)
	}
	return string(b)
}

// word is one word, of a list where words is not nil.
func word[E any](name string, fl flags, note string, words []string, at func(*E) *string) field[E] {
	return field[E]{info: info{name: name, form: formWord, flags: fl, note: note, words: words},
		read: func(d *decoder, e *E, v value) {
			if w, ok := d.word(v, name, words); ok {
				*at(e) = w
			}
		},
		write: func(e *E, w *writer) { w.some(*at(e)) }}
}

// zoned makes a word field one that must name a time zone.
func (f field[E]) zoned() field[E] {
	read := f.read
	f.read = func(d *decoder, e *E, v value) {
		if _, err := date.Zone(v.text); err != nil {
			d.fault("D011", v.at, v.at+len(v.text), "zone", v.text)
			return
		}
		read(d, e, v)
	}
	return f
}

func str[E any](name string, fl flags, note string, at func(*E) *string) field[E] {
	return field[E]{info: info{name: name, form: formString, flags: fl, note: note},
		read: func(d *decoder, e *E, v value) {
			if s, ok := d.str(v, name); ok {
				*at(e) = s
			}
		},
		write: func(e *E, w *writer) { w.str(*at(e)) }}
}

func strs[E any](name, note string, at func(*E) *[]string) field[E] {
	return field[E]{info: info{name: name, form: formString, flags: repeated, note: note},
		read: func(d *decoder, e *E, v value) {
			if s, ok := d.str(v, name); ok {
				*at(e) = append(*at(e), s)
			}
		},
		write: func(e *E, w *writer) {
			for _, s := range *at(e) {
				w.line(quote(s))
			}
		}}
}

func texts[E any](name string, fl flags, note string, at func(*E) *parley.Text) field[E] {
	return field[E]{info: info{name: name, form: formString, flags: fl | inLang, note: note},
		read:  func(d *decoder, e *E, v value) { d.text(at(e), v, name) },
		write: func(e *E, w *writer) { w.text(*at(e)) }}
}

func raw[E any](name string, fl flags, note string, at func(*E) *string) field[E] {
	return field[E]{info: info{name: name, form: formRaw, flags: fl, note: note},
		read:  func(d *decoder, e *E, v value) { *at(e) = squeeze(v.text) },
		write: func(e *E, w *writer) { w.some(*at(e)) }}
}

func address[E any](name, note string, at func(*E) *string) field[E] {
	return field[E]{info: info{name: name, form: formPath, note: note},
		read: func(d *decoder, e *E, v value) {
			c := v.cursor()
			t, _ := c.next()
			*at(e) = t.text
			d.noMore(&c, v, name, formPath)
		},
		write: func(e *E, w *writer) { w.some(*at(e)) }}
}

func integer[E any](name, note string, at func(*E) *int) field[E] {
	return field[E]{info: info{name: name, form: formInt, note: note},
		read: func(d *decoder, e *E, v value) {
			n, err := strconv.Atoi(v.text)
			if err != nil || n < 1 || strconv.Itoa(n) != v.text {
				d.form(v, name, formInt)
				return
			}
			*at(e) = n
		},
		write: func(e *E, w *writer) {
			if n := *at(e); n != 0 {
				w.line(itoa(n))
			}
		}}
}

func yes[E any](name, note string, at func(*E) *bool) field[E] {
	return field[E]{info: info{name: name, form: formWord, note: note, words: []string{"yes", "no"}},
		read: func(d *decoder, e *E, v value) {
			w, _ := d.word(v, name, []string{"yes", "no"})
			*at(e) = w == "yes"
		},
		write: func(e *E, w *writer) {
			if *at(e) {
				w.line("yes")
			}
		}}
}

func day[E any](name string, fl flags, note string, at func(*E) *Date) field[E] {
	return field[E]{info: info{name: name, form: formDate, flags: fl, note: note},
		read:  func(d *decoder, e *E, v value) { *at(e) = d.date(v.text, v.at) },
		write: func(e *E, w *writer) { w.some(at(e).Printed) }}
}

func maybeDate[E any](name string, fl flags, note string, at func(*E) *parley.Maybe[Date]) field[E] {
	return field[E]{info: info{name: name, form: formMaybeDate, flags: fl, note: note},
		read: func(d *decoder, e *E, v value) {
			if s, ok := state(v.text); ok {
				*at(e) = parley.Maybe[Date]{State: s}
				return
			}
			*at(e) = parley.Given(d.date(v.text, v.at))
		},
		write: func(e *E, w *writer) { w.maybe(at(e).State, at(e).Value.Printed) }}
}

func maybeString[E any](name, note string, at func(*E) *parley.Maybe[string]) field[E] {
	return field[E]{info: info{name: name, form: formMaybeText, note: note},
		read: func(d *decoder, e *E, v value) {
			if s, ok := state(v.text); ok {
				*at(e) = parley.Maybe[string]{State: s}
			} else if s, ok := d.str(v, name); ok {
				*at(e) = parley.Given(s)
			}
		},
		write: func(e *E, w *writer) { w.maybe(at(e).State, quote(at(e).Value)) }}
}

func maybeTexts[E any](name, note string, at func(*E) *parley.Maybe[parley.Text]) field[E] {
	return field[E]{info: info{name: name, form: formMaybeText, flags: inLang, note: note},
		read: func(d *decoder, e *E, v value) {
			m := at(e)
			s, ok := state(v.text)
			switch ok = ok && v.lang == ""; {
			case ok && m.State == parley.NotSaid:
				m.State = s
			case ok || m.State == parley.IsUnknown || m.State == parley.IsNone:
				d.form(v, name, formMaybeText) // words, and that there are none
			default:
				m.State = parley.IsGiven
				d.text(&m.Value, v, name)
			}
		},
		write: func(e *E, w *writer) {
			if m := at(e); m.State == parley.IsGiven {
				w.text(m.Value)
			} else {
				w.maybe(m.State, "")
			}
		}}
}

// state reads unknown and none.
func state(s string) (parley.State, bool) {
	switch s {
	case "unknown":
		return parley.IsUnknown, true
	case "none":
		return parley.IsNone, true
	}
	return 0, false
}

func audience[E any](name string, fl flags, note string, at func(*E) *parley.Audience) field[E] {
	return field[E]{info: info{name: name, form: formWord, flags: fl, note: note},
		read:  func(d *decoder, e *E, v value) { *at(e) = d.audience(v) },
		write: func(e *E, w *writer) { w.some(at(e).String()) },
		ids:   func(e *E, yield func(parley.ID)) { each(yield, at(e).Of()) }}
}

func stance[E any](act parley.Act, fl flags, at func(*E) *[]parley.Stance) field[E] {
	return field[E]{info: info{name: act.String(), form: formStance, flags: fl | repeated, wants: kinds("claim"), note: stanceNotes[act]},
		read: func(d *decoder, e *E, v value) { d.stances(at(e), act, v) },
		write: func(e *E, w *writer) {
			for _, s := range *at(e) {
				if s.Does == act {
					w.line(stanceText(s))
				}
			}
		},
		ids: func(e *E, yield func(parley.ID)) {
			for _, s := range *at(e) {
				if s.Does == act {
					yield(s.Claim)
				}
			}
		}}
}

var stanceNotes = [...]string{parley.Asserts: "says that it is so", parley.Denies: "says that it is not so",
	parley.Qualifies: "accepts part of it, or questions its degree or meaning", parley.Declines: "asked, would not say"}

func stances[E any](at func(*E) *[]parley.Stance) (fs []field[E]) {
	for _, a := range parley.Acts() {
		fs = append(fs, stance(a, 0, at))
	}
	return fs
}

func stanceText(s parley.Stance) string {
	t := string(s.Claim)
	if s.Hearsay {
		t += " hearsay"
	}
	if s.Outlet != 0 {
		t += " outlet-says " + s.Outlet.String()
	}
	return t
}

// chains are via and the words that belong to it.
func chains[E any](fl flags, at func(*E) *[]parley.Chain) []field[E] {
	return []field[E]{
		{info: info{name: "via", form: formVia, flags: fl | repeated, wants: kinds("source"), note: "a chain of sources by which it reached us, the origin first; the last is what we have read"},
			read:  func(d *decoder, e *E, v value) { d.chain(at(e), v) },
			write: func(e *E, w *writer) { w.chains(*at(e)) },
			ids: func(e *E, yield func(parley.ID)) {
				for _, c := range *at(e) {
					each(yield, c.Links...)
				}
			}},
		{info: info{name: ">", form: formSpeaker, flags: repeated, note: "the speaker's own words, and their line in the kept copy of the via above"},
			read: func(d *decoder, e *E, v value) { d.quote(at(e), v, true) }},
		{info: info{name: "|", form: formOutlet, flags: repeated, note: "the outlet's words, likewise"},
			read: func(d *decoder, e *E, v value) { d.quote(at(e), v, false) }},
	}
}

func dating[E any](at func(*E) *parley.Dating) []field[E] {
	return []field[E]{
		str("printed-as", 0, "how the date was printed: \"Tuesday\"", func(e *E) *string { return &at(e).PrintedAs }),
		id("dated-from", 0, "the source from whose date it was reckoned", kinds("source"), func(e *E) *parley.ID { return &at(e).DatedFrom }),
	}
}

func expected[E any](at func(*E) (*parley.Maybe[parley.Basis], *parley.Maybe[parley.Response])) []field[E] {
	return []field[E]{
		{info: info{name: "basis", form: formWord, words: parley.BasisWords(), note: "the basis"},
			read: func(d *decoder, e *E, v value) {
				if w, ok := d.word(v, "basis", parley.BasisWords()); ok {
					b, _ := parley.ParseBasis(w)
					m, _ := at(e)
					*m = parley.Given(b)
				}
			},
			write: func(e *E, w *writer) {
				if m, _ := at(e); m.State == parley.IsGiven {
					w.line(m.Value.String())
				}
			}},
		{info: info{name: "response", form: formWord, words: parley.ResponseWords(), note: "the response"},
			read: func(d *decoder, e *E, v value) {
				if w, ok := d.word(v, "response", parley.ResponseWords()); ok {
					r, _ := parley.ParseResponse(w)
					_, m := at(e)
					*m = parley.Given(r)
				}
			},
			write: func(e *E, w *writer) {
				if _, m := at(e); m.State == parley.IsGiven {
					w.line(m.Value.String())
				}
			}},
	}
}

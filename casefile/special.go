package casefile

import (
	"strings"

	"parley"
	"parley/money"
)

// The fields that only one kind has, or that hold what a proposition holds.

func currency(name string, fl flags, note string) field[parley.Case] {
	return field[parley.Case]{info: info{name: name, form: formWord, flags: fl, note: note},
		read: func(d *decoder, e *parley.Case, v value) {
			if _, ok := money.Lookup(money.Currency(v.text)); !ok {
				d.fault("A002", v.at, v.at+len(v.text), "currency", v.text, "near", nearCurrency(v.text))
				return
			}
			e.Money = money.Currency(v.text)
		},
		write: func(e *parley.Case, w *writer) { w.some(string(e.Money)) }}
}

func nearCurrency(s string) string {
	c, _ := money.NearCurrency(s)
	return string(c)
}

func conflict() field[parley.Explain] {
	var words []string
	for _, k := range parley.ConflictKinds() {
		words = append(words, string(k))
	}
	return field[parley.Explain]{info: info{name: "conflict", form: formWord, flags: must, words: words, note: "which kind of conflict it closes"},
		read: func(d *decoder, e *parley.Explain, v value) {
			w, _ := d.word(v, "conflict", words)
			e.Conflict = parley.ConflictKind(w)
		},
		write: func(e *parley.Explain, w *writer) { w.some(string(e.Conflict)) }}
}

func roles() field[parley.Person] {
	return field[parley.Person]{info: info{name: "role", form: formWordText, flags: repeated | inLang, wants: kinds("body", "party"), note: "what the person is, and where"},
		read: func(d *decoder, e *parley.Person, v value) {
			if w, s, ok := d.wordText(v, "role", formWordText); ok && d.id(w) {
				e.Roles = append(e.Roles, parley.Role{In: parley.ID(w.text), Title: s, Lang: v.lang})
			}
		},
		write: func(e *parley.Person, w *writer) {
			for _, r := range e.Roles {
				w.inLang(r.Lang, string(r.In)+" "+quote(r.Title))
			}
		},
		ids: func(e *parley.Person, yield func(parley.ID)) {
			for _, r := range e.Roles {
				yield(r.In)
			}
		}}
}

func options() field[parley.Issue] {
	return field[parley.Issue]{info: info{name: "option", form: formWordText, flags: repeated | inLang, note: "a possible answer: its word, and its name"},
		read: func(d *decoder, e *parley.Issue, v value) {
			if w, s, ok := d.wordText(v, "option", formWordText); ok && d.id(w) {
				e.Options = append(e.Options, parley.Option{Word: w.text, Name: s, Lang: v.lang})
			}
		},
		write: func(e *parley.Issue, w *writer) {
			for _, o := range e.Options {
				w.inLang(o.Lang, o.Word+" "+quote(o.Name))
			}
		}}
}

func retracted() field[parley.Retract] {
	return field[parley.Retract]{info: info{name: "of", form: formIDs, flags: must, note: "the utterance, and the claim if it is about one only"},
		read: func(d *decoder, e *parley.Retract, v value) {
			c := v.cursor()
			for i, t := range d.all(&c) {
				switch ok := d.id(t); {
				case i == 0 && ok:
					e.Of = parley.ID(t.text)
				case i == 1 && ok:
					e.Claim = parley.ID(t.text)
				case i > 1:
					d.form(v, "of", formIDs)
					return
				}
			}
		},
		write: func(e *parley.Retract, w *writer) {
			w.some(strings.TrimSpace(string(e.Of) + " " + string(e.Claim)))
		},
		ids: func(e *parley.Retract, yield func(parley.ID)) { each(yield, e.Of, e.Claim) }}
}

func that() field[parley.Claim] {
	return field[parley.Claim]{info: info{name: "that", form: formThat, flags: must | inLang, note: "what is claimed"},
		read: func(d *decoder, e *parley.Claim, v value) {
			if v.lang != "" || v.text[0] == '"' {
				d.text(&e.Says, v, "that")
				return
			}
			c := v.cursor()
			e.That = d.proposition(d.all(&c), v, "that", formThat)
		},
		write: func(e *parley.Claim, w *writer) {
			if e.That != nil {
				w.line(propositionText(*e.That))
			}
			w.text(e.Says)
		},
		ids: func(e *parley.Claim, yield func(parley.ID)) { propositionIDs(e.That, yield) }}
}

func sets() field[parley.Offer] {
	return field[parley.Offer]{info: info{name: "sets", form: formSets, flags: repeated, note: "what it says on an issue"},
		read: func(d *decoder, e *parley.Offer, v value) {
			c := v.cursor()
			if p := d.proposition(d.all(&c), v, "sets", formSets); p != nil {
				e.Sets = append(e.Sets, *p)
			}
		},
		write: func(e *parley.Offer, w *writer) {
			for _, p := range e.Sets {
				w.line(propositionText(p))
			}
		},
		ids: func(e *parley.Offer, yield func(parley.ID)) {
			for i := range e.Sets {
				propositionIDs(&e.Sets[i], yield)
			}
		}}
}

func propositionIDs(p *parley.Proposition, yield func(parley.ID)) {
	if p == nil {
		return
	}
	each(yield, p.Party, p.Issue)
	if v, ok := p.Value.(parley.Percent); ok {
		each(yield, v.Over)
	}
}

func pays() field[parley.Terms] {
	return field[parley.Terms]{info: info{name: "pays", form: formPays, flags: repeated, note: "what is paid for a time"},
		read: func(d *decoder, e *parley.Terms, v value) {
			if p, ok := d.payment(v); ok {
				e.Pays = append(e.Pays, p)
			}
		},
		write: func(e *parley.Terms, w *writer) {
			for _, p := range e.Pays {
				s := p.For.Printed + " = " + p.Amount.Text()
				if !p.Beside.IsZero() {
					s += " ~ " + p.Beside.Text()
				}
				w.line(s)
			}
		}}
}

// propositionText writes p; it is what the decoder reads back.
func propositionText(p parley.Proposition) string {
	words := []string{string(p.Issue), p.Rel, valueText(p.Value)}
	if p.Party != "" {
		words = append([]string{string(p.Party), p.Verb}, words...)
	}
	switch p.Per {
	case "":
	case "total":
		words = append(words, "in total")
	default:
		words = append(words, "per "+p.Per)
	}
	if !p.For.IsZero() {
		words = append(words, "for "+p.For.Printed)
	}
	if p.Counts != "" {
		words = append(words, "counts "+quote(p.Counts))
	}
	return strings.Join(words, " ")
}

func valueText(v parley.Value) string {
	switch v := v.(type) {
	case parley.Money:
		if !v.Beside.IsZero() {
			return v.Amount.Text() + " ~ " + v.Beside.Text()
		}
		return v.Amount.Text()
	case parley.Percent:
		switch {
		case v.Over != "":
			return v.Printed + " over " + string(v.Over)
		case !v.Amount.IsZero():
			return v.Printed + " over " + v.Amount.Text()
		}
		return v.Printed
	case parley.Choice:
		return string(v)
	case parley.Phrase:
		return quote(string(v))
	case parley.NotKnown:
		return "unknown"
	case parley.Nothing:
		return "none"
	}
	return ""
}

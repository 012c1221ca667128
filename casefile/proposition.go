package casefile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/date"
	"parley/money"
)

// proposition reads `PARTY VERB ISSUE REL VALUE ...`, or without the first two
// the setting of an offer. It returns nil after a fault.
func (d *decoder) proposition(ts []token, v value, name string, f form) *parley.Proposition {
	p := &parley.Proposition{}
	if f != formThat {
		// begins with the issue
	} else if len(ts) >= 2 {
		if !slices.Contains(parley.Verbs, ts[1].text) {
			d.fault("P013", ts[1].at, ts[1].end(), "word", ts[1].text, "field", "that", "near", Near(ts[1].text, parley.Verbs), "words", strings.Join(parley.Verbs, ", "))
			return nil
		}
		p.Party, p.Verb = parley.ID(ts[0].text), ts[1].text
		if !d.id(ts[0]) {
			return nil
		}
		ts = ts[2:]
	} else {
		d.form(v, name, f)
		return nil
	}
	if len(ts) < 3 || !slices.Contains(parley.Rels, ts[1].text) {
		d.form(v, name, f)
		return nil
	}
	if !d.id(ts[0]) {
		return nil
	}
	p.Issue, p.Rel = parley.ID(ts[0].text), ts[1].text
	d.order = d.order[:0]
	rest, ok := d.propositionValue(p, ts[2:], v)
	if !ok || !d.qualifiers(p, rest, v, name, f) {
		return nil
	}
	return p
}

// propositionValue reads the value and returns the qualifiers after it.
func (d *decoder) propositionValue(p *parley.Proposition, ts []token, v value) (rest []token, ok bool) {
	own, rest := before(ts, "per", "in", "for", "counts")
	n := len(own)
	text := d.text1(own)
	switch t := own[0]; {
	case t.isString():
		s, ok := unquote(text)
		if !ok {
			d.fault("P009", t.at, own[n-1].end(), "field", "that")
			return nil, false
		}
		p.Value = parley.Phrase(s)
	case text == "unknown":
		p.Value = parley.NotKnown{}
	case text == "none":
		p.Value = parley.Nothing{}
	case n == 1 && isID(text):
		p.Value = parley.Choice(text)
	case strings.Contains(text, "%"):
		return rest, d.percent(p, own)
	default:
		return rest, d.money(p, own)
	}
	return rest, true
}

// before splits tokens in front of the first, behind the very first, that is one
// of some words.
func before(ts []token, words ...string) (own, rest []token) {
	n := min(1, len(ts))
	for n < len(ts) && !slices.Contains(words, ts[n].text) {
		n++
	}
	return ts[:n], ts[n:]
}

// text1 returns the text of tokens as it stands in the line.
func (d *decoder) text1(ts []token) string {
	return d.line.raw[ts[0].at:ts[len(ts)-1].end()]
}

func (d *decoder) percent(p *parley.Proposition, ts []token) bool {
	own, base := cutAt(ts, "over")
	pc, err := money.ParsePercent(squeeze(d.text1(own)))
	if err != nil {
		d.fault("A003", own[0].at, own[len(own)-1].end(), "percent", d.text1(own))
		return false
	}
	x := parley.Percent{Percent: pc}
	switch {
	case base == nil:
	case len(base) == 1 && isID(base[0].text):
		x.Over = parley.ID(base[0].text)
	case len(base) > 0:
		var ok bool
		if x.Amount, ok = d.amount(base); !ok {
			return false
		}
	default:
		d.fault("A003", own[0].at, ts[len(ts)-1].end(), "percent", d.text1(ts))
		return false
	}
	p.Value = x
	return true
}

func (d *decoder) money(p *parley.Proposition, ts []token) bool {
	m, ok := d.pair(ts)
	p.Value = m
	return ok
}

// pair reads AMOUNT [~ AMOUNT].
func (d *decoder) pair(ts []token) (m parley.Money, ok bool) {
	own, beside := cutAt(ts, "~")
	if m.Amount, ok = d.amount(own); !ok || beside == nil {
		return m, ok
	}
	if len(beside) == 0 {
		d.fault("A001", ts[0].at, ts[len(ts)-1].end(), "amount", d.text1(ts), "reason", "empty", "hint", "")
		return m, false
	}
	m.Beside, ok = d.amount(beside)
	return m, ok
}

// cutAt splits tokens at a word; after is nil if the word is not there.
func cutAt(ts []token, word string) (before, after []token) {
	for i, t := range ts {
		if t.text == word && i > 0 {
			return ts[:i], ts[i+1:]
		}
	}
	return ts, nil
}

func (d *decoder) amount(ts []token) (money.Amount, bool) {
	text := d.text1(ts)
	a, err := money.ParseAmount(squeeze(text))
	if err == nil {
		return a, true
	}
	code, args := "A001", []string{"amount", text}
	if pe, ok := err.(*money.ParseError); ok {
		args = append(args, "reason", pe.Reason, "hint", pe.Hint)
		if pe.Reason == "unknown-currency" || pe.Reason == "no-currency" {
			word, _, _ := strings.Cut(text, " ")
			code, args = "A002", []string{"currency", word, "near", nearCurrency(word)}
			if begin, _ := utf8.DecodeRuneInString(word); unicode.IsDigit(begin) || begin == '약' {
				args = []string{"amount", text, "reason", "none"}
			}
		}
	}
	d.fault(code, ts[0].at, ts[len(ts)-1].end(), args...)
	return a, false
}

// qualifiers reads per, in total, for and counts, each at most once.
func (d *decoder) qualifiers(p *parley.Proposition, ts []token, v value, name string, f form) bool {
	for len(ts) > 0 {
		n := 2
		switch word := ts[0].text; {
		case len(ts) < 2:
			d.form(v, name, f)
			return false
		case word == "per" && p.Per == "" && (ts[1].text == "year" || ts[1].text == "month"):
			p.Per = ts[1].text
		case word == "in" && p.Per == "" && ts[1].text == "total":
			p.Per = "total"
		case word == "for" && p.For.IsZero():
			if p.For, n = d.forDate(ts); p.For.IsZero() {
				return false
			}
		case word == "counts" && p.Counts == "":
			s, ok := unquote(ts[1].text)
			if !ok || s == "" {
				d.fault("P009", ts[1].at, ts[1].end(), "field", "counts")
				return false
			}
			p.Counts = s
		default:
			d.fault("P014", ts[0].at, ts[len(ts)-1].end(), "field", name, "form", f.String())
			return false
		}
		d.order = append(d.order, ts[0].text)
		ts = ts[n:]
	}
	return true
}

// forDate reads `for DATE`, and says how many tokens that is.
func (d *decoder) forDate(ts []token) (date.Date, int) {
	n := 2
	if strings.IndexByte(ts[1].text, 'T') > 0 && len(ts) > 2 {
		n = 3
	}
	return d.date(d.text1(ts[1:n]), ts[1].at), n
}

// payment reads `DATE = AMOUNT [~ AMOUNT]`.
func (d *decoder) payment(v value) (p parley.Payment, ok bool) {
	c := v.cursor()
	when, what := cutAt(d.all(&c), "=")
	if len(what) == 0 {
		d.form(v, "pays", formPays)
		return p, false
	}
	if p.For = d.date(d.text1(when), when[0].at); p.For == (date.Date{}) {
		return p, false
	}
	m, ok := d.pair(what)
	p.Amount, p.Beside = m.Amount, m.Beside
	return p, ok
}

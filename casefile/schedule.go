package casefile

import (
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/money"
)

// The fields that say how amounts follow from each other: rise, once, rounds.

func rises[E any](at func(*E) *parley.Schedule) field[E] {
	return field[E]{info: info{name: "rise", form: formRise, flags: repeated, wants: kinds("series"), note: "the rule by which the amount of a year follows from that of the year before"},
		read: func(d *decoder, e *E, v value) {
			if r, ok := d.rise(v); ok {
				at(e).Rises = append(at(e).Rises, r)
			}
		},
		write: func(e *E, w *writer) {
			for _, r := range at(e).Rises {
				w.line(riseText(r))
			}
		},
		ids: func(e *E, yield func(parley.ID)) {
			for _, r := range at(e).Rises {
				each(yield, r.Index)
			}
		}}
}

func once[E any](at func(*E) *parley.Schedule) field[E] {
	return field[E]{info: info{name: "once", form: formOnce, flags: repeated, note: "a sum paid in one year only; with in-base the next year builds on it"},
		read: func(d *decoder, e *E, v value) {
			if b, ok := d.bridge(v); ok {
				at(e).Once = append(at(e).Once, b)
			}
		},
		write: func(e *E, w *writer) {
			for _, b := range at(e).Once {
				s := b.For.Printed + " = " + b.Amount.Text()
				if b.InBase {
					s += " in-base"
				}
				w.line(s)
			}
		}}
}

func rounds[E any](at func(*E) *parley.Schedule) field[E] {
	return field[E]{info: info{name: "rounds", form: formRounds, note: "the units to which the rate and the amount of each year are rounded"},
		read: func(d *decoder, e *E, v value) {
			if r, ok := d.rounds(v); ok {
				at(e).Rounds = r
			}
		},
		write: func(e *E, w *writer) { w.some(roundsText(at(e).Rounds)) }}
}

// riseWords are the words after which something else is said of a rule, each
// with whether a value follows.
var riseWords = map[string]bool{"lag": true, "share": true, "plus": true, "at-most": true, "at-least": true, "from": true, "uncapped": false}

// rise reads a rule. The words of its line, in their order, are left in d.order.
func (d *decoder) rise(v value) (r parley.Rise, ok bool) {
	c := v.cursor()
	ts := d.all(&c)
	n := 0
	for n < len(ts) {
		if _, word := riseWords[ts[n].text]; word {
			break
		}
		n++
	}
	if n == 0 || !d.ruleOf(&r, ts[:n]) {
		if n == 0 {
			d.form(v, "rise", formRise)
		}
		return r, false
	}
	d.order = d.order[:0]
	for ts = ts[n:]; len(ts) > 0; {
		word, n := ts[0], 1
		takes, known := riseWords[word.text]
		for takes && n < len(ts) && (n == 1 || !isRiseWord(ts[n].text)) {
			n++
		}
		if !known || takes && n == 1 || slices.Contains(d.order, word.text) {
			d.form(v, "rise", formRise)
			return r, false
		}
		d.order = append(d.order, word.text)
		if !d.riseWord(&r, word, ts[1:n], v) {
			return r, false
		}
		ts = ts[n:]
	}
	if (r.Lag != 0 || !r.Share.IsZero() || !r.Plus.IsZero()) && r.Index == "" {
		d.form(v, "rise", formRise)
		return r, false
	}
	return r, true
}

func isRiseWord(s string) bool { _, ok := riseWords[s]; return ok }

// ruleOf reads what comes first in a rule.
func (d *decoder) ruleOf(r *parley.Rise, ts []token) (ok bool) {
	text := d.text1(ts)
	switch {
	case text == "flat":
		return true
	case strings.Contains(text, "%"):
		r.Fixed, ok = d.percentage(ts)
		return ok
	case len(ts) == 1 && isID(text):
		r.Index = parley.ID(text)
		return true
	}
	r.Add, ok = d.amount(ts)
	return ok
}

// riseWord reads one of the words after a rule, with its value.
func (d *decoder) riseWord(r *parley.Rise, word token, ts []token, v value) (ok bool) {
	switch word.text {
	case "uncapped":
		r.Uncapped = true
		return true
	case "lag":
		if n, err := strconv.Atoi(ts[0].text); err == nil && len(ts) == 1 && n >= 0 && n <= maxLag {
			r.Lag = n
			return true
		}
	case "from":
		if n, err := strconv.Atoi(ts[0].text); err == nil && len(ts) == 1 && len(ts[0].text) == 4 {
			r.From = n
			return true
		}
	default:
		p, ok := d.percentage(ts)
		switch word.text {
		case "share":
			r.Share = p
		case "plus":
			r.Plus = p
		case "at-most":
			r.AtMost = p
		case "at-least":
			r.AtLeast = p
		}
		return ok
	}
	d.form(v, "rise", formRise)
	return false
}

// maxLag is the largest lag in years: more is a slip for a year.
const maxLag = 30

func (d *decoder) percentage(ts []token) (money.Percent, bool) {
	p, err := money.ParsePercent(squeeze(d.text1(ts)))
	if err != nil || p.IsRange() {
		d.fault("A003", ts[0].at, ts[len(ts)-1].end(), "percent", d.text1(ts))
		return money.Percent{}, false
	}
	return p, true
}

// bridge reads `DATE = AMOUNT [in-base]`.
func (d *decoder) bridge(v value) (b parley.Bridge, ok bool) {
	c := v.cursor()
	when, what := cutAt(d.all(&c), "=")
	if n := len(what); n > 0 && what[n-1].text == "in-base" {
		what, b.InBase = what[:n-1], true
	}
	if len(what) == 0 {
		d.form(v, "once", formOnce)
		return b, false
	}
	if b.For = d.date(d.text1(when), when[0].at); b.For.IsZero() {
		return b, false
	}
	b.Amount, ok = d.amount(what)
	return b, ok
}

// rounds reads `[PERCENT] [AMOUNT]`.
func (d *decoder) rounds(v value) (r parley.Rounds, ok bool) {
	c := v.cursor()
	ts := d.all(&c)
	n := 0
	for i, t := range ts {
		if strings.HasSuffix(t.text, "%") {
			n = i + 1
			break
		}
	}
	if n > 0 {
		if r.Rate, ok = d.percentage(ts[:n]); !ok {
			return r, false
		}
	}
	if ts = ts[n:]; len(ts) > 0 {
		r.Amount, ok = d.amount(ts)
	}
	return r, ok
}

func riseText(r parley.Rise) string {
	words := []string{"flat"}
	switch {
	case !r.Fixed.IsZero():
		words[0] = r.Fixed.Text()
	case r.Index != "":
		words[0] = string(r.Index)
	case !r.Add.IsZero():
		words[0] = r.Add.Text()
	}
	if r.Lag != 0 {
		words = append(words, "lag", itoa(r.Lag))
	}
	for _, x := range []struct {
		word string
		p    money.Percent
	}{{"share", r.Share}, {"plus", r.Plus}, {"at-most", r.AtMost}, {"at-least", r.AtLeast}} {
		if !x.p.IsZero() {
			words = append(words, x.word, x.p.Text())
		}
	}
	if r.Uncapped {
		words = append(words, "uncapped")
	}
	if r.From != 0 {
		words = append(words, "from", itoa(r.From))
	}
	return strings.Join(words, " ")
}

func roundsText(r parley.Rounds) string {
	return strings.TrimSpace(r.Rate.Text() + " " + r.Amount.Text())
}

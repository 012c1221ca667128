package casefile

import (
	"strconv"
	"strings"

	"parley"
)

// stances reads `CLAIM ... [hearsay] [outlet-says ACT]`; the flags hold for
// every claim on the line.
func (d *decoder) stances(list *[]parley.Stance, act parley.Act, v value) {
	c := v.cursor()
	var flags parley.Stance
	from := len(*list)
	flagged := false
	for t, ok := c.next(); ok; t, ok = c.next() {
		switch {
		case t.text == "hearsay":
			flags.Hearsay, flagged = true, true
		case t.text == "outlet-says":
			flagged = true
			w, _ := c.next()
			if flags.Outlet, ok = parley.ParseAct(w.text); !ok {
				d.fault("P013", w.at, w.end(), "word", w.text, "field", "outlet-says", "near", Near(w.text, actWords), "words", strings.Join(actWords, ", "))
			}
		case flagged:
			d.form(v, act.String(), formStance)
			return
		case d.id(t):
			*list = d.acts.append(*list, parley.Stance{Does: act, Claim: parley.ID(t.text)})
		}
	}
	if from == len(*list) && flagged {
		d.form(v, act.String(), formStance)
	}
	for i := from; i < len(*list); i++ {
		(*list)[i].Hearsay, (*list)[i].Outlet = flags.Hearsay, flags.Outlet
	}
}

var actWords = []string{"asserts", "denies", "qualifies", "declines"}

// chain reads `SOURCE quoted-in SOURCE ... at LINE`.
func (d *decoder) chain(list *[]parley.Chain, v value) {
	var ch parley.Chain
	c := v.cursor()
	t, ok := c.next()
	for ok {
		if !d.id(t) {
			return
		}
		ch.Links = d.ids.append(ch.Links, parley.ID(t.text))
		if t, ok = c.next(); ok && t.text == "at" {
			n, _ := c.next()
			ch.At, ok = lineNumber(n.text)
			if _, more := c.next(); !ok || more {
				d.form(v, "via", formVia)
				return
			}
			break
		}
		if ok && t.text != "quoted-in" {
			d.form(v, "via", formVia)
			return
		}
		if ok {
			if t, ok = c.next(); !ok {
				d.form(v, "via", formVia)
			}
		}
	}
	*list = d.chains.append(*list, ch)
}

func lineNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && s[0] != '+'
}

// quote reads `LINE "words"[.LANG]` or `LINE words` into the chain above it.
func (d *decoder) quote(list *[]parley.Chain, v value, speaker bool) {
	name, f := "|", formOutlet
	if speaker {
		name, f = ">", formSpeaker
	}
	if len(*list) == 0 {
		d.fault("Q005", v.line.indent(), v.at+len(v.text), "mark", name)
		return
	}
	n, rest, _ := strings.Cut(v.text, " ")
	rest = strings.TrimLeft(rest, " \t")
	q := parley.Quote{Words: rest, Speaker: speaker}
	ok := n == "-"
	if !ok {
		q.Line, ok = lineNumber(n)
	}
	if ok && speaker {
		words, lang, attached := rest, "", false
		if end := stringEnd(rest+" ", 0); rest != "" && end < len(rest) {
			words, lang, attached = rest[:end], rest[end:], true
		}
		q.Words, ok = unquote(words)
		if attached {
			q.Lang = strings.TrimPrefix(lang, ".")
			ok = ok && lang[0] == '.' && isID(q.Lang)
		}
	}
	if !ok || rest == "" {
		d.form(v, name, f)
		return
	}
	c := &(*list)[len(*list)-1]
	c.Quotes = d.quotes.append(c.Quotes, q)
}

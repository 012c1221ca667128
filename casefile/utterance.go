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

// chain reads `SOURCE quoted-in SOURCE ... at LINE`. After a fault the chain is
// there all the same, so that the words below it are not without one.
func (d *decoder) chain(list *[]parley.Chain, v value) {
	var ch parley.Chain
	c := v.cursor()
	ok := true
	for word := "quoted-in"; ok && word == "quoted-in"; {
		t, more := c.next()
		if !more {
			ok = false
			break
		}
		if !d.id(t) {
			*list = d.chains.append(*list, ch)
			return
		}
		ch.Links = d.ids.append(ch.Links, parley.ID(t.text))
		t, more = c.next()
		switch word = t.text; {
		case word == "at":
			t, _ = c.next()
			ch.At, ok = lineNumber(t.text)
		case word != "quoted-in":
			ok = !more
		}
	}
	if _, more := c.next(); !ok || more {
		d.form(v, "via", formVia)
	}
	*list = d.chains.append(*list, ch)
}

// lineNumber reads the number of a line, from 1.
func lineNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && s[0] != '+' && s[0] != '0'
}

// quote reads `LINE "words"[.LANG]` or `LINE words` into the chain above it.
func (d *decoder) quote(list *[]parley.Chain, v value, speaker bool) {
	name, f := "|", formOutlet
	if speaker {
		name, f = ">", formSpeaker
	}
	switch q, ok := readQuote(v, speaker); {
	case len(*list) == 0 && !d.unread:
		d.fault("Q005", v.line.indent(), v.at+len(v.text), "mark", name)
	case !ok:
		d.form(v, name, f)
	case len(*list) > 0:
		c := &(*list)[len(*list)-1]
		c.Quotes = d.quotes.append(c.Quotes, q)
	}
}

func readQuote(v value, speaker bool) (q parley.Quote, ok bool) {
	c := v.cursor()
	n, _ := c.next()
	if n.text != "-" {
		if q.Line, ok = lineNumber(n.text); !ok {
			return q, false
		}
	}
	q.Words, q.Speaker = c.rest(), speaker
	if !speaker {
		return q, q.Words != ""
	}
	end := 0
	if q.Words != "" {
		end = stringEnd(q.Words, 0)
	}
	words, lang := q.Words[:end], q.Words[end:]
	if q.Words, ok = unquote(words); !ok {
		return q, false
	}
	q.Lang = strings.TrimPrefix(lang, ".")
	return q, lang == "" || lang[0] == '.' && isLang(q.Lang)
}

package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley"
)

// The fields of a valuation: what is better (with, prefers), how much better
// than something else (trades), and how much money that is (limit, worth,
// loses, gains).

func byOurs() field[parley.Valuation] {
	words := []string{"ours"}
	return field[parley.Valuation]{info: info{name: "by", form: formWord, words: words, note: "our guess of the side, if the line stands here; without it, the side's own, which that side alone may read"},
		read: func(d *decoder, e *parley.Valuation, v value) {
			_, e.Ours = d.word(v, "by", words)
		},
		write: func(e *parley.Valuation, w *writer) {
			if e.Ours {
				w.line("ours")
			}
		}}
}

// limitRels are the relations of a limit: at most, at least.
var limitRels = []string{"<=", "<", ">=", ">"}

func limit() field[parley.Valuation] {
	return field[parley.Valuation]{info: info{name: "limit", form: formLimit, note: "the most it would pay, or the least it would take, rather than go without an agreement, if none of the losses and gains below ran; these are reckoned on top of it"},
		read: func(d *decoder, e *parley.Valuation, v value) { e.Limit = d.limit(v) },
		write: func(e *parley.Valuation, w *writer) {
			if e.Limit != nil {
				w.line(propositionText(*e.Limit))
			}
		},
		ids: func(e *parley.Valuation, yield func(parley.ID)) { propositionIDs(e.Limit, yield) }}
}

// limit reads what an offer sets, where that is a bound on a figure.
func (d *decoder) limit(v value) *parley.Proposition {
	c := v.cursor()
	ts := d.all(&c)
	p := d.proposition(ts, v, "limit", formLimit)
	if p == nil {
		return nil
	}
	if !slices.Contains(limitRels, p.Rel) {
		d.fault("P013", ts[1].at, ts[1].end(), "word", p.Rel, "field", "limit", "near", "", "words", strings.Join(limitRels, ", "))
		return nil
	}
	switch p.Value.(type) {
	case parley.Money, parley.Percent:
		return p
	}
	d.form(v, "limit", formLimit)
	return nil
}

// listed is a repeated field whose lines are one thing each: how a line is read, how
// it is written, and the ids in it.
func listed[T any](i info, at func(*parley.Valuation) *[]T, read func(*decoder, value) (T, bool), text func(T) string, ids func(T) []parley.ID) field[parley.Valuation] {
	return field[parley.Valuation]{info: i,
		read: func(d *decoder, e *parley.Valuation, v value) {
			if x, ok := read(d, v); ok {
				*at(e) = append(*at(e), x)
			}
		},
		write: func(e *parley.Valuation, w *writer) {
			for _, x := range *at(e) {
				w.line(text(x))
			}
		},
		ids: func(e *parley.Valuation, yield func(parley.ID)) {
			for _, x := range *at(e) {
				each(yield, ids(x)...)
			}
		}}
}

func settings() field[parley.Valuation] {
	return listed(info{name: "with", form: formSetting, flags: repeated, wants: kinds("issue"), note: "an option with which the limit holds; of an issue that is not named it is the one that the side likes best"},
		func(e *parley.Valuation) *[]parley.Setting { return &e.With }, (*decoder).setting,
		func(x parley.Setting) string { return string(x.Issue) + " " + x.Option },
		func(x parley.Setting) []parley.ID { return []parley.ID{x.Issue} })
}

func (d *decoder) setting(v value) (x parley.Setting, ok bool) {
	c := v.cursor()
	ts := d.all(&c)
	if len(ts) != 2 {
		d.form(v, "with", formSetting)
		return x, false
	}
	return parley.Setting{Issue: parley.ID(ts[0].text), Option: ts[1].text}, d.areIDs(ts...)
}

func orders() field[parley.Valuation] {
	return listed(info{name: "prefers", form: formOrder, flags: repeated, wants: kinds("issue"), note: "the options of an issue, the best first"},
		func(e *parley.Valuation) *[]parley.Order { return &e.Prefers }, (*decoder).optionsOf,
		func(x parley.Order) string { return string(x.Issue) + " " + strings.Join(x.Options, " ") },
		func(x parley.Order) []parley.ID { return []parley.ID{x.Issue} })
}

func (d *decoder) optionsOf(v value) (x parley.Order, ok bool) {
	c := v.cursor()
	ts := d.all(&c)
	if len(ts) < 3 {
		d.form(v, "prefers", formOrder)
		return x, false
	}
	return parley.Order{Issue: parley.ID(ts[0].text), Options: words(ts[1:])}, d.areIDs(ts...)
}

func trades() field[parley.Valuation] {
	return listed(info{name: "trades", form: formTrade, flags: repeated, wants: kinds("issue"), note: "that the first swap of options is worth more than the second"},
		func(e *parley.Valuation) *[]parley.Trade { return &e.Trades }, (*decoder).trade,
		func(x parley.Trade) string { return swapText(x.More) + " > " + swapText(x.Less) },
		func(x parley.Trade) []parley.ID { return []parley.ID{x.More.Issue, x.Less.Issue} })
}

func (d *decoder) trade(v value) (x parley.Trade, ok bool) {
	c := v.cursor()
	more, less := cutAt(d.all(&c), ">")
	if !isSwap(more) || !isSwap(less) {
		d.form(v, "trades", formTrade)
		return x, false
	}
	var ok1, ok2 bool
	x.More, ok1 = d.swap(more)
	x.Less, ok2 = d.swap(less)
	return x, ok1 && ok2
}

func worths() field[parley.Valuation] {
	return listed(info{name: "worth", form: formWorth, flags: repeated, wants: kinds("issue"), note: "what it would pay, or do without, for a swap of options"},
		func(e *parley.Valuation) *[]parley.Worth { return &e.Worth }, (*decoder).worth,
		func(x parley.Worth) string { return swapText(x.Swap) + " = " + x.Amount.Text() + perText(x.Per) },
		func(x parley.Worth) []parley.ID { return []parley.ID{x.Issue} })
}

func (d *decoder) worth(v value) (x parley.Worth, ok bool) {
	c := v.cursor()
	what, ts := cutAt(d.all(&c), "=")
	if !isSwap(what) || len(ts) == 0 {
		d.form(v, "worth", formWorth)
		return x, false
	}
	amount, rest := before(ts, "per", "in")
	if x.Swap, ok = d.swap(what); !ok {
		return x, false
	}
	if x.Amount, ok = d.amount(amount); !ok || len(rest) == 0 {
		return x, ok
	}
	if x.Per = perOf(rest); x.Per == "" || len(rest) > 2 {
		d.form(v, "worth", formWorth)
		return x, false
	}
	return x, true
}

// isSwap reports whether tokens are `ISSUE OPTION over OPTION`.
func isSwap(ts []token) bool { return len(ts) == 4 && ts[2].text == "over" }

func (d *decoder) swap(ts []token) (parley.Swap, bool) {
	return parley.Swap{Issue: parley.ID(ts[0].text), Option: ts[1].text, Over: ts[3].text}, d.areIDs(ts[0], ts[1], ts[3])
}

func swapText(s parley.Swap) string {
	return string(s.Issue) + " " + s.Option + " over " + s.Over
}

// areIDs checks tokens that must be ids, or options, which are written like them.
func (d *decoder) areIDs(ts ...token) bool {
	ok := true
	for _, t := range ts {
		ok = d.id(t) && ok
	}
	return ok
}

// perOf reads `per year`, `per month` or `in total` at the begin of tokens.
func perOf(ts []token) string {
	if len(ts) < 2 {
		return ""
	}
	switch what := ts[0].text + " " + ts[1].text; what {
	case "per year", "per month", "in total":
		return ts[1].text
	}
	return ""
}

func perText(per string) string {
	switch per {
	case "":
		return ""
	case "total":
		return " in total"
	}
	return " per " + per
}

func noDeal(name string, gain bool, note string) field[parley.Valuation] {
	return field[parley.Valuation]{info: info{name: name, form: formNoDeal, flags: repeated, wants: kinds("event", "deadline"), note: note},
		read: func(d *decoder, e *parley.Valuation, v value) {
			if x, ok := d.noDeal(v, name); ok {
				x.Gains = gain
				e.Without = append(e.Without, x)
			}
		},
		write: func(e *parley.Valuation, w *writer) {
			for _, x := range e.Without {
				if x.Gains == gain {
					w.line(noDealText(x))
				}
			}
		},
		ids: func(e *parley.Valuation, yield func(parley.ID)) {
			for _, x := range e.Without {
				if x.Gains == gain {
					each(yield, x.After)
				}
			}
		}}
}

// gains orders what is lost before what is gained.
func gains(x parley.NoDeal) int {
	if x.Gains {
		return 1
	}
	return 0
}

// noDeal reads `AMOUNT per month [for DATE] [after ENTRY]`. The words of its
// line, in their order, are left in d.order.
func (d *decoder) noDeal(v value, name string) (x parley.NoDeal, ok bool) {
	c := v.cursor()
	amount, ts := before(d.all(&c), "per", "in", "for", "after")
	if x.Amount, ok = d.amount(amount); !ok {
		return x, false
	}
	d.order = d.order[:0]
	for len(ts) > 0 {
		n := 2
		switch word := ts[0].text; {
		case len(ts) < 2 || slices.Contains(d.order, word):
			n = 0
		case word == "per":
			x.Per = perOf(ts)
		case word == "for":
			if x.For, n = d.forDate(ts); x.For.IsZero() {
				return x, false
			}
		case word == "after" && !d.id(ts[1]):
			return x, false
		case word == "after":
			x.After = parley.ID(ts[1].text)
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		d.order = append(d.order, ts[0].text)
		ts = ts[n:]
	}
	if len(ts) > 0 || x.Per == "" {
		d.form(v, name, formNoDeal)
		return x, false
	}
	return x, true
}

func noDealText(x parley.NoDeal) string {
	s := x.Amount.Text() + perText(x.Per)
	if !x.For.IsZero() {
		s += " for " + x.For.Printed
	}
	if x.After != "" {
		s += " after " + string(x.After)
	}
	return s
}

// Their JSON.
type (
	jsonSetting struct {
		Issue  string `json:"issue"`
		Option string `json:"option"`
	}
	jsonOrder struct {
		Issue   string   `json:"issue"`
		Options []string `json:"options"`
	}
	jsonSwap struct {
		Issue  string `json:"issue"`
		Option string `json:"option"`
		Over   string `json:"over"`
	}
	jsonTrade struct {
		More jsonSwap `json:"more"`
		Less jsonSwap `json:"less"`
	}
	jsonWorth struct {
		Swap   jsonSwap    `json:"swap"`
		Amount *jsonAmount `json:"amount"`
		Per    string      `json:"per,omitempty"`
	}
	jsonNoDeal struct {
		Amount *jsonAmount     `json:"amount"`
		With   []jsonQualifier `json:"with"` // in the order of the line
	}
)

func toSwap(s parley.Swap) jsonSwap { return jsonSwap{string(s.Issue), s.Option, s.Over} }

func (d *decoder) noDealJSON(v value) jsonNoDeal {
	n, _ := d.noDeal(v, "")
	x := jsonNoDeal{Amount: toAmount(n.Amount)}
	for _, word := range d.order {
		switch word {
		case "per":
			x.With = append(x.With, jsonQualifier{Per: n.Per})
		case "for":
			x.With = append(x.With, jsonQualifier{For: toDate(n.For)})
		default:
			x.With = append(x.With, jsonQualifier{After: string(n.After)})
		}
	}
	return x
}

func (x *jsonSetting) text() (string, error) { return x.Issue + " " + x.Option, nil }

func (x *jsonOrder) text() (string, error) {
	return strings.Join(append([]string{x.Issue}, x.Options...), " "), nil
}

func (x jsonSwap) words() string { return x.Issue + " " + x.Option + " over " + x.Over }

func (x *jsonTrade) text() (string, error) { return x.More.words() + " > " + x.Less.words(), nil }

func (x *jsonWorth) text() (string, error) {
	a, err := x.Amount.text()
	return x.Swap.words() + " = " + a + perText(x.Per), under("amount", err)
}

func (x *jsonNoDeal) text() (string, error) {
	s, err := x.Amount.text()
	if err != nil {
		return "", under("amount", err)
	}
	for i, q := range x.With {
		words, err := q.text()
		if err != nil {
			return "", under(fmt.Sprintf("with[%d]", i), err)
		}
		s += " " + words
	}
	return s, nil
}

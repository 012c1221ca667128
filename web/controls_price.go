package web

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"parley"
	"parley/ask"
	"parley/brief"
	"parley/date"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// text is a field with an example of what may be typed.
func (v *visit) text(name, hint string) control {
	c := v.field("text", name)
	c.Hint = hint
	return c
}

// group puts fields under a heading; it stands folded while all are empty.
func (v *visit) group(name string, parts ...control) control {
	return control{Name: name, Kind: "group", Parts: parts}
}

func offersControls(v *visit) []control {
	years := "2020-2024"
	if y := v.At.NextYear(); y != 0 {
		years = date.On(y, 1, 1).String()[:4] + "-" + date.On(y+4, 1, 1).String()[:4]
	}
	return []control{v.bidChoices(), v.text("years", years), v.moneyChoice(), v.text("discount", "2.5%"), v.equalChoice(), v.assumptions(),
		v.group("own", v.text("first", "+10%"), v.rises(), v.text("lag", "1"), v.text("cap", "4%"), v.text("floor", "0%"), v.text("term", "5")),
		v.group("draw", v.text("beside", "USD"), v.text("cost-base", ""), v.text("draws", "100000"), v.text("seed", "1"))}
}

func zoneControls(v *visit) []control {
	return []control{v.text("weight", "0.4..0.6"), v.text("ahead", "6"), v.moneyChoice(), v.text("years", ""), v.text("between", "A,B"), v.assumptions(),
		v.group("draw", v.text("draws", "100000"), v.text("seed", "1"))}
}

// moneyChoice offers the money of the case and that of its rates.
func (v *visit) moneyChoice() control {
	all := []money.Currency{v.At.Money()}
	for s := range view.Each[*parley.Series](v.At.View()) {
		if l := v.At.Line(s.ID); l != nil && l.Unit.IsRate() {
			all = append(all, l.Unit.Base, l.Unit.Quote)
		}
	}
	c := v.field("choice", "in")
	for _, m := range distinct(all) {
		c.Choose = append(c.Choose, choice{string(m), string(m)})
	}
	c.Blank = lang.Word(v.lang, "field.in.blank")
	return c
}

// distinct are currencies, each once.
func distinct(all []money.Currency) (out []money.Currency) {
	for _, m := range all {
		if m != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// bidChoices offers what may be priced: what holding costs, and what is on the table.
func (v *visit) bidChoices() control {
	c := v.field("choices", "bid", choice{ask.Hold, lang.Word(v.lang, "offers.hold")})
	for _, id := range v.At.Bids() {
		c.Choose = append(c.Choose, choice{string(id), v.called(id)})
	}
	if c.Values == nil {
		c.Values, _ = v.ready()
	}
	return c
}

// called is what an entry is called in a list of choices.
func (v *visit) called(id parley.ID) string { return brief.Called(v.At, v.lang, id) }

// rises offers the series by which an amount can rise.
func (v *visit) rises() control {
	c := v.field("choice", "escalator", choice{"flat", lang.Word(v.lang, "offers.flat")})
	c.Blank = lang.Word(v.lang, "field.none")
	for s := range view.Each[*parley.Series](v.At.View()) {
		if l := v.At.Line(s.ID); l != nil && !l.Unit.IsRate() {
			c.Choose = append(c.Choose, choice{string(s.ID), v.called(s.ID)})
		}
	}
	if value := c.value(); value != "" && !slices.ContainsFunc(c.Choose, func(x choice) bool { return x.Value == value }) {
		c.Choose = append(c.Choose, choice{value, value})
	}
	return c
}

// assumptions has a field for each series, and one for a rate.
func (v *visit) assumptions() control {
	typed := make(map[string]string)
	for _, s := range v.query["assume"] {
		series, figure, _ := strings.Cut(s, "=")
		typed[strings.TrimSpace(series)] = figure
	}
	g := v.group("assume")
	for s := range view.Each[*parley.Series](v.At.View()) {
		l := v.At.Line(s.ID)
		if l == nil {
			continue
		}
		c := control{Name: "assume." + string(s.ID), Kind: "text", Label: v.called(s.ID), Hint: "1.5±1.0"}
		if l.Unit.IsRate() {
			c.Hint = "±7%"
		}
		if figure := typed[string(s.ID)]; figure != "" {
			c.Values = []string{figure}
		}
		g.Parts = append(g.Parts, c)
	}
	g.Parts = append(g.Parts, v.rates()...)
	return g
}

// rates has a field for each currency in which an amount is known, and a box for the
// rate of amounts that were printed side by side.
func (v *visit) rates() (fields []control) {
	in := money.Currency(cmp.Or(v.query.Get("in"), string(v.At.Money())))
	all, typed, pair := v.currencies(), make(map[money.Currency]string), false
	for _, s := range v.query["rate"] {
		if word, figure, ok := strings.Cut(s, "="); ok {
			m := money.Currency(strings.TrimSpace(word))
			all, typed[m] = append(all, m), figure
		}
	}
	for _, m := range distinct(all) {
		if m == in && typed[m] == "" {
			continue
		}
		_, _, printed := v.At.LatestPair(m, in)
		pair = pair || printed
		c := control{Name: "rate." + string(m), Kind: "text", Hint: "1160.7±7%", Label: counted(v.lang, "field.rate.of", "base", string(m), "money", string(in))}
		if typed[m] != "" {
			c.Values = []string{typed[m]}
		}
		fields = append(fields, c)
	}
	if pair {
		c := v.field("choices", "rate", choice{"pair", lang.Word(v.lang, "field.rate.pair")})
		c.Values = slices.DeleteFunc(c.Values, func(s string) bool { return s != "pair" })
		fields = append(fields, c)
	}
	return fields
}

// currencies are those in which this reader knows amounts.
func (v *visit) currencies() (all []money.Currency) {
	add := func(p *parley.Proposition) {
		if m, ok := p.Value.(parley.Money); ok {
			all = append(all, money.Currency(m.Currency), money.Currency(m.Beside.Currency))
		}
	}
	for c := range view.Each[*parley.Claim](v.At.View()) {
		if c.That != nil {
			add(c.That)
		}
	}
	for o := range view.Each[*parley.Offer](v.At.View()) {
		for i := range o.Sets {
			add(&o.Sets[i])
		}
	}
	for t := range view.Each[*parley.Terms](v.At.View()) {
		for _, x := range t.Pays {
			all = append(all, money.Currency(x.Amount.Currency), money.Currency(x.Beside.Currency))
		}
	}
	return distinct(all)
}

// equalChoice offers the bids that other terms may be made to equal.
func (v *visit) equalChoice() control {
	c := v.field("choice", "equal")
	for _, id := range v.At.Bids() {
		c.Choose = append(c.Choose, choice{string(id), v.called(id)})
	}
	c.Blank = lang.Word(v.lang, "field.equal.blank")
	return c
}

// bids are those to be priced: as chosen, else all that need no assumption.
func bids(v *visit) []string {
	if chosen := given(v.query["bid"]); len(chosen) > 0 {
		return chosen
	}
	ready, all := v.ready()
	if all {
		return nil
	}
	return ready
}

// mostTried is how many bids are tried one by one: more are asked about together.
const mostTried = 12

// ready are the bids that can be priced with what is known and assumed, and whether
// these are all. It is found out once for everybody who sees and assumes the same.
func (v *visit) ready() (ids []string, all bool) {
	key := v.key("ready")
	if kept, ok := v.s.bodies.get(key); ok {
		ids = strings.Fields(string(kept))
		return ids[1:], ids[0] == "all"
	}
	ids, all = v.tried()
	word := "some"
	if all {
		word = "all"
	}
	v.s.bodies.put(key, []byte(strings.Join(append([]string{word}, ids...), " ")))
	return ids, all
}

func (v *visit) tried() (ids []string, all bool) {
	every := []string{ask.Hold}
	for _, id := range v.At.Bids() {
		every = append(every, string(id))
	}
	if len(every) > mostTried || v.priced(every...) {
		return every, true
	}
	for _, id := range every {
		if v.priced(id) {
			ids = append(ids, id)
		}
	}
	return ids, len(ids) == 0 // none: then the answer asks for what all of them need
}

// priced reports whether bids can be priced.
func (v *visit) priced(ids ...string) bool { return v.price(ids...) == nil }

// price is what keeps bids from being priced, nil if nothing does: with few draws,
// since only that is asked.
func (v *visit) price(ids ...string) error {
	at := *v
	at.query = map[string][]string{"draws": {"10"}}
	for name, values := range v.query {
		if name != "draws" {
			at.query[name] = values
		}
	}
	_, err := at.answer(part{question: "price", args: func(*visit) []string { return ids }})
	return err
}

// unpriced names the bids that are left out because something must be assumed.
func unpriced(v *visit) string {
	ready, all := v.ready()
	if all || len(given(v.query["bid"])) > 0 {
		return ""
	}
	var names []string
	for _, id := range v.At.Bids() {
		if !slices.Contains(ready, string(id)) {
			names = append(names, v.called(id))
		}
	}
	if len(names) == 0 {
		return ""
	}
	bids := strings.Join(names, "; ")
	_, items := v.atFields(offersControls(v), lacking(v))
	if len(items) == 0 {
		return counted(v.lang, "offers.left", "n", len(names), "bids", bids)
	}
	var fields []string
	for _, i := range items {
		fields = append(fields, i.Label)
	}
	return counted(v.lang, "offers.left.fields", "n", len(names), "bids", bids, "fields", strings.Join(fields, "; "))
}

// lacking is what is needed for the bids that are left out.
func lacking(v *visit) []ask.Fault {
	ready, all := v.ready()
	if all || len(given(v.query["bid"])) > 0 {
		return nil
	}
	var out []string
	for _, id := range v.At.Bids() {
		if !slices.Contains(ready, string(id)) && len(needs(v.price(string(id)))) > 0 {
			out = append(out, string(id))
		}
	}
	if len(out) == 0 {
		return nil
	}
	return needs(v.price(out...))
}

// needs are the assumptions for which an answer asks back.
func needs(err error) []ask.Fault {
	f, ok := errors.AsType[*ask.Failure](err)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.Faults), func(x ask.Fault) bool { return x.Flag != "assume" && x.Flag != "rate" })
}

// equalAsked reports whether the address says which bid others should equal.
func equalAsked(v *visit) bool { return len(given(v.query["equal"])) > 0 }

// equalSkips are the flags of an offer of one's own where another bid is the one to
// be met: how that offer rises then says how the amount that is looked for does.
func equalSkips(v *visit) []string {
	if equalAsked(v) {
		return []string{"first", "term"}
	}
	return nil
}

// equalBid is the bid that others should equal: the one chosen, else the offer of
// one's own, else the first of those that are priced.
func equalBid(v *visit) []string {
	if equalAsked(v) {
		return given(v.query["equal"])[:1]
	}
	if len(given(v.query["first"])) > 0 {
		return nil
	}
	for _, id := range bids(v) {
		if id != ask.Hold {
			return []string{id}
		}
	}
	return nil
}

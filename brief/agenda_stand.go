package brief

import (
	"cmp"
	"slices"

	"parley"
	"parley/analysis/agenda"
	"parley/chart"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// standing shows where each side stands on each issue at one look: as a picture, and
// in a table of the same.
func (p agendaPen) standing(r agenda.Result) []Part {
	t := p.positions(r)
	var parts []Part
	if len(t.Rows) == 0 {
		if s := p.a.Settled(r.Day); s != nil && slices.ContainsFunc(r.Items, spoken) {
			parts = append(parts, resting(p.sentence("dumbbell.over", p.who("agreement", s.Of), arg("stage", p.word("stage."+s.Reached)), arg("date", s.Happened)), s.ID))
		}
		return section(p.word("dumbbell.head"), parts)
	}
	if c := p.dumbbell(r); len(c.Panels)+len(c.Pairs) > 0 {
		parts = append(parts, &Chart{Key: "positions", Spec: c.Spec()})
	}
	return section(p.word("dumbbell.head"), append(parts, t))
}

// positions says where each side stands: a row for each position, and for each side
// that is silent where another is not.
func (p agendaPen) positions(r agenda.Result) *Table {
	t := p.table("parley.positions/1", ".issue", "~name", ".party", "side", ".claim", "~stand", "status", "since", "apart",
		".own", ".figure", ".low", ".high", ".currency", ".per", ".rests_on")
	t.Columns[1].Title = p.word("column.issue")
	for _, i := range p.open(r) {
		for _, s := range i.Sides {
			first := map[string]Cell{"issue": ID(i.Issue.ID), "name": Text(p.name(i.Issue.ID)), "party": ID(s.Party.ID), "side": Text(p.name(s.Party.ID))}
			if len(s.Own)+len(s.Reported) == 0 {
				first["stand"], first["rests_on"] = Text(p.word("dumbbell.silent")), idsCell(nil)
				t.put(first)
			}
			for n, k := range slices.Concat(s.Own, s.Reported) {
				row := map[string]Cell{"issue": first["issue"], "name": first["name"], "party": first["party"], "side": first["side"], "own": Flag(n < len(s.Own))}
				p.stands(row, i, k)
				t.put(row)
			}
		}
	}
	return t
}

// open are the issues on which a side has a position, without what is of talks that
// are over: what was asked or offered until then was either had or given up.
func (p agendaPen) open(r agenda.Result) (items []agenda.Item) {
	settled := p.a.Settled(r.Day)
	over := func(k agenda.Known) bool { return settled != nil && p.a.Asserted(k.Claim.ID) < settled.Happened.Last }
	for _, i := range r.Items {
		i.Sides = slices.Clone(i.Sides)
		for n, s := range i.Sides {
			i.Sides[n].Own, i.Sides[n].Reported = slices.DeleteFunc(slices.Clone(s.Own), over), slices.DeleteFunc(slices.Clone(s.Reported), over)
		}
		if spoken(i) {
			items = append(items, i)
		}
	}
	return items
}

// spoken reports whether a position of any side is known.
func spoken(i agenda.Item) bool {
	return slices.ContainsFunc(i.Sides, func(s agenda.Side) bool { return len(s.Own)+len(s.Reported) > 0 })
}

// stands are the cells of a position. What is measured is said with it.
func (p agendaPen) stands(row map[string]Cell, i agenda.Item, k agenda.Known) {
	rests := k.Standing.RestsOn()
	row["claim"], row["stand"], row["status"], row["since"] = ID(k.Claim.ID), Text(p.stand(k)), Status{p.badgeWords(k.Standing)}, p.dateCell(p.since(k.Claim))
	if y, ok := p.measured(i, k.Claim); ok {
		row["figure"], row["low"], row["high"], row["currency"] = Decimal{y.Value}, Decimal{y.Lo}, Decimal{y.Hi}, wordCell(string(y.Currency))
		if y.Currency != "" {
			row["per"] = wordCell(string(i.Apart.Span))
		}
		rests = append(slices.Clone(rests), y.RestsOn...)
		if i.Gap != nil && slices.Contains(i.Gap.Claims, k.Claim) {
			row["apart"] = Text(p.far(i))
		}
	}
	row["rests_on"] = idsCell(uniqueOf(rests))
}

// measured returns the figure of a position that the picture shows on an axis.
func (p agendaPen) measured(i agenda.Item, c *parley.Claim) (evidence.Size, bool) {
	if i.Apart == nil || !slices.ContainsFunc(i.Apart.Sides, func(s evidence.Side) bool { return slices.Contains(s.Claims, c) }) {
		return evidence.Size{}, false
	}
	return i.Apart.Size([]*parley.Claim{c}, i.Money)
}

// far says how far apart the sides are.
func (p agendaPen) far(i agenda.Item) string {
	g := gapPen(p)
	return p.per(i, lang.Plain(g.distance(i.Gap)))
}

// per says for which span of time an amount is.
func (p agendaPen) per(i agenda.Item, said string) string {
	if i.Money == "" || i.Apart.Span == evidence.Unsaid {
		return said
	}
	return p.text("gap.span."+string(i.Apart.Span), arg("distance", said))
}

// stand says a position without whose it is: the value, or the words. Of what only
// another side says it names who does.
func (p agendaPen) stand(k agenda.Known) string {
	key, c := "dumbbell.stand", k.Claim
	if k.Standing.Status.Basis == parley.OtherSide {
		key = "dumbbell.told"
	}
	speakers := arg("speakers", p.names(k.Standing.Speakers))
	if words, foreign := p.words(c.Says); c.That == nil || !figure(c) && words != "" && foreign == "" {
		return p.text(key+".words", speakers, arg("claim", p.claimWords(c)))
	}
	return p.text(key, speakers, arg("does", p.word("does."+c.That.Verb)), arg("value", p.valueWords(c.That)))
}

// sided is the shape of a mark in the place of a side: what another side says of its
// position is there no more than reported.
func sided(s evidence.Standing) chart.Status {
	if s.Status.Basis == parley.OtherSide {
		return chart.Reported
	}
	return shape(s)
}

// since is when a claim was first asserted, as far as it was not taken back; zero: by
// nobody.
func (p *pen) since(c *parley.Claim) date.Date {
	for _, o := range p.a.Opinions(c.ID) {
		if e, ok := p.v.Entry(o.Utterance); ok && o.Does == parley.Asserts && o.Retract == "" {
			return e.Base().Happened
		}
	}
	return date.Date{}
}

// dumbbell draws the figures of the first two sides on axes, most distant first, and
// their words face to face.
func (p agendaPen) dumbbell(r agenda.Result) chart.Dumbbell {
	d := chart.Dumbbell{Frame: chart.Frame{Title: p.word("dumbbell.title"), Subtitle: p.howto(r), Description: p.word("dumbbell.says"),
		Nothing: p.word("dumbbell.nothing"), Broken: p.word("dumbbell.broken"), Key: p.key()}, Sides: make(map[chart.Side]string), Answers: p.answers(), Silent: p.word("dumbbell.silent")}
	d.Key[chart.Reported] = p.word("dumbbell.reported")
	for i, party := range p.a.Parties() {
		if i < 2 {
			d.Sides[chart.Side(i+1)] = p.name(party.ID)
		}
	}
	all := p.panels(r)
	more := 0
	for _, in := range all {
		panel, left := p.panel(in)
		if len(panel.Rows) > 0 {
			d.Panels, more = append(d.Panels, panel), more+left
		}
	}
	for _, i := range p.open(r) {
		if x, ok := p.pair(i); ok && len(d.Pairs) < chart.MostRows {
			d.Pairs = append(d.Pairs, x)
		} else if ok {
			more++
		}
	}
	if more > 0 {
		d.More = p.text("dumbbell.more", arg("n", more))
	}
	return d
}

func (p agendaPen) howto(r agenda.Result) string {
	said := p.word("dumbbell.how")
	if s := p.a.Settled(r.Day); s != nil {
		said += " " + p.text("dumbbell.since", p.who("agreement", s.Of), arg("stage", p.word("stage."+s.Reached)), arg("date", p.day(s.Happened)))
	}
	if len(p.a.Parties()) > 2 {
		said += " " + p.word("dumbbell.two")
	}
	var told []parley.ID
	for _, i := range r.Items {
		if i.Apart == nil {
			continue
		}
		for _, s := range i.Apart.Known() {
			for _, c := range s.Claims {
				y, ok := i.Apart.Size([]*parley.Claim{c}, i.Money)
				if ok && y.Rate != nil && !slices.Contains(told, y.Rate.From) {
					told = append(told, y.Rate.From)
					said += " " + lang.Plain(gapPen(p).rate(y.Rate).Runs)
				}
			}
		}
	}
	return said
}

// panels puts the issues together whose figures are of one unit; in each the most
// distant is first, and those with a silent side are last.
func (p agendaPen) panels(r agenda.Result) (all [][]agenda.Item) {
	type unit struct {
		money money.Currency
		span  evidence.Span
	}
	at := make(map[unit]int)
	for _, i := range r.Items {
		if i.Apart == nil {
			continue
		}
		u := unit{i.Money, i.Apart.Span}
		n, ok := at[u]
		if !ok {
			n, all = len(all), append(all, nil)
			at[u] = n
		}
		all[n] = append(all[n], i)
	}
	for _, in := range all {
		slices.SortStableFunc(in, func(x, y agenda.Item) int {
			if x.Gap == nil || y.Gap == nil {
				return cmp.Compare(knownFirst(x.Gap != nil), knownFirst(y.Gap != nil))
			}
			return y.Gap.Value.Cmp(x.Gap.Value)
		})
	}
	return all
}

// knownFirst puts what is known before what is not.
func knownFirst(known bool) int {
	if known {
		return 0
	}
	return 1
}

func (p agendaPen) panel(in []agenda.Item) (panel chart.DumbbellPanel, left int) {
	var most money.Decimal
	for _, i := range in {
		for _, s := range i.Apart.Known() {
			if y, ok := i.Apart.Size(s.Claims, i.Money); ok && y.Hi.Cmp(most) > 0 {
				most = y.Hi
			}
		}
	}
	zeros, unit := 0, "%"
	if in[0].Money != "" {
		zeros, unit = p.scale(in[0].Money, most)
	}
	panel.Unit = p.per(in[0], unit)
	for _, i := range in {
		row := p.measure(i, zeros)
		switch {
		case len(row.Marks) == 0:
		case len(panel.Rows) == chart.MostRows:
			left++
		default:
			panel.Rows = append(panel.Rows, row)
		}
	}
	return panel, left
}

// measure is the figures on one issue.
func (p agendaPen) measure(i agenda.Item, zeros int) chart.DumbbellRow {
	row := chart.DumbbellRow{Label: capitalised(p.name(i.Issue.ID)), Href: "#" + string(i.Issue.ID), Description: p.name(i.Issue.ID)}
	at := func(d money.Decimal) float64 { return d.Shift(-zeros).Float64() }
	if i.Gap != nil {
		row.Distance = p.far(i)
	}
	var silent []string
	for n, s := range i.Apart.Sides {
		if s.Claims == nil && n < 2 {
			silent = append(silent, p.text("dumbbell.silent.figure", arg("party", p.name(s.Party))))
		}
		for _, c := range s.Claims {
			y, ok := i.Apart.Size([]*parley.Claim{c}, i.Money)
			if !ok || n > 1 {
				continue
			}
			k := p.a.Of(c.ID)
			label := gapPen(p).short(c.That)
			if k.Status.Response != parley.NoResponse {
				label = p.text("dumbbell.answered", arg("figure", label), arg("response", p.word("response."+k.Status.Response.String())))
			}
			row.Marks = append(row.Marks, chart.DumbbellMark{Side: chart.Side(n + 1), Status: sided(k), Answer: answer(k.Status.Response), Low: at(y.Lo), Mid: at(y.Value), High: at(y.Hi),
				Label: label, Href: "#" + string(c.ID), Description: p.described(agenda.Known{Claim: c, Standing: k})})
		}
	}
	row.Silent = joined(silent, " · ")
	return row
}

// described says a position with its status in a sentence.
func (p agendaPen) described(k agenda.Known) string {
	return p.text("dumbbell.position", arg("claim", capitalised(p.claimWords(k.Claim))), arg("status", p.badgeWords(k.Standing)))
}

// pair is what the first two sides say on an issue that stands on no axis: the latest
// of each, its own words before what is reported; false if neither says anything.
func (p agendaPen) pair(i agenda.Item) (x chart.DumbbellPair, some bool) {
	x = chart.DumbbellPair{Label: capitalised(p.name(i.Issue.ID)), Href: "#" + string(i.Issue.ID)}
	for n, s := range i.Sides {
		if n > 1 {
			break
		}
		for _, k := range slices.Concat(s.Own, s.Reported) {
			if _, ok := p.measured(i, k.Claim); ok {
				continue
			}
			note := p.badgeWords(k.Standing)
			if d := p.since(k.Claim); !d.IsZero() {
				note = p.text("dumbbell.note", arg("status", note), arg("date", p.day(d)))
			}
			x.Ends[n] = chart.DumbbellEnd{Status: sided(k.Standing), Answer: answer(k.Standing.Status.Response), Words: p.stand(k), Note: note, Href: "#" + string(k.Claim.ID), Description: p.described(k)}
			some = true
			break
		}
	}
	return x, some
}

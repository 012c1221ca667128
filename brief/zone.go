package brief

import (
	"math"
	"slices"
	"strconv"

	"parley"
	"parley/analysis"
	"parley/analysis/price"
	"parley/analysis/zone"
	"parley/cost"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// A zonePen writes where a deal could lie.
type zonePen struct {
	pricePen
	r zone.Result
}

// Zone says where a deal could lie.
func Zone(a *evidence.Assessment, r zone.Result, l lang.Lang, from Stamp) *Document {
	p := zonePen{pricePen{write(a, l), price.Result{Options: price.Options{Money: r.Money, Draws: r.Draws}}}, r}
	if p.v.Last() == 0 {
		return p.document("parley.zone/1", p.top("zone.title"), from, p.nothingKnown(), p.points())
	}
	var parts []Part
	if len(r.Sides) > 0 {
		parts = append(parts, p.ours("zone.model", arg("draws", r.Draws), arg("seed", strconv.FormatUint(r.Seed, 10))))
	}
	for i := range r.Sides {
		parts = append(parts, p.whose(&r.Sides[i]))
	}
	if s := r.Settled; s != nil {
		parts = append(parts, resting(p.sentence("zone.settled", p.who("agreement", s.Of), arg("stage", p.word("stage."+s.Reached)), arg("date", s.Happened)), s.ID))
	}
	for _, id := range r.Unknown {
		parts = append(parts, p.ours("zone.unknown", p.who("party", id)))
	}
	if len(r.Unknown) > 0 {
		parts = append(parts, p.ours("zone.unknown.how"))
	}
	if len(r.Sides) == 2 {
		parts = append(parts, p.lead()...)
		parts = append(parts, section(p.word("zone.moves"), p.moves())...)
	}
	parts = append(parts, section(p.word("zone.lapse"), p.lapse())...)
	parts = append(parts, section(p.tableWords(), p.placed())...)
	parts = append(parts, section(p.word("zone.inputs"), p.inputs())...)
	if c := p.chart(); c != nil {
		parts = append(parts, c)
	}
	parts = append(parts, p.points(), p.packages(), p.inputTable(), p.bidTable(), p.stopTable())
	return p.document("parley.zone/1", p.top("zone.title"), from, parts...)
}

// basis is every valuation: what each number of the model rests on.
func (p zonePen) basis() (ids []parley.ID) {
	for _, s := range p.r.Sides {
		ids = append(ids, s.Valuation.ID)
	}
	return ids
}

// whose says by which valuation a side is judged, and whose it is.
func (p zonePen) whose(s *zone.Side) Sentence {
	v := s.Valuation
	if v.Ours {
		return resting(p.sentence("zone.whose.ours", p.who("party", s.Party), to("date", v.Happened, v.ID),
			arg("badge", []lang.Run{{Text: p.word("zone.ours"), Badge: true}})), v.ID)
	}
	return resting(p.sentence("zone.whose.own", p.who("party", s.Party), to("date", v.Happened, v.ID)), v.ID)
}

// lead says where the zone is, and the points in it.
func (p zonePen) lead() (parts []Part) {
	r, ids := &p.r, p.basis()
	pays, receives := p.who("payer", r.Sides[0].Party), p.who("receiver", r.Sides[1].Party)
	if r.Room == 0 {
		return []Part{resting(p.sentence("zone.none", pays, receives, arg("amount", p.reckoned(absolute(r.Apart)))), ids...)}
	}
	parts = append(parts, resting(p.sentence(roomKey(r.Room), arg("n", hundredth(r.Room))), ids...))
	if r.Apart.Middle < 0 {
		parts = append(parts, under(resting(p.sentence("zone.room.apart", pays, receives, arg("amount", p.reckoned(absolute(r.Apart)))), ids...)))
	}
	parts = append(parts,
		resting(p.sentence("zone.between", to("issue", p.name(r.Issue), r.Issue), arg("low", p.reckoned(r.Low)), receives, arg("high", p.reckoned(r.High)), pays), ids...),
		resting(p.sentence("zone.nash", arg("money", p.reckoned(r.Nash)), arg("over", p.overHeld(r.Nash)), arg("patience", p.patience())), p.held(ids)...))
	if r.Same {
		parts = append(parts, under(p.ours("zone.same")))
	} else {
		parts = append(parts, under(resting(p.sentence("zone.equal", arg("money", p.reckoned(r.Equal))), ids...)))
	}
	if len(r.Packages) > 0 && len(r.Packages[0].Settings) > 0 {
		parts = append(parts, under(p.ours("zone.utilitarian")))
	}
	for i := range r.Packages {
		if x := &r.Packages[i]; len(x.Settings) > 0 && x.Share > 0 {
			parts = append(parts, under(resting(p.sentence(p.packageKey(i), arg("settings", p.settings(x.Settings)), arg("n", hundredth(x.Share))), ids...)))
		}
	}
	return parts
}

// roomKey is the pattern for a part of the draws.
func roomKey(room float64) string {
	switch {
	case room == 1:
		return "zone.room.all"
	case hundredth(room) == 0:
		return "zone.room.few"
	case hundredth(room) == 100:
		return "zone.room.most"
	}
	return "zone.room"
}

func (p zonePen) packageKey(i int) string {
	switch {
	case i > 0:
		return "zone.package.else"
	case hundredth(p.r.Packages[i].Share) == 100:
		return "zone.package.all"
	}
	return "zone.package"
}

// hundredth is a part as so many of a hundred.
func hundredth(x float64) int { return int(math.Round(100 * x)) }

// patience says how the surplus is split.
func (p zonePen) patience() string {
	w, payer := p.r.Weight, p.who("payer", p.r.Sides[0].Party)
	switch {
	case w.Low == 0.5 && w.High == 0.5:
		return p.word("zone.patience.alike")
	case w.Low == w.High:
		return p.text("zone.patience.one", arg("percent", hundredth(w.Low)), payer)
	}
	return p.text("zone.patience.range", arg("low", hundredth(w.Low)), arg("high", hundredth(w.High)), payer)
}

// reckoned says the middle of a range, and where 8 in 10 draws are.
func (p zonePen) reckoned(x zone.Range) string {
	return p.spread(p.r.Money, cost.Spread{P10: x.P10, P50: x.Middle, P90: x.P90})
}

// held are ids with those of what was agreed last.
func (p zonePen) held(ids []parley.ID) []parley.ID {
	if p.r.Held == nil {
		return ids
	}
	return analysis.Unique(ids, p.r.Held.RestsOn)
}

// overHeld says by how much an amount is above what was agreed last, with the comma
// before it; nothing where nothing was.
func (p zonePen) overHeld(x zone.Range) []lang.Run {
	if p.r.Held == nil || p.r.Held.First.Mid().Sign() <= 0 {
		return nil
	}
	base := p.r.Held.First.Mid().Float64()
	percent := func(f float64) string {
		if d := math.Round(100 * (f/base - 1)); d > 0 {
			return "+" + strconv.FormatFloat(d, 'f', 0, 64)
		} else {
			return strconv.FormatFloat(d+0, 'f', 0, 64)
		}
	}
	over := arg("base", []lang.Run{{Text: p.baseWords(&p.r.Held.First), Link: p.r.Held.First.Of}})
	if percent(x.P10) == percent(x.P90) {
		return p.say("zone.over", arg("percent", percent(x.Middle)), over)
	}
	return p.say("zone.over.range", arg("percent", percent(x.Middle)), arg("low", percent(x.P10)), arg("high", percent(x.P90)), over)
}

// settings names the options of a package.
func (p zonePen) settings(list []parley.Setting) []lang.Run {
	var items [][]lang.Run
	for _, s := range list {
		items = append(items, []lang.Run{{Text: p.option(s.Issue, s.Option), Link: s.Issue}})
	}
	return lang.Join(p.l, items)
}

func (p zonePen) option(issue parley.ID, word string) string {
	return p.choice(issue, parley.Choice(word))
}

// told is how many inputs are told of.
const told = 5

// moves says how far each input alone moves the Nash point.
func (p zonePen) moves() (parts []Part) {
	for i, s := range p.r.Swings {
		if i == told {
			return append(parts, p.ours("zone.swing.rest", arg("n", len(p.r.Swings)-i)))
		}
		low, high := p.amount(p.r.Money, s.Low), p.amount(p.r.Money, s.High)
		name, ids := p.input(s.Input)
		key := "zone.swing"
		if low.Value == high.Value {
			key = "zone.swing.little"
		}
		parts = append(parts, grounded(resting(p.sentence(key, arg("input", name), arg("from", p.inputValue(s.Input, s.From)), arg("to", p.inputValue(s.Input, s.To)), arg("low", low), arg("high", high)), ids...)))
	}
	return parts
}

// inputValue says what an input is: an amount a year, or a weight.
func (p zonePen) inputValue(in zone.Input, x float64) string {
	if in.Kind == zone.OfWeight {
		return p.text("reckon.percent.alone", arg("value", strconv.Itoa(hundredth(x))))
	}
	return p.text("words", arg("words", p.amount(p.r.Money, math.Abs(x))))
}

// input names something that was drawn, with what says so.
func (p zonePen) input(in zone.Input) (string, []parley.ID) {
	if in.Kind == zone.OfWeight {
		return p.text("zone.input.weight", p.who("payer", p.r.Sides[0].Party)), nil
	}
	s := &p.r.Sides[in.Side]
	ids, party := []parley.ID{s.Valuation.ID}, p.who("party", s.Party)
	switch in.Kind {
	case zone.OfLimit: // with what no agreement costs, the edge of the zone is another
		return p.text(choose(len(s.Tolls) > 0, "zone.input.limit.before", "zone.input.limit"), party), append(ids, s.Limit.RestsOn...)
	case zone.OfWorth:
		w := s.Worth[in.N]
		return p.text("zone.input.worth", party, arg("option", p.option(w.Issue, w.Option)), arg("over", p.option(w.Issue, w.Over))), ids
	}
	t := &s.Tolls[in.N]
	key, since := choose(t.Gains, "zone.input.gain", "zone.input.loss"), p.since(t)
	if since == "" {
		return p.text(key+".always", party), p.tollIDs(s, t)
	}
	return p.text(key, party, arg("since", since)), p.tollIDs(s, t)
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

func (p zonePen) tollIDs(s *zone.Side, t *zone.Toll) []parley.ID {
	return analysis.Unique([]parley.ID{s.Valuation.ID, t.After}, t.Yearly.RestsOn)
}

// since says from when something holds, or with what it begins.
func (p zonePen) since(t *zone.Toll) string {
	said := ""
	switch {
	case t.After != "" && t.From != 0:
		said = p.text("zone.since.event", arg("event", p.name(t.After)), arg("date", t.From))
	case t.After != "":
		said = p.text("zone.since.undated", arg("event", p.name(t.After)))
	case t.From != 0:
		said = p.text("zone.since.day", arg("date", t.From))
	}
	if t.To == 0 {
		return said
	}
	until := p.text("zone.until", arg("date", t.To))
	if said == "" {
		return until
	}
	return p.text("zone.since.until", arg("since", said), arg("until", until))
}

// lapse says what no agreement costs each side, and how that pulls.
func (p zonePen) lapse() (parts []Part) {
	for n := range p.r.Sides {
		s := &p.r.Sides[n]
		for k := range s.Tolls {
			parts = append(parts, p.toll(s, &s.Tolls[k]))
		}
	}
	if parts == nil {
		return nil
	}
	if len(p.r.Sides) == 2 {
		a, b := &p.r.Sides[0], &p.r.Sides[1]
		parts = append(parts, p.ours("zone.pull", p.who("payer", a.Party), arg("up", hundredth(a.Pull)), p.who("receiver", b.Party), arg("down", hundredth(-b.Pull))))
	}
	for i := 1; i < len(p.r.Stops); i++ {
		parts = append(parts, p.stop(&p.r.Stops[i]))
	}
	return parts
}

// toll says one thing that no agreement costs or brings.
func (p zonePen) toll(s *zone.Side, t *zone.Toll) Sentence {
	since := p.since(t)
	args := []lang.Arg{p.who("party", s.Party), arg("amount", p.yearly(t.Amount, t.Per)),
		arg("ahead", p.reckoned(absolute(t.Ahead))), arg("months", p.r.Ahead), arg("since", since)}
	key := choose(t.Gains, "zone.gain", "zone.loss")
	if since == "" {
		key += ".always"
	}
	if t.Pull != (zone.Range{}) {
		key += choose(t.Pull.Middle < 0, ".down", ".up")
		args = append(args, arg("pull", p.reckoned(absolute(t.Pull))))
	}
	return resting(p.sentence(key, args...), p.tollIDs(s, t)...)
}

// absolute turns a range of what is below 0 round.
func absolute(x zone.Range) zone.Range {
	if x.Middle >= 0 {
		return x
	}
	return zone.Range{Lowest: -x.Highest, P10: -x.P90, Middle: -x.Middle, P90: -x.P10, Highest: -x.Lowest}
}

// stop says where the zone would be on a later day.
func (p zonePen) stop(x *zone.Stop) Sentence {
	ids := p.basis()
	for _, in := range x.Tolls {
		s := &p.r.Sides[in.Side]
		ids = append(ids, p.tollIDs(s, &s.Tolls[in.N])...)
	}
	if x.Room == 0 {
		return resting(p.sentence("zone.stop.none", arg("date", x.Day)), analysis.Unique(ids)...)
	}
	return resting(p.sentence("zone.stop", arg("date", x.Day), arg("money", p.reckoned(x.Nash)), arg("low", p.amount(p.r.Money, x.Low.Middle)), arg("high", p.amount(p.r.Money, x.High.Middle))), analysis.Unique(ids)...)
}

// tableWords heads what is placed: what was asked or offered, and, with a word for
// that, what only we ask about.
func (p zonePen) tableWords() string {
	own := slices.ContainsFunc(p.r.Placed, func(x zone.Placed) bool { return x.Ours() })
	return p.word(choose(own, "zone.table.ours", "zone.table"))
}

// placed says where what is on the table lies.
func (p zonePen) placed() (parts []Part) {
	for i := range p.r.Placed {
		x := &p.r.Placed[i]
		b := &price.Row{Bid: x.Bid}
		w := pricePen{p.pen, price.Result{Options: price.Options{Money: p.r.Money, Span: p.r.Span}, Premises: x.Premises}}
		yearly := cost.Spread{P10: x.Yearly.P10, P50: x.Yearly.Middle, P90: x.Yearly.P90}
		parts = append(parts, grounded(p.sentence("zone.placed", arg("bid", w.bid(b)), w.mark(b), to("yearly", w.spread(p.r.Money, yearly), "", w.rests(b)...),
			p.who("payer", p.r.Sides[0].Party), arg("pays", hundredth(x.Pays)), p.who("receiver", p.r.Sides[1].Party), arg("receives", hundredth(x.Receives)),
			to("both", hundredth(x.Both), "", p.basis()...))))
		for _, s := range w.marks(b) {
			parts = append(parts, under(grounded(s)))
		}
	}
	if parts != nil {
		parts = append(parts, p.ours("zone.placed.how"))
	}
	return append(parts, p.unplaced()...)
}

// unplaced says what has no price, and what to type for it.
func (p zonePen) unplaced() []Part {
	q := p.pricePen
	for _, u := range p.r.Unplaced {
		if u.Needs == nil {
			q.r.Unpriced = append(q.r.Unpriced, &evidence.BidError{Bid: u.ID, Why: u.Why})
			continue
		}
		if b, err := p.a.Bid(u.ID, p.r.Span); err == nil {
			q.r.Lacking = append(q.r.Lacking, price.Lacking{Bid: b, Needs: u.Needs})
		}
	}
	return q.unpriced()
}

// inputs prints every figure on which the model rests, with whose it is.
func (p zonePen) inputs() (parts []Part) {
	for i := range p.r.Sides {
		parts = append(parts, p.said(&p.r.Sides[i])...)
	}
	return parts
}

// said prints what a valuation says.
func (p zonePen) said(s *zone.Side) (parts []Part) {
	v := s.Valuation
	add := func(key string, args ...lang.Arg) {
		parts = append(parts, resting(p.sentence(key, append(args, p.who("party", s.Party))...), v.ID))
	}
	switch {
	case len(v.With) > 0:
		add("zone.said.limit.with", arg("limit", p.quantity(v.Limit)), arg("settings", p.settings(v.With)), p.guessed(s))
	case len(s.Worth) > 0:
		add("zone.said.limit.best", arg("limit", p.quantity(v.Limit)), p.guessed(s))
	default:
		add("zone.said.limit", arg("limit", p.quantity(v.Limit)), p.guessed(s))
	}
	if _, percent := v.Limit.Value.(parley.Percent); percent || s.Limit.Rate != nil || !s.Limit.Typed.Hi.IsZero() || v.Limit.Per != "year" {
		add("zone.said.money", arg("amount", spanned(p.r.Money, s.Limit.Interval)))
	}
	if len(s.Tolls) > 0 {
		add("zone.said.before")
	}
	for _, w := range v.Worth {
		add("zone.said.worth", arg("option", p.option(w.Issue, w.Option)), arg("over", p.option(w.Issue, w.Over)), arg("amount", p.yearly(w.Amount, w.Per)), p.guessed(s))
	}
	for _, w := range s.Worth {
		if !w.Said {
			add("zone.said.order", arg("option", p.option(w.Issue, w.Option)), arg("over", p.option(w.Issue, w.Over)), arg("amount", p.reckoned(w.Range)))
		}
	}
	if len(v.Ranks) > 1 {
		add("zone.said.ranks", arg("issues", p.quotedNames(v.Ranks)))
	}
	for _, t := range v.Trades {
		add("zone.said.trades", arg("more", p.swapped(t.More)), arg("less", p.swapped(t.Less)))
	}
	for _, id := range s.Silent {
		add("zone.said.silent", p.who("issue", id))
	}
	for _, id := range s.Unbounded {
		add("zone.said.unbounded", p.who("issue", id))
	}
	parts = append(parts, p.converted(s)...)
	if why := p.shown(v.Note); why != "" {
		add("zone.said.why", arg("why", why))
	}
	return parts
}

// yearly says an amount with its period.
func (p zonePen) yearly(x money.Amount, per string) string {
	said := p.value(parley.Money{Amount: x})
	if per == "" {
		return said
	}
	return p.text("per."+per, arg("value", said))
}

// quotedNames lists entries by their names, in quote marks.
func (p zonePen) quotedNames(ids []parley.ID) []lang.Run {
	var items [][]lang.Run
	for _, id := range ids {
		items = append(items, []lang.Run{{Text: p.text("zone.quoted", arg("name", p.name(id))), Link: id}})
	}
	return lang.Join(p.l, items)
}

// converted says at which rates the figures of a side were converted, each once.
func (p zonePen) converted(s *zone.Side) (parts []Part) {
	stakes := append([]evidence.Stake{s.Limit}, s.Stakes...)
	for _, t := range s.Tolls {
		stakes = append(stakes, t.Yearly)
	}
	told := make(map[string]bool)
	for _, x := range stakes {
		var one Sentence
		switch {
		case x.Rate != nil:
			one = p.rate(x.Rate)
		case !x.Typed.Hi.IsZero():
			one = p.ours("zone.rate.typed", arg("rate", p.number(x.Typed)), arg("badge", []lang.Run{{Text: p.word("price.typed"), Badge: true}}))
		default:
			continue
		}
		if words := lang.Plain(one.Runs); !told[words] {
			told[words] = true
			parts = append(parts, under(one))
		}
	}
	return parts
}

func (p zonePen) swapped(x parley.Swap) string {
	return p.text("zone.swap", arg("option", p.option(x.Issue, x.Option)), arg("over", p.option(x.Issue, x.Over)))
}

// guessed marks a figure as a guess of ours.
func (p zonePen) guessed(s *zone.Side) lang.Arg {
	if !s.Valuation.Ours {
		return arg("badge", "")
	}
	runs := []lang.Run{{Text: p.word("zone.ours"), Badge: true}}
	if p.l == lang.English {
		runs = append([]lang.Run{{Text: " "}}, runs...)
	}
	return arg("badge", runs)
}

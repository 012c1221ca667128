package check

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// A figured is a series with figures, as the rules ask of it.
type figured struct {
	*parley.Series
	unit  evidence.Unit
	first bool       // the first to name its file: what is wrong in that is said once
	out   []date.Day // by figure: when it was published; 0: never
}

// listFigured lists the series that have figures.
func (x *index) listFigured() (out []*figured) {
	for _, e := range x.entries {
		s, ok := e.(*parley.Series)
		if !ok || len(s.Figures) == 0 {
			continue
		}
		f := &figured{Series: s, unit: evidence.ParseUnit(s.Unit), out: make([]date.Day, len(s.Figures))}
		f.first = x.book.Table(s.ID).Series == s.ID
		for i, y := range s.Figures {
			f.out[i] = y.Published
			if d, ok := x.published(y.Source); ok && y.Published == 0 {
				f.out[i] = d.Day(x.zone)
			}
		}
		out = append(out, f)
	}
	return out
}

// cell is where a cell of a figure stands, and file where a series names its file.
func (f *figured) cell(figure int, c casefile.Column) casefile.Place {
	return casefile.Place{Entry: f.ID, Field: c.String(), Row: figure + 1}
}

func (f *figured) file() casefile.Place { return casefile.Place{Entry: f.ID, Field: "file"} }

// knownNever is F006: figures that nobody could know on any day.
func knownNever(p *Pass) {
	for _, f := range p.figured() {
		n, at := 0, -1
		for i, y := range f.Figures {
			declared := y.Source == "" || p.source[y.Source] != nil // else that was said
			if f.out[i] == 0 && declared {
				if n++; at < 0 {
					at = i
				}
			}
		}
		if n == 0 || !f.first {
			continue
		}
		variant, source := "", f.Figures[at].Source
		if source != "" {
			variant = "source"
		}
		p.ReportAs(variant, f.cell(at, casefile.For), with("for", f.Figures[at].For, "series", f.ID, "id", source, "n", n), source)
	}
}

// twoFigures is F007: two figures for one time that were published on one day.
func twoFigures(p *Pass) {
	type key struct{ first, last, out date.Day }
	for _, f := range p.figured() {
		seen := make(map[key]int, len(f.Figures))
		for i, y := range f.Figures {
			k := key{y.For.First, y.For.Last, f.out[i]}
			j, twice := seen[k]
			if !twice || f.out[i] == 0 || !f.first {
				seen[k] = i
				continue
			}
			other := f.Figures[j]
			p.Report(f.cell(i, casefile.Value), with("for", y.For, "value", y.Value.String(), "other", other.Value.String(),
				"line", p.Book.Locate(f.cell(j, casefile.Value)).Line))
		}
	}
}

// spans returns the periods of figures, each once, in order, with the figure
// that is of it.
func spans(figures []parley.Figure) (at []int) {
	at = make([]int, len(figures))
	for i := range at {
		at[i] = i
	}
	order := func(i, j int) int { return date.Compare(figures[i].For, figures[j].For) }
	slices.SortStableFunc(at, order)
	return slices.CompactFunc(at, func(i, j int) bool {
		a, b := figures[i].For, figures[j].For
		return a.First == b.First && a.Last == b.Last
	})
}

// periodsMissing is F008: a time between figures that has none.
func periodsMissing(p *Pass) {
	for _, f := range p.figured() {
		at := spans(f.Figures)
		slack := f.slack(at)
		n, before, after := 0, date.Day(0), -1
		until := f.Figures[at[0]].For.Last
		for _, i := range at[1:] {
			y := f.Figures[i].For
			if y.First-until-1 > slack {
				if n++; n == 1 {
					before, after = until, i
				}
			}
			until = max(until, y.Last)
		}
		if n > 0 && f.first {
			p.Report(f.cell(after, casefile.For), with("series", f.ID, "from", before+1, "to", f.Figures[after].For.First-1, "n", n))
		}
	}
}

// slack is how many days without a figure are no gap: none for years and
// months; where figures are of single days, more than holidays or the usual step.
func (f *figured) slack(at []int) date.Day {
	var steps []date.Day
	for k := 1; k < len(at); k++ {
		a, b := f.Figures[at[k-1]].For, f.Figures[at[k]].For
		if a.IsDay() && b.IsDay() {
			steps = append(steps, b.First-a.First)
		}
	}
	if 2*len(steps) < len(at)-1 || len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return max(holidays, 2*steps[len(steps)/2])
}

// holidays is the longest time for which markets close: the first week of
// October, or a new year, with the weekends around it.
const holidays = 10

// forecast is F009: a figure that was published before its time began.
func forecast(p *Pass) {
	for _, f := range p.figured() {
		n, at := 0, -1
		for i, y := range f.Figures {
			if f.out[i] != 0 && f.out[i] < y.For.First {
				if n++; at < 0 {
					at = i
				}
			}
		}
		if n > 0 && f.first {
			p.Report(f.cell(at, casefile.Published), with("series", f.ID, "for", f.Figures[at].For, "date", f.out[at], "n", n))
		}
	}
}

// wrongRate is F011: rates of exchange with which none of the pairs printed for
// their time agrees.
func wrongRate(p *Pass) {
	for _, f := range p.figured() {
		if !f.unit.IsRate() {
			continue
		}
		var odd *sum
		var ours, theirs float64
		agree := false
		for i := range p.sums() {
			s := &p.sums()[i]
			implied, ok := f.implied(s)
			low, high, near := f.around(s.pay)
			switch {
			case !ok || !near:
			case low*0.75 <= implied && implied <= high*1.25:
				agree = true
			case odd == nil:
				odd, ours, theirs = s, (low+high)/2, implied
			}
		}
		if agree || odd == nil { // one pair that is off is that pair's matter
			continue
		}
		variant := ""
		switch ratio := theirs * ours; {
		case 0.75 < ratio && ratio < 1.25:
			variant = "inverse"
		case tens(theirs/ours) != 0:
			variant = "tens"
		}
		p.ReportAs(variant, f.file(), with("series", f.ID, "unit", f.Unit, "amount", odd.Text(), "beside", odd.beside.Text(), "theirs", figures(theirs), "ours", figures(ours),
			"one", string(f.unit.Base), "many", string(f.unit.Quote)), odd.of)
	}
}

// implied is the rate of a printed pair in the unit of a series, for one unit.
func (f *figured) implied(s *sum) (float64, bool) {
	a, b := s.Amount, s.beside
	if a.Currency == f.unit.Base {
		a, b = b, a
	}
	if b.IsZero() || a.Currency != f.unit.Quote || b.Currency != f.unit.Base {
		return 0, false
	}
	r, ok := money.ImpliedRate(a, b)
	return r.Mid().Float64(), ok
}

// around returns the lowest and the highest rate, for one unit, of the year of a
// date and of those next to it.
func (f *figured) around(d date.Date) (low, high float64, ok bool) {
	if d.First == 0 {
		return 0, 0, false
	}
	year, _, _ := d.First.YMD()
	for _, y := range f.Figures {
		at, _, _ := y.For.First.YMD()
		v := y.Value.Float64() / f.unit.Per.Float64()
		if at < year-1 || at > year+1 || v <= 0 {
			continue
		}
		if !ok {
			low, high, ok = v, v, true
		}
		low, high = min(low, v), max(high, v)
	}
	return low, high, ok
}

// sameFigures is F013: one file under two names, or two files that say the same.
func sameFigures(p *Pass) {
	said := make(map[string]*figured)
	for _, f := range p.figured() {
		k := f.key()
		g := said[k]
		if g == nil {
			said[k] = f
			continue
		}
		variant := ""
		if p.Book.Table(f.ID) == p.Book.Table(g.ID) {
			variant = "file"
		} else if len(f.Figures) < 3 {
			continue
		}
		p.ReportAs(variant, f.file(), with("series", f.ID, "other", g.ID, "n", len(f.Figures)), g.ID)
	}
}

// key is the same for series that say the same of the same times.
func (f *figured) key() string {
	var rows []string
	for _, y := range f.Figures {
		rows = append(rows, y.For.First.String()+y.For.Last.String()+" "+y.Value.String())
	}
	slices.Sort(rows)
	return strings.Join(rows, "\n")
}

// capBelowFloor is T013: a rule rises by at most less than it rises by at least.
func capBelowFloor(p *Pass) {
	for _, e := range p.entries {
		s := scheduleOf(e)
		if s == nil {
			continue
		}
		for i, r := range s.Rises {
			if !r.AtMost.IsZero() && !r.AtLeast.IsZero() && r.AtMost.Value.Cmp(r.AtLeast.Value) < 0 {
				p.Report(casefile.Place{Entry: e.Base().ID, Field: "rise", N: i}, with("most", r.AtMost.Text(), "least", r.AtLeast.Text()))
			}
		}
	}
}

// scheduleOf is how the amounts of terms or of an offer follow from each other,
// nil of another entry.
func scheduleOf(e parley.Entry) *parley.Schedule {
	switch e := e.(type) {
	case *parley.Terms:
		return &e.Schedule
	case *parley.Offer:
		return &e.Schedule
	}
	return nil
}

// A use is where a series is reckoned with.
type use struct {
	id parley.ID
	at casefile.Place
}

// listUses lists where rules of terms and offers, and the head of the case, name
// series.
func (x *index) listUses() (out []use) {
	rises := func(e parley.Entry, s *parley.Schedule) {
		for i, r := range s.Rises {
			if r.Index != "" {
				out = append(out, use{r.Index, casefile.Place{Entry: e.Base().ID, Field: "rise", N: i}})
			}
		}
	}
	for _, e := range x.entries {
		switch e := e.(type) {
		case *parley.Case:
			for _, id := range e.Rates {
				out = append(out, use{id, casefile.Place{Entry: e.ID, Field: "rates", Word: string(id)}})
			}
		case *parley.Terms:
			rises(e, &e.Schedule)
		case *parley.Offer:
			rises(e, &e.Schedule)
		}
	}
	return out
}

// rulesWithoutFigures is F014: something is to be reckoned with a series that has
// no figures. It is said once for a series.
func rulesWithoutFigures(p *Pass) {
	said := make(map[parley.ID]bool)
	for _, f := range p.Book.Faults {
		said[f.Entry] = true // its file cannot be read
	}
	for _, u := range p.uses() {
		if s, ok := p.Book.Entry(u.id).(*parley.Series); ok && len(s.Figures) == 0 && !said[u.id] {
			said[u.id] = true
			p.Report(u.at, with("series", u.id), u.id)
		}
	}
}

// inNoAnswer is F017: a series with figures that nothing names, so that no reader
// ever knows of it.
func inNoAnswer(p *Pass) {
	if len(p.figured()) == 0 {
		return
	}
	named := make(map[parley.ID]bool)
	mark := func(id parley.ID) { named[id] = true }
	for _, e := range p.entries {
		switch e.(type) {
		case *parley.Series, *parley.Correct, *parley.Disclose: // these make nothing known
		default:
			parley.Names(e, mark)
			parley.Needs(e, mark)
		}
	}
	for _, f := range p.figured() {
		if named[f.ID] {
			continue
		}
		variant := ""
		if f.unit.IsRate() {
			variant = "rate"
		}
		p.ReportAs(variant, casefile.Place{Entry: f.ID}, with("series", f.ID))
	}
}

// notARate is F015: the case reckons in a series that is no rate of exchange.
func notARate(p *Pass) {
	for _, e := range p.entries {
		c, ok := e.(*parley.Case)
		if !ok {
			continue
		}
		for _, id := range c.Rates {
			s, ok := p.Book.Entry(id).(*parley.Series)
			if ok && !evidence.ParseUnit(s.Unit).IsRate() {
				p.Report(casefile.Place{Entry: c.ID, Field: "rates", Word: string(id)}, with("series", id, "unit", s.Unit, "money", string(c.Money)), id)
			}
		}
	}
}

// notANumber is F016: what is assumed of a series cannot be reckoned with.
func notANumber(p *Pass) {
	for _, e := range p.entries {
		a, ok := e.(*parley.Assume)
		if !ok {
			continue
		}
		if _, isSeries := p.Book.Entry(a.Of).(*parley.Series); !isSeries {
			continue
		}
		if _, ok := evidence.ParseAssumption(a.Value); !ok {
			p.Report(casefile.Place{Entry: a.ID, Field: "value"}, with("value", a.Value), a.Of)
		}
	}
}

func compareSteps(a, b step) int { return cmp.Compare(a.year, b.year) }

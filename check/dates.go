package check

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/lang"
)

// saidTooLate is D001: words are dated after the source that carries them was
// published. Rounds, seats, terms, deadlines and events may be announced ahead;
// so may the last stages of an agreement.
//
// Where that is so of most of what a source carries, the date of the source is
// wrong, and it is said once.
func saidTooLate(p *Pass) {
	var late []*heard
	var through []parley.ID
	n := make(map[parley.ID]int) // of late ones, by source
	for i := range p.heard {
		h := &p.heard[i]
		if !utterance(h.Entry) {
			continue
		}
		for k, c := range h.via {
			if out, known := p.cameOut(p.read(h, k)); known && after(h.Base().Happened, out) {
				late, through = append(late, h), append(through, c.Read())
				n[c.Read()]++
				break
			}
		}
	}
	if len(late) == 0 {
		return
	}
	carried := p.carried()
	said := make(map[parley.ID]bool)
	for i, h := range late {
		id := through[i]
		out, _ := p.published(id)
		date := h.Base().Happened
		switch {
		case n[id] < 2 || 2*n[id] <= carried[id]:
			p.Report(casefile.Place{Entry: h.Base().ID, Field: "date"}, with("date", date, "source", id, "published", lang.When(out)))
		case !said[id]:
			said[id] = true
			p.ReportAs("source", casefile.Place{Entry: id, Field: "published"}, with("n", n[id], "source", id, "published", lang.When(out), "entry", h.Base().ID, "date", date))
		}
	}
}

// carried counts the utterances that were read in each source.
func (p *Pass) carried() map[parley.ID]int {
	n := make(map[parley.ID]int, len(p.sources))
	for i := range p.heard {
		if utterance(p.heard[i].Entry) {
			for _, c := range p.heard[i].via {
				n[c.Read()]++
			}
		}
	}
	return n
}

// utterance reports whether an entry cannot be in print before its date.
func utterance(e parley.Entry) bool {
	switch e := e.(type) {
	case *parley.Statement, *parley.Report, *parley.Retract, *parley.Offer:
		return true
	case *parley.Stage:
		return !foreseen(e.Reached)
	}
	return false
}

func foreseen(stage string) bool {
	switch stage {
	case "in-force", "expired", "lapsed", "replaced", "postponed":
		return true
	}
	return false
}

// quotedTooEarly is D002: a source quotes one that was published later.
func quotedTooEarly(p *Pass) {
	type link struct{ from, to parley.ID }
	said := make(map[link]bool)
	for i := range p.heard {
		h := &p.heard[i]
		for n, c := range h.via {
			for k := 1; k < len(c.Links); k++ {
				l := link{c.Links[k-1], c.Links[k]}
				from, ok1 := p.published(l.from)
				to, ok2 := p.published(l.to)
				if !ok1 || !ok2 || !after(from, to) || said[l] {
					continue
				}
				said[l] = true
				p.Report(casefile.Place{Entry: h.Base().ID, Field: "via", N: n}, with("origin", l.from, "first", lang.When(from), "source", l.to, "then", lang.When(to)), l.from, l.to)
			}
		}
	}
}

// wrongWeekday is D003: the weekday that was printed does not fall on the date.
func wrongWeekday(p *Pass) {
	for i := range p.heard {
		h := &p.heard[i]
		if h.dating.PrintedAs == "" {
			continue
		}
		d := h.Base().Happened
		if d.First == 0 || d.Last == 0 || d.Last-d.First > 6 || d.About || d.Unsure {
			continue
		}
		place := casefile.Place{Entry: h.Base().ID, Field: "date"}
		printed := weekdays(h.dating.PrintedAs)
		from, dated := p.published(h.dating.DatedFrom)
		say := func(variant string, causes ...parley.ID) {
			near := ""
			if dated && from.Last != 0 {
				near = reckoned(printed, from.Last)
			}
			p.ReportAs(variant, place, with("printed", h.dating.PrintedAs, "weekday", lang.Weekday(d.First), "last", lang.Weekday(d.Last),
				"source", h.dating.DatedFrom, "published", from.Last, "near", near), causes...)
		}
		miss := slices.IndexFunc(printed, func(w time.Weekday) bool { return !falls(w, d) })
		switch {
		case miss >= 0 && d.IsDay():
			say("")
		case miss >= 0:
			say("span")
		case len(printed) > 0 && dated && far(d, from) && !strings.ContainsFunc(h.dating.PrintedAs, unicode.IsDigit):
			say("far", h.dating.DatedFrom)
		}
	}
}

func falls(w time.Weekday, d date.Date) bool {
	for day := d.First; day <= d.Last; day++ {
		if day.Weekday() == w {
			return true
		}
	}
	return false
}

// before is the last day not after day that is the weekday w.
func before(w time.Weekday, day date.Day) date.Day {
	for day.Weekday() != w {
		day--
	}
	return day
}

// reckoned is the date that printed weekdays were, counted back from a day.
func reckoned(printed []time.Weekday, from date.Day) string {
	last := before(printed[len(printed)-1], from)
	if first := before(printed[0], last); first != last {
		return first.String() + "/" + last.String()
	}
	return last.String()
}

// far reports whether a date is more than a fortnight from that of a paper: no
// paper prints a bare weekday for that.
func far(d, paper date.Date) bool {
	return paper.IsDay() && (d.Last < paper.First-14 || d.First > paper.Last+14)
}

// weekdays finds the weekdays named in words.
func weekdays(s string) (ws []time.Weekday) {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if day, ok := weekdayWords[w]; ok {
			ws = append(ws, day)
			continue
		}
		for i, name := range koreanDays { // particles may follow: 목요일에
			if strings.HasPrefix(w, name) {
				ws = append(ws, time.Weekday(i))
			}
		}
	}
	return ws
}

var koreanDays = [...]string{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"}

// weekdayWords has the names of the days, from Sunday on, in the languages in
// which our sources are most often written. Words that mean something else, too,
// are left out: "sun", "mar", "sat".
var weekdayWords = func() map[string]time.Weekday {
	m := make(map[string]time.Weekday)
	for _, list := range []string{
		"sunday monday tuesday wednesday thursday friday saturday",
		"sundays mondays tuesdays wednesdays thursdays fridays saturdays",
		"- mon tue wed thu fri -", "- - tues weds thurs - -",
		"sonntag montag dienstag mittwoch donnerstag freitag samstag",
		"dimanche lundi mardi mercredi jeudi vendredi samedi",
		"domingo lunes martes miércoles jueves viernes sábado",
		"domenica lunedì martedì mercoledì giovedì venerdì sabato",
		"日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
		"星期日 星期一 星期二 星期三 星期四 星期五 星期六",
	} {
		for i, w := range strings.Fields(list) {
			if w != "-" {
				m[w] = time.Weekday(i)
			}
		}
	}
	m["sonnabend"] = time.Saturday
	return m
}()

// datedFromNothing is D005: a date was reckoned from a source without one.
func datedFromNothing(p *Pass) {
	for i := range p.heard {
		d := p.heard[i].dating
		if d.DatedFrom == "" || p.source[d.DatedFrom] == nil {
			continue
		}
		if _, ok := p.published(d.DatedFrom); !ok {
			p.Report(casefile.Place{Entry: p.heard[i].Base().ID, Field: "dated-from"}, with("source", d.DatedFrom))
		}
	}
}

// recordedEarly is D006: an entry came into the file before it can have been
// known.
func recordedEarly(p *Pass) {
	for i := range p.heard {
		h := &p.heard[i]
		head := h.Base()
		if head.Recorded == 0 || head.Known != nil || len(h.via) == 0 {
			continue
		}
		known := date.Day(1 << 30)
		var by parley.ID
		for _, c := range h.via {
			out, ok := p.published(c.Read())
			if !ok {
				continue
			}
			if d := earliest(out); d < known {
				known, by = d, c.Read()
			}
		}
		if by != "" && head.Recorded < known {
			out, _ := p.published(by)
			p.ReportAs("source", casefile.Place{Entry: head.ID, Field: "recorded"}, with("recorded", head.Recorded, "source", by, "published", out))
		}
	}
	for _, e := range p.entries {
		switch e.(type) {
		case *parley.Inference, *parley.Assume, *parley.Valuation, *parley.Explain, *parley.Override, *parley.Correct:
			if h := e.Base(); h.Recorded != 0 && h.Recorded < earliest(h.Happened) {
				p.ReportAs("own", casefile.Place{Entry: h.ID, Field: "recorded"}, with("recorded", h.Recorded, "date", h.Happened))
			}
		}
	}
}

// neverKnown is D007: nothing says when an entry became known, so no view has it.
func neverKnown(p *Pass) {
	for i := range p.heard {
		h := &p.heard[i]
		if h.Base().Known != nil || len(h.via) == 0 {
			continue
		}
		known := false
		for k, c := range h.via {
			out, ok := p.cameOut(p.read(h, k))
			known = known || p.read(h, k) < 0 || ok && out.Last != 0 || circular(c.Links) >= 0
		}
		if !known {
			p.Report(casefile.Place{Entry: h.Base().ID, Field: "via"}, with("source", h.via[0].Read()))
		}
	}
	for _, e := range p.entries {
		if o, ok := e.(*parley.Offer); ok && o.By != "" && len(o.Via) == 0 && o.Known == nil {
			p.ReportAs("offer", casefile.Place{Entry: o.ID}, with("party", o.By))
		}
	}
}

// knownEarly is D008: words are said to have become known before they were spoken.
func knownEarly(p *Pass) {
	for i := range p.heard {
		switch p.heard[i].Entry.(type) {
		case *parley.Statement, *parley.Report, *parley.Retract:
			if h := p.heard[i].Base(); h.Known != nil && h.Known.On < earliest(h.Happened) {
				p.Report(casefile.Place{Entry: h.ID, Field: "known"}, with("known", h.Known.On, "date", h.Happened))
			}
		}
	}
}

// overBefore is D009: an offer ends before it is made.
func overBefore(p *Pass) {
	for _, e := range p.entries {
		if o, ok := e.(*parley.Offer); ok && !o.Until.IsZero() && after(o.Happened, o.Until) {
			p.Report(casefile.Place{Entry: o.ID, Field: "until"}, with("date", lang.When(o.Happened), "until", o.Until))
		}
	}
}

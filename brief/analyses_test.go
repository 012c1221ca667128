package brief_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/analysis"
	"parley/analysis/agenda"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/equal"
	"parley/analysis/flow"
	"parley/analysis/gap"
	"parley/analysis/path"
	"parley/analysis/price"
	"parley/analysis/sourcing"
	"parley/analysis/standing"
	"parley/analysis/verify"
	"parley/analysis/zone"
	"parley/brief"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// pact is a small record with everything that the analyses speak of: a lapse
// in two zones, rounds, words on record and reports, a translation, one side
// with two voices, a deadline, a seat that ended, a pair of amounts.
const pact = `case pact "Talks on a pact"
  name.ko      "협약 협상"
  parties      north south
  money        USD
  zone         Asia/Seoul
  audience     public

party north "North"
  name.ko      "북국"
  zone         Asia/Seoul

party south "South"
  name.ko      "남국"
  zone         America/New_York

body north-office "Office of the North"
  name.ko      "북국 사무국"
  of           north
  speaks-for   north

body north-board "Board of the North"
  name.ko      "북국 위원회"
  of           north
  speaks-for   north

body south-office "Office of the South"
  name.ko      "남국 사무국"
  of           south
  speaks-for   south

person head "Head of the South's delegation"
  name.ko      "남국 수석대표"

issue pay "What is paid"
  name.ko      "지급액"

issue term "How long"
  name.ko      "유효기간"

agreement pact-0 "1st pact"
  name.ko      "제1차 협약"

agreement pact-1 "2nd pact"
  name.ko      "제2차 협약"
  follows      pact-0

agreement pact-2 "3rd pact"
  name.ko      "제3차 협약"
  follows      pact-1

source paper-0601 "A paper"
  type         news-article
  publisher    "The Paper"
  published    2019-06-01
  seen         yes

source paper-0110 "A paper"
  type         news-article
  publisher    "The Paper"
  published    2020-01-10
  seen         yes

source paper-0117 "A paper"
  type         news-article
  publisher    "The Paper"
  published    2020-01-17
  seen         yes

source paper-0201 "A paper"
  type         news-article
  publisher    "The Paper"
  published    2020-02-01
  seen         yes

source radio "A radio talk"
  name.ko      "라디오 대담"
  type         interview
  published    2020-01-16
  seen         no

source rumour "some reports"
  name.ko      "일부 보도"
  type         press-unnamed
  published    unknown
  seen         no

2018-01-01 terms pact-0-terms
  of           pact-0
  covers       2018-01-01/2018-12-31
  via          paper-0601

2019-01-20 stage pact-1-signed
  of           pact-1
  reached      signed
  via          paper-0601

2019-02-01 stage pact-1-force
  of           pact-1
  reached      in-force
  via          paper-0601

2019-01-20 terms pact-1-terms
  of           pact-1
  covers       2019-01-01/2019-12-31
  pays         2019 = KRW 1.04 trillion ~ USD 896 million
  via          paper-0601

2019-12-10/2019-12-11 round r1 "First round"
  name.ko      "1차 회의"
  talks        pact-2
  number       1
  place        "Seoul"
  place.ko     "서울"
  via          paper-0110

2020-01-14/2020-01-15 round r2 "Second round"
  name.ko      "2차 회의"
  talks        pact-2
  number       2
  via          paper-0117

2020-01-15 stage r2-end
  of           r2
  reached      no-deal
  next         unknown
  via          paper-0117

claim south-asks-5
  that         south asks pay = USD 5 billion per year for 2020
  that.ko      "남국, 2020년분 50억 달러를 요구함"

claim south-asks-4
  that         south asks pay = USD 3.9 billion per year for 2020
  that.ko      "남국, 2020년분 39억 달러를 요구함"
  replaces     south-asks-5

claim north-longer
  that         north holds term = "two years at least"
  that.ko      "북국은 최소 2년이어야 한다는 입장임"

claim south-wants-more
  that         south asks term = "a longer pact"
  that.ko      "남국, 더 긴 협약을 요구함"

claim closer
  about        term
  that         "The sides have come much closer."
  that.ko      "양측의 이견이 크게 좁혀졌음"

2020-01-08 report five
  attributed   "some reports"
  attributed.ko "일부 보도"
  asserts      south-asks-5
  via          rumour quoted-in paper-0110
  | 3 is said to ask five billion

2020-01-16 report four
  asserts      south-asks-4
  via          paper-0117
  | 4 now asks 3.9 billion

2020-01-16 statement on-the-radio
  by           north-board
  mode         on-record
  spoken       ko
  translated-by paper-0117
  asserts      closer hearsay
  via          radio quoted-in paper-0117
  > 9 "much closer, I hear"

2020-01-16 statement at-the-airport
  by           north-office
  mode         on-record
  when         "late at night, Washington time"
  asserts      north-longer
  qualifies    closer outlet-says denies
  declines     south-asks-4
  via          paper-0117
  > 10 "two years at least"
  | 11 would not confirm the sum

2020-01-12 statement of-the-south
  by           north-board
  mode         official-statement
  asserts      south-wants-more
  via          paper-0117

2019-12-01 seat head-seat "Head of the delegation"
  name.ko      "수석대표"
  of           head
  in           south-office
  speaks-for   south
  via          paper-0110

2020-01-11 seat head-left "Left the delegation"
  name.ko      "이임"
  of           head
  leaves       head-seat
  via          paper-0117

2020-01-09 statement head-early
  by           head
  mode         on-record
  qualifies    south-asks-5
  via          paper-0110

2020-01-13 statement head-late
  by           head
  mode         on-record
  denies       south-asks-4
  via          paper-0117

2020-03-31 deadline runs-out "Money runs out"
  name.ko      "재원 소진"
  about        pact-2
  on           south
  consequence  "Work stops."
  consequence.ko "작업 중단"
  via          paper-0117

2020-01-12 deadline first-date "First date"
  name.ko      "1차 시한"
  about        pact-2
  via          paper-0110

2020-01-17 inference rate
  asserts      converts
  from         pact-1-terms

claim converts
  about        pay
  that         "The paper converts at about 1,160."
  that.ko      "기사의 적용 환율은 약 1,160원임"
`

func weigh(t *testing.T, text, day string) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	return on(view.Index(b.Entries()), parse(t, day))
}

func on(r *view.Record, day date.Day) *evidence.Assessment {
	return evidence.Assess(view.Of(r, view.Vantage{AsOf: day}))
}

func parse(t *testing.T, day string) date.Day {
	t.Helper()
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// An answer is a result with the way to say it.
type answer struct {
	name   string
	result analysis.Result
	in     func(lang.Lang) *brief.Document
}

// answers asks everything but single claims.
func answers(t *testing.T, a *evidence.Assessment, since date.Day) []answer {
	t.Helper()
	from := brief.StampOf(a.View())
	s, e1 := standing.Of(a, standing.Options{})
	c, e2 := clock.Of(a, clock.Options{})
	g, e3 := agenda.Of(a, agenda.Options{})
	d, e4 := change.Of(a, change.Options{Since: since})
	h, e5 := gap.Of(a, gap.Options{})
	v, e6 := verify.Of(a, verify.Options{})
	m, e7 := path.Of(a, path.Options{})
	f, e8 := flow.Of(a, flow.Options{})
	q, e9 := price.Of(a, supposing(a))
	z, e10 := zone.Of(a, zone.Options{Draws: 50})
	for _, err := range []error{e1, e2, e3, e4, e5, e6, e7, e8, e9, e10} {
		if err != nil {
			t.Fatal(err)
		}
	}
	as := []answer{
		{"status", s, func(l lang.Lang) *brief.Document { return brief.Standing(a, s, l, from) }},
		{"clock", c, func(l lang.Lang) *brief.Document { return brief.Clock(a, c, l, from) }},
		{"issues", g, func(l lang.Lang) *brief.Document { return brief.Agenda(a, g, l, from) }},
		{"diff", d, func(l lang.Lang) *brief.Document { return brief.Change(a, d, l, from) }},
		{"gap", h, func(l lang.Lang) *brief.Document { return brief.Gap(a, h, l, from) }},
		{"verify", v, func(l lang.Lang) *brief.Document { return brief.Verify(a, v, l, from) }},
		{"agreements", m, func(l lang.Lang) *brief.Document { return brief.Agreements(a, m, l, from) }},
		{"price", q, func(l lang.Lang) *brief.Document { return brief.Price(a, q, l, from) }},
		{"flow", f, func(l lang.Lang) *brief.Document { return brief.Flow(a, f, l, from) }},
		{"zone", z, func(l lang.Lang) *brief.Document { return brief.Zone(a, z, l, from) }},
	}
	if bids := a.Bids(); len(bids) > 0 {
		o := supposing(a)
		r, err := equal.Of(a, equal.Options{Bid: bids[0], Span: evidence.Years{From: 2020, To: 2022}, Draws: 200, Assume: o.Assume, Rates: o.Rates})
		if err != nil {
			t.Fatal(err)
		}
		as = append(as, answer{"equal", r, func(l lang.Lang) *brief.Document { return brief.Equal(a, r, l, from) }})
	}
	return as
}

func claim(t *testing.T, a *evidence.Assessment, id parley.ID) answer {
	t.Helper()
	r, err := sourcing.Of(a, sourcing.Options{Claim: id})
	if err != nil {
		t.Fatal(err)
	}
	return answer{"claim-" + string(id), r, func(l lang.Lang) *brief.Document { return brief.Claim(a, r, l, brief.StampOf(a.View())) }}
}

// plain shows a document with the entries that each sentence rests on.
func plain(d *brief.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", d.Title)
	for _, p := range d.Parts {
		switch p := p.(type) {
		case brief.Heading:
			fmt.Fprintf(&b, "\n## %s\n\n", string(p))
		case brief.Sentence:
			if p.Under {
				b.WriteString("   ")
			}
			b.WriteString(said(p))
			for _, id := range p.RestsOn() {
				fmt.Fprintf(&b, " <%s>", id)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func said(s brief.Sentence) string {
	var b strings.Builder
	for _, r := range s.Runs {
		if r.Badge {
			fmt.Fprintf(&b, "[%s]", r.Text)
			continue
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

var languages = []lang.Lang{lang.English, lang.Korean}

func TestAnswersReadAsWritten(t *testing.T) {
	a := weigh(t, pact, "2020-01-17")
	all := answers(t, a, parse(t, "2020-01-10"))
	for _, id := range []parley.ID{"south-asks-5", "south-asks-4", "closer", "converts"} {
		all = append(all, claim(t, a, id))
	}
	for _, x := range all {
		for _, l := range languages {
			sameAs(t, filepath.Join("testdata", "analyses", x.name+"."+string(l)+".txt"), plain(x.in(l)))
		}
	}
}

func status(t *testing.T, text, day string, l lang.Lang) string {
	t.Helper()
	return plain(answers(t, weigh(t, text, day), parse(t, day)-1)[0].in(l))
}

// The words claim no more than the badge.
func TestReportedAsksAreSaidToBeReported(t *testing.T) {
	for _, test := range []struct {
		l            lang.Lang
		want, forbid string
	}{
		{lang.English, "South is reported to ask $3.9 billion a year for 2020 [reported · declined (North)], before it $5 billion [reported · qualified (South)].", "South asks $"},
		{lang.Korean, "남국, 2020년 연 39억 달러를 요구한 것으로 보도됨 [보도 · 확인 거부(북국)], 종전 약 50억 달러 [보도 · 일부 이견(남국)].", "39억 달러를 요구함"},
		{lang.English, "North holds: two years at least [on record].", "North is reported"},
		{lang.English, "South is said by North to ask a longer pact [on record, other side].", "South asks"},
	} {
		got := regexp.MustCompile(` <[^>]*>`).ReplaceAllString(status(t, pact, "2020-01-17", test.l), "")
		if !strings.Contains(got, test.want+"\n") || strings.Contains(got, test.forbid) {
			t.Errorf("want %q and not %q in\n%s", test.want, test.forbid, got)
		}
	}
}

// Nothing of what became known later is in what was known before.
func TestAnEarlierDayKnowsLess(t *testing.T) {
	got := status(t, pact, "2020-01-16", lang.English)
	for _, later := range []string{"3.9", "Second round", "second", "closer", "two years", "not known"} {
		if strings.Contains(got, later) {
			t.Errorf("%q is known on the 16th:\n%s", later, got)
		}
	}
	if !strings.Contains(got, "day 16 without an agreement") || !strings.Contains(got, "$5 billion") {
		t.Errorf("on the 16th:\n%s", got)
	}
}

func TestADayOnWhichNothingWasKnownSaysSo(t *testing.T) {
	for l, want := range map[lang.Lang]string{lang.English: "Nothing was known by 31 May 2019.", lang.Korean: "2019년 5월 31일까지 알려진 사항 없음."} {
		for _, x := range answers(t, weigh(t, pact, "2019-05-31"), parse(t, "2019-05-01")) {
			var lines []string
			for _, p := range x.in(l).Parts {
				if s, ok := p.(brief.Sentence); ok {
					lines = append(lines, said(s))
				}
			}
			if len(lines) != 1 || lines[0] != want {
				t.Errorf("%s: %q, want %q", x.name, lines, want)
			}
		}
	}
}

func TestNothingChangedSaysSo(t *testing.T) {
	a := weigh(t, pact, "2020-01-20")
	d := answers(t, a, parse(t, "2020-01-18"))[3].in(lang.English)
	if got := plain(d); !strings.Contains(got, "Nothing that was known changed from 18 Jan 2020 to 20 Jan 2020.") {
		t.Errorf("%s", got)
	}
}

// spans are ways of saying a number of days where the day is meant.
var spans = regexp.MustCompile(`for [0-9,]+ days|[0-9]+일간`)

// Every answer on every example, whenever something became known, rests on
// entries that the reader knew by then, leads to nothing else, changes nothing,
// and says of no sentence that it rests on nothing.
func TestEveryAnswerRestsOnWhatTheReaderKnows(t *testing.T) {
	cases, err := filepath.Glob("../examples/*/case.parley")
	if err != nil || len(cases) == 0 {
		t.Fatal("no examples")
	}
	asked := 0
	for _, name := range cases {
		b, err := casefile.Read(os.DirFS(filepath.Dir(name)), "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		r := view.Index(b.Entries())
		days := known(on(r, date.On(2100, 1, 1)).View())
		if len(days) == 0 {
			t.Errorf("%s: nothing ever became known", name)
		}
		for i, day := range days {
			if i%(1+len(days)/24) != 0 && i != len(days)-1 {
				continue
			}
			a := on(r, day)
			before := a.View().Digest()
			all := answers(t, a, day-30)
			if i == len(days)-1 {
				for c := range a.Claims() {
					all = append(all, claim(t, a, c.ID))
				}
			}
			for _, x := range all {
				asked++
				holds(t, name, a.View(), x)
			}
			if a.View().Digest() != before {
				t.Errorf("%s on %s: an analysis changed the view", name, day)
			}
		}
	}
	t.Logf("%d answers in %d examples", asked, len(cases))
}

func known(v *view.View) (days []date.Day) {
	for e := range view.Each[parley.Entry](v) {
		if d := v.KnownOn(e.Base().ID); d != 0 {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

func holds(t *testing.T, name string, v *view.View, x answer) {
	t.Helper()
	where := fmt.Sprintf("%s, %s as of %s", name, x.name, v.From().AsOf)
	ids := x.result.RestsOn()
	for _, id := range ids {
		if !v.Has(id) {
			t.Errorf("%s rests on %q, which is not known", where, id)
		}
	}
	if !slices.Equal(ids, analysis.Unique(ids)) {
		t.Errorf("%s names an entry twice", where)
	}
	for _, l := range languages {
		d := x.in(l)
		for _, s := range d.Unsupported() {
			t.Errorf("%s: %q rests on nothing", where, said(s))
		}
		for _, p := range d.Parts {
			s, ok := p.(brief.Sentence)
			if !ok {
				continue
			}
			for _, r := range s.Runs {
				for _, id := range append(slices.Clone(r.RestsOn), r.Link) {
					if id != "" && !v.Has(id) {
						t.Errorf("%s: %q leads to %q, which is not known", where, said(s), id)
					}
				}
			}
			if said(s) == "" || spans.MatchString(said(s)) && x.name == "status" {
				t.Errorf("%s: %q", where, said(s))
			}
		}
	}
}

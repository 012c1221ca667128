package gap_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/gap"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/parleytest/pact"
)

func ask(t *testing.T, text, day string, o gap.Options, as ...parley.Reader) gap.Result {
	t.Helper()
	r, err := gap.Of(pact.Weigh(t, text, day, as...), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// claim and offer are what a party says of the pay.
func claim(id, that string, more ...string) string {
	c := "\nclaim " + id + "\n  that         " + that + "\n"
	for _, line := range more {
		c += "  " + line + "\n"
	}
	return c
}

// show writes a row in short: the day, the claims of each side, the distance in
// each currency, and the part of the last agreement.
func show(x gap.Row) string {
	var b strings.Builder
	b.WriteString(x.Day.String())
	for _, s := range x.Sides {
		b.WriteString(" " + string(s.Party) + ":")
		for _, c := range s.Claims {
			b.WriteString(" " + string(c.ID))
		}
		if s.Claims == nil {
			b.WriteString(" -")
		}
		b.WriteString(";")
	}
	for _, d := range x.Gaps {
		if d == nil {
			b.WriteString(" -")
		} else {
			fmt.Fprintf(&b, " %s %s..%s", d.Currency, d.Lo.Shift(-6).Fixed(1), d.Hi.Shift(-6).Fixed(1))
		}
	}
	if x.Share != nil {
		fmt.Fprintf(&b, " %s..%s%%", x.Share.Lo.Fixed(1), x.Share.Hi.Fixed(1))
	}
	if x.Reports {
		b.WriteString(" reports")
	}
	return b.String()
}

func shown(r gap.Result) (rows []string) {
	for _, x := range r.Rows {
		rows = append(rows, show(x))
	}
	return rows
}

func report(id, day, claims, via string) string {
	return "\n" + day + " report " + id + "\n  asserts      " + claims + "\n  via          " + via + "\n"
}

const talks = pact.Base + `
2020-01-08 report five
  asserts      south-asks-5
  via          paper-0110

2020-01-16 report four
  asserts      south-asks-4
  via          paper-0117

2020-01-20 statement one
  by           north-office
  mode         on-record
  asserts      north-offers-1
  declines     south-asks-4
  via          paper-0201
`

func TestTheGapIsFollowedFromChangeToChange(t *testing.T) {
	r := ask(t, talks, "2020-02-01", gap.Options{})
	want := []string{
		"2020-01-10 north: -; south: south-asks-5; USD 399.0..401.0 397.0..403.0% reports",
		"2020-01-17 north: -; south: south-asks-4; USD 299.0..301.0 297.5..302.5% reports",
		"2020-02-01 north: north-offers-1; south: south-asks-4; USD 289.0..291.0 287.6..292.5%",
	}
	if d := cmp.Diff(want, shown(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	now := r.Now
	if now.Standings["south-asks-4"].Status != (parley.Status{Basis: parley.Reported, Response: parley.Declined}) || !now.Sides[0].Own || now.Sides[1].Own {
		t.Errorf("%+v", now.Sides)
	}
	if r.Then != nil || r.Fell != nil || r.Widest != nil {
		t.Errorf("a distance to the last agreement was compared with one between sides: %+v %+v", r.Then, r.Fell)
	}
}

func TestAChangeIsToldBetweenTheSameTwo(t *testing.T) {
	r := ask(t, talks, "2020-01-17", gap.Options{})
	if r.Fell == nil || r.Fell.Value.Fixed(0) != "25" || r.Fell.Lo.Fixed(1) != "24.8" || r.Fell.Hi.Fixed(1) != "25.3" || r.Then.Day.String() != "2020-01-10" || r.Widest != r.Then {
		t.Errorf("%+v since %+v", r.Fell, r.Then)
	}
	day := date.On(2020, 1, 17)
	if r := ask(t, talks, "2020-01-17", gap.Options{From: day}); r.Fell != nil || r.Then != nil {
		t.Errorf("nothing changed since the day itself: %+v", r.Fell)
	}
	if _, err := gap.Of(pact.Weigh(t, talks, "2020-01-17"), gap.Options{From: day + 1}); !errors.Is(err, gap.ErrFuture) {
		t.Errorf("from a later day: %v", err)
	}
}

// What became known later changes nothing of the earlier rows.
func TestEarlierRowsKnowNothingOfLater(t *testing.T) {
	early, late := shown(ask(t, talks, "2020-01-10", gap.Options{})), shown(ask(t, talks, "2020-02-01", gap.Options{}))
	if len(early) != 1 || early[0] != late[0] {
		t.Errorf("%v, later %v", early, late)
	}
}

func TestSeveralFiguresOfOneSideCountFromTheLowestToTheHighest(t *testing.T) {
	r := ask(t, talks+claim("south-asks-6", "south asks pay = USD 600 million per year for 2020")+report("six", "2020-01-25", "south-asks-6", "paper-0201"), "2020-02-01", gap.Options{})
	want := "2020-02-01 north: north-offers-1; south: south-asks-6 south-asks-4; USD 289.0..491.0 287.6..493.5%"
	if got := show(*r.Now); got != want {
		t.Errorf("want %s\ngot  %s", want, got)
	}
}

// Each case is about one figure of the north beside 400 million of the south.
func TestDistances(t *testing.T) {
	for _, test := range []struct{ name, north, want string }{
		{"equal figures", "north offers pay = USD 400 million per year for 2020", "USD 0.0..1.0 0.0..1.0%"},
		{"what may be one", "north offers pay = USD 0.4 billion per year for 2020", "USD 0.0..50.5 0.0..50.8%"},
		{"a range", "north offers pay = USD 100 million..120 million per year for 2020", "USD 279.0..301.0 277.6..302.5%"},
		{"at least", "north offers pay >= USD 110 million per year for 2020", "USD 289.0..291.0 287.6..292.5%"},
		{"a rise over the last agreement", "north offers pay = 13% over pact-1 per year for 2020", "USD 285.4..288.6 284.0..290.0%"},
		{"a rise over its terms", "north offers pay = 13% over pact-1-terms per year for 2020", "USD 285.4..288.6 284.0..290.0%"},
		{"a rise over an amount", "north offers pay = 10% over USD 100,000,000 per year for 2020", "USD 289.0..291.0 287.6..292.5%"},
		{"a rise over the other's ask", "north offers pay = -50% over south-asks-4 per year for 2020", "USD 197.2..202.7 196.3..203.8%"},
		{"no time is any time", "north offers pay = USD 110 million", "USD 289.0..291.0 287.6..292.5%"},
		{"more than is offered", "north offers pay = USD 450 million per year for 2020", "USD 49.0..51.0 48.8..51.3%"},
	} {
		text := strings.Replace(talks, "north offers pay = USD 110 million per year for 2020", test.north, 1)
		r := ask(t, text, "2020-02-01", gap.Options{})
		got := show(*r.Now)
		if want := "2020-02-01 north: north-offers-1; south: south-asks-4; " + test.want; got != want {
			t.Errorf("%s:\nwant %s\ngot  %s", test.name, want, got)
		}
		if below := test.name == "more than is offered"; r.Now.Gap().Below != below {
			t.Errorf("%s: the offer is above the ask: %v", test.name, !below)
		}
	}
}

// What does not say at which figure a side stands is passed over, so that the
// distance is that of the other side to the last agreement.
func TestWhatIsNoFigureOfTheDayIsPassedOver(t *testing.T) {
	for name, north := range map[string]string{
		"a bound alone":        "north offers pay > USD 110 million per year for 2020",
		"what is rejected":     "north rejects pay = USD 110 million per year for 2020",
		"a fact":               "north pays pay = USD 110 million per year for 2020",
		"words":                `north offers pay = "a little more"`,
		"another time":         "north offers pay = USD 110 million per year for 2030",
		"a time that was over": "north offers pay = USD 110 million per year for 2018",
		"an amount that is asked of another issue": "north offers term = USD 110 million per year for 2020",
	} {
		text := strings.Replace(talks, "north offers pay = USD 110 million per year for 2020", north, 1)
		r := ask(t, text, "2020-02-01", gap.Options{Issue: "pay"})
		want := "2020-02-01 north: -; south: south-asks-4; USD 299.0..301.0 297.5..302.5% reports"
		if name == "another time" { // of two, the one of which was spoken last
			want = "2020-02-01 north: north-offers-1; south: -;"
			if d := r.Now.Gap(); d == nil {
				t.Errorf("%s: %v", name, d)
			}
			if got := show(*r.Now); !strings.HasPrefix(got, want) {
				t.Errorf("%s:\nwant %s\ngot  %s", name, want, got)
			}
			continue
		}
		if got := show(*r.Now); got != want {
			t.Errorf("%s:\nwant %s\ngot  %s", name, want, got)
		}
	}
}

// Figures for one span are compared as they are; else by the year, as is what the
// agreement paid: 99.5 to 100.5 million in 2019.
func TestFiguresAreComparedForOneSpanOfTime(t *testing.T) {
	for _, test := range []struct {
		north, south string
		span         evidence.Span
		spread       bool
		want         string
	}{
		// 12 × 109.5..110.5 = 1314..1326, less 399.5..400.5
		{"offers pay = USD 110 million per month for 2020", "asks pay = USD 400 million per year for 2020", "year", true, "USD 913.5..926.5 909.0..931.2%"},
		// 39.5..40.5 less 29.5..30.5 a month; 12 times that over 99.5..100.5
		{"offers pay = USD 30 million per month for 2020", "asks pay = USD 40 million per month for 2020", "month", false, "USD 9.0..11.0 107.5..132.7%"},
		// in all for the same five years; a fifth of 1399..1401 over 99.5..100.5
		{"offers pay = USD 600 million for 2020/2024", "asks pay = USD 2000 million in total for 2020/2024", "total", false, "USD 1399.0..1401.0 278.4..281.6%"},
		// 119.9..120.1 less 1.015..1.025 × 99.5..100.5
		{"offers pay = 2% over pact-1 for 2020/2024", "asks pay = USD 600 million for 2020/2024", "year", true, "USD 16.9..19.1 16.8..19.2%"},
		// 1.095..1.105 × 12 × 39.5..40.5 = 519.03..537.03, less 474..486
		{"offers pay = 10% over s per year for 2020", "asks pay = USD 40 million per month for 2020", "year", true, "USD 33.0..63.0"},
		// 1.095..1.105 × 39.5..40.5, less 39.5..40.5
		{"offers pay = 10% over s for 2020", "asks pay = USD 40 million per month for 2020", "month", false, "USD 2.8..5.3"},
		// 12 × 1.095..1.105 × 39.5..40.5 less 399.5..400.5: a base that is typed is for what is said with it
		{"offers pay = 10% over USD 40 million per month for 2020", "asks pay = USD 400 million for 2020", "year", true, "USD 118.5..137.5"},
		// one figure: 12 × 29.5..30.5 less 99.5..100.5
		{"offers pay = USD 30 million per month for 2020", "asks pay = more", "year", true, "USD 253.5..266.5"},
		// a part of a year has no amount for a year
		{"offers pay = USD 30 million for 2020-01/2020-06", "asks pay = USD 40 million for 2020-01/2020-06", "total", false, "USD 9.0..11.0"},
		{"offers pay = USD 30 million for 2020-01/2020-06", "asks pay = 10% over pact-1 for 2020-01/2020-06", "year", true, "-"},
		{"offers pay = USD 30 million for 2020-01/2020-06", "asks pay = more", "year", true, "-"},
		{"offers pay = USD 30 million in total", "asks pay = USD 40 million in total", "total", false, "USD 9.0..11.0"},
	} {
		south := strings.Replace(test.south, "= more", `= "more"`, 1)
		r := ask(t, pact.Base+claim("n", "north "+test.north)+claim("s", "south "+south)+report("both", "2020-01-08", "n s", "paper-0110"), "2020-01-17", gap.Options{Issue: "pay"})
		got := strings.TrimSuffix(show(*r.Now), " reports")
		_, got, _ = strings.Cut(got, "; south")
		if _, got, _ = strings.Cut(got, ";"); got == "" {
			got = " -"
		}
		if r.Now.Span != test.span || r.Now.Spread() != test.spread || !strings.HasPrefix(got, " "+test.want) || test.want == "-" && r.Now.Gap() != nil {
			t.Errorf("%s, %s:\nwant %s %v %s\ngot  %s %v%s", test.north, test.south, test.span, test.spread, test.want, r.Now.Span, r.Now.Spread(), got)
		}
	}
}

// 40 - 30 a month was 120 a year, and 400 - 360 a year is 40: a third.
func TestRowsOfSeveralSpansAreComparedByTheYear(t *testing.T) {
	text := pact.Base + claim("n", "north offers pay = USD 30 million per month for 2020") + claim("s", "south asks pay = USD 40 million per month for 2020") +
		claim("s2", "south asks pay = USD 400 million per year for 2020", "replaces     s") +
		report("both", "2020-01-08", "n s", "paper-0110") + report("less", "2020-01-18", "s2", "paper-0201")
	r := ask(t, text, "2020-02-01", gap.Options{})
	want := []string{"2020-01-10 north: n; south: s; USD 108.0..132.0 107.5..132.7% reports", "2020-02-01 north: n; south: s2; USD 33.5..46.5 33.3..46.7% reports"}
	if d := cmp.Diff(want, shown(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if r.Fell == nil || r.Fell.Value.Fixed(1) != "66.7" {
		t.Errorf("%+v", r.Fell)
	}
}

func TestTwoCurrenciesWithoutARateAreNotCompared(t *testing.T) {
	euro := strings.Replace(talks, "north offers pay = USD 110 million", "north offers pay = EUR 110 million", 1)
	r := ask(t, euro, "2020-02-01", gap.Options{})
	if r.Now.Gap() != nil || r.Now.Share != nil || r.Fell != nil || len(r.Now.Known()) != 2 {
		t.Errorf("%+v", r.Now.Gaps)
	}
	pair := strings.Replace(euro, "pays         2019 = USD 100 million", "pays         2019 = USD 100 million ~ EUR 90 million", 1)
	r = ask(t, pair, "2020-02-01", gap.Options{})
	d := r.Now.Gap()
	if d == nil || d.Currency != "USD" || d.From.Rate == nil || d.From.Rate.From != "pact-1-terms" {
		t.Fatalf("%+v", d)
	}
	if d := cmp.Diff([]money.Currency{"USD", "EUR"}, r.Currencies); d != "" {
		t.Errorf("currencies (-want +got):\n%s", d)
	}
	if r := ask(t, pair, "2020-02-01", gap.Options{Money: "EUR"}); r.Currencies[0] != "EUR" || r.Now.Gaps[0].Currency != "EUR" {
		t.Errorf("%v", r.Currencies)
	}
	if r := ask(t, pair, "2020-02-01", gap.Options{Money: "JPY"}); r.Currencies[0] != "USD" {
		t.Errorf("a currency in which nothing can be said: %v", r.Currencies)
	}
}

func TestPercentagesOfOneBaseAreComparedAsTheyStand(t *testing.T) {
	text := pact.Base + claim("north-cut", "north offers term = 10%") + claim("south-cut", "south asks term about 25%") + claim("south-of", "south asks term = 25% over USD 5") +
		report("cuts", "2020-01-08", "north-cut south-cut", "paper-0110") + report("other", "2020-01-18", "south-of", "paper-0201")
	r := ask(t, text, "2020-01-17", gap.Options{})
	if d := r.Now.Gap(); d == nil || d.Currency != "" || d.Lo.Fixed(0)+" "+d.Hi.Fixed(0) != "14 16" {
		t.Errorf("%+v", d)
	}
	if r := ask(t, text, "2020-02-01", gap.Options{}); r.Now.Gap() != nil {
		t.Errorf("percentages of two bases were compared: %+v", r.Now.Gap())
	}
}

func TestASigningEndsWhatWasAsked(t *testing.T) {
	signed := "\n2020-01-25 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0201\n"
	r := ask(t, talks+signed, "2020-02-01", gap.Options{})
	if len(r.Now.Known()) != 0 || r.Now.Gap() != nil || r.Then != nil {
		t.Errorf("%s", show(*r.Now))
	}
}

// What is accepted at a signing is what was agreed; before one it is a figure like
// another.
func TestWhatIsAcceptedAtASigningIsNoLongerOpen(t *testing.T) {
	accepts := claim("north-accepts", "north accepts pay = USD 390 million per year for 2020") +
		"\n2020-01-25 statement yes\n  by           north-office\n  mode         on-record\n  asserts      north-accepts\n  via          paper-0201\n"
	signed := "\n2020-01-25 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0201\n" +
		"\n2020-01-25 terms pact-2-terms\n  of           pact-2\n  covers       2020-01-01/2020-12-31\n  pays         2020 = USD 390 million\n  via          paper-0201\n"
	if got := show(*ask(t, talks+accepts, "2020-02-01", gap.Options{}).Now); !strings.Contains(got, "north-accepts") {
		t.Errorf("before a signing: %s", got)
	}
	if r := ask(t, talks+accepts+signed, "2020-02-01", gap.Options{}); len(r.Now.Known()) != 0 {
		t.Errorf("after a signing: %s", show(*r.Now))
	}
}

func TestTheIssueIsTheOneOnWhichMostSidesNameFigures(t *testing.T) {
	term := claim("south-term", "south asks term = 5%") + claim("north-term", "north offers term = 3%") + report("terms", "2020-01-08", "south-term north-term", "paper-0110")
	r := ask(t, talks+term, "2020-01-17", gap.Options{})
	if r.Issue.ID != "term" || cmp.Diff([]parley.ID{"pay"}, r.Others) != "" {
		t.Errorf("%s, others %v", r.Issue.ID, r.Others)
	}
	if r := ask(t, talks+term, "2020-02-01", gap.Options{}); r.Issue.ID != "pay" {
		t.Errorf("of two issues with as many sides, not the first: %s", r.Issue.ID)
	}
	if _, err := gap.Of(pact.Weigh(t, talks, "2020-02-01"), gap.Options{Issue: "term"}); !errors.Is(err, gap.ErrNone) || !strings.Contains(err.Error(), "term") {
		t.Errorf("an issue without figures: %v", err)
	}
}

func TestNothingWasAsked(t *testing.T) {
	for _, day := range []string{"2019-05-01", "2019-07-01"} {
		if r := ask(t, pact.Base, day, gap.Options{}); r.Issue != nil || r.Rows != nil || r.RestsOn() != nil {
			t.Errorf("%+v", r)
		}
	}
}

func TestAWithdrawnFigureIsNotCounted(t *testing.T) {
	r := ask(t, talks+"\n2020-01-25 retract back\n  of           four\n  via          paper-0201\n", "2020-02-01", gap.Options{})
	if got := show(*r.Now); !strings.Contains(got, "south: south-asks-5;") {
		t.Errorf("%s", got)
	}
}

func TestASideSeesItsOwnFigure(t *testing.T) {
	secret := claim("north-secret", "north holds pay = USD 150 million per year for 2020", "audience     side:north") +
		"\n2020-01-18 statement own\n  by           north-office\n  mode         official-statement\n  audience     side:north\n  asserts      north-secret\n  via          paper-0201\n"
	if got := show(*ask(t, talks+secret, "2020-02-01", gap.Options{}).Now); strings.Contains(got, "secret") {
		t.Errorf("the public sees %s", got)
	}
	if got := show(*ask(t, talks+secret, "2020-02-01", gap.Options{}, parley.Side("north")).Now); !strings.Contains(got, "north-secret") {
		t.Errorf("the north sees %s", got)
	}
}

func TestManyChangesAreCapped(t *testing.T) {
	var b strings.Builder
	b.WriteString(pact.Base)
	for i := range 90 {
		day := (date.On(2020, 3, 1) + date.Day(i)).String()
		fmt.Fprintf(&b, "\nsource p%d \"A paper\"\n  type         news-article\n  published    %s\n", i, day)
		b.WriteString(claim(fmt.Sprintf("ask-%d", i), fmt.Sprintf("south asks pay = USD %d million per year for 2020", 900-i)))
		if i > 0 {
			fmt.Fprintf(&b, "  replaces     ask-%d\n", i-1)
		}
		b.WriteString(report(fmt.Sprintf("r%d", i), day, fmt.Sprintf("ask-%d", i), fmt.Sprintf("p%d", i)))
	}
	r := ask(t, b.String(), "2020-12-31", gap.Options{})
	if len(r.Rows) != 60 || r.Earlier != 31 || len(r.Now.Sides[1].Claims) != 1 {
		t.Errorf("%d rows, %d earlier, %s", len(r.Rows), r.Earlier, show(*r.Now))
	}
}

// Since the last figure an agreement began: the distance is measured from that, and
// not compared with the one before.
func TestTheDistanceIsMeasuredAnewOnTheDayAskedAbout(t *testing.T) {
	next := "\n2019-12-20 terms pact-2-terms\n  of           pact-2\n  covers       2020-02-01/2020-12-31\n  pays         2020 = USD 200 million\n  via          paper-0110\n" +
		"\nclaim south-later\n  that         south asks pay = USD 500 million per year for 2021\n" + report("later", "2020-01-16", "south-later", "paper-0117")
	before, after := ask(t, pact.Base+next, "2020-01-17", gap.Options{}), ask(t, pact.Base+next, "2020-02-10", gap.Options{})
	if before.Now.Last.Agreement.ID != "pact-1" || after.Now.Last.Agreement.ID != "pact-2" || after.Now.Day != date.On(2020, 2, 10) {
		t.Fatalf("%s, then %s", show(*before.Now), show(*after.Now))
	}
	if n := len(after.Rows); n != 2 || after.Rows[1].Day != date.On(2020, 2, 1) {
		t.Errorf("%v", shown(after))
	}
	if after.Fell != nil || after.Widest != nil {
		t.Errorf("distances to two agreements were compared: %+v %+v", after.Fell, after.Widest)
	}
}

func TestARowCountsTheSidesThatSpokeThemselves(t *testing.T) {
	r := ask(t, talks, "2020-02-01", gap.Options{})
	if got := []int{r.Rows[0].Own, r.Now.Own}; got[0] != 0 || got[1] != 1 {
		t.Errorf("%v", got)
	}
	n, grounds := r.Now.Origins(r.Now.Sides[1])
	if d := cmp.Diff([]parley.ID{"four"}, grounds); d != "" || n != 1 {
		t.Errorf("%d origins (-want +got):\n%s", n, d)
	}
}

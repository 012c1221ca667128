package brief_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/brief"
	"parley/chart"
	"parley/evidence"
	"parley/lang"
)

// haggle is a record of a price named in many ways, before and after a deal.
const haggle = `
case haggle "A price"
  name.ko      "가격"
  parties      buyer seller
  money        EUR
  zone         Europe/Berlin
  audience     public
party buyer "the buyer"
  name.ko      "매수인"
party seller "the seller"
  name.ko      "매도인"
person clerk "A clerk"
  name.ko      "직원"
person agent "An agent"
  name.ko      "대리인"
  speaks-for   seller
issue price "Price"
  name.ko      "가격"
agreement first "1st deal"
  name.ko      "제1차 계약"
source letter "A letter"
  type         instrument
  published    2023-01-05
  seen         yes
source paper "A paper"
  type         news-article
  publisher    "The Paper"
  published    2024-03-09
  seen         yes
2023-01-05 terms first-terms
  of           first
  covers       2023-01-01/2023-12-31
  pays         2023 = EUR 1,000
  via          letter
2023-01-05 stage first-signed
  of           first
  reached      signed
  via          letter
claim old
  that         seller asks price = EUR 900 per year for 2023
claim monthly
  that         seller asks price = EUR 200 per month for 2024
claim yearly
  that         seller asks price = EUR 2,100 per year for 2024
  replaces     monthly
claim foreign
  that         buyer offers price = JPY 100,000 per year for 2024
claim rise
  that         buyer offers price = 10% over first per year for 2024
claim more
  that         buyer offers price <= EUR 1,300 per year for 2024
claim share
  that         buyer offers price = 5%
claim paid
  that         buyer pays price = EUR 1,000 per year for 2023
claim turned-down
  that         seller rejects price = EUR 1,100 per year for 2024
claim late
  that         seller asks price = EUR 3,000 per year for 2022
claim nobody
  that         seller asks price = EUR 9,000 per year for 2024
2022-12-01 statement s-old
  by           agent
  mode         on-record
  asserts      old
  via          letter
2024-02-01 statement s-monthly
  by           agent
  mode         on-record
  asserts      monthly
  via          letter
2024-03-01/2024-03-05 statement s-yearly
  by           agent
  mode         on-record
  asserts      yearly
  via          paper
2024-03-02 statement s-denies
  by           agent
  mode         on-record
  denies       nobody
  via          paper
2024-03-02 report r-all
  attributed   "a clerk"
  asserts      foreign rise more share paid turned-down late
  via          paper
`

func TestEachFigureIsInThePictureOrTheTableSaysWhyNot(t *testing.T) {
	a := weigh(t, haggle, "2024-04-01")
	d := brief.Amounts(a, lang.English, brief.StampOf(a.View()))
	table := d.List()
	at := func(key string) int {
		return slices.IndexFunc(table.Columns, func(c brief.Column) bool { return c.Key == key })
	}
	got := make(map[string]string)
	for _, r := range table.Rows {
		got[brief.Plain(r[at("claim")])] = brief.Plain(r[at("amount")]) + "|" + brief.Plain(r[at("drawn")])
	}
	want := map[string]string{
		"old": "900|no: other talks", "monthly": "2,400|yes", "yearly": "2,100|yes", "foreign": "|no: no rate into euros", "rise": "1,100|yes", "more": "1,300|yes",
		"share": "|no: base unknown", "paid": "1,000|no: paid", "turned-down": "1,100|no: turned down", "late": "3,000|no: for the past", "nobody": "|no: unsaid",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	said := ""
	for _, p := range d.Parts {
		if s, ok := p.(brief.Sentence); ok {
			said += lang.Plain(s.Runs) + "\n"
		}
	}
	for _, w := range []string{"The seller: 2 figures, from €2,100 to about €2,400 a year", "The buyer: 2 figures, about €1,100 a year, and at most €1,300 a year", "The 1st deal paid €1,000 for 2023.", "7 other figures stand in the table only"} {
		if !strings.Contains(said, w) {
			t.Errorf("%q is not in:\n%s", w, said)
		}
	}
}

// Each sum counts once, however often it was named; bounds and what was taken back are
// told apart from the sums, and no sentence grows without end.
func TestTheSentenceCountsWhatThePictureShows(t *testing.T) {
	record := haggle + `
claim more-again
  that         buyer offers price = EUR 1,100 per year for 2024
claim again
  that         seller asks price = EUR 2,100 per year
claim floor
  that         seller asks price > EUR 1,900 per year for 2024
claim back
  that         seller asks price = EUR 5,000 per year for 2024
2024-03-06 statement s-again
  by           agent
  mode         on-record
  asserts      again floor
  via          paper
2024-03-06 statement s-back
  by           agent
  mode         on-record
  asserts      back
  via          paper
2024-03-07 retract took-back
  of           s-back
  by           agent
  via          paper
2024-03-06 report r-again
  attributed   "a clerk"
  asserts      more-again
  via          paper
`
	for l, want := range map[lang.Lang][]string{
		lang.English: {"The seller: 4 figures, from €2,100 to about €2,400 a year, and more than €1,900 a year and 1 taken back;", "The buyer: 2 figures, about €1,100 a year, and at most €1,300 a year;"},
		lang.Korean:  {"매도인: 4건, 연 2,100유로~약 2,400유로 및 연 1,900유로 초과와 철회 1건."},
	} {
		a := weigh(t, record, "2024-04-01")
		said := allSaid(brief.Amounts(a, l, brief.StampOf(a.View())))
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%q is not in:\n%s", w, said)
			}
		}
	}
	for i := range 4 {
		record += fmt.Sprintf("claim bound-%d\n  that         seller asks price > EUR %d per year for 2024\n2024-03-08 report r-bound-%d\n  attributed   \"a clerk\"\n  asserts      bound-%d\n  via          paper\n", i, 1000+i, i, i)
	}
	a := weigh(t, record, "2024-04-01")
	if said := allSaid(brief.Amounts(a, lang.English, brief.StampOf(a.View()))); !strings.Contains(said, "The seller: 8 figures, from €2,100 to about €2,400 a year, and 5 that only bound a sum and 1 taken back;") {
		t.Errorf("many bounds: %s", said)
	}
}

// rowsOf are the rows of a picture that have a field.
func rowsOf(t *testing.T, s chart.Spec, field string) (rows []map[string]any) {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Layer []struct {
			Data struct{ Values []map[string]any }
		}
	}
	if err := json.Unmarshal(b, &spec); err != nil {
		t.Fatal(err)
	}
	for _, l := range spec.Layer {
		for _, r := range l.Data.Values {
			if _, ok := r[field]; ok {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// drawnFigures are the claims of a picture's marks, and the amounts of its marks.
func drawnFigures(t *testing.T, d *brief.Document) (claims []string, amounts []float64) {
	t.Helper()
	for _, c := range d.Charts() {
		if c.Key != "ladder" {
			continue
		}
		for _, r := range rowsOf(t, c.Spec, "href") {
			if id := strings.TrimPrefix(r["href"].(string), "#"); !slices.Contains([]string{"first", "pact-1", "pact-2023"}, id) { // an agreement whose lapse is hatched
				claims = append(claims, id)
			}
		}
		for _, r := range rowsOf(t, c.Spec, "amount") {
			amounts = append(amounts, r["amount"].(float64))
		}
	}
	slices.Sort(claims)
	slices.Sort(amounts)
	return claims, amounts
}

// The picture shows what the table says it shows, at the amounts that the table has,
// in both languages and on every day.
func TestThePictureOfAmountsHasTheFiguresOfItsTable(t *testing.T) {
	for name, src := range map[string]string{"haggle": haggle, "wages": wages, "figures": pact + figures} {
		for _, day := range []string{"2020-01-10", "2020-01-17", "2022-12-20", "2024-02-10", "2024-03-03", "2024-04-01"} {
			a := weigh(t, src, day)
			for l, yes := range map[lang.Lang]string{lang.English: "yes", lang.Korean: "예"} {
				d := brief.Amounts(a, l, brief.StampOf(a.View()))
				claims, amounts := drawnFigures(t, d)
				var want []string
				var numbers []float64
				for _, r := range d.List().Rows {
					cell := func(key string) string {
						return brief.Plain(r[slices.IndexFunc(d.List().Columns, func(c brief.Column) bool { return c.Key == key })])
					}
					if cell("drawn") == yes {
						n, err := strconv.ParseFloat(cell("amount_number"), 64)
						if err != nil {
							t.Fatal(err)
						}
						want, numbers = append(want, cell("claim")), append(numbers, n)
					}
				}
				slices.Sort(want)
				slices.Sort(numbers)
				if diff := cmp.Diff(want, claims); diff != "" {
					t.Errorf("%s, %s, %s: claims (-table +picture):\n%s", name, day, l, diff)
				}
				for i, n := range numbers {
					if i >= len(amounts) || math.Abs(amounts[i]/amounts[0]-n/numbers[0]) > 0.01 {
						t.Errorf("%s, %s, %s: the table has %v, the picture %v", name, day, l, numbers, amounts)
						break
					}
				}
			}
		}
	}
}

// Where an agreement was concluded and nothing has been named since, the talks before
// it are shown.
func TestThePictureIsOfTheLastTalksInWhichAFigureWasNamed(t *testing.T) {
	for day, want := range map[string][]string{"2022-12-31": {"old"}, "2023-06-01": {"old"}, "2024-02-10": {"monthly"}} {
		a := weigh(t, strings.ReplaceAll(haggle, "published    2023-01-05", "published    2022-12-01"), day)
		got, _ := drawnFigures(t, brief.Amounts(a, lang.English, brief.StampOf(a.View())))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
}

func TestWithoutFiguresThereIsNoPictureOfAmounts(t *testing.T) {
	src, _, _ := strings.Cut(haggle, "claim old")
	for _, l := range languages {
		a := weigh(t, src, "2024-04-01")
		d := brief.Amounts(a, l, brief.StampOf(a.View()))
		if len(d.Charts()) != 0 || len(d.List().Rows) != 0 {
			t.Errorf("%s: %d pictures, %d rows", l, len(d.Charts()), len(d.List().Rows))
		}
		a = weigh(t, haggle[:strings.Index(haggle, "claim old")]+"claim share\n  that         buyer offers price = 5%\n2024-03-02 report r\n  asserts      share\n  via          paper\n", "2024-04-01")
		d = brief.Amounts(a, l, brief.StampOf(a.View()))
		if b, err := json.Marshal(d.Charts()[0].Spec); err != nil || len(d.Charts()) != 1 || !strings.Contains(strings.ReplaceAll(string(b), `\n`, " "), lang.Word(l, "ladder.nothing")) {
			t.Errorf("%s: the picture does not say that nothing can be drawn", l)
		}
	}
}

func logOf(a *evidence.Assessment, l lang.Lang, f brief.LogFilter) *brief.Document {
	return brief.Log(a, l, brief.StampOf(a.View()), f)
}

// What the picture of the log shows is in its table, and nothing of it twice.
func TestThePictureOfTheLogHasTheEntriesOfItsTable(t *testing.T) {
	for name, src := range map[string]string{"haggle": haggle, "wages": wages, "pact": pact} {
		for _, day := range []string{"2020-01-17", "2024-03-05", "2024-04-01"} {
			for _, l := range languages {
				d := logOf(weigh(t, src, day), l, brief.LogFilter{})
				listed := column(d.List(), 1)
				if len(d.Charts()) != 1 && len(listed) > 0 {
					t.Fatalf("%s, %s: %d pictures", name, day, len(d.Charts()))
				}
				seen := make(map[string]bool)
				for _, c := range d.Charts() {
					for _, r := range rowsOf(t, c.Spec, "href") {
						id := strings.TrimPrefix(r["href"].(string), "#")
						if !slices.Contains(listed, id) || seen[id] {
							t.Errorf("%s, %s: %q is drawn, and not listed or drawn before", name, day, id)
						}
						seen[id] = true
					}
				}
			}
		}
	}
}

func TestADayThatIsAnotherInTheZoneOfTheCaseIsSaidInBoth(t *testing.T) {
	src := strings.Replace(haggle, "2024-02-01 statement", "2024-02-01T21:30 America/New_York statement", 1)
	for l, want := range map[lang.Lang]string{lang.English: "Thu 1 Feb 2024, 21:30 in Washington (Fri 2 Feb 2024, 3:30 in Berlin)", lang.Korean: "2024년 2월 2일(금)"} {
		all, err := json.Marshal(logOf(weigh(t, src, "2024-04-01"), l, brief.LogFilter{}).Charts()[0].Spec)
		if err != nil || !strings.Contains(string(all), want) {
			t.Errorf("%s: %q is not in %s", l, want, all)
		}
	}
}

// Thousands of entries make a picture that can be read, and says what is one mark.
func TestThousandsOfEntriesAreGathered(t *testing.T) {
	var src strings.Builder
	src.WriteString(haggle)
	for i := range 3000 {
		fmt.Fprintf(&src, "2023-%02d-%02d event e%d \"Something\"\n  via          paper\n", 4+i%9, 1+i%28, i)
	}
	a := weigh(t, src.String(), "2024-04-01")
	for l, want := range map[lang.Lang]string{lang.English: "What is alike in a week is one mark", lang.Korean: "한 주의 같은 종류는 표시 하나로"} {
		b, err := json.Marshal(logOf(a, l, brief.LogFilter{}).Charts()[0].Spec)
		if err != nil || !strings.Contains(strings.ReplaceAll(string(b), `","`, " "), want) {
			t.Errorf("%s: not said that weeks are gathered", l)
		}
		if len(b) > 200_000 {
			t.Errorf("%s: %d bytes", l, len(b))
		}
	}
	d := logOf(a, lang.English, brief.LogFilter{Since: parse(t, "2024-01-01")})
	if n := len(rowsOf(t, d.Charts()[0].Spec, "href")); n != len(d.List().Rows) {
		t.Errorf("%d marks for %d entries", n, len(d.List().Rows))
	}
}

func TestAVeryLongQuotationDoesNotMakeAVeryLongPicture(t *testing.T) {
	long := strings.Repeat("안녕하세요 ", 10_000)
	src := haggle + "2024-03-03 event e \"" + long + "\"\n  via          paper\n2024-03-04 statement s-long\n  by           clerk\n  mode         on-record\n  via          paper\n  > 1 \"" + long + "\"\n"
	a := weigh(t, src, "2024-04-01")
	for _, d := range []*brief.Document{logOf(a, lang.English, brief.LogFilter{}), brief.Amounts(a, lang.English, brief.StampOf(a.View()))} {
		for _, c := range d.Charts() {
			if b, err := json.Marshal(c.Spec); err != nil || len(b) > 50_000 {
				t.Errorf("%s: %d bytes", c.Key, len(b))
			}
		}
	}
}

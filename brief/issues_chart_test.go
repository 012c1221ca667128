package brief_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/agenda"
	"parley/analysis/sourcing"
	"parley/brief"
	"parley/chart"
	"parley/lang"
)

// voiced is a pact with figures of both sides and a round more.
const voiced = pact + `
claim north-offers-1
  that         north offers pay = USD 1 billion per year for 2020
  that.ko      "북국, 2020년분 10억 달러를 제안함"
2020-01-16 statement north-names-a-figure
  by           north-office
  mode         on-record
  asserts      north-offers-1
  via          paper-0117
`

func agendaOf(t *testing.T, text, day string, l lang.Lang) *brief.Document {
	t.Helper()
	a := weigh(t, text, day)
	r, err := agenda.Of(a, agenda.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return brief.Agenda(a, r, l, brief.StampOf(a.View()))
}

func chartOf(d *brief.Document, key string) *brief.Chart {
	for _, c := range d.Charts() {
		if c.Key == key {
			return c
		}
	}
	return nil
}

func tableOf(t *testing.T, d *brief.Document, schema string) *brief.Table {
	t.Helper()
	for _, p := range d.Parts {
		if x, ok := p.(*brief.Table); ok && x.Schema == schema {
			return x
		}
	}
	t.Fatalf("no table %s", schema)
	return nil
}

// cellsOf is the cells of a column as a file of rows has them.
func cellsOf(t *testing.T, x *brief.Table, key string) (all []string) {
	t.Helper()
	n := slices.IndexFunc(x.Columns, func(c brief.Column) bool { return c.Key == key })
	if n < 0 {
		t.Fatalf("%s has no column %s", x.Schema, key)
	}
	for _, row := range x.Rows {
		all = append(all, brief.Plain(row[n]))
	}
	return all
}

// links are where the marks of a picture lead, with what they say.
func links(c *brief.Chart) map[string]string {
	all := make(map[string]string)
	for _, l := range c.Layer {
		for _, r := range l.Data.Values {
			if href, _ := r["href"].(string); href != "" {
				all[href] += r["description"].(string) + "\n"
			}
		}
	}
	return all
}

// The picture of positions shows the latest of each side, and each is in the table with
// the same figures.
func TestThePictureOfPositionsAndItsTableSayTheSame(t *testing.T) {
	for _, l := range languages {
		d := agendaOf(t, voiced, "2020-01-17", l)
		x := tableOf(t, d, "parley.positions/1")
		claims := cellsOf(t, x, "claim")
		said := links(chartOf(d, "positions"))
		for _, want := range []string{"#south-asks-4", "#north-offers-1", "#north-longer"} {
			if !slices.Contains(claims, want[1:]) || said[want] == "" {
				t.Errorf("%s: %s is not in both: %v, %v", l, want, claims, said)
			}
		}
		if said["#south-asks-5"] != "" || slices.Contains(claims, "south-asks-5") {
			t.Errorf("%s: a position that another replaced is shown", l)
		}
		low, high := cellsOf(t, x, "low"), cellsOf(t, x, "high")
		drawn := map[string]bool{}
		for _, layer := range chartOf(d, "positions").Layer {
			for _, r := range layer.Data.Values {
				if v, ok := r["low"].(float64); ok {
					drawn[fmt.Sprintf("%.4g %.4g", v, r["high"])] = true
				}
			}
		}
		listed := map[string]bool{}
		for i := range claims {
			if low[i] != "" {
				listed[scaled(t, l, low[i])+" "+scaled(t, l, high[i])] = true
			}
		}
		if diff := cmp.Diff(listed, drawn); diff != "" {
			t.Errorf("%s: figures (-table +picture):\n%s", l, diff)
		}
		apart := cellsOf(t, x, "apart")
		if !slices.ContainsFunc(apart, func(s string) bool { return s != "" && strings.Contains(words(t, chartOf(d, "positions").Spec), s) }) {
			t.Errorf("%s: the distance is not in both: %q", l, apart)
		}
	}
}

// scaled is an amount in billions, in Korean in 억.
func scaled(t *testing.T, l lang.Lang, s string) string {
	t.Helper()
	var v float64
	if _, err := fmt.Sscan(s, &v); err != nil {
		t.Fatal(err)
	}
	if l == lang.Korean {
		v *= 10
	}
	return fmt.Sprintf("%.4g", v/1e9)
}

// words are what is written in a picture, lines joined.
func words(t *testing.T, s chart.Spec) string {
	t.Helper()
	var all []string
	for _, l := range s.Layer {
		for _, r := range l.Data.Values {
			if text, ok := r["text"].(string); ok {
				all = append(all, strings.ReplaceAll(text, "\n", " "))
			}
		}
	}
	return strings.Join(all, "|")
}

func TestOfASilentSideThePictureAndTheTableSayThatNothingIsKnown(t *testing.T) {
	for _, l := range languages {
		d := agendaOf(t, pact, "2020-01-17", l)
		if text := words(t, chartOf(d, "positions").Spec); !strings.Contains(text, map[lang.Lang]string{lang.English: "North: no figure is known", lang.Korean: "북국: 알려진 수치 없음"}[l]) {
			t.Errorf("%s: %s", l, text)
		}
		x := tableOf(t, d, "parley.positions/1")
		if got := cellsOf(t, x, "stand"); !slices.Contains(got, lang.Word(l, "dumbbell.silent")) {
			t.Errorf("%s: the table does not say that a side is silent: %q", l, got)
		}
	}
}

// What the other side says of a position names who says so and stands below the side's
// own words. Where there are none it is drawn, as no more than reported, with the denial.
func TestAPositionThatAnotherSideTellsIsNotTheSidesOwn(t *testing.T) {
	told := pact + `
claim north-gives-way
  that         north accepts term = "five years"
  that.ko      "북국은 5년을 수용한다는 입장임"
2020-01-16 statement south-says-so
  by           south-office
  mode         on-record
  asserts      north-gives-way
  via          paper-0117
2020-01-17 statement north-denies-it
  by           north-board
  mode         on-record
  denies       north-gives-way
  via          paper-0117
`
	own := map[lang.Lang]string{lang.English: "holds: two years at least", lang.Korean: "북국은 최소 2년이어야 한다는 입장임"}
	for l, want := range map[lang.Lang]string{lang.English: "accepts, according to South: five years", lang.Korean: "남국에 따르면 북국은 5년을 수용한다는 입장임"} {
		d := agendaOf(t, told, "2020-01-17", l)
		stands := cellsOf(t, tableOf(t, d, "parley.positions/1"), "stand")
		if first, then := slices.Index(stands, own[l]), slices.Index(stands, want); first < 0 || then < first {
			t.Errorf("%s: %q is not below the side's own words: %q", l, want, stands)
		}
		if said := links(chartOf(d, "positions"))["#north-gives-way"]; said != "" {
			t.Errorf("%s: drawn in the place of the side's own words: %s", l, said)
		}
		silent := strings.NewReplacer("asserts      north-longer\n", "asserts      closer\n", "qualifies    closer outlet-says denies\n", "")
		text := words(t, chartOf(agendaOf(t, silent.Replace(told), "2020-01-17", l), "positions").Spec)
		for _, w := range []string{want, lang.Word(l, "dumbbell.reported"), lang.Word(l, "response.denied")} {
			if !strings.Contains(text, w) {
				t.Errorf("%s: the picture does not say %q: %s", l, w, text)
			}
		}
		if on := lang.Word(l, "basis.on-record"); slices.Contains(strings.Split(text, "|"), on) {
			t.Errorf("%s: a mark is %q: %s", l, on, text)
		}
	}
}

// With talks that are over, what was asked until then is no position any more.
func TestPositionsOfTalksThatAreOverAreNotShown(t *testing.T) {
	over := voiced + "\n2020-01-17 stage pact-2-signed\n  of           pact-2\n  reached      signed\n  via          paper-0117\n"
	for _, l := range languages {
		d := agendaOf(t, over, "2020-01-20", l)
		if chartOf(d, "positions") != nil {
			t.Errorf("%s: old positions are drawn", l)
		}
		if !slices.ContainsFunc(d.Parts, func(p brief.Part) bool { s, ok := p.(brief.Sentence); return ok && s.Key == "dumbbell.over" }) {
			t.Errorf("%s: nothing says why none is shown", l)
		}
	}
}

// Every cell of the picture of rounds says what the table says, and leads to the entry
// that shows it.
func TestThePictureOfRoundsAndItsTableSayTheSame(t *testing.T) {
	long := map[string]string{"strip.spoken.short": "strip.spoken", "strip.moved.short": "strip.moved", "strip.unheard.short": "strip.unheard", "strip.accepted.short": "strip.accepted"}
	for _, l := range languages {
		d := agendaOf(t, voiced, "2020-01-17", l)
		x, c := tableOf(t, d, "parley.issue-rounds/1"), chartOf(d, "rounds")
		var told []string
		for _, layer := range c.Layer {
			for _, r := range layer.Data.Values {
				if s, ok := r["description"].(string); ok {
					told = append(told, s)
				}
			}
		}
		filled := 0
		for _, row := range x.Rows[:len(x.Rows)-1] {
			for i := 2; i < len(row); i++ {
				key := "strip.silent"
				for short, k := range long {
					if row[i] != nil && brief.Plain(row[i]) == lang.Word(l, short) {
						key, filled = k, filled+1
					}
				}
				want := []string{x.Columns[i].Title, lang.Word(l, key)}
				if !slices.ContainsFunc(told, func(s string) bool {
					return strings.HasPrefix(strings.ToLower(s), strings.ToLower(brief.Plain(row[1]))+", "+strings.ToLower(want[0])) && strings.Contains(s, want[1])
				}) {
					t.Errorf("%s: %s: no cell says %q among %q", l, brief.Plain(row[1]), want, told)
				}
			}
		}
		said := links(c)
		if filled == 0 || said["#four"] == "" || !strings.Contains(said["#four"], lang.Word(l, "strip.moved")) {
			t.Errorf("%s: the report of a lower figure is no move: %v", l, slices.Sorted(maps.Keys(said)))
		}
	}
}

func TestWithoutRoundsThereIsNoPictureOfThem(t *testing.T) {
	text := pact[:strings.Index(pact, "2019-12-10/2019-12-11 round")] + pact[strings.Index(pact, "claim south-asks-5"):]
	d := agendaOf(t, strings.ReplaceAll(text, "about        r2", "about        term"), "2020-01-17", lang.English)
	if chartOf(d, "rounds") != nil || chartOf(d, "positions") == nil {
		t.Errorf("%d pictures", len(d.Charts()))
	}
}

// Who is drawn in the chain of a claim is in the list, in the table for machines, and
// each mark leads to its entry.
func TestTheChainOfAClaimShowsTheVoicesOfTheList(t *testing.T) {
	a := weigh(t, pact, "2020-01-17")
	for _, id := range []parley.ID{"south-asks-5", "south-asks-4", "closer"} {
		r, err := sourcing.Of(a, sourcing.Options{Claim: id})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range languages {
			d := brief.Claim(a, r, l, brief.StampOf(a.View()))
			c := chartOf(d, "chain")
			if c == nil {
				t.Fatalf("%s: no picture", id)
			}
			said := links(c)
			var rests []parley.ID
			for _, p := range d.Parts {
				if s, ok := p.(brief.Sentence); ok {
					rests = append(rests, s.RestsOn()...)
				}
			}
			for _, e := range cellsOf(t, tableOf(t, d, "parley.claim-voices/1"), "entry") {
				if said["#"+e] == "" || !slices.Contains(rests, parley.ID(e)) {
					t.Errorf("%s %s: %s is not in the picture and the list: %v, %v", l, id, e, said, rests)
				}
			}
			if len(said) <= 1 {
				t.Errorf("%s %s: nobody speaks: %v", l, id, said)
			}
		}
	}
}

// Of a hundred voices those are drawn on which the status rests, and the rest is
// counted.
func TestOfManyVoicesThoseOfTheStatusAreDrawn(t *testing.T) {
	var b strings.Builder
	b.WriteString(pact)
	for i := range 100 {
		fmt.Fprintf(&b, "\n2020-01-%02d report many-%d\n  attributed   \"source %d\"\n  asserts      north-longer\n  via          paper-0117\n", 1+i%9, i, i)
	}
	a := weigh(t, b.String(), "2020-01-17")
	r, err := sourcing.Of(a, sourcing.Options{Claim: "north-longer"})
	if err != nil {
		t.Fatal(err)
	}
	d := brief.Claim(a, r, lang.English, brief.StampOf(a.View()))
	c := chartOf(d, "chain")
	said := links(c)
	for _, id := range r.Standing.Grounds {
		if said["#"+string(id)] == "" {
			t.Errorf("%s gives the status, and is not drawn", id)
		}
	}
	n := len(cellsOf(t, tableOf(t, d, "parley.claim-voices/1"), "entry"))
	if want := fmt.Sprintf("And %d more, in the list.", n-chart.MostVoices); !strings.Contains(words(t, c.Spec), want) {
		t.Errorf("the picture does not say %q: %s", want, words(t, c.Spec))
	}
}

func TestHostileNamesStayWordsInThePicturesOfIssues(t *testing.T) {
	evil := `</script><b>&\" ` + strings.Repeat("long ", 400)
	text := strings.Replace(voiced, `issue pay "What is paid"`, `issue pay "`+strings.ReplaceAll(evil, `\"`, `'`)+`"`, 1)
	d := agendaOf(t, text, "2020-01-17", lang.English)
	for _, c := range d.Charts() {
		b, err := json.Marshal(c.Spec)
		if err != nil || len(b) > 200_000 || strings.Contains(string(b), "</script>") {
			t.Errorf("%s: %d bytes, %v", c.Key, len(b), err)
		}
	}
}

package brief_test

import (
	_ "embed"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"parley/analysis/flow"
	"parley/analysis/path"
	"parley/brief"
	"parley/brief/text"
	"parley/casefile"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// bridge is a case with everything that is said of what agreements pay and where
// the money goes.
//
//go:embed testdata/bridge.parley
var bridge string

const tolls = "for,value,published\n2011,4.67,2011-06-01\n2012,2.31,2012-06-01\n2013,-1.0,2013-06-01\n"

func weighBridge(t *testing.T, day string) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(bridge)}, "tolls.csv": {Data: []byte(tolls)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: parse(t, day)}))
}

func agreementsOf(t *testing.T, a *evidence.Assessment, l lang.Lang) *brief.Document {
	t.Helper()
	r, err := path.Of(a, path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return brief.Agreements(a, r, l, brief.StampOf(a.View()))
}

func flowOf(t *testing.T, a *evidence.Assessment, l lang.Lang, o flow.Options) *brief.Document {
	t.Helper()
	r, err := flow.Of(a, o)
	if err != nil {
		t.Fatal(err)
	}
	return brief.Flow(a, r, l, brief.StampOf(a.View()))
}

func page100(t *testing.T, d *brief.Document) string {
	t.Helper()
	var b strings.Builder
	if err := text.Table(&b, d, text.Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMoneyReadsAsTheGoldenFilesHaveIt(t *testing.T) {
	a := weighBridge(t, "2016-06-30")
	for _, l := range languages {
		for name, d := range map[string]*brief.Document{"agreements": agreementsOf(t, a, l), "flow": flowOf(t, a, l, flow.Options{}), "flow-2012": flowOf(t, a, l, flow.Options{Year: 2012}),
			"flow-2050": flowOf(t, a, l, flow.Options{Year: 2050})} {
			sameAs(t, filepath.Join("testdata", "money", name+"."+string(l)+".txt"), page100(t, d))
			for _, s := range d.Unsupported() {
				t.Errorf("%s: %q rests on nothing", name, said(s))
			}
		}
	}
}

func TestThePageOfAgreementsIsNoWiderThanItsTerminal(t *testing.T) {
	for _, l := range languages {
		for line := range strings.Lines(page100(t, agreementsOf(t, weighBridge(t, "2016-06-30"), l))) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > 100 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}

// What machines get: one table of everything, with the same columns and words in
// both languages.
func TestTheTableOfFlowHoldsAllOfIt(t *testing.T) {
	a := weighBridge(t, "2016-06-30")
	en, ko := flowOf(t, a, lang.English, flow.Options{}).List(), flowOf(t, a, lang.Korean, flow.Options{}).List()
	if en == nil || len(en.Rows) == 0 || len(en.Rows) != len(ko.Rows) {
		t.Fatalf("%v %v", en, ko)
	}
	kinds := make(map[string]bool)
	for i, row := range en.Rows {
		kinds[brief.Plain(row[0])] = true
		for j := range row {
			if x, y := brief.Plain(row[j]), brief.Plain(ko.Rows[i][j]); x != y {
				t.Errorf("%s: %q in English, %q in Korean", en.Columns[j].Key, x, y)
			}
		}
	}
	for _, k := range []string{"category", "returns", "cash", "sum", "agreement", "returns-of-sum", "cash-of-sum", "whole", "share", "unspent", "apart"} {
		if !kinds[k] {
			t.Errorf("no row of %s", k)
		}
	}
}

func TestTheAgreementsCanBeDrawn(t *testing.T) {
	a := weighBridge(t, "2016-06-30")
	for _, l := range languages {
		cs := agreementsOf(t, a, l).Charts()
		if len(cs) != 1 || cs[0].Key != "agreements" {
			t.Fatalf("%d pictures", len(cs))
		}
		b, err := json.Marshal(cs[0].Spec)
		if err != nil || !regexp.MustCompile(`#span-1\b`).Match(b) {
			t.Errorf("%v: no mark leads to an agreement", err)
		}
	}
	if cs := agreementsOf(t, weighBridge(t, "2009-12-01"), lang.English).Charts(); len(cs) != 0 {
		t.Errorf("%d pictures of nothing", len(cs))
	}
}

// Nothing is drawn that nobody names, and no Korean picture has an English name.
func TestThePictureDrawsWhatIsRecorded(t *testing.T) {
	a := weighBridge(t, "2016-06-30")
	b, err := json.Marshal(agreementsOf(t, a, lang.Korean).Charts()[0].Spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"제1차 협정"`, "규정으로만 산출한 금액", "금액 미상: 2014년"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
	if strings.Contains(string(b), "span\"") {
		t.Errorf("an English name in %s", b)
	}
}

// columns is how many columns a line takes: two for a Hangul syllable.
func columns(s string) (n int) {
	for _, r := range s {
		if n++; r >= '가' && r <= '힣' {
			n++
		}
	}
	return n
}

// What is left of a percentage has its places, and of a range both ends; machines get
// the middle of a range.
func TestWhatIsPaidInKindHasThePlacesOfWhatIsPaidInCash(t *testing.T) {
	for cash, want := range map[string][2]string{"12.5%": {"87.5\u00a0%", "12.5"}, "70%..80%": {"20 to 30\u00a0%", "75"}, "12%": {"88\u00a0%", "12"}} {
		b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(strings.Replace(bridge, "crew-cash = 100%", "crew-cash = "+cash, 1))}, "tolls.csv": {Data: []byte(tolls)}}, "case.parley")
		if err != nil || len(b.Faults) > 0 {
			t.Fatalf("%s: the case cannot be read: %v %v", cash, err, b.Faults)
		}
		a := evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: parse(t, "2016-06-30")}))
		d := flowOf(t, a, lang.English, flow.Options{Year: 2012})
		if page := page100(t, d); !strings.Contains(page, want[0]) {
			t.Errorf("%s: there is no %q in\n%s", cash, want[0], page)
		}
		percent := ""
		list := d.List()
		for _, row := range list.Rows {
			for i, c := range list.Columns {
				if brief.Plain(row[0]) == "cash" && c.Key == "percent" && !strings.Contains(percent, brief.Plain(row[i])) {
					percent += " " + brief.Plain(row[i])
				}
			}
		}
		if !strings.Contains(percent+" ", " "+want[1]+" ") {
			t.Errorf("%s: machines get%s", cash, percent)
		}
	}
}

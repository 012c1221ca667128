package vega

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/chart"
)

var (
	update = flag.Bool("update", false, "rewrite golden files")
	look   = flag.String("svg", "", "write every sample to this folder, to be looked at")
)

// Drawing leaves much garbage and keeps little.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	m.Run()
}

// mustDraw draws a chart that Vega has nothing to say against.
func mustDraw(t testing.TB, s chart.Spec) string {
	t.Helper()
	svg, warnings, err := draw(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range warnings {
		t.Errorf("Vega warns: %s", w)
	}
	return string(svg)
}

var (
	drawn = map[string]string{}
	lock  sync.Mutex
)

// slow skips a test under the race detector, which makes drawing ten times
// slower; only that it is safe for concurrent use is tested there.
func slow(t testing.TB) {
	t.Helper()
	if race {
		t.Skip("too slow under the race detector")
	}
}

// sample is a sample as drawn, once for all tests.
func sample(t testing.TB, name string) string {
	t.Helper()
	slow(t)
	lock.Lock()
	defer lock.Unlock()
	if drawn[name] == "" {
		spec, ok := samples()[name]
		if !ok {
			t.Fatalf("no sample %s", name)
		}
		drawn[name] = mustDraw(t, spec)
	}
	return drawn[name]
}

// An element is what the tests look at in an SVG.
type element struct {
	name  string
	attrs map[string]string
	text  string // of the element itself
}

// parse reads an SVG strictly and returns its elements in order.
func parse(t testing.TB, svg string) (all []*element) {
	t.Helper()
	var open []*element
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(x)
			}
		}
	}
}

func texts(all []*element) (list []string) {
	for _, e := range all {
		if e.name == "text" || e.name == "tspan" {
			list = append(list, e.text)
		}
	}
	return list
}

func TestEverySampleIsDrawnWithoutWarningAsValidXML(t *testing.T) {
	for name := range samples() {
		t.Run(name, func(t *testing.T) {
			svg := sample(t, name)
			if *look != "" {
				if err := os.WriteFile(filepath.Join(*look, name+".svg"), []byte(svg), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			parse(t, svg)
			for _, bad := range []string{"NaN", "undefined", "Infinity", "[object", "mark container", "aria-roledescription"} {
				if strings.Contains(svg, bad) {
					t.Errorf("the picture has %q in it", bad)
				}
			}
		})
	}
}

func TestSpecificationsAreAsAgreed(t *testing.T) {
	for _, name := range []string{"totals", "paths", "agreements", "gap", "session", "plane", "zone", "ladder", "lanes", "dumbbell", "strip", "chain"} {
		got, err := json.MarshalIndent(samples()[name], "", " ")
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".vl.json")
		if *update {
			if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
			t.Errorf("%s (rewrite with -update):\n%s", file, diff)
		}
	}
}

func TestTheSameSpecificationGivesTheSameBytesOnAnyGoroutineInAnyZone(t *testing.T) {
	zone := time.Local
	time.Local = time.FixedZone("far", 14*3600)
	defer func() { time.Local = zone }()
	spec := chart.Gap{Frame: chart.Frame{Title: "같은 그림"}, Positions: week().Positions[:1]}.Spec()
	want := mustDraw(t, spec)
	time.Local = zone
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if svg, err := SVG(spec); err != nil || string(svg) != want {
				t.Errorf("it came out otherwise (%v):\n%s", err, cmp.Diff(want, string(svg)))
			}
		})
	}
	wg.Wait()
	if race {
		return
	}
	for _, name := range []string{"totals", "agreements"} { // after other charts on the same machines
		sample(t, "gap-ko")
		if svg := mustDraw(t, samples()[name]); svg != sample(t, name) {
			t.Errorf("%s came out otherwise", name)
		}
	}
}

func TestTotalsHaveTwentyDotsARowAndTheirShapes(t *testing.T) {
	all := parse(t, mustDraw(t, totals().Spec()))
	fills := map[string]int{}
	for _, e := range all {
		if e.name == "path" && e.attrs["stroke-width"] == "1.1" {
			fills[e.attrs["stroke"]+" in "+e.attrs["fill"]]++
		}
	}
	want := map[string]int{
		"#475569 in #475569": 20, // ours; the other of ours is certain, and has one mark
		"#0F766E in #0F766E": 20, // on record
		"#0F766E in #FFFFFF": 20, // reported: hollow
		"#B45309 in #FFFFFF": 40,
	}
	if diff := cmp.Diff(want, fills); diff != "" {
		t.Error(diff)
	}
}

func TestEachLabelIsInThePicture(t *testing.T) {
	for name, want := range map[string][]string{
		"totals":        {"Hold at 2019", "5.19", "6.52", "29.60", "at 1,160.7 won a dollar", "on record", "reported only", "yours, no source"},
		"totals-ko":     {"2019년 수준 동결", "약 6.52조 원", "보도만 있음", "조 원, 2020–2024년 · 눈금 간격이 바뀜"},
		"paths":         {"Hold at 2019", "US: $5 billion", "2024", "trillion won a year · the scale changes at the break"},
		"agreements":    {"10th", "12th", "CPI ≤ 5 %", "20 months", "negotiated", "follows from the agreed rule", "no agreement in force", "million dollars", "billion won"},
		"agreements-ko": {"제12차", "20개월", "협상으로 정함"},
		"gap":           {"$5bn", "$4.7bn", "$3.9bn", "$1.3bn", "+10 %", "+13 %", "13 % at most", "South Korea", "United States", "10th agreement, 2019", "2019-11"},
		"gap-ko":        {"39억 달러", "대한민국", "3억 달러 차이"},
		"gap-week":      {"2024-09-27"},
		"session":       {"Seller: own offers", "Buyer: offers of Seller", "agreement, round 20", "round", "utility", "20"},
		"session-ko":    {"구매자: 판매자의 제안", "20라운드 합의"},
		"session-long":  {"5,000"},
		"ladder":        {"about 6 trillion won", "$3.9 billion", "10th agreement: 1.04 trillion won for 2019", "denied", "declined", "taken back", "replaced by", "no agreement in force", "round", "6"},
		"ladder-ko":     {"39억 달러", "대한민국", "제10차 협정: 2019년 1조 389억 원"},
		"ladder-far":    {"beyond the axis", "$50 billion"},
		"lanes":         {"South Korea", "press", "Noh Young-min", "round 6", "contested", "day not certain", "2020-01-16"},
		"lanes-ko":      {"대한민국", "노영민", "6차"},
		"dumbbell":      {"South Korea", "United States", "at most 13 %", "$1.3 billion", "no position is known", "holds: a deal within the SMA", "on record · 23 Oct 2019", "trillion won a year", "%"},
		"dumbbell-ko":   {"대한민국", "알려진 입장 없음", "SMA 틀 유지 여부"},
		"dumbbell-far":  {"million euros · the scale changes at the break"},
		"strip":         {"1", "6", "no deal", "how it ended", "spoken of", "not yet heard of"},
		"strip-ko":      {"입장 변경", "결과"},
		"chain":         {"Jeong Eun-bo", "declines to confirm", "a report", "The Korea Times, 17 Jan 2020, line 12", "taken back", "seen by us", "not seen by us", "reported · declined (South Korea)"},
		"chain-ko":      {"발언자", "보도 · 확인 거부(한국)"},
		"plane":         {"Nash, utilitarian", "Kalai–Smorodinsky", "utility to Seller", "utility to Buyer"},
	} {
		got := texts(parse(t, sample(t, name)))
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is missing from %q", name, w, got)
			}
		}
	}
}

func TestAKeyHasOnlyTheShapesThatOccur(t *testing.T) {
	got := texts(parse(t, sample(t, "totals")))
	for _, not := range []string{"confirmed", "inferred", "sources disagree"} {
		if slices.Contains(got, not) {
			t.Errorf("the key explains %q, which does not occur", not)
		}
	}
}

func TestNothingToDrawIsSaid(t *testing.T) {
	for _, name := range []string{"totals-nothing", "paths-nothing", "agreements-nothing", "gap-nothing", "session-nothing", "plane-nothing", "ladder-nothing", "lanes-nothing"} {
		all := strings.Join(texts(parse(t, sample(t, name))), " ")
		if !strings.Contains(all, "No offer has an amount yet.") {
			t.Errorf("%s says %q", name, all)
		}
	}
}

func TestMarksLinkAndSpeak(t *testing.T) {
	all := parse(t, sample(t, "gap"))
	links, spoken, titles := 0, map[string]int{}, map[string]int{}
	for _, e := range all {
		switch {
		case e.name == "a":
			links++
			if e.attrs["href"] != "#claim" {
				t.Errorf("a link to %q", e.attrs["href"])
			}
		case e.attrs["role"] == "graphics-symbol":
			spoken[e.attrs["aria-label"]]++
		case e.name == "title":
			titles[e.text]++
		}
	}
	want := map[string]int{}
	for _, p := range gap().Positions {
		want[p.Description]++
	}
	if diff := cmp.Diff(want, spoken); diff != "" {
		t.Errorf("what is read aloud (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Errorf("what is shown over a mark (-want +got):\n%s", diff)
	}
	if links != len(gap().Positions) {
		t.Errorf("%d links for %d positions", links, len(gap().Positions))
	}
	root := all[0]
	if root.attrs["role"] != "graphics-document" || root.attrs["aria-label"] != gap().Title {
		t.Errorf("the chart calls itself %q, %q", root.attrs["role"], root.attrs["aria-label"])
	}
	if all[1].name != "desc" || all[1].text != gap().Description {
		t.Errorf("the chart is described as %q", all[1].text)
	}
}

func TestEverythingWithARoleHasAName(t *testing.T) {
	for name := range samples() {
		for _, e := range parse(t, sample(t, name)) {
			if role := e.attrs["role"]; (role == "graphics-symbol" || role == "graphics-document") && e.attrs["aria-label"] == "" {
				t.Errorf("%s: a %s with role %s has no name", name, e.name, role)
			}
		}
	}
}

const hostile = "</text><script>alert(1)</script><a href='javascript:x'>\"'&amp;&#0; aria-roledescription=\"x\" \x00\x01\ufffe ${x} {{y}} datum['z']"

func TestHostileWordsStayWords(t *testing.T) {
	slow(t)
	for name, make := range map[string]func(string) chart.Spec{
		"totals": func(s string) chart.Spec {
			f := chart.Frame{Title: s, Subtitle: s, Description: s, Unit: s, Nothing: s, Broken: s, Key: map[chart.Status]string{chart.Ours: s}}
			return chart.Totals{Frame: f, Rows: []chart.TotalRow{{Label: s, Note: s, Value: s, Status: chart.Ours, Dots: []float64{1}, Median: 1, Description: s}}}.Spec()
		},
		"session": func(s string) chart.Spec {
			f := chart.Frame{Title: s, Subtitle: s, Description: s, Unit: s}
			return chart.Session{Frame: f, Axis: s, Agreed: &chart.SessionEnd{Round: 1, Label: s}, Lines: []chart.SessionLine{{Label: s, Points: []chart.SessionPoint{{Round: 1, Utility: 1, Description: s}}}}}.Spec()
		},
		"plane": func(s string) chart.Spec {
			f := chart.Frame{Title: s, Subtitle: s, Description: s}
			return chart.Plane{Frame: f, Across: s, Up: s, Frontier: [][2]float64{{1, 1}}, Marks: []chart.PlaneMark{{At: [2]float64{1, 1}, Label: s, Description: s}}}.Spec()
		},
		"dumbbell": func(s string) chart.Spec {
			f := chart.Frame{Title: s, Subtitle: s, Description: s}
			m := chart.DumbbellMark{Side: chart.First, Label: s, Description: s}
			e := chart.DumbbellEnd{Words: s, Note: s, Description: s}
			return chart.Dumbbell{Frame: f, Sides: map[chart.Side]string{chart.First: s}, Silent: s, More: s, Panels: []chart.DumbbellPanel{{Unit: s, Rows: []chart.DumbbellRow{{Label: s, Description: s, Marks: []chart.DumbbellMark{m}, Distance: s, Silent: s}}}},
				Pairs: []chart.DumbbellPair{{Label: s, Ends: [2]chart.DumbbellEnd{e, e}}}}.Spec()
		},
		"strip": func(s string) chart.Spec {
			f := chart.Frame{Title: s, Subtitle: s, Description: s}
			return chart.Strip{Frame: f, Patterns: map[chart.Pattern]string{chart.Dot: s}, Axis: s, Ended: s, More: s, Rounds: []chart.StripRound{{Label: s, Note: s, Ended: s, Description: s}},
				Rows: []chart.StripRow{{Label: s, Cells: []chart.StripCell{{Description: s}}}}}.Spec()
		},
		"chain": func(s string) chart.Spec {
			f := chart.Frame{Title: s, Subtitle: s, Description: s}
			return chart.Chain{Frame: f, Spoke: s, Through: s, Does: s, Read: s, More: s, Status: chart.ChainStatus{Words: s, Description: s},
				Rows: []chart.ChainRow{{Who: s, Note: s, Does: s, Why: s, Description: s, Ways: [][]chart.ChainLink{{{Words: s, Read: true, Description: s}}}}}}.Spec()
		},
		"nothing": func(s string) chart.Spec { return chart.Gap{Frame: chart.Frame{Title: s, Nothing: s}}.Spec() },
		"zone": func(s string) chart.Spec {
			row := chart.ZoneRow{Label: s, Note: s, Low: 1, Mid: 2, High: 3, Value: s, Share: s, Description: s}
			far := row
			far.Mid, far.High = 900, 900
			f := chart.Frame{Title: s, Subtitle: s, Description: s, Unit: s}
			return chart.Zone{Frame: f, Takes: row, Pays: row, Chosen: &row, Bids: []chart.ZoneRow{row, far}, Table: s, Shares: s, Percent: s, Beyond: s, Between: s, Level: &chart.Level{Label: s, Amount: 2}}.Spec()
		},
		"ladder": func(s string) chart.Spec {
			f := chart.Figure{Side: chart.First, Answer: chart.Denies, Open: 1, Date: "2020-01-01", To: "2020-02-01", Mid: 1, Low: 0.5, High: 1.5, Label: s, Note: s, Description: s}
			key := chart.Frame{Title: s, Subtitle: s, Description: s, Unit: s, Key: map[chart.Status]string{chart.Confirmed: s}}
			return chart.Ladder{Frame: key, Sides: map[chart.Side]string{chart.First: s}, Answers: map[chart.Stance]string{chart.Denies: s}, Rounded: s, AtLeast: s, Lapsed: s, Rounds: s, Level: &chart.Level{Label: s, Amount: 1},
				Figures: []chart.Figure{f}, Events: []chart.Event{{Label: s, Date: "2020-01-01"}}, Lapses: []chart.Lapse{{From: "2020-01-01", To: "2020-01-05", Description: s}}}.Spec()
		},
		"lanes": func(s string) chart.Spec {
			m := chart.LaneMark{Date: "2020-01-01", To: "2020-02-01", Unsure: true, Contested: true, Label: s, Description: s}
			return chart.Lanes{Frame: chart.Frame{Title: s, Subtitle: s, Description: s}, Kinds: map[chart.LaneKind]string{chart.Document: s}, Contested: s, Unsure: s, Lanes: []chart.Lane{{Name: s}}, Marks: []chart.LaneMark{m}}.Spec()
		},
		"gap": func(s string) chart.Spec {
			p := chart.Position{Side: chart.First, Date: "2020-01-01", Mid: 1, Low: 1, High: 1, Label: s, Description: s}
			return chart.Gap{Frame: frame(), Sides: map[chart.Side]string{chart.First: s}, Level: &chart.Level{Label: s}, Positions: []chart.Position{p}, Events: []chart.Event{{Label: s, Date: "2020-01-01"}}}.Spec()
		},
	} {
		t.Run(name, func(t *testing.T) {
			all := parse(t, mustDraw(t, make(hostile)))
			said := false
			for _, e := range all {
				if e.name == "script" || e.name == "a" {
					t.Errorf("the words made an element %s", e.name)
				}
				said = said || strings.Contains(e.text, "<script>")
			}
			if !said {
				t.Error("the words are gone")
			}
			if got := all[0].attrs["aria-label"]; name != "gap" && !strings.Contains(got, `aria-roledescription="x"`) {
				t.Errorf("the title became %q", got)
			}
		})
	}
}

func TestAChartLinksOnlyIntoItsPage(t *testing.T) {
	slow(t)
	for _, href := range []string{"javascript:alert(1)", "https://example.org/#x", "#a b"} {
		row := chart.TotalRow{Label: "x", Dots: []float64{1}, Median: 1, Description: "x", Href: href}
		_, err := SVG(chart.Totals{Frame: frame(), Rows: []chart.TotalRow{row}}.Spec())
		if err == nil || !strings.Contains(err.Error(), "links only to") {
			t.Errorf("%s: %v", href, err)
		}
	}
}

func TestABadSpecificationIsAnErrorThatSaysWhat(t *testing.T) {
	slow(t)
	for want, spec := range map[string]chart.Spec{
		"Invalid specification":      {},
		"Expression parse error: ((": {Data: &chart.Data{Values: []chart.Row{{"a": 1}}}, Mark: &chart.Mark{Type: "point"}, Encoding: &chart.Encoding{X: &chart.Channel{Field: "a", Type: "quantitative", Axis: &chart.Axis{LabelExpr: "(("}}}},
		"unsupported type":           {Data: &chart.Data{Values: []chart.Row{{"a": func() {}}}}, Mark: &chart.Mark{Type: "point"}},
	} {
		_, err := SVG(spec)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	mustDraw(t, totals().Spec()) // and the next chart is drawn
}

func TestMachinesReachNothing(t *testing.T) {
	slow(t)
	out, err := new(machine).draw(`{"data": {"url": "https://example.org/x.json"}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}`)
	if said := fmt.Sprint(out.warnings, err); !strings.Contains(said, "a chart loads nothing: https://example.org/x.json") {
		t.Errorf("loading data: %s", said)
	}
}

// BenchmarkFirst is the first chart of a process, but for unpacking and compiling
// the scripts, which is BenchmarkCompile.
func BenchmarkFirst(b *testing.B) {
	text, err := json.Marshal(totals().Spec())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := new(machine).draw(string(text)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := compile(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWarm(b *testing.B) {
	all := samples()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if strings.Contains(name, "-") {
			continue
		}
		b.Run(name, func(b *testing.B) {
			mustDraw(b, all[name])
			for b.Loop() {
				mustDraw(b, all[name])
			}
		})
	}
}

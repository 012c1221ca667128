package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// written is every text of a picture with the room that it takes.
type inked struct {
	box
	text string
}

// inks are the texts that are drawn in a picture.
func inks(s Spec) (all []inked) {
	for _, l := range s.Layer {
		if l.Mark.Type != "text" {
			continue
		}
		for _, r := range l.Data.Values {
			lines, size := strings.Split(r["text"].(string), "\n"), r["size"].(float64)
			w := widest(lines, size, r["weight"] == "bold")
			left := r["x"].(float64) - map[string]float64{"left": 0, "center": w / 2, "right": w}[r["align"].(string)]
			top := r["y"].(float64) - size/2
			all = append(all, inked{box{left, top, left + w, top + float64(len(lines)-1)*(size+leading) + size}, r["text"].(string)})
		}
	}
	return all
}

// legible fails where a text meets another, or leaves the width of the picture.
func legible(t interface{ Errorf(string, ...any) }, s Spec) {
	all := inks(s)
	for i, a := range all {
		if a.left < -1 || a.right > s.Width+1 || a.bottom > s.Height+1 && s.Height > 0 {
			t.Errorf("%q is outside: %v of %v by %v", a.text, a.box, s.Width, s.Height)
		}
		for _, b := range all[:i] {
			inner := box{a.left + 0.5, a.top + 0.5, a.right - 0.5, a.bottom - 0.5}
			if inner.meets(b.box) {
				t.Errorf("%q %v is written over %q %v", a.text, a.box, b.text, b.box)
			}
		}
	}
}

func said(s Spec) string {
	var b strings.Builder
	for _, x := range inks(s) {
		b.WriteString(strings.ReplaceAll(x.text, "\n", " ") + "|")
	}
	return b.String()
}

// bars are the halves of the distances that are drawn.
func bars(s Spec) (n int) {
	for _, l := range s.Layer {
		for _, r := range l.Data.Values {
			if r["width"] == 3.0 && r["y"].(float64) > 0 {
				n++
			}
		}
	}
	return n
}

func ended(side Side, mid float64) DumbbellMark {
	return DumbbellMark{Side: side, Low: mid, Mid: mid, High: mid, Label: fmt.Sprint(mid), Href: "#c", Description: fmt.Sprint("mark ", mid)}
}

func issues(rows ...DumbbellRow) Dumbbell {
	return Dumbbell{Frame: Frame{Title: "title", Nothing: "nothing to see"}, Sides: map[Side]string{First: "North", Second: "South"}, Silent: "silence",
		Panels: []DumbbellPanel{{Unit: "won", Rows: rows}}}
}

func TestABarLiesBetweenTheNearestFiguresOfBothSides(t *testing.T) {
	for name, c := range map[string]struct {
		marks []DumbbellMark
		bars  int
	}{
		"one each":            {[]DumbbellMark{ended(First, 1), ended(Second, 5)}, 2},
		"the other way round": {[]DumbbellMark{ended(First, 5), ended(Second, 1)}, 2},
		"one side is silent":  {[]DumbbellMark{ended(First, 1), ended(First, 5)}, 0},
		"figures in between":  {[]DumbbellMark{ended(First, 1), ended(First, 5), ended(Second, 3)}, 0},
		"nobody's":            {[]DumbbellMark{ended(Joint, 1), ended(Joint, 5)}, 0},
	} {
		s := issues(DumbbellRow{Label: "pay", Marks: c.marks}).Spec()
		if got := bars(s); got != c.bars {
			t.Errorf("%s: %d halves of a bar, want %d", name, got, c.bars)
		}
		legible(t, s)
	}
}

func TestOfASilentSideNothingIsDrawn(t *testing.T) {
	d := issues()
	d.Panels = nil
	d.Pairs = []DumbbellPair{{Label: "term", Ends: [2]DumbbellEnd{{}, {Words: "longer", Note: "on record"}}}, {Label: "nobody"}}
	s := d.Spec()
	if text := said(s); !strings.Contains(text, "silence") || !strings.Contains(text, "longer") || strings.Contains(text, "nobody") {
		t.Errorf("want what one side says, that the other is silent, and no issue on which both are: %s", text)
	}
	for _, l := range s.Layer {
		for _, r := range l.Data.Values {
			if r["stroke"] == teal || r["stroke"] == amber && l.Mark.Type == "rule" {
				t.Errorf("a mark of the silent side, or a line to it: %v", r)
			}
		}
	}
}

// A response stands on the mark of a figure, and on that of words, and in the key.
func TestResponsesStandOnTheMarksOfPositions(t *testing.T) {
	for answer, sign := range map[Stance]string{Denies: slash, Qualifies: wave} {
		d := issues(DumbbellRow{Label: "pay", Marks: []DumbbellMark{{Side: First, Status: Reported, Answer: answer, Low: 1, Mid: 1, High: 1}, ended(Second, 5)}})
		d.Answers = map[Stance]string{answer: "answered"}
		d.Pairs = []DumbbellPair{{Label: "term", Ends: [2]DumbbellEnd{{Words: "shorter", Answer: answer}, {Words: "longer"}}}}
		s, signs := d.Spec(), 0
		for _, l := range s.Layer {
			for _, r := range l.Data.Values {
				if r["shape"] == sign {
					signs++
				}
			}
		}
		if signs != 3 || !strings.Contains(said(s), "answered") {
			t.Errorf("%d signs, want one on either mark and one in the key: %s", signs, said(s))
		}
	}
}

func TestAPanelWithoutDistancesBeginsAtNothing(t *testing.T) {
	p, _ := issues(DumbbellRow{Marks: []DumbbellMark{{Side: First, Low: 95, Mid: 100, High: 105}}}).Panels[0].layout(700, 0)
	if p.x.domain[0] != 0 {
		t.Errorf("the axis begins at %v", p.x.domain)
	}
	p, _ = issues(DumbbellRow{Marks: []DumbbellMark{ended(First, 95), ended(Second, 100)}}).Panels[0].layout(700, 0)
	if p.x.domain[0] < 90 {
		t.Errorf("a distance is squashed: %v", p.x.domain)
	}
}

func TestTicksOfPanelsAreDigitsOnly(t *testing.T) {
	got := []string{}
	for _, v := range []float64{0, 0.25, 1234.5, -1e6, 2.5e9, 1e-5, 999} {
		got = append(got, figure(v))
	}
	if d := cmp.Diff([]string{"0", "0.25", "1,234.5", "−1,000,000", "2.5e+09", "1e−05", "999"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func rounds(n int) (c Strip) {
	c = Strip{Frame: Frame{Title: "title", Nothing: "nothing to see"}, Ended: "how it ended", Axis: "round",
		Patterns: map[Pattern]string{Dot: "silent", Empty: "unheard", Lines: "spoken", Cross: "moved", Full: "accepts"}}
	for i := range n {
		c.Rounds = append(c.Rounds, StripRound{Label: fmt.Sprint(i + 1), Note: "14–15 Jan 2020", Ended: "broken off", Description: "a round"})
	}
	return c
}

func TestPatternsDifferWithoutColour(t *testing.T) {
	seen := make(map[string]Pattern)
	for p := range patterns {
		r := p.row(0, 0)
		look := fmt.Sprint(r["shape"], r["fill"] == paper)
		if other, ok := seen[look]; ok {
			t.Errorf("patterns %d and %d look the same", other, p)
		}
		seen[look] = p
	}
	stances := make(map[string]Stance)
	for s := Asserts; s <= Declines; s++ {
		if other, ok := stances[s.shape()]; ok {
			t.Errorf("stances %d and %d look the same", other, s)
		}
		stances[s.shape()] = s
	}
}

func TestAStripShowsTheLastRoundsAndOnlyPatternsThatOccur(t *testing.T) {
	c := rounds(40)
	row := StripRow{Label: "pay"}
	for i := range 40 {
		p := Lines
		if i == 0 {
			p = Full // in a round that is not drawn
		}
		row.Cells = append(row.Cells, StripCell{Pattern: p, Description: "cell"})
	}
	c.Rows = []StripRow{row, {Label: "short", Cells: row.Cells[:3]}}
	s := c.Spec()
	text := said(s)
	if !strings.Contains(text, "|40|") || strings.Contains(text, "|28|") || !strings.Contains(text, "spoken") || strings.Contains(text, "accepts") || strings.Contains(text, "moved") {
		t.Error(text)
	}
	legible(t, s)
}

func voices(n int) (c Chain) {
	c = Chain{Frame: Frame{Title: "title", Nothing: "nothing to see"}, Spoke: "who", Through: "through", Does: "does", Read: "read", Unseen: "not seen",
		Status: ChainStatus{Words: "reported · declined", Description: "status"}}
	for i := range n {
		c.Rows = append(c.Rows, ChainRow{Who: fmt.Sprint("voice ", i), Note: "on record", Does: "asserts", Why: "reported", Description: "row",
			Ways: [][]ChainLink{{{Words: "a report", Description: "x"}, {Words: "a paper", Read: true, Description: "x"}}}})
	}
	return c
}

func TestWhatDoesNotCountDoesNotReachTheStatus(t *testing.T) {
	lines := func(faded bool) (n int) {
		c := voices(1)
		c.Rows[0].Faded = faded
		d := c.layout()
		var s sheet
		d.stance(&s, d.rows[0])
		d.sum(&s)
		for _, r := range s.rules {
			if r["x2"] == d.ends && r["y"] != d.foot {
				n++
			}
		}
		return n
	}
	if counts, not := lines(false), lines(true); counts == 0 || not != 0 {
		t.Errorf("%d lines of one that counts, %d of one that does not", counts, not)
	}
}

func TestAHopThatWasNotSeenIsHollow(t *testing.T) {
	d := voices(1).layout()
	d.ways(new(sheet), d.rows[0])
	var fills []any
	for _, n := range d.nodes {
		fills = append(fills, n["fill"])
	}
	if diff := cmp.Diff([]any{paper, slate}, fills); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := said(voices(1).Spec())
	if !strings.Contains(text, "|read|") || !strings.Contains(text, "|not seen|") {
		t.Errorf("the key: %s", text)
	}
}

func TestPicturesOfIssuesSayWhenThereIsNothing(t *testing.T) {
	nan := issues(DumbbellRow{Label: "hidden", Marks: []DumbbellMark{{Mid: math.NaN()}}})
	bare := rounds(0)
	bare.Rows = []StripRow{{Label: "hidden"}}
	for name, s := range map[string]Spec{"dumbbell": issues().Spec(), "no number": nan.Spec(), "strip": rounds(3).Spec(), "no rounds": bare.Spec(), "chain": voices(0).Spec()} {
		if text := said(s); !strings.Contains(text, "nothing to see") || strings.Contains(text, "hidden") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// Of five hundred, as many are drawn as can be read.
func TestPicturesOfIssuesAreBounded(t *testing.T) {
	d, c := issues(), rounds(500)
	cells := make([]StripCell, 500)
	for i := range 500 {
		d.Panels[0].Rows = append(d.Panels[0].Rows, DumbbellRow{Label: "issue", Marks: []DumbbellMark{ended(First, float64(i)), ended(Second, 7)}})
		d.Pairs = append(d.Pairs, DumbbellPair{Label: "issue", Ends: [2]DumbbellEnd{{Words: strings.Repeat("word ", 500)}, {Words: "x"}}})
		c.Rows = append(c.Rows, StripRow{Label: "issue", Cells: cells})
	}
	v := voices(500)
	long := make([]ChainLink, 300)
	for i := range v.Rows {
		v.Rows[i].Ways = [][]ChainLink{long, long}
	}
	for name, s := range map[string]Spec{"dumbbell": d.Spec(), "strip": c.Spec(), "chain": v.Spec()} {
		text, err := json.Marshal(s)
		if err != nil || len(text) > 400_000 || s.Height > 6000 {
			t.Errorf("%s: %d bytes, %v pixels high, %v", name, len(text), s.Height, err)
		}
		legible(t, s)
	}
}

// Whatever the words and figures, no text runs into another or out of the picture.
func TestPicturesOfIssuesStayLegible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOfN(rapid.RuneFrom([]rune("ab W조한원 …<&'\n")), 0, 90, -1)
		value := rapid.OneOf(rapid.Float64Range(-50, 50), rapid.SampledFrom([]float64{0, 1e-7, 1e12, -1e99, math.NaN(), math.Inf(1)}))
		text := func() string { return words.Draw(t, "words") }
		names := rapid.StringOfN(rapid.RuneFrom([]rune("ab W조한")), 0, 12, -1)
		name := func() string { return names.Draw(t, "name") } // words of a key are not broken into lines
		width := rapid.SampledFrom([]float64{0, 320, 500, 1200}).Draw(t, "width")
		f := Frame{Title: text(), Nothing: text(), Unit: text(), Broken: text(), Width: width, Key: map[Status]string{OnRecord: name(), Reported: name()}}
		d := Dumbbell{Frame: f, Sides: map[Side]string{First: name(), Second: name()}, Silent: text(), More: text()}
		c := Strip{Frame: f, Ended: text(), Axis: text(), More: text(), Patterns: map[Pattern]string{Dot: name(), Full: name()}}
		v := Chain{Frame: f, Spoke: text(), Through: text(), Does: text(), More: text(), Read: name(), Unseen: name(), Sides: map[Side]string{First: name()}, Status: ChainStatus{Words: text()}}
		for range rapid.IntRange(0, 6).Draw(t, "rounds") {
			c.Rounds = append(c.Rounds, StripRound{Label: text(), Note: text(), Ended: text()})
		}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			row := DumbbellRow{Label: text(), Distance: text(), Silent: text()}
			for range rapid.IntRange(0, 4).Draw(t, "marks") {
				x := value.Draw(t, "value")
				row.Marks = append(row.Marks, DumbbellMark{Side: Side(rapid.IntRange(0, 2).Draw(t, "side")), Low: x, Mid: x, High: x, Label: text()})
			}
			d.Panels = append(d.Panels, DumbbellPanel{Unit: text(), Rows: []DumbbellRow{row, row}})
			d.Pairs = append(d.Pairs, DumbbellPair{Label: text(), Ends: [2]DumbbellEnd{{Words: text(), Note: text()}, {Words: text(), Note: text()}}})
			c.Rows = append(c.Rows, StripRow{Label: text(), Cells: make([]StripCell, len(c.Rounds))})
			way := []ChainLink{{Words: text()}, {Words: text(), Read: true}}
			v.Rows = append(v.Rows, ChainRow{Side: First, Status: Reported, Who: text(), Note: text(), Does: text(), Why: text(), Ways: [][]ChainLink{way, way[:1]}})
		}
		for _, s := range []Spec{d.Spec(), c.Spec(), v.Spec()} {
			if _, err := json.Marshal(s); err != nil {
				t.Fatal(err)
			}
			legible(t, s)
		}
	})
}

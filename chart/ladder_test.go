package chart

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func asked(date string, low, mid, high float64) Figure {
	return Figure{Side: Second, Status: Reported, Date: date, Low: low, Mid: mid, High: high, Least: low, Most: high, Label: fmt.Sprint(mid), Note: "reported"}
}

func TestALadderBeginsAtNothingAndWhatIsFarAwayStandsAtItsEdge(t *testing.T) {
	near := Ladder{Figures: []Figure{asked("2020-01-01", 3, 3, 3), asked("2020-02-01", 4, 4, 4), asked("2020-03-01", 5, 5, 5)}}
	far := near
	far.Figures = append(far.Figures[:3:3], asked("2020-04-01", 58, 58, 58))
	d, e := near.layout(), far.layout()
	if d.y.domain[0] != 0 {
		t.Errorf("the axis begins at %v", d.y.domain[0])
	}
	if diff := cmp.Diff(d.y.domain, e.y.domain); diff != "" {
		t.Errorf("what is far away changed the axis:\n%s", diff)
	}
	var edges []bool
	for _, f := range e.figures {
		edges = append(edges, f.far)
	}
	if diff := cmp.Diff([]bool{false, false, false, true}, edges); diff != "" {
		t.Errorf("which stand at the edge:\n%s", diff)
	}
	one := Ladder{Figures: []Figure{asked("2020-01-01", 10, 10, 10)}, Level: &Level{"last", 1}}
	if d := one.layout(); d.figures[0].far || d.y.at(10) < 0 {
		t.Error("a figure by itself is not shown where it is")
	}
}

func TestReachLeavesOutOnlyTheFewThatAreFar(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{5}, 5}, {[]float64{5, 50}, 50}, {[]float64{3, 4, 5, 50}, 5}, {[]float64{3, 4, 5, 50, 500}, 5},
		{[]float64{1, 40, 45, 50}, 50}, {[]float64{-5, -4, 100}, 100}, {[]float64{0, 0, 0}, 0}, {[]float64{3, 8, 20, 55}, 55},
	} {
		if got := reach(c.values); got != c.want {
			t.Errorf("%v reaches %v, want %v", c.values, got, c.want)
		}
	}
}

// words are the rows of text of a specification by what they say.
func wordsIn(s Spec) map[string]Row {
	all := make(map[string]Row)
	for _, l := range s.Layer {
		for _, r := range l.Data.Values {
			if text, ok := r["text"].(string); ok {
				all[text] = r
			}
		}
	}
	return all
}

func jsonOf(t testing.TB, s Spec) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheKeyOfALadderExplainsOnlyWhatOccurs(t *testing.T) {
	l := Ladder{Frame: Frame{Key: map[Status]string{Reported: "reported", OnRecord: "on record"}}, Sides: map[Side]string{First: "first", Second: "second"},
		Answers:  map[Stance]string{Denies: "denied", Qualifies: "qualified", Declines: "declined"},
		Replaced: "replaced", Rounded: "rounding", Converted: "rate", AtLeast: "open", Withdrawn: "taken back", Beyond: "beyond", Lapsed: "lapse", Rounds: "round"}
	l.Figures = []Figure{asked("2020-01-01", 4, 4, 4)}
	key := func() (said []string) {
		words := wordsIn(l.Spec())
		for _, w := range []string{"reported", "on record", "first", "second", "denied", "qualified", "declined", "replaced", "rounding", "rate", "open", "taken back", "beyond", "lapse", "round"} {
			if r, ok := words[w]; ok && r["fill"] == slate {
				said = append(said, w)
			}
		}
		return said
	}
	if diff := cmp.Diff([]string{"reported", "second"}, key()); diff != "" {
		t.Errorf("of one exact figure (-want +got):\n%s", diff)
	}
	f := asked("2020-02-01", 3, 3.5, 4)
	f.Least, f.Most, f.Open, f.Replaces, f.Answer = 2, 5, 1, []int{0}, Denies
	gone := asked("2020-02-10", 3, 3, 3)
	gone.Withdrawn, gone.Answer, gone.Side, gone.Status = true, Qualifies, First, OnRecord
	declined := asked("2020-02-20", 3, 3, 3)
	declined.Answer = Declines
	l.Figures = append(l.Figures, f, gone, declined, asked("2020-02-20", 90, 90, 90))
	l.Lapses, l.Events = []Lapse{{From: "2020-01-15", To: "2020-02-01"}}, []Event{{"1", "2020-01-10"}}
	want := []string{"reported", "on record", "first", "second", "denied", "qualified", "declined", "replaced", "rounding", "rate", "open", "taken back", "beyond", "lapse", "round"}
	if diff := cmp.Diff(want, key()); diff != "" {
		t.Errorf("of everything (-want +got):\n%s", diff)
	}
}

// A denied, a declined and a qualified figure look different without colour.
func TestAnswersAreSeenWithoutColour(t *testing.T) {
	seen := make(map[string]Stance)
	for _, a := range []Stance{Asserts, Denies, Qualifies, Declines} {
		f := asked("2020-01-01", 4, 4, 4)
		f.Answer = a
		text := jsonOf(t, Ladder{Figures: []Figure{f}}.Spec())
		if b, ok := seen[text]; ok {
			t.Errorf("stances %d and %d look alike", a, b)
		}
		seen[text] = a
	}
}

func ladders(t *rapid.T) Ladder {
	l := Ladder{Level: &Level{"the last agreement", rapid.Float64Range(-5, 50).Draw(t, "level")}, Until: "2020-12-31", Rounds: "round"}
	n := rapid.IntRange(1, 40).Draw(t, "figures")
	for i := range n {
		v := rapid.OneOf(rapid.Float64Range(0, 10), rapid.Float64Range(-1e4, 1e4)).Draw(t, "value")
		f := asked(fmt.Sprintf("2020-%02d-%02d", rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")), v-0.5, v, v+0.5)
		f.Side, f.Status, f.Answer = Side(i%3), Status(i%7), Stance(i%4)
		f.Label, f.Note = strings.Repeat("일이 ", rapid.IntRange(1, 9).Draw(t, "long")), "보도"
		f.Open, f.Replaces = i%3-1, []int{rapid.IntRange(-1, n).Draw(t, "old")}
		l.Figures = append(l.Figures, f)
	}
	return l
}

// No name covers a mark or another name, and nothing stands outside the plot.
func TestNamesOfALadderNeverOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := ladders(t)
		d := l.layout()
		marks := len(d.taken)
		var s sheet
		d.spans(&s)
		before := len(d.taken)
		d.names(&s)
		names := d.taken[before:]
		for i, b := range names {
			for j, c := range names {
				if i != j && b.meets(c) {
					t.Fatalf("names %d and %d overlap: %v %v", i, j, b, c)
				}
			}
			for _, m := range d.taken[:marks] {
				if b.meets(m) {
					t.Fatalf("name %d covers a mark: %v %v", i, b, m)
				}
			}
		}
		for _, f := range d.figures {
			if f.x < 0 || f.x > d.width || f.y < -1e-6 || f.y > d.height+1e-6 {
				t.Fatalf("a mark at %v, %v of %v × %v", f.x, f.y, d.width, d.height)
			}
		}
	})
}

func TestManyFiguresAreDrawnAndTheLatestNamesLeftOut(t *testing.T) {
	var l Ladder
	for i := range 3000 {
		l.Figures = append(l.Figures, asked(fmt.Sprintf("20%02d-%02d-01", i/12%50+10, i%12+1), 1, float64(i%50), 50))
	}
	if n := len(jsonOf(t, l.Spec())); n > 3<<20 {
		t.Errorf("%d bytes", n)
	}
}

func TestALadderWithoutFiguresSaysSo(t *testing.T) {
	for name, l := range map[string]Ladder{"none": {}, "no day": {Figures: []Figure{asked("soon", 1, 1, 1)}}} {
		l.Nothing = "nothing to see"
		if text := jsonOf(t, l.Spec()); !strings.Contains(text, "nothing to see") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

package chart

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawnLanes(marks ...LaneMark) Lanes {
	return Lanes{Lanes: []Lane{{"one side", First}, {"both", Joint}, {"the other", Second}}, Marks: marks,
		Kinds:     map[LaneKind]string{Document: "document", Speech: "statement", Relayed: "report", Happening: "event", Meeting: "round"},
		Contested: "contested", Unsure: "not certain"}
}

func TestALaneWithoutMarksTakesNoRoom(t *testing.T) {
	l := drawnLanes(LaneMark{Lane: 2, Date: "2020-01-01", Label: "a"})
	words := wordsIn(l.Spec())
	if _, ok := words["the other"]; !ok {
		t.Error("the lane with a mark has no name")
	}
	for _, none := range []string{"one side", "both"} {
		if _, ok := words[none]; ok {
			t.Errorf("%q is named, and empty", none)
		}
	}
}

func TestTheKeyOfLanesExplainsOnlyWhatOccurs(t *testing.T) {
	said := func(l Lanes) (said []string) {
		words := wordsIn(l.Spec())
		for _, w := range []string{"document", "statement", "report", "event", "round", "contested", "not certain"} {
			if _, ok := words[w]; ok {
				said = append(said, w)
			}
		}
		return said
	}
	if diff := cmp.Diff([]string{"statement"}, said(drawnLanes(LaneMark{Kind: Speech, Date: "2020-01-01"}))); diff != "" {
		t.Error(diff)
	}
	all := drawnLanes(LaneMark{Kind: Document, Date: "2020-01-01"}, LaneMark{Kind: Speech, Date: "2020-01-01", Contested: true}, LaneMark{Kind: Relayed, Date: "2020-01-01", Unsure: true},
		LaneMark{Kind: Happening, Date: "2020-01-01"}, LaneMark{Kind: Meeting, Date: "2020-01-01", To: "2020-01-03"})
	if diff := cmp.Diff([]string{"document", "statement", "report", "event", "round", "contested", "not certain"}, said(all)); diff != "" {
		t.Error(diff)
	}
}

func TestKindsDifferWithoutColour(t *testing.T) {
	seen := make(map[string]LaneKind)
	for k := range Meeting {
		r := k.dot(First, 0, 0)
		look := fmt.Sprint(r["shape"], r["fill"] == paper)
		if other, ok := seen[look]; ok {
			t.Errorf("kinds %d and %d look alike", other, k)
		}
		seen[look] = k
	}
}

// In a sublane nothing covers anything, and names are those of the marks beside them.
func TestMarksOfALaneNeverCoverEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawnLanes()
		for range rapid.IntRange(1, 60).Draw(t, "marks") {
			m := LaneMark{Lane: rapid.IntRange(0, 2).Draw(t, "lane"), Kind: LaneKind(rapid.IntRange(0, 4).Draw(t, "kind")), Unsure: rapid.Bool().Draw(t, "unsure"),
				Label: strings.Repeat("이름 ", rapid.IntRange(0, 12).Draw(t, "long"))}
			day := func(name string) string {
				return fmt.Sprintf("2020-%02d-%02d", rapid.IntRange(1, 12).Draw(t, name), rapid.IntRange(1, 28).Draw(t, name))
			}
			if m.Date = day("from"); rapid.Bool().Draw(t, "long") {
				m.To = day("to")
			}
			l.Marks = append(l.Marks, m)
		}
		d := l.layout()
		crowded := false
		for _, m := range d.marks {
			crowded = crowded || m.sub >= mostSubs-1
		}
		for i, m := range d.marks {
			if m.y < 0 || m.y > d.height || m.x < 0 || m.x > d.width {
				t.Fatalf("a mark at %v, %v of %v × %v", m.x, m.y, d.width, d.height)
			}
			if m.box.right > d.width+30 {
				t.Fatalf("a name goes to %v of %v", m.box.right, d.width)
			}
			for _, o := range d.marks[i+1:] {
				if !crowded && m.Lane == o.Lane && m.sub == o.sub && m.box.left < o.box.right && o.box.left < m.box.right {
					t.Fatalf("%v and %v cover each other", m.box, o.box)
				}
			}
		}
	})
}

func TestTheSameMarksInTheSameOrderStandInTheSameSublanes(t *testing.T) {
	var l Lanes
	for range 3 {
		l = drawnLanes(LaneMark{Date: "2020-01-01", Label: "a"}, LaneMark{Date: "2020-01-01", Label: "b"}, LaneMark{Date: "2020-01-01", Label: "c"})
		for i, m := range l.layout().marks {
			if m.sub != i || m.Label != string(rune('a'+i)) {
				t.Errorf("%s is in sublane %d", m.Label, m.sub)
			}
		}
	}
}

func TestManyMarksKeepTheirPictureLow(t *testing.T) {
	l := drawnLanes()
	for i := range 2000 {
		l.Marks = append(l.Marks, LaneMark{Lane: i % 3, Date: fmt.Sprintf("2020-%02d-%02d", i%12+1, i%28+1), Label: "somebody"})
	}
	if d := l.layout(); d.height > 3*(mostSubs*sublane+laneRoom) {
		t.Errorf("it is %v high", d.height)
	}
}

func TestLanesWithoutMarksSaySo(t *testing.T) {
	for name, l := range map[string]Lanes{"none": drawnLanes(), "no day": drawnLanes(LaneMark{Date: "?"}), "no lane": drawnLanes(LaneMark{Lane: 7, Date: "2020-01-01"})} {
		l.Nothing = "nothing to see"
		if text := jsonOf(t, l.Spec()); !strings.Contains(text, "nothing to see") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func ranged(label string, low, mid, high float64) ZoneRow {
	return ZoneRow{Label: label, Low: low, Mid: mid, High: high, Value: fmt.Sprint(mid)}
}

// zoned has a zone from 100 to 120, and bids.
func zoned(bids ...float64) Zone {
	nash := ranged("nash", 106, 110, 114)
	z := Zone{Takes: ranged("takes", 95, 100, 105), Pays: ranged("pays", 110, 120, 130), Chosen: &nash, Apart: ranged("apart", 0, 0, 0),
		Percent: "%", Between: "zone", Beyond: "beyond"}
	for i, b := range bids {
		z.Bids = append(z.Bids, ranged(fmt.Sprint("bid ", i), b, b, b))
	}
	return z
}

func written(t *testing.T, z Zone) string {
	t.Helper()
	text, err := json.Marshal(z.Spec())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// However far away a bid is, the axis is that of the limits.
func TestABidFarAwayStandsAtTheEdgeAndSquashesNothing(t *testing.T) {
	alone := zoned(110).layout()
	d := zoned(110, 4500, -4500).layout()
	if diff := cmp.Diff(alone.x.domain, d.x.domain); diff != "" {
		t.Errorf("two bids far away changed the axis:\n%s", diff)
	}
	var edges []float64
	for _, r := range d.rows[d.core:] {
		edges = append(edges, d.edge(r))
	}
	if diff := cmp.Diff([]float64{0, 1, -1}, edges); diff != "" {
		t.Errorf("where the bids point:\n%s", diff)
	}
	if text := written(t, zoned(110, 4500)); !strings.Contains(text, "beyond") || !strings.Contains(text, "4500") {
		t.Errorf("no word of the bid beyond the axis: %s", text)
	}
	if strings.Contains(written(t, zoned(110)), "beyond") {
		t.Error("the key explains an arrow that does not occur")
	}
}

func TestOnlyLimitsThatMeetHaveAZone(t *testing.T) {
	if text := written(t, zoned()); !strings.Contains(text, "nash") || !strings.Contains(text, `"zone"`) || strings.Contains(text, "apart") {
		t.Errorf("want the point and the shading, and nothing missing: %s", text)
	}
	z := zoned()
	z.Takes, z.Pays = z.Pays, z.Takes
	text := written(t, z)
	if !strings.Contains(text, "apart") || strings.Contains(text, "nash") || strings.Contains(text, `"zone"`) {
		t.Errorf("want what is missing, and neither a point nor shading: %s", text)
	}
	d := z.layout()
	if d.shade() != nil {
		t.Error("what lies between limits that do not meet is shaded")
	}
}

func TestWithoutBothLimitsThereIsNothingToDraw(t *testing.T) {
	row := ranged("a limit", 1, 2, 3)
	for name, z := range map[string]Zone{"neither": {}, "one": {Takes: row}, "the other": {Pays: row}, "no number": {Takes: row, Pays: ranged("x", 1, math.NaN(), 3)}} {
		z.Nothing = "nothing to see"
		if text := written(t, z); !strings.Contains(text, "nothing to see") || strings.Contains(text, "a limit") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

func TestPercentagesAreOverWhatWasAgreedLast(t *testing.T) {
	for name, c := range map[string]struct {
		level  float64
		ticks  bool
		agreed bool
	}{
		"near":           {level: 100, ticks: true, agreed: true},
		"far away":       {level: 10},
		"nothing":        {level: 0},
		"below nothing":  {level: -3},
		"no number":      {level: 1e300},
		"next to a half": {level: 60, ticks: true, agreed: true},
	} {
		z := zoned()
		z.Level = &Level{"agreed last", c.level}
		text := written(t, z)
		if got := strings.Contains(text, "agreed last"); got != c.agreed {
			t.Errorf("%s: the level is shown: %v", name, got)
		}
		d := z.layout()
		if got := len(d.percent) > 1; got != c.ticks {
			t.Errorf("%s: ticks %v", name, d.percent)
		}
		for _, p := range d.percent {
			over, err := strconv.ParseFloat(strings.NewReplacer("−", "-", "%", "").Replace(p.words), 64)
			if want := d.x.at(c.level + c.level*over/100); err != nil || math.Abs(p.x-want) > 1e-6 {
				t.Errorf("%s: %s is at %v, want %v (%v)", name, p.words, p.x, want, err)
			}
		}
	}
}

// Whatever is drawn is drawn within the plot, in the order of the figures.
func TestTheZoneKeepsWithinItsPlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(-1e3, 1e3), rapid.Float64Range(-1e99, 1e99))
		row := func(name string) ZoneRow {
			v := rapid.SliceOfN(value, 3, 3).Draw(t, name)
			return ZoneRow{Label: strings.Repeat("가나다 ", rapid.IntRange(0, 30).Draw(t, "words")), Note: "x", Low: v[0], Mid: v[1], High: v[2]}
		}
		z := Zone{Takes: row("takes"), Pays: row("pays"), Level: &Level{"x", value.Draw(t, "level")}}
		for range rapid.IntRange(0, 40).Draw(t, "bids") {
			z.Bids = append(z.Bids, row("bid"))
		}
		d := z.layout()
		for i, r := range d.rows {
			if !r.bare {
				if at := d.x.at(d.within(r.Mid)); !(at >= -1e-6 && at <= d.width+1e-6) {
					t.Fatalf("%v is at %v of %v", r.Mid, at, d.width)
				}
			}
			if i < d.core && d.edge(r) != 0 {
				t.Fatalf("a limit is beyond the axis: %+v", r.ZoneRow)
			}
			if i > 0 && r.y-d.rows[i-1].y < blockHeight(r.lines)+smallSize {
				t.Fatalf("row %d is written over the one before", i)
			}
		}
	})
}

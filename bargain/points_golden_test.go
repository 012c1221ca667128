package bargain

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"parley/deal"
)

// A goldenPoint is utilities and the index of an outcome that has them, as NegMAS 0.16 found them.
type goldenPoint struct {
	u  []float64
	at deal.Outcome
}

func (p *goldenPoint) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&p.u, &p.at})
}

type goldenPoints struct {
	tabled
	Pareto, Nash, Kalai, KS []goldenPoint
	MaxWelfare              []goldenPoint `json:"max_welfare"`
}

// The points of the 140 recorded scenarios. NegMAS' disagreement value is the
// reserved value, or the utility of the worst outcome if that is higher; its
// frontier holds the rational points only, its "kalai" is the egalitarian point and
// its "ks" the one of [LeastSpread]. Utilities are sums of at most five terms
// in the same order, so 1e-9 is wide.
func TestPointsOfTheRecordedScenarios(t *testing.T) {
	const tolerance = 1e-9
	var scenarios []goldenPoints
	readGolden(t, "sao-traces.json", &scenarios)
	if len(scenarios) != 140 {
		t.Fatalf("%d scenarios, want 140", len(scenarios))
	}
	parties := make(map[int]int)
	for n, c := range scenarios {
		s, us := gridSpace(t, c.Sizes...), c.utilities()
		parties[len(us)]++
		d, reserved := disagreement(t, s, c)
		for _, o := range []Options{{Method: Merged}, {Method: Enumerated}} {
			front := frontOf(t, s, us, o).Points
			for name, p := range map[string]struct {
				want []goldenPoint
				got  []Point
			}{
				"pareto":      {c.Pareto, ZOPA(front, reserved)},
				"nash":        {c.Nash, Nash(front, d).Points},
				"kalai":       {c.Kalai, Egalitarian(front, d).Points},
				"ks":          {c.KS, LeastSpread(front, d).Points},
				"max_welfare": {c.MaxWelfare, Utilitarian(front, d).Points},
			} {
				if !samePoints(p.want, p.got, tolerance) {
					t.Errorf("scenario %d, %v: %s is %v, want %v", n, o.Method, name, p.got, p.want)
				}
			}
		}
	}
	if parties[2] != 120 || parties[3] != 20 {
		t.Errorf("scenarios by parties: %v", parties)
	}
}

func disagreement(t *testing.T, s *deal.Space, c goldenPoints) (d, reserved []float64) {
	all, err := List(s, c.utilities(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range c.Profiles {
		worst := math.Inf(1)
		for _, q := range all {
			worst = min(worst, q.U[i])
		}
		d, reserved = append(d, max(p.Reserved, worst)), append(reserved, p.Reserved)
	}
	return d, reserved
}

func samePoints(want []goldenPoint, got []Point, tolerance float64) bool {
	if len(want) != len(got) {
		return false
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(p Point) bool { return distance(p.U, w.u) <= tolerance && p.Outcome == w.at }) {
			return false
		}
	}
	return true
}

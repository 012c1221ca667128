package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

func TestFiguresOfAnotherScaleAreSeen(t *testing.T) {
	for _, c := range []struct {
		name, unit string
		values     []string
		want       string
		at         int
	}{
		{"growth", "%", []string{"2.1", "-0.4", "12.6"}, "", -1},
		{"one level after one growth", "%", []string{"2.1", "1090.1"}, "mixed", 1},
		{"a level among growth", "%", []string{"2.1", "1.9", "0.3", "104.5"}, "mixed", 3},
		{"as many levels as growth", "%", []string{"2.1", "1090.1", "1.9", "1104.2"}, "mixed", 1},
		{"many levels after one growth", "%", []string{"2.1", "1067", "1080", "1090", "1100", "1111", "1120"}, "mixed", 1},
		{"levels only", "%", []string{"104.5", "106.0"}, "level", 0},
		{"an inflation that climbs", "%", []string{"25", "40", "211.4", "117.8"}, "", -1},
		{"a leap in a small thing", "%", []string{"0.1", "45", "0.2"}, "", -1},
		{"fractions", "%", []string{"0.021", "0.019", "0.003"}, "fractions", 0},
		{"nothing", "%", nil, "", -1},
		{"levels", "index", []string{"100", "102.1", "104"}, "", -1},
		{"growth among levels", "index", []string{"100", "-0.4"}, "growth", 1},
		{"a rate of nothing", "KRW per USD", []string{"1100", "0"}, "rate", 1},
		{"a point too far", "KRW per USD", []string{"1129.0", "109.93", "1165.8"}, "tens", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var figures []parley.Figure
			for i, v := range c.values {
				d, err := money.ParseDecimal(v)
				if err != nil {
					t.Fatal(err)
				}
				figures = append(figures, parley.Figure{For: date.Date{First: date.On(2000+i, 1, 1), Last: date.On(2000+i, 12, 31)}, Value: d})
			}
			got, at := Misscaled(evidence.ParseUnit(c.unit), figures)
			if diff := cmp.Diff([]any{c.want, c.at}, []any{got, at}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

package evidence_test

import (
	"testing"
	"testing/fstest"

	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// figured weighs a case with one series, on a day.
func figured(t *testing.T, unit, csv string, day date.Day) *evidence.Assessment {
	t.Helper()
	text := `case c "C"
  parties      a b
  money        KRW
  rates        s
  zone         UTC
  audience     public

party a "A"

party b "B"

series s "The series"
  unit         "` + unit + `"
  file         s.csv
`
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}, "s.csv": {Data: []byte(csv)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: day}))
}

func TestAYearIsTheMeanOfItsPartsByTheirDays(t *testing.T) {
	const late = ",2020-02-01\n"
	quarters := "2019-01/2019-03,1000" + late + "2019-04/2019-06,1000" + late + "2019-07/2019-09,1000" + late
	for _, test := range []struct {
		name, csv, want string // "": nothing is said of the year
	}{
		{"the year itself", "2019,1165.8" + late + "2019-01,1" + late, "1165.8"},
		{"three quarters and three months", quarters + "2019-10,1300" + late + "2019-11,1300" + late + "2019-12,1300" + late, "1075.6164"}, // (273×1000 + 92×1300) / 365
		{"eleven months and one", "2019-01/2019-11,1000" + late + "2019-12,1300" + late, "1025.4795"},                                      // (334×1000 + 31×1300) / 365
		{"a month beside its quarter", "2019-01,900" + late + quarters + "2019-10/2019-12,1100" + late, "1025.2055"},                       // (273×1000 + 92×1100) / 365
		{"a quarter is missing", quarters, ""},
		{"the first weeks are missing", "2019-01-15/2019-12-31,1000" + late, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, ok := figured(t, "KRW per USD", "for,value,published\n"+test.csv, date.On(2020, 3, 1)).Line("s").Year(2019)
			switch got := r.Value.Round(-4, 1).String(); {
			case !ok && test.want != "":
				t.Errorf("nothing is said; want %s", test.want)
			case ok && got != test.want:
				t.Errorf("%s; want %q", got, test.want)
			}
		})
	}
}

// A revision counts from its own day.
func TestTheLatestPublicationCounts(t *testing.T) {
	csv := "for,value,published\n2018,1.5,2019-01-02\n2018,1.6,2019-06-01\n2018,1.4,2018-12-31\n"
	for day, want := range map[date.Day]string{date.On(2018, 12, 31): "1.4", date.On(2019, 1, 2): "1.5", date.On(2019, 5, 31): "1.5", date.On(2019, 6, 1): "1.6"} {
		if r, ok := figured(t, "%", csv, day).Line("s").Growth(2018); !ok || r.Value.String() != want {
			t.Errorf("%s: %s; want %s", day, r.Value, want)
		}
	}
	if _, ok := figured(t, "%", csv, date.On(2018, 12, 30)).Line("s").Growth(2018); ok {
		t.Error("a figure is known before it was published")
	}
}

func TestRatesAreReadBothWays(t *testing.T) {
	a := figured(t, "KRW per 100 JPY", "for,value,published\n2019,1070,2020-01-05\n", date.On(2020, 1, 5))
	if r, ok := a.Rate("JPY", "KRW").Year(2019); !ok || r.Value.String() != "10.7" {
		t.Errorf("a yen in won: %s", r.Value)
	}
	if r, ok := a.Rate("KRW", "JPY").Year(2019); !ok || r.Value.Round(-6, 1).String() != "0.093458" {
		t.Errorf("a won in yen: %s", r.Value)
	}
	if r, ok := a.Rate("JPY", "KRW").On(date.On(2019, 5, 5)); !ok || r.Value.String() != "10.7" {
		t.Errorf("on a day: %s", r.Value)
	}
	if l := a.Rate("USD", "KRW"); l != nil {
		t.Errorf("a rate that no series gives: %s", l.ID)
	}
}

func TestALevelGivesGrowth(t *testing.T) {
	l := figured(t, "2020 = 100", "for,value,published\n2018,98.0,2019-01-02\n2019,99.47,2020-01-02\n", date.On(2020, 2, 1)).Line("s")
	if r, ok := l.Growth(2019); !ok || r.Value.String() != "1.5" || len(r.Of) != 2 {
		t.Errorf("growth %s of %d figures", r.Value, len(r.Of))
	}
	if _, ok := l.Growth(2018); ok {
		t.Error("growth over a year that is not there")
	}
	if l.Last() != 2019 {
		t.Errorf("the last year is %d", l.Last())
	}
}

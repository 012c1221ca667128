package scenario

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/deal"
)

// stay is a small scenario of every kind of issue.
func stay(t *testing.T) *Scenario {
	t.Helper()
	space, err := deal.NewSpace(
		deal.Named("room", "small", "large & bright"),
		deal.Integers("nights", 1, 3),
		deal.Range("rate", 0, 1, 3),
	)
	if err != nil {
		t.Fatal(err)
	}
	return &Scenario{Name: "stay", Space: space, Parties: []deal.Preferences{
		{Name: "Zoë", Utility: &deal.Additive{
			Weights: []float64{0.5, 0.25, 0.25},
			Values:  [][]float64{{0.5, 1}, {0, 0.5, 1}, {1, 0.5, 0}},
		}, Discount: 0.5, Reserved: 0.25},
		{Name: "Ann", Utility: &deal.Additive{
			Weights: []float64{0.25, 0.25, 0.5},
			Values:  [][]float64{{2, 1}, {0.5, 0.5, 0.5}, {0, 0.5, 1}}, Bias: -0.25,
		}},
	}}
}

func TestTheFilesOfEachFormat(t *testing.T) {
	for _, format := range Formats {
		t.Run(format, func(t *testing.T) {
			s := stay(t)
			if format == "geniusweb" {
				s.Rounds, s.Parties[0].Discount = 60, 0
			}
			files, err := Files(s, format)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := folder(t, "testdata/written/"+format+".txtar")
			text := make(map[string][]byte)
			for name, f := range want {
				text[name] = f.Data
			}
			if diff := cmp.Diff(show(text), show(files)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestPartiesComeInTheOrderOfTheirFiles(t *testing.T) {
	s := stay(t)
	for len(s.Parties) < 11 {
		p := s.Parties[1]
		p.Name = fmt.Sprint("party ", len(s.Parties))
		s.Parties = append(s.Parties, p)
	}
	s.Parties[10].Name = "Abe"
	files, err := Files(s, "negmas")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(mapFS(files))
	if err != nil {
		t.Fatal(err)
	}
	if got.Parties[0].Name != "Zoë" || got.Parties[10].Name != "Abe" {
		t.Errorf("first %q and last %q", got.Parties[0].Name, got.Parties[10].Name)
	}
}

func TestWhatAFormatCannotSayIsNamed(t *testing.T) {
	additive := func(values ...[]float64) deal.Utility {
		return &deal.Additive{Weights: []float64{1, 0, 0}, Values: values}
	}
	flat := []float64{0, 0, 0}
	for _, c := range []struct {
		format string
		change func(s *Scenario, p *deal.Preferences)
		want   string
	}{
		{"html", func(*Scenario, *deal.Preferences) {}, `scenario: no format is called "html"; choose one of ["genius" "geniusweb" "negmas" "negmas-json"]`},
		{"genius", func(s *Scenario, _ *deal.Preferences) { s.Rounds = 9 }, "deadline of 9 rounds"},
		{"negmas", func(s *Scenario, _ *deal.Preferences) { s.Rounds = 9 }, "deadline of 9 rounds"},
		{"negmas-json", func(s *Scenario, _ *deal.Preferences) { s.Rounds = 9 }, "deadline of 9 rounds"},
		{"negmas-json", func(_ *Scenario, p *deal.Preferences) { p.Utility = deal.HyperRectangles{} }, "a deal.HyperRectangles, and the format has only weighted sums; write negmas"},
		{"genius", func(_ *Scenario, p *deal.Preferences) {
			p.Utility = &deal.Pairwise{Single: [][]float64{{0, 1}, flat, flat}}
		}, `the utility of party "Zoë" is a *deal.Pairwise`},
		{"geniusweb", func(_ *Scenario, p *deal.Preferences) { p.Utility = deal.HyperRectangles{} }, `the utility of party "Zoë" is a deal.HyperRectangles`},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Utility = deal.Func(func([]int32) float64 { return 1 }) }, `the utility of party "Zoë" is a deal.Func`},
		{"genius", func(_ *Scenario, p *deal.Preferences) { p.Utility = deal.HyperRectangles{{Utility: 1}} }, `Genius has boxes on integer issues only, and issue "room" is none`},
		{"genius", func(_ *Scenario, p *deal.Preferences) {
			p.Utility = additive([]float64{0, 1}, []float64{0, 1, 0}, flat)
		}, `the values of issue "nights" are no straight line`},
		{"geniusweb", func(_ *Scenario, p *deal.Preferences) {
			p.Utility = additive([]float64{0, 1}, flat, []float64{0, 1, 0})
		}, `the values of issue "rate" are no straight line`},
		{"genius", func(_ *Scenario, p *deal.Preferences) {
			p.Utility = additive([]float64{0, 1}, []float64{-1, 0, 1}, flat)
		}, `the values of issue "nights" are partly below 0`},
		{"genius", func(_ *Scenario, p *deal.Preferences) { p.Utility = additive([]float64{0, 3}, flat, flat) }, "the best outcome is worth 3"},
		{"geniusweb", func(_ *Scenario, p *deal.Preferences) { p.Utility = additive([]float64{-1, 3}, flat, flat) }, "the utilities are in -1..3"},
		{"geniusweb", func(_ *Scenario, p *deal.Preferences) { p.Reserved = 0.2 }, "no outcome is worth 0.2; the closest is 0.25"},
		{"geniusweb", func(_ *Scenario, p *deal.Preferences) { p.Reserved = math.Inf(-1) }, "no outcome is worth -Inf"},
		{"geniusweb", func(_ *Scenario, p *deal.Preferences) { p.Discount = 0.9 }, "GeniusWeb has no discount"},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Discount = 1.5 }, "discount 1.5"},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Discount = math.NaN() }, "discount NaN"},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Reserved = math.NaN() }, "reserved value NaN"},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Reserved = math.Inf(1) }, "reserved value +Inf"},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Utility = nil }, "no utility"},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Utility = additive([]float64{0}, flat, flat) }, `party "Zoë"`},
		{"negmas", func(_ *Scenario, p *deal.Preferences) { p.Name = "\xFF" }, "not in UTF-8"},
		{"genius", func(_ *Scenario, p *deal.Preferences) { p.Name = "\x01" }, "which XML cannot say"},
		{"negmas", func(s *Scenario, _ *deal.Preferences) { s.Parties = nil }, "needs a space and a party"},
		{"negmas", func(s *Scenario, _ *deal.Preferences) { s.Space = nil }, "needs a space and a party"},
	} {
		s := stay(t)
		s.Parties[0].Discount = 0
		c.change(s, &s.Parties[0])
		files, err := Files(s, c.format)
		if files != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want …%s…", c.format, err, c.want)
		}
	}
	if _, err := Files(nil, "negmas"); err == nil {
		t.Error("no scenario is written")
	}
}

// NonlinearUtilitySpace.getUtility of Genius gives 1 for what is above 1.
func TestGeniusBoxesAboveOneAreRefused(t *testing.T) {
	s := read(t, "d.xml", twoIntegers, "p.xml", `<utility_space type="nonlinear"><objective><utility maxutility="1"><ufun>
<hyperRectangle utility="1"><INCLUDES index="1" min="0" max="0"/></hyperRectangle></ufun></utility></objective></utility_space>`)
	for _, c := range []struct {
		h    deal.HyperRectangles
		want string
	}{
		{deal.HyperRectangles{{Utility: 3}, {Utility: -1}}, "an outcome is worth up to 2, and Genius cuts utilities at 1"},
		{deal.HyperRectangles{{Utility: 0.75, Sides: []deal.Side{{Issue: 0, Lo: 0, Hi: 1}}}, {Utility: 0.75, Sides: []deal.Side{{Issue: 0, Lo: 1, Hi: 2}}}}, "worth up to 1.5"},
		{deal.HyperRectangles{{Utility: 1, Sides: []deal.Side{{Issue: 0, Lo: 0, Hi: 1}}}, {Utility: 1, Sides: []deal.Side{{Issue: 0, Lo: 2, Hi: 2}}}}, ""},
	} {
		s.Parties[0].Utility = c.h
		files, err := Files(s, "genius")
		switch {
		case c.want == "" && err != nil:
			t.Error(err)
		case c.want != "" && (files != nil || err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestGeniusBoxesComeBack(t *testing.T) {
	s := read(t, "d.xml", twoIntegers, "p.xml", `<utility_space><objective>
<issue index="1" name="a" type="integer" lowerbound="0" upperbound="2"><evaluator slope="0.1" offset="0"/></issue>
<issue index="2" name="b" type="integer" lowerbound="0" upperbound="1"><evaluator slope="0.1" offset="0"/></issue>
</objective></utility_space>`)
	s.Parties[0].Utility = deal.HyperRectangles{
		{Utility: 0.5},
		{Utility: 0.25, Sides: []deal.Side{{Issue: 0, Lo: 1, Hi: 2}}},
		{Utility: -0.125, Sides: []deal.Side{{Issue: 1, Lo: 0, Hi: 0}, {Issue: 0, Lo: 2, Hi: 2}}},
	}
	files, err := Files(s, "genius")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(mapFS(files))
	if err != nil {
		t.Fatalf("%v\n%s", err, show(files))
	}
	if diff := cmp.Diff(s.Parties, got.Parties); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// An outcome has a box of its own in NegMAS; as boxes a table of a thousand
// would be looked through a thousand times for each outcome.
func TestATableComesBackFromNegmasAsATable(t *testing.T) {
	s := stay(t)
	table := &deal.Explicit{Space: s.Space, Utilities: make([]float64, s.Space.Len())}
	for o := range table.Utilities {
		table.Utilities[o] = 1 / float64(o+3)
	}
	s.Parties[0].Utility = table
	files, err := Files(s, "negmas")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(mapFS(files))
	if err != nil {
		t.Fatal(err)
	}
	e, ok := got.Parties[0].Utility.(*deal.Explicit)
	if !ok {
		t.Fatalf("a %T came back", got.Parties[0].Utility)
	}
	if diff := cmp.Diff(table.Utilities, e.Utilities); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

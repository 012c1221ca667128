package scenario

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/deal"
)

func TestNamesOfAnyLengthComeBack(t *testing.T) {
	long := strings.Repeat("a very long name; ", 200)
	space, err := deal.NewSpace(deal.Named(long, long, "short"))
	if err != nil {
		t.Fatal(err)
	}
	u := &deal.Additive{Weights: []float64{1}, Values: [][]float64{{0.5, 1}}}
	want := &Scenario{Name: long, Space: space, Parties: []deal.Preferences{{Name: long, Utility: u}}}
	for _, format := range Formats {
		files, err := Files(want, format)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(mapFS(files))
		if err != nil {
			t.Fatal(err)
		}
		if got.Name != long || got.Parties[0].Name != long {
			t.Errorf("%s: the names are %s and %s", format, short(got.Name), short(got.Parties[0].Name))
		}
		if diff := cmp.Diff(names(want.Space), names(got.Space)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", format, diff)
		}
	}
}

func TestBoxesWithoutEndAreRefused(t *testing.T) {
	var profile strings.Builder
	profile.WriteString("type: HyperRectangleUtilityFunction\nutilities: [" + strings.Repeat("1, ", 20) + "]\noutcome_ranges:\n")
	for range 20 {
		profile.WriteString("- {0: [-1, 1000000]}\n")
	}
	_, err := Read(fstest.MapFS{"d.yml": {Data: []byte("issues: [{name: a, values: 1000000}]")}, "p.yml": {Data: []byte(profile.String())}})
	if err == nil || !strings.Contains(err.Error(), "the boxes are too many") {
		t.Errorf("got %v", err)
	}
}

func TestPartiesTimesOptionsAreLimited(t *testing.T) {
	// Each is a few bytes in the files and a table of a million values in memory.
	tables := map[string][2]string{
		"yml":  {"issues: [{name: a, values: 1000000}]", "type: AffineUtilityFunction"},
		"json": {`{"issuesValues": {"a": {"range": {"low": 1, "high": 1000000, "step": 1}}}}`, `{"LinearAdditiveUtilitySpace": {"issueUtilities": {"a": {"numberutils": {"lowValue": 1, "lowUtility": 0, "highValue": 1000000, "highUtility": 1}}}}}`},
		"xml": {`<negotiation_template><utility_space><objective><issue index="1" name="a" type="integer" lowerbound="1" upperbound="1000000"/></objective></utility_space></negotiation_template>`,
			`<utility_space><objective><issue index="1" type="integer" lowerbound="1" upperbound="1000000"><evaluator offset="0" slope="0"/></issue></objective></utility_space>`},
		"yaml": {"issues: [{name: a, values: 1000}, {name: b, values: 1000}]", "type: MappingUtilityFunction\ndefault: 0\nmapping: {}"},
	}
	for ending, texts := range tables {
		fsys := fstest.MapFS{"domain." + ending: {Data: []byte(texts[0])}}
		for i := range 20 {
			fsys[fmt.Sprintf("p%02d.%s", i, ending)] = &fstest.MapFile{Data: []byte(texts[1])}
		}
		_, err := Read(fsys)
		if err == nil || strings.Contains(err.Error(), "\n") ||
			!strings.HasPrefix(err.Error(), "scenario: p16."+ending) || !strings.HasSuffix(err.Error(), "the parties have more than 16777216 values in all; give issues fewer options, or keep fewer parties in a folder") {
			t.Errorf("%s: got %v", ending, err)
		}
	}
}

func TestAMappingForTooManyOutcomesIsRefused(t *testing.T) {
	domain := "issues: [{name: a, values: 2000}, {name: b, values: 2000}]"
	_, err := Read(fstest.MapFS{"d.yml": {Data: []byte(domain)}, "p.yml": {Data: []byte("type: MappingUtilityFunction\ndefault: 0\nmapping: {}")}})
	if err == nil || !strings.Contains(err.Error(), "p.yml:3:10: a mapping for 4000000 outcomes; at most 1048576 are read; write a LinearAdditiveUtilityFunction or boxes") {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsTooLargeToReadBackIsNotWritten(t *testing.T) {
	options := make([]string, 1<<15)
	for k := range options {
		options[k] = fmt.Sprintf("%300d", k)
	}
	space, err := deal.NewSpace(deal.Named("a", options...))
	if err != nil {
		t.Fatal(err)
	}
	u := &deal.Additive{Weights: []float64{1}, Values: [][]float64{make([]float64, len(options))}}
	_, err = Files(&Scenario{Space: space, Parties: []deal.Preferences{{Utility: u}}}, "negmas")
	if err == nil || !strings.Contains(err.Error(), "at most 8388608 can be read back") {
		t.Errorf("got %v", err)
	}
	big, err := deal.NewSpace(deal.Integers("a", 1, MaxOptions), deal.Integers("b", 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	table := &deal.Explicit{Space: big, Utilities: make([]float64, big.Len())}
	_, err = Files(&Scenario{Space: big, Parties: []deal.Preferences{{Name: "p", Utility: table}}}, "negmas")
	if err == nil || !strings.Contains(err.Error(), `party "p" has a utility for each of 2097152 outcomes; at most 1048576 are written`) {
		t.Errorf("got %v", err)
	}
}

// What one of Read's limits refuses is refused before it is written.
func TestFilesWritesWhatReadReads(t *testing.T) {
	of := func(issues ...deal.Issue) *Scenario {
		space, err := deal.NewSpace(issues...)
		if err != nil {
			t.Fatal(err)
		}
		a := &deal.Additive{Weights: make([]float64, len(issues)), Values: make([][]float64, len(issues))}
		for i := range issues {
			a.Values[i] = make([]float64, space.Issue(i).Len())
		}
		return &Scenario{Space: space, Parties: []deal.Preferences{{Utility: a}}}
	}
	crowd := of(deal.Integers("a", 1, 2))
	for len(crowd.Parties) <= maxFiles-2 {
		crowd.Parties = append(crowd.Parties, crowd.Parties[0])
	}
	past := of(deal.Integers("a", 1, 2))
	past.Rounds = -5
	wide := of(deal.Integers("a", 0, MaxOptions-1))
	for len(wide.Parties) < 17 {
		wide.Parties = append(wide.Parties, wide.Parties[0])
	}
	twins := of(deal.Integers("a", 1, 2))
	twins.Parties[0].Name = "Ann"
	twins.Parties = append(twins.Parties, twins.Parties[0])
	boxes := of(deal.Integers("a", 0, MaxOptions-1))
	var h deal.HyperRectangles
	for range 17 {
		h = append(h, deal.Box{Utility: 0.01, Sides: []deal.Side{{Issue: 0, Lo: 0, Hi: MaxOptions - 1}}})
	}
	boxes.Parties[0].Utility = h
	for _, c := range []struct {
		s    *Scenario
		want string
		but  string // formats that have another reason
	}{
		{of(deal.Integers("a", 0, MaxOptions)), `issue "a" has 1048577 options; at most 1048576 can be read back`, ""},
		{of(deal.Range("a", -1e300, 1e300, 3)), `issue "a" is wider than 1e+300; choose another unit`, ""},
		{crowd, `999 parties; at most 998 can be read back`, ""},
		{past, `the deadline is -5 rounds; set Rounds to 0 for none`, ""},
		{wide, `the parties have 17825792 values in all; at most 16777216 can be read back`, ""},
		{twins, `two parties are called "Ann"; give each a name of its own`, ""},
		{boxes, `the boxes are too many: their sides have more than 16777216 options`, "geniusweb negmas-json"},
	} {
		for _, format := range Formats {
			if strings.Contains(c.but, format) {
				continue
			}
			files, err := Files(c.s, format)
			if files != nil || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: got %v, want %s", format, err, c.want)
			}
		}
	}
}

func TestAReservationBidIsLookedForInTheFirstOutcomes(t *testing.T) {
	flat := make([]float64, 200)
	space, err := deal.NewSpace(deal.Integers("a", 1, 200), deal.Integers("b", 1, 200), deal.Integers("c", 1, 200))
	if err != nil {
		t.Fatal(err)
	}
	u := &deal.Additive{Weights: []float64{0.5, 0.25, 0.25}, Values: [][]float64{flat, flat, flat}}
	_, err = Files(&Scenario{Space: space, Parties: []deal.Preferences{{Utility: u, Reserved: 0.5}}}, "geniusweb")
	if err == nil || !strings.Contains(err.Error(), "none of the first 5592405 outcomes is worth 0.5") {
		t.Errorf("got %v", err)
	}
}

func TestWeightsOfNothing(t *testing.T) {
	const domain = `{"issuesValues": {"a": {"values": ["x", "y"]}, "b": {"values": ["z"]}}}`
	const profile = `{"LinearAdditiveUtilitySpace": {"reserved_value": 0.25, "discount_factor": 0.5, "issueUtilities": {
		"a": {"discreteutils": {"valueUtilities": {"x": 0.5, "y": 1}}}, "b": {"discreteutils": {"valueUtilities": {"z": 0.25}}}}}}`
	s := read(t, "d.json", domain, "p.json", profile)
	if diff := cmp.Diff([]float64{0.75, 1.25}, all(s, 0)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// NegMAS' own fields.
	if p := s.Parties[0]; p.Reserved != 0.25 || p.Discount != 0.5 {
		t.Errorf("reserved value %v and discount %v", p.Reserved, p.Discount)
	}
}

func TestNegmasWithoutReservedValueTakesAnything(t *testing.T) {
	s := read(t, "d.yml", "issues: [{name: a, values: 2}]",
		"p.yml", "type: ConstUtilityFunction\nvalue: 1", "q.yml", "type: ConstUtilityFunction\nvalue: 1\nreserved_value: -.inf\nname: Q")
	for _, p := range s.Parties {
		if !math.IsInf(p.Reserved, -1) {
			t.Errorf("party %s reserves %v", p.Name, p.Reserved)
		}
	}
	if s.Parties[0].Name != "p" || s.Parties[1].Name != "Q" {
		t.Errorf("the parties are called %q and %q", s.Parties[0].Name, s.Parties[1].Name)
	}
}

package strategy

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/bargain"
	"parley/deal"
)

// golden is where the inputs and results recorded from NegMAS 0.16 stand.
const golden = "../../shared/golden/"

// An offer of a recorded trace: [round, party, option per issue].
type offer struct {
	Round, Party int
	Options      []string
}

func (o *offer) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&o.Round, &o.Party, &o.Options})
}

// additive is a linear additive profile as recorded.
type additive struct {
	Weights  []float64
	Values   [][]float64
	Reserved float64
}

func readGolden(t testing.TB, name string, v any) {
	b, err := os.ReadFile(golden + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

// space returns the space that the profiles value, its options called v0, v1, ...
func space(t testing.TB, p additive) *deal.Space {
	var issues []deal.Issue
	for i, v := range p.Values {
		names := make([]string, len(v))
		for k := range names {
			names[k] = "v" + strconv.Itoa(k)
		}
		issues = append(issues, deal.Named("i"+strconv.Itoa(i), names...))
	}
	s, err := deal.NewSpace(issues...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func compile(t testing.TB, s *deal.Space, a additive) *deal.Profile {
	p, err := deal.Compile(s, deal.Preferences{Utility: &deal.Additive{Weights: a.Weights, Values: a.Values}, Reserved: a.Reserved})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func find(t testing.TB, name string) Info {
	i, ok := Find(name)
	if !ok {
		t.Fatalf("no strategy %q", name)
	}
	return i
}

// named returns what the options of an outcome are called.
func named(s *deal.Space, o deal.Outcome) (names []string) {
	for i, k := range s.Options(o, nil) {
		names = append(names, s.Issue(i).Option(int(k)))
	}
	return names
}

func TestEveryGoldenTraceIsPlayedOfferByOffer(t *testing.T) {
	type result struct {
		Offers           []offer
		Agreement        []string
		Steps            int
		TimedOut, Broken bool
	}
	var traces []struct {
		Strategies []string
		Rounds     int `json:"n_steps"`
		Profiles   []additive
		Result     result
	}
	readGolden(t, "sao-traces.json", &traces)
	if len(traces) != 140 {
		t.Errorf("%d traces, want 140", len(traces))
	}
	for n, trace := range traces {
		s := space(t, trace.Profiles[0])
		var parties []bargain.Party
		for i, p := range trace.Profiles {
			make := find(t, trace.Strategies[i]).Prepare(compile(t, s, p), trace.Rounds)
			parties = append(parties, make(i, len(trace.Profiles), nil))
		}
		var got result
		end := bargain.StackedOffers{Rounds: trace.Rounds, Space: s}.Run(parties, func(round, party int, o deal.Outcome) {
			got.Offers = append(got.Offers, offer{round, party, named(s, o)})
		})
		got.Steps, got.TimedOut, got.Broken = end.Rounds, end.How == bargain.TimedOut, end.How == bargain.Broken
		if end.How == bargain.Agreed {
			got.Agreement = named(s, end.Outcome)
		}
		if d := cmp.Diff(trace.Result, got); d != "" {
			t.Errorf("trace %d, %v (-want +got):\n%s", n, trace.Strategies, d)
		}
	}
}

package strategy

import (
	"testing"

	"parley/bargain"
	"parley/deal"
)

// A play is an input of golden/domains.json with a strategy for each party.
type play struct {
	domain string
	names  [2]string
	rounds int // that it takes
}

var plays = []play{
	{"price101", [2]string{"aspiration", "conceder"}, 61},
	{"additive1e3", [2]string{"boulware", "boulware"}, 69},
	{"additive1e5", [2]string{"boulware", "boulware"}, 70},
}

const deadline = 100

func domain(t testing.TB, name string) ([]additive, *deal.Space) {
	var ds map[string]struct{ Profiles []additive }
	readGolden(t, "domains.json", &ds)
	if len(ds[name].Profiles) != 2 {
		t.Fatalf("no domain %q of two parties", name)
	}
	return ds[name].Profiles, space(t, ds[name].Profiles[0])
}

// A record is the offers of a session, in a buffer that is used again.
type record struct {
	n      int
	offers [2 * deadline]struct {
		round, party int32
		outcome      deal.Outcome
	}
}

func (r *record) tell(round, party int, o deal.Outcome) {
	if r.n < len(r.offers) {
		at := &r.offers[r.n]
		at.round, at.party, at.outcome = int32(round), int32(party), o
	}
	r.n++
}

// BenchmarkPlay plays sessions whose profiles are compiled and whose strategies
// are prepared, every offer recorded.
func BenchmarkPlay(b *testing.B) {
	for _, p := range plays {
		b.Run(p.domain+"/"+p.names[0]+"-"+p.names[1], func(b *testing.B) {
			as, s := domain(b, p.domain)
			var make [2]Maker
			for i, a := range as {
				make[i] = find(b, p.names[i]).Prepare(compile(b, s, a), deadline)
			}
			var parties [2]bargain.Party
			var r record
			tell := r.tell
			var end bargain.Ended
			b.ReportAllocs()
			for b.Loop() {
				parties[0], parties[1] = make[0](0, 2, nil), make[1](1, 2, nil)
				r.n = 0
				end = bargain.StackedOffers{Rounds: deadline, Space: s}.Run(parties[:], tell)
			}
			report(b, end)
		})
	}
}

// BenchmarkPlayWithSetUp does everything in every session: compiles, prepares, plays.
func BenchmarkPlayWithSetUp(b *testing.B) {
	for _, p := range plays {
		b.Run(p.domain+"/"+p.names[0]+"-"+p.names[1], func(b *testing.B) {
			as, s := domain(b, p.domain)
			infos := [2]Info{find(b, p.names[0]), find(b, p.names[1])}
			var parties [2]bargain.Party
			var r record
			tell := r.tell
			var end bargain.Ended
			b.ReportAllocs()
			for b.Loop() {
				for i, a := range as {
					parties[i] = infos[i].Prepare(compile(b, s, a), deadline)(i, 2, nil)
				}
				r.n = 0
				end = bargain.StackedOffers{Rounds: deadline, Space: s}.Run(parties[:], tell)
			}
			report(b, end)
		})
	}
}

func report(b *testing.B, end bargain.Ended) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "negotiations/s")
	b.ReportMetric(float64(end.Rounds), "rounds")
}

func TestBenchmarkedSessionsTakeTheStatedRounds(t *testing.T) {
	for _, p := range plays {
		as, s := domain(t, p.domain)
		var parties []bargain.Party
		for i, a := range as {
			parties = append(parties, find(t, p.names[i]).Prepare(compile(t, s, a), deadline)(i, 2, nil))
		}
		end := bargain.StackedOffers{Rounds: deadline, Space: s}.Run(parties, nil)
		if end.How != bargain.Agreed || end.Rounds != p.rounds {
			t.Errorf("%s: %v after %d rounds, want agreed after %d", p.domain, end.How, end.Rounds, p.rounds)
		}
	}
}

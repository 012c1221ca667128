package lab

import (
	"math"
	"math/rand/v2"

	"parley/bargain"
	"parley/strategy"
)

// A Row is how one unit ended.
type Row struct {
	Unit int
	Pairing
	bargain.Ended
	Utilities []float64 // by party, discounted to when it ended; of no agreement what each falls back on
	Distances
}

// A player plays units of a plan, one after another; each worker has its own.
type player struct {
	plan    *Plan
	streams []stream
	parties []bargain.Party
	plain   []float64 // undiscounted utilities
}

// A stream is the random numbers of one party.
type stream struct {
	src *rand.PCG
	*rand.Rand
}

func (p *Plan) player() *player {
	x := &player{plan: p, parties: make([]bargain.Party, p.parties), plain: make([]float64, p.parties)}
	for range p.parties {
		src := rand.NewPCG(0, 0)
		x.streams = append(x.streams, stream{src, rand.New(src)})
	}
	return x
}

// play plays a unit and writes how it ended into r, whose slices it uses again.
func (x *player) play(unit int, r *Row) {
	x.session(unit, r)
	x.settle(r)
}

// session is play without what the ending is worth.
func (x *player) session(unit int, r *Row) {
	r.Unit = unit
	x.plan.Pairing(unit, &r.Pairing)
	a := x.plan.arenas[r.Scenario]
	n := len(a.profiles)
	for at := range n {
		party := (r.First + at) % n
		s := x.streams[party]
		s.src.Seed(x.plan.t.Seed, key(unit, party))
		x.parties[at] = a.makers[party][r.Strategies[party]](at, n, s.Rand)
	}
	r.Ended = a.protocol.Run(x.parties[:n], nil)
	strategy.Tell(x.parties[:n], r.Ended)
}

// key is the second half of the key of a party's stream; the seed is the first.
// The finaliser of SplitMix64 (Steele, Lea, Flood 2014) keeps neighbours apart.
func key(unit, party int) uint64 {
	z := uint64(unit)<<8 + uint64(party) + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// settle reckons what an ending is worth to each party.
func (x *player) settle(r *Row) {
	a := x.plan.arenas[r.Scenario]
	r.Utilities = r.Utilities[:0]
	us := x.plain[:0]
	for _, f := range a.profiles {
		u := plain(f, r.Ended)
		us, r.Utilities = append(us, u), append(r.Utilities, u*decay(f.Discount, r.Time))
	}
	r.Distances = a.measures.of(us)
}

// decay is d^t, what Genius multiplies a utility with, that of no agreement too.
func decay(d, t float64) float64 {
	if d == 0 || d == 1 {
		return 1
	}
	return math.Pow(d, t)
}

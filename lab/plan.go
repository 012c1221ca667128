package lab

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"slices"
	"sort"
	"time"

	"parley/bargain"
	"parley/deal"
	"parley/scenario"
	"parley/strategy"
)

// A Plan is a tournament prepared for play: profiles compiled, strategies
// prepared for each role, frontiers known. It is immutable and shared by all
// workers.
type Plan struct {
	t       *Tournament
	arenas  []*arena
	starts  []int // by scenario, its first unit; the last is the number of all
	parties int   // of the scenario that has most
	digest  string
	pace    <-chan time.Time // see [Plan.Attended]
	trouble func() error
}

// An arena is a scenario prepared.
type arena struct {
	name     string // as a cell
	space    *deal.Space
	protocol bargain.Protocol
	profiles []*deal.Profile
	makers   [][]strategy.Maker // by party, by strategy
	measures measures
}

// Prepare compiles what is the same for many units. It fails where nothing is to
// be played, and where a scenario cannot be compiled.
func (t *Tournament) Prepare() (*Plan, error) {
	n, err := t.Units()
	if err != nil {
		return nil, err
	}
	p := &Plan{t: t, digest: t.digest()}
	at := 0
	for i, s := range t.Scenarios {
		a, err := t.arena(s)
		if err != nil {
			return nil, fmt.Errorf("scenario %q: %w", s.Name, err)
		}
		p.arenas, p.starts, p.parties = append(p.arenas, a), append(p.starts, at), max(p.parties, len(s.Parties))
		units, _ := t.units(i)
		at += units
	}
	p.starts = append(p.starts, n)
	return p, nil
}

func (t *Tournament) arena(s *scenario.Scenario) (*arena, error) {
	a := &arena{name: cell(s.Name), space: s.Space, protocol: bargain.StackedOffers{Rounds: t.Rounds, Space: s.Space}}
	for _, prefs := range s.Parties {
		f, err := deal.Compile(s.Space, prefs)
		if err != nil {
			return nil, err
		}
		var makers []strategy.Maker
		for _, info := range t.Strategies {
			makers = append(makers, info.Prepare(f, t.Rounds))
		}
		a.profiles, a.makers = append(a.profiles, f), append(a.makers, makers)
	}
	a.measures = measure(a.profiles)
	return a, nil
}

// Units returns how many negotiations there are.
func (p *Plan) Units() int { return p.starts[len(p.starts)-1] }

// Span returns the units of scenario i: from first to before end.
func (p *Plan) Span(i int) (first, end int) { return p.starts[i], p.starts[i+1] }

// Digest names the plan in every row of a file: 16 hexadecimal digits of a
// SHA-256 over all that decides what is played. Units of two plans with one
// digest are the same.
func (p *Plan) Digest() string { return p.digest }

// Pairing writes who meets whom in a unit into x.
func (p *Plan) Pairing(unit int, x *Pairing) {
	i := sort.SearchInts(p.starts, unit+1) - 1
	p.t.pairing(i, unit-p.starts[i], x)
}

// edition changes when the same plan would give other rows.
const edition = "lab/2"

func (t *Tournament) digest() string {
	d := digest{h: sha256.New()}
	d.words(edition)
	d.numbers(t.Seed, uint64(t.Rounds), uint64(t.Repetitions), uint64(len(t.Scenarios)), uint64(len(t.Strategies)))
	if t.NoSelfPlay {
		d.words("no self-play")
	}
	for _, s := range t.Strategies {
		d.words(s.Name)
		d.words(s.Parts)
	}
	for _, s := range t.Scenarios {
		d.scenario(s)
	}
	return hex.EncodeToString(d.h.Sum(nil)[:8])
}

// A digest takes in words and numbers, each so that none runs into the next.
type digest struct {
	h   hash.Hash
	buf []byte
}

func (d *digest) words(s string) {
	d.numbers(uint64(len(s)))
	d.buf = append(d.buf[:0], s...)
	d.h.Write(d.buf)
}

func (d *digest) numbers(ns ...uint64) {
	d.buf = d.buf[:0]
	for _, n := range ns {
		d.buf = binary.LittleEndian.AppendUint64(d.buf, n)
	}
	d.h.Write(d.buf)
}

// probes are how many outcomes beyond each option by itself tell one utility
// from another.
const probes = 256

// scenario takes in the issues, and each party's utility of every option with
// the first of all others, which is the whole of an additive utility; of others
// also that of outcomes spread over the space.
func (d *digest) scenario(s *scenario.Scenario) {
	d.words(s.Name)
	d.numbers(uint64(s.Space.Issues()), uint64(len(s.Parties)))
	options := make([]int32, s.Space.Issues())
	for i := range options {
		issue := s.Space.Issue(i)
		d.words(issue.Name)
		d.numbers(uint64(issue.Len()))
		for o := range issue.Len() {
			d.words(issue.Option(o))
			options[i] = int32(o)
			d.utilities(s.Parties, options)
		}
		options[i] = 0
	}
	if slices.ContainsFunc(s.Parties, notAdditive) {
		for k := range uint64(probes) { // Knuth's multiplicative hash spreads them
			o := deal.Outcome(k * 11400714819323198485 % s.Space.Len())
			d.utilities(s.Parties, s.Space.Options(o, options))
		}
	}
	for _, p := range s.Parties {
		d.words(p.Name)
		d.numbers(math.Float64bits(p.Reserved), math.Float64bits(p.Discount))
	}
}

func notAdditive(p deal.Preferences) bool {
	_, ok := p.Utility.(*deal.Additive)
	return !ok
}

func (d *digest) utilities(parties []deal.Preferences, options []int32) {
	d.buf = d.buf[:0]
	for _, p := range parties {
		d.buf = binary.LittleEndian.AppendUint64(d.buf, math.Float64bits(p.Utility.Of(options)))
	}
	d.h.Write(d.buf)
}

// Strategies returns the names of the strategies, in the order of their numbers.
func (p *Plan) Strategies() (names []string) {
	for _, s := range p.t.Strategies {
		names = append(names, s.Name)
	}
	return slices.Clip(names)
}

package share

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// A Coalition is a set of players: player i is bit i.
type Coalition uint64

// Players returns how many players are in it, and Has whether player i is.
func (c Coalition) Players() int   { return bits.OnesCount64(uint64(c)) }
func (c Coalition) Has(i int) bool { return c>>i&1 == 1 }

func (c Coalition) members() []int {
	var in []int
	for i := range 64 {
		if c.Has(i) {
			in = append(in, i)
		}
	}
	return in
}

// MaxPlayers is how many players a [Game] may have: 2^20 costs are 8 MB.
const MaxPlayers = 20

// A Game is what it costs to serve each coalition alone, c(S), indexed by
// [Coalition]; c(empty) is 0. For a game of savings give their negatives, and take
// the negatives of what the Shapley value or the nucleolus gives.
type Game []float64

var errNoCost = errors.New("share: there is no function to ask for costs: give one")

// NewGame asks for the cost of each coalition of n players but the empty one.
func NewGame(n int, cost func(Coalition) float64) (Game, error) {
	if n < 1 || n > MaxPlayers {
		return nil, fmt.Errorf("share: a game of %d players: give 1 to %d, or sample with ShapleySample", n, MaxPlayers)
	}
	if cost == nil {
		return nil, errNoCost
	}
	g := make(Game, 1<<n)
	for s := 1; s < len(g); s++ {
		g[s] = cost(Coalition(s))
	}
	return g, g.check()
}

// Players returns the number of players.
func (g Game) Players() int { return bits.Len(uint(len(g))) - 1 }

// all is the cost of serving everybody.
func (g Game) all() float64 { return g[len(g)-1] }

func (g Game) check() error {
	switch n := len(g); {
	case n < 2:
		return ErrEmpty
	case n&(n-1) != 0 || n > 1<<MaxPlayers:
		return fmt.Errorf("share: a game of %d costs: give one for each of the 2^n coalitions of up to %d players, the empty one first", n, MaxPlayers)
	case g[0] != 0:
		return fmt.Errorf("share: serving nobody costs %v: it must cost 0", g[0])
	}
	for s, c := range g {
		if !(math.Abs(c) <= 1e300) {
			return fmt.Errorf("share: serving players %v costs %v: give a finite amount within ±10^300", Coalition(s).members(), c)
		}
	}
	return nil
}

// A Fault is a property that cost games commonly have and a game does not. The
// rules still hold; but their results may then be odd, such as a negative share
// or a saving from leaving.
type Fault struct {
	Kind FaultKind
	A, B Coalition // the coalitions in which it shows most; B is empty for Negative
	By   float64   // by how much, positive
}

// A FaultKind says what a game lacks.
type FaultKind uint8

// The kinds of fault.
const (
	Negative       FaultKind = iota // c(A) is negative
	NotMonotone                     // c(A) is more than c(B), though B contains A
	NotSubadditive                  // c(A)+c(B) is less than c(A and B together): apart they do better
)

// Faults returns the kinds of fault that a game has, each where it is worst. It
// takes 3^n steps: a second or so at 18 players.
func (g Game) Faults() ([]Fault, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	var worst [3]Fault
	note := func(k FaultKind, a, b int, by float64) {
		if by > worst[k].By {
			worst[k] = Fault{k, Coalition(a), Coalition(b), by}
		}
	}
	for s := 1; s < len(g); s++ {
		note(Negative, s, 0, -g[s])
		for i := 1; i < len(g); i <<= 1 {
			if s&i == 0 && exceeds(g[s], g[s|i]) {
				note(NotMonotone, s, s|i, g[s]-g[s|i])
			}
		}
		for a := (s - 1) & s; a > s&^a; a = (a - 1) & s {
			if b := s &^ a; exceeds(g[s], g[a]+g[b]) {
				note(NotSubadditive, a, b, g[s]-g[a]-g[b])
			}
		}
	}
	var found []Fault
	for _, f := range worst {
		if f.By > 0 {
			found = append(found, f)
		}
	}
	return found, nil
}

// An Objection is a coalition that would pay more than serving it alone costs.
type Objection struct {
	Coalition Coalition
	Excess    float64 // by how much, positive
}

// Objections returns the coalitions that object to the shares, by number: there
// is none where the shares are in the core (Gillies 1959). The shares must come
// to the cost of all; amounts equal up to rounding do not object.
func (g Game) Objections(shares []float64) ([]Objection, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	if len(shares) != g.Players() {
		return nil, fmt.Errorf("share: %d shares for %d players: give one for each", len(shares), g.Players())
	}
	paid := make([]float64, len(g))
	size := 0.0
	for s := 1; s < len(g); s++ {
		paid[s] = paid[s&(s-1)] + shares[bits.TrailingZeros(uint(s))]
		size = max(size, math.Abs(g[s]), math.Abs(paid[s]))
	}
	if all := paid[len(g)-1]; !(math.Abs(all-g.all()) <= 1e-9*size) {
		return nil, fmt.Errorf("share: the shares come to %v and serving everybody costs %v: share exactly that", all, g.all())
	}
	var found []Objection
	for s := 1; s < len(g)-1; s++ {
		if excess := paid[s] - g[s]; excess > rounding*size {
			found = append(found, Objection{Coalition(s), excess})
		}
	}
	return found, nil
}

// SeparableCosts returns what serving each player adds to serving all others.
func (g Game) SeparableCosts() ([]float64, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	costs := make([]float64, g.Players())
	for i := range costs {
		costs[i] = g.all() - g[len(g)-1-1<<i]
	}
	return costs, nil
}

// ENSC charges each player its separable cost and shares what is left, the
// non-separable cost, equally (Straffin and Heaney 1981).
func (g Game) ENSC() ([]float64, error) {
	costs, err := g.SeparableCosts()
	if err != nil {
		return nil, err
	}
	rest := (g.all() - sum(costs)) / float64(len(costs))
	for i := range costs {
		costs[i] += rest
	}
	return costs, nil
}

// SCRB, separable costs and remaining benefits, charges each player its separable
// cost and shares what is left in proportion to what the player would save by not
// being served alone, c(i) less its separable cost (Straffin and Heaney 1981). Where
// separable costs exceed what serving everybody costs, both what is left and the
// savings are negative and the same formula holds. It fails where something is left and
// those savings come to nothing.
func (g Game) SCRB() ([]float64, error) {
	costs, err := g.SeparableCosts()
	if err != nil {
		return nil, err
	}
	benefits := make([]float64, len(costs))
	size := 0.0
	for i := range costs {
		benefits[i] = g[1<<i] - costs[i]
		size = max(size, math.Abs(g[1<<i]), math.Abs(costs[i]))
	}
	rest, all := g.all()-sum(costs), sum(benefits)
	if math.Abs(rest) <= rounding*size {
		return costs, nil
	}
	if math.Abs(all) <= rounding*size {
		return nil, errors.New("share: SCRB: serving the players together saves them nothing in all, so that there are no benefits to share by: use ENSC")
	}
	for i := range costs {
		costs[i] += float64(rest * (benefits[i] / all))
	}
	return costs, nil
}

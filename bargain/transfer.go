package bargain

import (
	"fmt"
	"math"
)

// A Package is one way to settle everything but the money: what it is worth to
// each side, in money.
type Package struct{ Payer, Receiver float64 }

// A Table is a bargain over one of several packages together with a payment m
// from the payer to the receiver. Money moves freely, within bounds if it has any, and each
// side values a package in money, so a settlement is worth Payer - m to the
// payer and Receiver + m to the receiver. Every solution of a Table is a closed
// form: for each package the money, then the best of the packages.
//
// Only settlements count that neither side likes less than no agreement. A
// solution returns all that tie, by package; none where there is no zone of
// agreement. Two scores tie when they differ by less than 10^-12, [Same], of the largest
// amount on the table, the rounding of the sums behind them.
//
// The methods return an error where an amount is NaN or beyond 10^300, the bounds
// are the wrong way round or the weight is not strictly between 0 and 1.
type Table struct {
	Packages []Package
	NoDeal   [2]float64  // what no agreement is worth to the payer and to the receiver
	Weight   float64     // the payer's, strictly between 0 and 1; 0.5: the symmetric solution
	Money    *[2]float64 // the least and the most it may be, -Inf and +Inf included; nil: anything
}

// bounds are the least and the most that the money may be.
func (t Table) bounds() (low, high float64) {
	if t.Money == nil {
		return math.Inf(-1), math.Inf(1)
	}
	return t.Money[0], t.Money[1]
}

// A Band is the money with which both sides like a package at least as well as
// no agreement, from Low to High.
type Band struct {
	Package   int // its place in Table.Packages
	Low, High float64
	Surplus   float64 // what the two sides gain together over no agreement, whatever the money
}

// Indeterminate says whether more than one amount lies in the band.
func (b Band) Indeterminate() bool { return b.Low < b.High }

// A Settlement is a package with the money the payer pays.
type Settlement struct {
	Package         int // its place in Table.Packages
	Money           float64
	Payer, Receiver float64 // what each gains over no agreement, in money; never negative
	Bound           Bound   // what kept the money from where it would otherwise lie
}

// A Bound says which bound of the table holds the money.
type Bound int8

// The bounds. A settlement that would lie exactly on a bound counts as held by it.
const (
	AtLow  Bound = -1
	Free   Bound = 0
	AtHigh Bound = 1
)

// Zone returns the band of every package that has one: the zone of possible
// agreement. It is empty where no settlement suits both.
func (t Table) Zone() ([]Band, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	return t.bands(), nil
}

func (t Table) bands() []Band {
	var zone []Band
	least, most := t.bounds()
	for i, p := range t.Packages {
		a, b := t.reach(p)
		low, high := max(-b, least), min(a, most)
		if low > high && low-high <= t.rounding() {
			low, high = t.onePoint(a, b)
		}
		if low <= high {
			zone = append(zone, Band{Package: i, Low: low, High: high, Surplus: a + b})
		}
	}
	return zone
}

// onePoint is where a band that only rounding makes empty lies: within the
// bounds, which the caller wrote, rather than within the sums.
func (t Table) onePoint(a, b float64) (low, high float64) {
	low, high = t.bounds()
	m := min(max((a-b)/2, low), high)
	return m, m
}

// reach returns the most the payer would pay for a package and the most the
// receiver would pay to have it.
func (t Table) reach(p Package) (payer, receiver float64) {
	return p.Payer - t.NoDeal[0], p.Receiver - t.NoDeal[1]
}

// Nash returns the settlements that maximise the product of the gains, the
// payer's raised to its weight w and the receiver's to 1-w (Nash 1950; with
// weights Kalai 1977, Nonsymmetric Nash solutions). Unbound, the payer gains w
// of the surplus and the receiver the rest.
//
// Where no settlement lets both gain, those that are best for one side while the
// other loses nothing.
func (t Table) Nash() ([]Settlement, error) {
	w := t.Weight
	score := func(payer, receiver float64) (float64, float64) {
		return math.Pow(payer, w) * math.Pow(receiver, 1-w), 0
	}
	found, err := t.solve(func(a, b float64) float64 { return float64((1-w)*a) - float64(w*b) }, score)
	if err != nil || len(found) == 0 || found[0].Payer > 0 && found[0].Receiver > 0 {
		return found, err
	}
	return t.efficient(found), nil
}

// KalaiSmorodinsky returns the settlements that maximise the smaller of the two
// sides' parts of the most each could gain, over the settlements that suit both
// (Kalai and Smorodinsky 1975); among equals, the larger of the two. A side that
// cannot gain at all is left out.
func (t Table) KalaiSmorodinsky() ([]Settlement, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	payer, receiver := t.ideal()
	part := func(gain, ideal float64) float64 {
		if ideal <= 0 {
			return 1
		}
		return gain / ideal
	}
	money := func(a, b float64) float64 {
		if payer+receiver <= 0 {
			return (a - b) / 2
		}
		return float64(a*(receiver/(payer+receiver))) - float64(b*(payer/(payer+receiver)))
	}
	// In units of money, so that ties have one meaning.
	unit := max(payer, receiver)
	return t.solve(money, func(p, r float64) (float64, float64) {
		x, y := part(p, payer), part(r, receiver)
		return min(x, y) * unit, max(x, y) * unit
	})
}

// ideal returns the most each side could gain if the other only did not lose.
func (t Table) ideal() (payer, receiver float64) {
	for _, z := range t.bands() {
		a, b := t.reach(t.Packages[z.Package])
		payer, receiver = max(payer, a-z.Low), max(receiver, b+z.High)
	}
	return payer, receiver
}

// Egalitarian returns the settlements that maximise the smaller gain (Kalai
// 1977, Proportional solutions); among equals, the larger of the two.
func (t Table) Egalitarian() ([]Settlement, error) {
	return t.solve(func(a, b float64) float64 { return (a - b) / 2 },
		func(p, r float64) (float64, float64) { return min(p, r), max(p, r) })
}

// Utilitarian returns the packages with the greatest surplus (Harsanyi 1955).
// The sum of the gains does not depend on the money: within the band it is
// indeterminate, and a band is the answer.
func (t Table) Utilitarian() ([]Band, error) {
	zone, err := t.Zone()
	if err != nil {
		return nil, err
	}
	most := math.Inf(-1)
	for _, z := range zone {
		most = max(most, z.Surplus)
	}
	var best []Band
	for _, z := range zone {
		if z.Surplus >= most-t.rounding() {
			best = append(best, z)
		}
	}
	return best, nil
}

// A Pull says how far each side's cost of no agreement moves the Nash money.
type Pull struct {
	Settlement
	// PayerCost and ReceiverCost are how far the money moves per unit by which no
	// agreement becomes costlier to that side: 1-w and -w for the payer's weight
	// w where the money is free, 0 where it is held.
	PayerCost, ReceiverCost float64
	Hold                    Hold
}

// A Hold says why the money does not follow the cost of no agreement.
type Hold uint8

// The holds.
const (
	Follows     Hold = iota // it does
	HeldLow                 // the money lies at its lower bound
	HeldHigh                // the money lies at its upper bound
	Contested               // other packages are as good: the derivative holds while this one is agreed
	Exhausted               // one side gains nothing: the zone ends here
	NoAgreement             // there is no agreement to move
)

// Pulls returns the pull on every Nash settlement; a single one, NoAgreement,
// where there is no agreement. Being a derivative it holds for small changes:
// for a large one solve the table again, or see [Lapse.Path].
func (t Table) Pulls() ([]Pull, error) {
	found, err := t.Nash()
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return []Pull{{Settlement: Settlement{Package: -1}, Hold: NoAgreement}}, nil
	}
	pulls := make([]Pull, len(found))
	for i, s := range found {
		pulls[i] = Pull{Settlement: s, Hold: hold(s, len(found))}
		if h := pulls[i].Hold; h == Follows || h == Contested && s.Bound == Free {
			pulls[i].PayerCost, pulls[i].ReceiverCost = 1-t.Weight, -t.Weight
		}
	}
	return pulls, nil
}

func hold(s Settlement, ties int) Hold {
	switch {
	case s.Payer <= 0 || s.Receiver <= 0:
		return Exhausted
	case ties > 1:
		return Contested
	case s.Bound == AtLow:
		return HeldLow
	case s.Bound == AtHigh:
		return HeldHigh
	}
	return Follows
}

// solve returns the settlements with the greatest score. For each package money
// says where the unbounded optimum lies, given the two reaches; each score here
// rises up to it and falls after it, so that clamping gives the bounded one.
// The second score decides where the first ties.
func (t Table) solve(money func(a, b float64) float64, score func(payer, receiver float64) (float64, float64)) ([]Settlement, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	var all []Settlement
	for _, z := range t.bands() {
		all = append(all, t.settle(z, money))
	}
	first := func(s Settlement) float64 { x, _ := score(s.Payer, s.Receiver); return x }
	second := func(s Settlement) float64 { _, y := score(s.Payer, s.Receiver); return y }
	return best(best(all, first, t.rounding()), second, t.rounding()), nil
}

func (t Table) settle(z Band, money func(a, b float64) float64) Settlement {
	a, b := t.reach(t.Packages[z.Package])
	m := money(a, b)
	s := Settlement{Package: z.Package, Money: min(max(m, z.Low), z.High)}
	s.Payer, s.Receiver = t.gain(a-s.Money), t.gain(b+s.Money)
	if low, high := t.bounds(); m <= low {
		s.Bound = AtLow
	} else if m >= high {
		s.Bound = AtHigh
	}
	return s
}

// gain takes what is only rounding for nothing.
func (t Table) gain(x float64) float64 {
	if x <= t.rounding() {
		return 0
	}
	return x
}

func best(all []Settlement, score func(Settlement) float64, rounding float64) []Settlement {
	most := math.Inf(-1)
	for _, s := range all {
		most = max(most, score(s))
	}
	var kept []Settlement
	for _, s := range all {
		if score(s) >= most-rounding {
			kept = append(kept, s)
		}
	}
	return kept
}

// efficient drops the settlements that leave a side worse off than another of
// them without making the other side better off.
func (t Table) efficient(all []Settlement) []Settlement {
	var kept []Settlement
	for _, s := range all {
		beaten := false
		for _, o := range all {
			beaten = beaten || o.Payer >= s.Payer && o.Receiver >= s.Receiver &&
				(o.Payer > s.Payer+t.rounding() || o.Receiver > s.Receiver+t.rounding())
		}
		if !beaten {
			kept = append(kept, s)
		}
	}
	return kept
}

// rounding is below which two amounts of the table are the same.
func (t Table) rounding() float64 {
	most := max(math.Abs(t.NoDeal[0]), math.Abs(t.NoDeal[1]))
	for _, p := range t.Packages {
		most = max(most, math.Abs(p.Payer), math.Abs(p.Receiver))
	}
	return Same * most
}

func (t Table) check() error {
	for i, p := range t.Packages {
		if !amounts(p.Payer, p.Receiver) {
			return fmt.Errorf("bargain: package %d is worth %v to the payer and %v to the receiver: give two finite amounts", i, p.Payer, p.Receiver)
		}
	}
	low, high := t.bounds()
	switch {
	case !amounts(t.NoDeal[:]...):
		return fmt.Errorf("bargain: no agreement is worth %v and %v: give two finite amounts", t.NoDeal[0], t.NoDeal[1])
	case !(t.Weight > 0 && t.Weight < 1):
		return fmt.Errorf("bargain: the payer's weight is %v: give one strictly between 0 and 1 (0.5: both the same)", t.Weight)
	case !(low <= high), math.IsInf(low, 1), math.IsInf(high, -1):
		return fmt.Errorf("bargain: the money may lie from %v to %v: give the lower bound first (no bounds: anything)", low, high)
	}
	return nil
}

// amounts says whether all can be added up without overflow.
func amounts(xs ...float64) bool {
	for _, x := range xs {
		if !(math.Abs(x) <= 1e300) {
			return false
		}
	}
	return true
}

func finite(xs ...float64) bool {
	for _, x := range xs {
		if x-x != 0 {
			return false
		}
	}
	return true
}

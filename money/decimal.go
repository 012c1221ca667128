package money

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// A Decimal is an exact decimal number: coef × 10^exp. It is immutable, and
// because it is kept in lowest terms two equal numbers are also == and can be
// keys of a map. The zero Decimal is 0.
type Decimal struct {
	coef string // the coefficient without its sign, big-endian, no zero bytes before, not divisible by ten; "" is 0
	exp  int32
	neg  bool
}

// A Rounding says which way a number goes that has more digits than wanted.
type Rounding uint8

// The ways of rounding.
const (
	HalfEven Rounding = iota // to the nearest; halves to the even digit
	HalfUp                   // to the nearest; halves away from zero, as newspapers and treaties do
	Floor                    // towards minus infinity
	Ceiling                  // towards plus infinity
)

var ten = big.NewInt(10)

func pow10(n int) *big.Int { return new(big.Int).Exp(ten, big.NewInt(int64(n)), nil) }

// Int returns n.
func Int(n int64) Decimal { return Scaled(n, 0) }

// Scaled returns n × 10^exp.
func Scaled(n int64, exp int) Decimal { return reduced(big.NewInt(n), exp) }

// reduced returns n × 10^exp in lowest terms. It may change n.
func reduced(n *big.Int, exp int) Decimal {
	if n.Sign() == 0 {
		return Decimal{}
	}
	d := Decimal{neg: n.Sign() < 0}
	n.Abs(n)
	if n.IsUint64() {
		u := n.Uint64()
		for u%10 == 0 {
			u, exp = u/10, exp+1
		}
		n.SetUint64(u)
	} else {
		q, r := new(big.Int), new(big.Int)
		for q.QuoRem(n, ten, r); r.Sign() == 0; q.QuoRem(n, ten, r) {
			n.Set(q)
			exp++
		}
	}
	d.coef, d.exp = string(n.Bytes()), int32(exp)
	return d
}

// big returns the coefficient with its sign, for the caller to change.
func (d Decimal) big() *big.Int {
	n := new(big.Int).SetBytes([]byte(d.coef))
	if d.neg {
		n.Neg(n)
	}
	return n
}

// ParseDecimal reads "1038.9", "-0.4", "12". Every digit counts; there are no
// exponents and no separators.
func ParseDecimal(s string) (Decimal, error) {
	whole, frac, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if whole == "" || point && frac == "" || !isDigits(whole) || !isDigits(frac) || len(s) > maxDigits {
		return Decimal{}, fmt.Errorf("money: %q is not a decimal number; write it as 1038.9", s)
	}
	n, _ := new(big.Int).SetString(whole+frac, 10)
	if s[0] == '-' {
		n.Neg(n)
	}
	return reduced(n, -len(frac)), nil
}

// maxDigits bounds what is read, so that a hostile number cannot keep us busy.
const maxDigits = 400

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// align returns both coefficients at the smaller exponent.
func align(d, e Decimal) (a, b *big.Int, exp int) {
	a, b = d.big(), e.big()
	switch {
	case d.coef == "":
		return a, b, int(e.exp)
	case e.coef == "":
		return a, b, int(d.exp)
	case d.exp > e.exp:
		return a.Mul(a, pow10(int(d.exp-e.exp))), b, int(e.exp)
	}
	return a, b.Mul(b, pow10(int(e.exp-d.exp))), int(d.exp)
}

// Cmp returns -1, 0 or 1 as d is less than, equal to or greater than e.
func (d Decimal) Cmp(e Decimal) int {
	if d == e {
		return 0
	}
	a, b, _ := align(d, e)
	return a.Cmp(b)
}

// Equal reports whether d and e are one number, as == does.
func (d Decimal) Equal(e Decimal) bool { return d == e }

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coef == "":
		return 0
	case d.neg:
		return -1
	}
	return 1
}

// IsZero reports whether d is 0.
func (d Decimal) IsZero() bool { return d.coef == "" }

// Neg returns -d.
func (d Decimal) Neg() Decimal {
	d.neg = !d.neg && d.coef != ""
	return d
}

// Abs returns d without its sign.
func (d Decimal) Abs() Decimal {
	d.neg = false
	return d
}

// Add returns d + e.
func (d Decimal) Add(e Decimal) Decimal {
	a, b, exp := align(d, e)
	return reduced(a.Add(a, b), exp)
}

// Sub returns d - e.
func (d Decimal) Sub(e Decimal) Decimal { return d.Add(e.Neg()) }

// Mul returns d × e.
func (d Decimal) Mul(e Decimal) Decimal {
	a := d.big()
	return reduced(a.Mul(a, e.big()), int(d.exp)+int(e.exp))
}

// Shift returns d × 10^n.
func (d Decimal) Shift(n int) Decimal {
	if d.coef != "" {
		d.exp += int32(n)
	}
	return d
}

// Quo returns d / e to a number of significant digits, at least one. It panics
// if e is 0.
func (d Decimal) Quo(e Decimal, digits int, r Rounding) Decimal {
	if e.IsZero() {
		panic("money: division by zero")
	}
	if d.IsZero() {
		return d
	}
	// One digit more than wanted, and one for whether anything remains: the
	// last keeps a rounding of the rounded from going the wrong way.
	shift := max(0, digits+2-d.digits()+e.digits())
	a, b := d.big(), e.big()
	a.Mul(a, pow10(shift))
	q, rest := new(big.Int).QuoRem(a, b, new(big.Int))
	q.Mul(q, ten)
	if rest.Sign() != 0 {
		q.Add(q, big.NewInt(int64(d.Sign()*e.Sign())))
	}
	return reduced(q, int(d.exp)-int(e.exp)-shift-1).Digits(digits, r)
}

// digits returns how many digits the coefficient has; 0 has one.
func (d Decimal) digits() int { return len(d.Abs().big().String()) }

// Place returns the power of ten of the first digit: 3 for 1038.9, -2 for 0.04.
// It is 0 for 0.
func (d Decimal) Place() int {
	if d.IsZero() {
		return 0
	}
	return int(d.exp) + d.digits() - 1
}

// Digits returns d rounded to a number of significant digits, at least one.
func (d Decimal) Digits(n int, r Rounding) Decimal { return d.Round(d.Place()-max(n, 1)+1, r) }

// Round returns d rounded to a multiple of 10^place: place 8 is hundreds of
// millions, place -1 is tenths.
func (d Decimal) Round(place int, r Rounding) Decimal {
	if int(d.exp) >= place || d.IsZero() {
		return d
	}
	cut := pow10(min(place-int(d.exp), d.digits()+1))
	q, rest := new(big.Int).QuoRem(d.Abs().big(), cut, new(big.Int))
	if roundsUp(q, rest, cut, d.neg, r) {
		q.Add(q, big.NewInt(1))
	}
	if d.neg {
		q.Neg(q)
	}
	return reduced(q, place)
}

// roundsUp reports whether q, to which rest of cut was left, grows away from zero.
func roundsUp(q, rest, cut *big.Int, neg bool, r Rounding) bool {
	half := new(big.Int).Lsh(rest, 1).Cmp(cut)
	switch r {
	case Floor:
		return neg && rest.Sign() != 0
	case Ceiling:
		return !neg && rest.Sign() != 0
	case HalfUp:
		return half >= 0
	}
	return half > 0 || half == 0 && q.Bit(0) == 1
}

// Float64 returns the nearest float, for charts and simulation only.
func (d Decimal) Float64() float64 {
	f, _ := strconv.ParseFloat(d.big().String()+"e"+strconv.Itoa(int(d.exp)), 64)
	return f
}

// String returns every digit: "1038900000000", "-0.4".
func (d Decimal) String() string { return d.Fixed(max(0, -int(d.exp))) }

// Fixed returns d with exactly so many places after the point, rounded half up.
func (d Decimal) Fixed(places int) string {
	d = d.Round(-places, HalfUp)
	s := d.Abs().Shift(places).whole()
	if n := places + 1 - len(s); n > 0 {
		s = strings.Repeat("0", n) + s
	}
	if places > 0 {
		s = s[:len(s)-places] + "." + s[len(s)-places:]
	}
	if d.neg {
		s = "-" + s
	}
	return s
}

// whole returns the digits of a whole number.
func (d Decimal) whole() string {
	s := d.big().String()
	if d.exp > 0 {
		s += strings.Repeat("0", int(d.exp))
	}
	return s
}

// Comma returns d as Fixed does, with a comma after every three digits.
func (d Decimal) Comma(places int) string { return comma(d.Fixed(places)) }

// comma groups the digits before the point by three.
func comma(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		frac = "." + frac
	}
	return sign + whole + frac
}

// MarshalText writes every digit; in JSON a Decimal is a string.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Decimal) UnmarshalText(b []byte) error {
	x, err := ParseDecimal(string(b))
	if err == nil {
		*d = x
	}
	return err
}

package money

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawDecimal(t *rapid.T, name string) Decimal {
	return Scaled(rapid.Int64().Draw(t, name), rapid.IntRange(-25, 25).Draw(t, name+" exponent"))
}

func rat(d Decimal) *big.Rat {
	r, _ := new(big.Rat).SetString(d.String())
	return r
}

func TestDecimalsReckonAsRationalsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDecimal(t, "a"), drawDecimal(t, "b")
		for _, c := range []struct {
			op   string
			got  Decimal
			want *big.Rat
		}{
			{"+", a.Add(b), new(big.Rat).Add(rat(a), rat(b))},
			{"-", a.Sub(b), new(big.Rat).Sub(rat(a), rat(b))},
			{"×", a.Mul(b), new(big.Rat).Mul(rat(a), rat(b))},
			{"neg", a.Neg(), new(big.Rat).Neg(rat(a))},
			{"abs", a.Abs(), new(big.Rat).Abs(rat(a))},
			{"÷", b.Mul(a).Quo(orOne(a), 60, HalfEven), new(big.Rat).Quo(new(big.Rat).Mul(rat(b), rat(a)), rat(orOne(a)))},
		} {
			if rat(c.got).Cmp(c.want) != 0 {
				t.Fatalf("%s: %v %v gives %v, want %v", c.op, a, b, c.got, c.want)
			}
		}
		if got, want := a.Cmp(b), rat(a).Cmp(rat(b)); got != want {
			t.Fatalf("Cmp(%v, %v) is %d, want %d", a, b, got, want)
		}
		if a.Sign() != rat(a).Sign() {
			t.Fatalf("sign of %v is %d", a, a.Sign())
		}
		f, _ := rat(a).Float64()
		if a.Float64() != f {
			t.Fatalf("%v as a float is %v, want %v", a, a.Float64(), f)
		}
	})
}

func orOne(d Decimal) Decimal {
	if d.IsZero() {
		return Int(1)
	}
	return d
}

func TestEqualDecimalsAreIdentical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDecimal(t, "a"), drawDecimal(t, "b")
		if a.Add(b).Sub(b) != a {
			t.Fatalf("%v + %v - %v is %v", a, b, b, a.Add(b).Sub(b))
		}
		back, err := ParseDecimal(a.String())
		if err != nil || back != a {
			t.Fatalf("%v is read back as %v, %v", a, back, err)
		}
		if !back.Equal(a) || (a.Cmp(b) == 0) != (a == b) {
			t.Fatalf("%v and %v: == and Cmp disagree", a, b)
		}
	})
	for _, d := range []Decimal{Int(0), Scaled(0, 7), Int(5).Sub(Int(5)), Int(0).Neg(), dec(t, "-0.00")} {
		if d != (Decimal{}) {
			t.Errorf("%#v is another nothing", d)
		}
	}
}

func TestADivisionIsRoundedTheWayAskedFor(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		digits int
		want   [4]string // HalfEven, HalfUp, Floor, Ceiling
	}{
		{"2", "3", 4, [4]string{"0.6667", "0.6667", "0.6666", "0.6667"}},
		{"-2", "3", 4, [4]string{"-0.6667", "-0.6667", "-0.6667", "-0.6666"}},
		{"1", "8", 2, [4]string{"0.12", "0.13", "0.12", "0.13"}},
		{"3", "8", 2, [4]string{"0.38", "0.38", "0.37", "0.38"}},
		{"-1", "8", 2, [4]string{"-0.12", "-0.13", "-0.13", "-0.12"}},
		{"1", "7.9999999999999999", 2, [4]string{"0.13", "0.13", "0.12", "0.13"}},
		{"999", "1", 2, [4]string{"1000", "1000", "990", "1000"}},
		{"1", "4", 5, [4]string{"0.25", "0.25", "0.25", "0.25"}},
	} {
		var got [4]string
		for i, r := range []Rounding{HalfEven, HalfUp, Floor, Ceiling} {
			got[i] = dec(t, c.a).Quo(dec(t, c.b), c.digits, r).String()
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s / %s to %d digits (-want +got):\n%s", c.a, c.b, c.digits, diff)
		}
	}
}

func TestRoundingStaysWithinOneStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, place := drawDecimal(t, "d"), rapid.IntRange(-30, 50).Draw(t, "place")
		step := Scaled(1, place)
		lo, hi := d.Round(place, Floor), d.Round(place, Ceiling)
		if lo.Cmp(d) > 0 || hi.Cmp(d) < 0 || hi.Sub(lo).Cmp(step) > 0 {
			t.Fatalf("%v to 10^%d lies between %v and %v", d, place, lo, hi)
		}
		for _, r := range []Rounding{HalfEven, HalfUp} {
			near := d.Round(place, r)
			if near != lo && near != hi {
				t.Fatalf("%v to 10^%d is %v, want %v or %v", d, place, near, lo, hi)
			}
			if near.Sub(d).Abs().Mul(Int(2)).Cmp(step) > 0 {
				t.Fatalf("%v to 10^%d is %v, which is more than half a step away", d, place, near)
			}
		}
	})
}

func TestADecimalIsReadWholeOrNotAtAll(t *testing.T) {
	for _, s := range []string{"", "-", ".", "1.", ".5", "+1", "1e9", "1,000", " 1", "1 ", "--1", "0x1", "１", "1_0"} {
		if d, err := ParseDecimal(s); err == nil {
			t.Errorf("%q was read as %v", s, d)
		}
	}
	if got := dec(t, "-1234567.891").Comma(2); got != "-1,234,567.89" {
		t.Errorf("got %s", got)
	}
	if got := dec(t, "999").Comma(0); got != "999" {
		t.Errorf("got %s", got)
	}
}

func drawInterval(t *rapid.T, name string) (Interval, Decimal) {
	a, b, x := drawDecimal(t, name+" end"), drawDecimal(t, name+" other end"), drawDecimal(t, name+" inside")
	i := hull(a, b, x)
	return i, x
}

func TestWhatTwoIntervalsHoldIsInTheirSumDifferenceProductAndQuotient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i, x := drawInterval(t, "i")
		j, y := drawInterval(t, "j")
		if !i.Add(j).Contains(x.Add(y)) || !i.Sub(j).Contains(x.Sub(y)) || !i.Mul(j).Contains(x.Mul(y)) {
			t.Fatalf("%v in %v, %v in %v: lost", x, i, y, j)
		}
		q, ok := i.Quo(j)
		if ok == j.Contains(Decimal{}) {
			t.Fatalf("division by %v: %v", j, ok)
		}
		if !ok {
			return
		}
		if lo, hi := x.Quo(y, 60, Floor), x.Quo(y, 60, Ceiling); q.Lo.Cmp(hi) > 0 || q.Hi.Cmp(lo) < 0 {
			t.Fatalf("%v / %v is not in %v", x, y, q)
		}
	})
}

func TestIntervalsThatTouchOverlap(t *testing.T) {
	i, j, k := Interval{Int(1), Int(2)}, Interval{Int(2), Int(3)}, Interval{dec(t, "2.01"), Int(3)}
	if !i.Overlaps(j) || i.Disjoint(j) || i.Overlaps(k) || !i.Disjoint(k) {
		t.Error("the end of an interval belongs to it")
	}
	if !i.Contains(Int(1)) || !i.Contains(Int(2)) || i.Contains(dec(t, "2.0001")) || i.Contains(dec(t, "0.9999")) {
		t.Error("an interval holds its ends and nothing beyond them")
	}
	if !(Interval{Int(0), Int(5)}).Covers(i) || i.Covers(j) {
		t.Error("Covers")
	}
	if i.Mid() != dec(t, "1.5") || i.Width() != Int(1) || i.Exact() || !Only(Int(7)).Exact() {
		t.Error("middle, width, exactness")
	}
}

func TestAmountsPrintedSideBySideImplyARate(t *testing.T) {
	won, dollars := amt(t, "KRW 1.04 trillion"), amt(t, "USD 896 million")
	r, ok := ImpliedRate(won, dollars)
	if !ok || r.Base != "USD" || r.Quote != "KRW" {
		t.Fatalf("got %v, %v", r, ok)
	}
	if lo, hi := r.Lo.Comma(0), r.Hi.Comma(0); lo != "1,154" || hi != "1,167" {
		t.Errorf("implied rate is %s to %s, want 1,154 to 1,167", lo, hi)
	}
	for _, c := range []struct {
		i    Interval
		c    Currency
		in   Currency
		back Amount
	}{{dollars.Bounds, "USD", "KRW", won}, {won.Bounds, "KRW", "USD", dollars}} {
		x, in, ok := r.Convert(c.i, c.c)
		if !ok || in != c.in || !x.Contains(c.back.Value) || !x.Covers(c.back.Bounds) {
			t.Errorf("%v %v at %v is %v %v", c.c, c.i, r, in, x)
		}
	}
	if _, _, ok := r.Convert(won.Bounds, "EUR"); ok {
		t.Error("a rate of dollars and won turned euros into something")
	}
	for _, pair := range [][2]string{{"KRW 1", "KRW 1"}, {"KRW 1조", "USD 0"}, {"KRW 0", "USD 0"}} {
		if r, ok := ImpliedRate(amt(t, pair[0]), amt(t, pair[1])); ok {
			t.Errorf("%v imply a rate of %v", pair, r)
		}
	}
}

func TestAChangeIsOverTheBaseThatIsNamed(t *testing.T) {
	ask := amt(t, "USD 1.3 billion")
	x, ok := PercentChange(amt(t, "USD 870 million").Bounds, ask.Bounds)
	if mid := RoundedPercent(dec(t, "1300").Quo(dec(t, "870"), 9, HalfUp).Sub(Int(1)).Shift(2), 0); !ok || mid.Printed != "49%" || !x.Contains(Int(49)) {
		t.Errorf("over 870 million: %v, %v", mid, x)
	}
	x, ok = PercentChange(amt(t, "USD 896 million").Bounds, ask.Bounds)
	if lo, hi := x.Lo.Fixed(0), x.Hi.Fixed(0); !ok || lo != "39" || hi != "51" || !x.Contains(Int(45)) {
		t.Errorf("over 896 million: %s to %s, want 39 to 51", lo, hi)
	}
	for _, base := range []Interval{Only(Int(0)), {Int(-1), Int(1)}, Only(Int(-5))} {
		if x, ok := PercentChange(base, ask.Bounds); ok {
			t.Errorf("over %v the change is %v", base, x)
		}
	}
}

func TestAMisprintByAPowerOfTenIsFound(t *testing.T) {
	for _, c := range []struct {
		a, b string
		n    int
		ok   bool
	}{
		{"KRW 10.4 trillion", "KRW 1.04 trillion", 1, true},
		{"KRW 1.04 billion", "KRW 1조 389억", -3, true},
		{"KRW 9.9 billion", "KRW 99.4 billion", -1, true},
		{"KRW 9.96 billion", "KRW 100 billion", -1, true},
		{"KRW 1.04 trillion", "KRW 1조 389억", 0, false}, // may be one sum
		{"KRW 1.04 trillion", "KRW 1.2 trillion", 0, false},
		{"KRW 0", "KRW 1.2 trillion", 0, false},
	} {
		n, ok := PowerOfTen(amt(t, c.a).Bounds, amt(t, c.b).Bounds)
		if n != c.n || ok != c.ok {
			t.Errorf("%s against %s: %d, %v, want %d, %v", c.a, c.b, n, ok, c.n, c.ok)
		}
	}
}

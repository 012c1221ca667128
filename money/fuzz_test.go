package money

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawText makes a text of an amount in one of the forms.
func drawText(t *rapid.T) string {
	code := rapid.SampledFrom([]string{"USD", "KRW", "EUR", "JPY", "CHF"}).Draw(t, "currency")
	comma3 := func(n int64) string { return Int(n).Comma(0) }
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0: // English with a unit
		s := comma3(rapid.Int64Range(1, 9999).Draw(t, "whole"))
		if frac := rapid.StringMatching(`[0-9]{0,4}`).Draw(t, "places"); frac != "" {
			s += "." + frac
		}
		return code + " " + s + " " + rapid.SampledFrom(units).Draw(t, "unit").word
	case 1: // every digit
		s := comma3(rapid.Int64Range(0, 1e16).Draw(t, "whole"))
		if frac := rapid.StringMatching(`[0-9]{0,2}`).Draw(t, "places"); frac != "" {
			s += "." + frac
		}
		return code + " " + s
	}
	var groups []string
	for _, u := range hangul {
		if n := rapid.Int64Range(-9999, 9999).Draw(t, u.word); n > 0 {
			groups = append(groups, comma3(n)+u.word)
		}
	}
	if len(groups) == 0 {
		groups = []string{"1조"}
	}
	return code + rapid.SampledFrom([]string{" ", " 약 "}).Draw(t, "about") + strings.Join(groups, " ")
}

func TestAnAmountWrittenIsTheAmountRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := amt(t, drawText(t))
		if back := amt(t, a.Text()); back != a {
			t.Fatalf("%v is read back as %v", a, back)
		}
		if !a.Bounds.Contains(a.Value) || a.Bounds.Mid() != a.Value {
			t.Fatalf("%v is outside %v", a, a.Bounds)
		}
	})
}

// What is said in the other language, read again, is the same value, and claims
// no digit that was not printed: it leaves open at least as much, down to the
// place that the language counts to.
func TestNeitherLanguageInventsOrLosesDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := amt(t, drawText(t))
		english := strings.TrimPrefix(unsay(a.English(), a.Currency), "about ")
		e := amt(t, string(a.Currency)+" "+english)
		if e.Value != a.Value {
			t.Fatalf("%v is said %q, which is %v", a, a.English(), e.Value)
		}
		if about := strings.HasPrefix(a.English(), "about "); !about && !a.Bounds.Exact() && !e.Bounds.Covers(a.Bounds) {
			t.Fatalf("%v is said %q, which claims more", a, a.English())
		}
		if !a.Bounds.Exact() && !e.Bounds.Exact() && !a.Approx && !a.Bounds.Covers(e.Bounds) {
			t.Fatalf("%v is said %q, which loses digits", a, a.English())
		}
		korean := unsay(a.Korean(), a.Currency)
		if i := strings.LastIndex(korean, " "); isHangul(korean) && !strings.Contains(korean, "만") && endsInDigit(korean) {
			korean = korean[:i] + " 0만" + korean[i:] // 1조 5원: a tail that is read only where its 원 stands, or after 만
		}
		k := amt(t, string(a.Currency)+" "+korean)
		if k.Value != a.Value {
			t.Fatalf("%v is said %q, which is %v", a, a.Korean(), k.Value)
		}
		if eok := Around(Decimal{}, 8); !a.Bounds.Exact() && !k.Bounds.Covers(a.Bounds) && a.Bounds.Width().Cmp(eok.Width()) > 0 {
			t.Fatalf("%v is said %q, which claims more", a, a.Korean())
		}
	})
}

func endsInDigit(s string) bool { return isDigits(s[len(s)-1:]) }

// unsay takes the currency off what was said.
func unsay(s string, c Currency) string {
	i := currencies[c]
	if i.Sign != "" {
		s = strings.Replace(s, i.Sign, "", 1)
	}
	for _, name := range []string{i.Many, i.One, i.Korean} {
		s = strings.TrimSpace(strings.TrimSuffix(s, name))
	}
	return s
}

func TestAFigureOfOurOwnCanBeReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := Scaled(rapid.Int64Range(1, 1e15).Draw(t, "value"), rapid.IntRange(-6, 3).Draw(t, "exponent"))
		digits := rapid.IntRange(1, 8).Draw(t, "digits")
		a := Rounded("KRW", v, digits)
		if back := amt(t, a.Text()); back != a {
			t.Fatalf("%v is read back as %v", a, back)
		}
		if !a.Bounds.Contains(v) {
			t.Fatalf("%v to %d digits is %v, which cannot be it", v, digits, a.Bounds)
		}
		if a.Value.digits() > digits {
			t.Fatalf("%v to %d digits has %d: %v", v, digits, a.Value.digits(), a)
		}
	})
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"USD 3.9 billion", "KRW 1,038.9 billion", "KRW 1조 389억", "KRW 약 1조 400억", "EUR 0.50", "USD 3.9 billion..4 billion",
		"KRW 1,04 trn", "$3.9bn", "1조 389억원", "5천억 원", "KRW 약", "KRW 1..", "KRW \u110c\u1169", "USD 0.000 trillion", "KRW 약 0.0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s)
		if pe, ok := err.(*ParseError); ok {
			if sentences[pe.Reason] == "" || a != (Amount{}) {
				t.Fatalf("%q: %v, %v", s, a, err)
			}
			if _, err := ParseAmount(pe.Hint); pe.Hint != "" && (err != nil || pe.Hint == s) {
				t.Fatalf("%q: the hint %q: %v", s, pe.Hint, err)
			}
			return
		}
		if err != nil || a.Text() != s || a.IsZero() {
			t.Fatalf("%q is written back as %q, %v", s, a.Text(), err)
		}
		if !a.Bounds.Contains(a.Value) || !a.Bounds.Contains(a.High) || a.Value.Sign() < 0 {
			t.Fatalf("%q: %v to %v is outside %v", s, a.Value, a.High, a.Bounds)
		}
		if a.English() == "" || a.Korean() == "" {
			t.Fatalf("%q is said %q, %q", s, a.English(), a.Korean())
		}
	})
}

func FuzzParsePercent(f *testing.F) {
	for _, s := range []string{"13%", "13.9 %", "-0.4%", "10..20%", "10%..20%", "+49%", "−1..1%", "%", "..%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePercent(s)
		if err != nil {
			if _, ok := err.(*ParseError); !ok || p != (Percent{}) {
				t.Fatalf("%q: %v, %v", s, p, err)
			}
			return
		}
		if back, err := ParsePercent(p.Printed); err != nil || back != p || p.IsZero() {
			t.Fatalf("%q is read back as %v, %v", s, back, err)
		}
		if !p.Bounds.Contains(p.Value) || !p.Bounds.Contains(p.High) || p.Bounds.Exact() {
			t.Fatalf("%q: %v to %v is outside %v", s, p.Value, p.High, p.Bounds)
		}
		if p.English() == "" || p.Korean() == "" {
			t.Fatalf("%q is not said", s)
		}
	})
}

func BenchmarkParseAmount(b *testing.B) {
	for _, s := range []string{"USD 3.9 billion", "KRW 1,038,900,000,000", "KRW 약 1조 400억", "USD 3.9 billion..4 billion"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseAmount(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

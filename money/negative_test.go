package money

import "testing"

func TestARoundedAmountBelowNothingIsWrittenLikeOneAbove(t *testing.T) {
	for _, c := range []struct {
		value                    int64
		printed, english, korean string
	}{
		{-804_000, "약 -80만 4,000", "about -€804,000", "약 -80만 4,000유로"},
		{804_000, "약 80만 4,000", "about €804,000", "약 80만 4,000유로"},
		{-28_900_000_000, "-28.9 billion", "-€28.9 billion", "-289억 유로"},
		{-2_900, "약 -2,900", "about -€2,900", "약 -2,900유로"},
		{2_900, "약 2,900", "about €2,900", "약 2,900유로"},
	} {
		a := Rounded("EUR", Int(c.value), 3)
		if a.Printed != c.printed || a.English() != c.english || a.Korean() != c.korean {
			t.Errorf("%d is written %q, %q, %q; want %q, %q, %q", c.value, a.Printed, a.English(), a.Korean(), c.printed, c.english, c.korean)
		}
	}
}

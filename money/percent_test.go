package money

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAPercentageIsReadWithWhatItsDigitsLeaveOpen(t *testing.T) {
	for s, want := range map[string]struct {
		read            read
		english, korean string
	}{
		"13%":          {read{"13", "13", "12.5", "13.5"}, "13\u00a0%", "13%"},
		"13.9 %":       {read{"13.9", "13.9", "13.85", "13.95"}, "13.9\u00a0%", "13.9%"},
		"13.90%":       {read{"13.9", "13.9", "13.895", "13.905"}, "13.90\u00a0%", "13.90%"},
		"10..20%":      {read{"10", "20", "9.5", "20.5"}, "10 to 20\u00a0%", "10~20%"},
		"10%..20%":     {read{"10", "20", "9.5", "20.5"}, "10 to 20\u00a0%", "10~20%"},
		"10 % .. 20 %": {read{"10", "20", "9.5", "20.5"}, "10 to 20\u00a0%", "10~20%"},
		"-0.4%":        {read{"-0.4", "-0.4", "-0.45", "-0.35"}, "-0.4\u00a0%", "-0.4%"},
		"−0.4%":        {read{"-0.4", "-0.4", "-0.45", "-0.35"}, "-0.4\u00a0%", "-0.4%"},
		"-10..0%":      {read{"-10", "0", "-10.5", "0.5"}, "-10 to 0\u00a0%", "-10~0%"},
		"+49%":         {read{"49", "49", "48.5", "49.5"}, "+49\u00a0%", "+49%"},
		"0%":           {read{"0", "0", "-0.5", "0.5"}, "0\u00a0%", "0%"},
		"1,200%":       {read{"1200", "1200", "1199.5", "1200.5"}, "1,200\u00a0%", "1,200%"},
	} {
		p, err := ParsePercent(s)
		if err != nil {
			t.Error(err)
			continue
		}
		got := read{p.Value.String(), p.High.String(), p.Bounds.Lo.String(), p.Bounds.Hi.String()}
		if diff := cmp.Diff(want.read, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		if diff := cmp.Diff([]string{want.english, want.korean, s}, []string{p.English(), p.Korean(), p.Text()}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		if p.IsZero() || p.IsRange() != (want.read.Value != want.read.High) {
			t.Errorf("%q: zero %v, range %v", s, p.IsZero(), p.IsRange())
		}
	}
}

func TestWhatIsNoPercentageSaysWhy(t *testing.T) {
	for s, want := range map[string]string{
		"": Empty, "%": Empty, " %": Empty, "13": NoSign, "13 percent": NoSign, "13%p": NoSign,
		"x%": NotANumber, "1.%": NotANumber, "--1%": NotANumber, "+-1%": NotANumber, "13%%": NotANumber, "13  %": NotANumber, "..%": NotANumber, "1..%": NotANumber, "1..2..3%": NotANumber,
		"1,04%": BadGrouping, "20..10%": Backwards, "10..10%": Backwards, "1000000000000000000000000000000%": TooLarge,
	} {
		p, err := ParsePercent(s)
		pe, ok := err.(*ParseError)
		if !ok {
			t.Errorf("%q was read as %v", s, p)
		} else if pe.Reason != want || pe.Text != s {
			t.Errorf("%q: got %s, want %s", s, pe.Reason, want)
		}
	}
}

func TestAPercentageOfOurOwnHasThePlacesAskedFor(t *testing.T) {
	p := RoundedPercent(dec(t, "44.95"), 1)
	if p.English() != "45.0\u00a0%" || p.Bounds != (Interval{dec(t, "44.95"), dec(t, "45.05")}) {
		t.Errorf("got %s, %v", p.English(), p.Bounds)
	}
	back, err := ParsePercent(p.Printed)
	if err != nil || back != p {
		t.Errorf("read back as %v, %v", back, err)
	}
}

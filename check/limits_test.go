package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/lang"
)

func TestFiguresOfValuationsAreAmountsLikeOthers(t *testing.T) {
	claims := `claim asks-a-bit-more
  that         us asks share > KRW 1.2 trillion per year for 2020

2020-01-16 report paper-adds
  via          paper
  asserts      asks-a-bit-more

issue frame`
	among := func(limit string) string { return strings.Replace(limited(limit), "issue frame", claims, 1) }
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a limit in money that has ended":            {limited("share <= DEM 5 billion per year"), []string{"A006"}},
		"a worth in money that has ended":            {valuedHead + "  worth        frame inside over wider = DEM 5 million per year\n", []string{"A006"}},
		"a loss in money that has ended":             {valuedHead + "  loses        DEM 5 million per month\n", []string{"A006"}},
		"a pair in one money":                        {limited("share <= KRW 1.15 trillion ~ KRW 1.2 trillion per year"), []string{"A005"}},
		"a limit a thousandth of what is spoken of":  {among("share <= KRW 1.1 billion..1.2 billion per year"), []string{"W202"}},
		"a limit three times what is spoken of":      {among("share <= KRW 3.5 trillion per year"), nil},
		"a limit a month, beside amounts a year":     {among("share <= KRW 0.1 trillion per month"), nil},
		"a loss ten times those valued before":       {valuedHead + losses("500", "50", "40"), []string{"W202"}},
		"losses that begin with different things":    {valuedHead + losses("500 after never", "50", "40"), []string{"R001"}},
		"one digit of five, in what is valued again": {limited("share <= KRW 1.1523 trillion per year") + guess("2020-01-18", "rok", "limit        share <= KRW 1.1623 trillion per year"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := read(t, c.text)
			if d := cmp.Diff(c.want, codes(Run(b, Options{}).Findings)); d != "" {
				t.Errorf("%s\n%s", d, printed(t, b, Run(b, Options{}), lang.English))
			}
		})
	}
}

// losses is what no agreement costs by three valuations.
func losses(millions ...string) (out string) {
	for i, x := range millions {
		n, after, _ := strings.Cut(x, " ")
		line := strings.TrimSpace("loses        KRW " + n + " million per month " + after)
		if i == 0 {
			out = "  " + line + "\n"
			continue
		}
		out += guess([]string{"", "2020-01-18", "2020-01-19"}[i], "rok", "limit        share <= KRW 1.2 trillion per year", line)
	}
	return out
}

func TestOneMistakeOfAValuationIsSaidOnce(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nobody's valuation": {strings.Replace(valuedHead, "  of           rok\n  by           ours\n", "  of           mayor\n", 1), []string{"R001"}},
		"what an order forbids": {valuedHead + "  worth        frame wider over inside = KRW 50 billion per year\n",
			[]string{"N003"}},
		"trades in a ring, and an amount": {valuedHead + "  worth        frame inside over wider = KRW 5 billion per year\n" +
			"  trades       frame inside over wider > term five over one\n  trades       term five over one > frame inside over wider\n", []string{"N004"}},
		"no rate, so no place for what it would say": {unordered + "  worth        frame inside over wider = USD 50 million per year\n", []string{"N011"}},
		"in total, so no place likewise":             {unordered + "  worth        frame inside over wider = KRW 50 billion in total\n", []string{"N012"}},
		"an option that no order and no amount has":  {strings.Replace(valuedHead, " apart wider", " wider", 1) + "  worth        frame inside over wider = KRW 50 billion per year\n", []string{"N002"}},
		"one that an amount has":                     {strings.Replace(valuedHead, " apart wider", " wider", 1) + "  worth        frame inside over wider = KRW 50 billion per year\n  worth        frame apart over wider = KRW 5 billion per year\n", nil},
		"a base that is not there":                   {limited("share <= 13% over sma-11 per year"), []string{"R001"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := read(t, c.text)
			if d := cmp.Diff(c.want, codes(Run(b, Options{}).Findings)); d != "" {
				t.Errorf("%s\n%s", d, printed(t, b, Run(b, Options{}), lang.English))
			}
		})
	}
}

// Who pays has no zone with who pays, and needs none while somebody receives.
func TestAValuationThatFitsOneOtherNeedsNoOther(t *testing.T) {
	third := strings.Replace(valuedHead, "party us ", "party japan \"Japan\"\n\nparty us ", 1)
	text := third + guess("2020-01-17", "japan", "limit        share <= KRW 1.2 trillion per year") + guess("2020-01-17", "us", "limit        share >= KRW 1.1 trillion per year")
	b := read(t, text)
	if d := cmp.Diff([]string(nil), codes(Run(b, Options{}).Findings)); d != "" {
		t.Error(d)
	}
	text = valuedHead + guess("2020-01-18", "us", "limit        share >= KRW 1.1 trillion per year") +
		strings.Replace(guess("2020-01-16", "us", "limit        share <= KRW 1.1 trillion per year"), "  by           ours\n", "", 1)
	b = read(t, text)
	r := Run(b, Options{})
	if d := cmp.Diff([]string{"N014"}, codes(r.Findings)); d != "" {
		t.Error(d)
	}
	if len(r.Findings) > 0 && !strings.HasPrefix(strings.Split(text, "\n")[r.Findings[0].Span.Line-1], "  limit        share <= KRW 1.1 trillion") {
		t.Errorf("line %d is not that which fits no other", r.Findings[0].Span.Line)
	}
}

// The amounts of a valuation contradict its ranks, where these compare with the
// money on the table.
func TestWhatIsRankedAfterTheMoneyIsWorthNoMoreThanIt(t *testing.T) {
	table := strings.Replace(valuedHead, "  by           ours\n", "  by           ours\n  ranks        share frame\n", 1)
	table = strings.Replace(table, "issue frame", `claim offers
  that         rok offers share = KRW 1.00 trillion per year for 2020

2020-01-16 report paper-adds
  via          paper
  asserts      offers

issue frame`, 1)
	for worth, want := range map[string][]string{"60 billion": {"N013"}, "40 billion": nil} {
		b := read(t, table+"  worth        frame inside over wider = KRW "+worth+" per year\n")
		if d := cmp.Diff(want, codes(Run(b, Options{}).Findings)); d != "" {
			t.Errorf("%s: %s", worth, d)
		}
	}
}

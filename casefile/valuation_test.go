package casefile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
)

const worth = `
2020-01-17 valuation guess "What a deal is worth"
  of           rok
  by           ours
  gains        KRW 1 billion..2 billion per month
  limit        cost <= KRW 1.15 trillion..1.4 trillion per year
  with         frame inside
  ranks        cost frame term
  prefers      frame inside wider
  trades       frame inside over wider > term five over one
  worth        frame inside over wider = KRW 50 billion..200 billion in total
  loses        KRW 5 billion per month for 2020-04-01/..
  loses        KRW 5 billion per month after furlough
  from         said
`

func TestAValuationIsReadAsItIsWritten(t *testing.T) {
	v := readOne(t, caseHead+worth).Entry("guess").(*parley.Valuation)
	frame := parley.Swap{Issue: "frame", Option: "inside", Over: "wider"}
	if !v.Ours || v.Limit.Rel != "<=" || v.Limit.Per != "year" || v.Worth[0].Swap != frame || v.Worth[0].Per != "total" || !v.Worth[0].Amount.IsRange() {
		t.Errorf("%+v", v)
	}
	if diff := cmp.Diff([]parley.Trade{{More: frame, Less: parley.Swap{Issue: "term", Option: "five", Over: "one"}}}, v.Trades); diff != "" {
		t.Error(diff)
	}
	if n := v.Without; len(n) != 3 || n[0].Gains || n[0].For.Printed != "2020-04-01/.." || n[1].After != "furlough" || !n[2].Gains || n[2].Per != "month" {
		t.Errorf("%+v", v.Without)
	}
}

// What a deal is worth to a side is its own business, whatever the case head says.
func TestAnOwnValuationInheritsNoAudience(t *testing.T) {
	own := strings.Replace(worth, "  by           ours\n", "", 1)
	for text, want := range map[string]string{worth: "public", own: "side:rok", own + "  audience     caucus:rok/money\n": "caucus:rok/money", own + "  audience     case\n": "case"} {
		if got := readOne(t, caseHead+text).Entry("guess").Base().Audience.String(); got != want {
			t.Errorf("for %q, want %q:\n%s", got, want, text)
		}
	}
}

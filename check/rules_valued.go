package check

import "strings"

// valuedHead is the beginning of the examples of what settlements are worth.
const valuedHead = exampleTalks + `issue frame "Whether it stays inside the SMA"
  option       inside "inside the SMA"
  option       wider "with more categories"
  option       apart "in a text of its own"

issue term "For how long"
  option       one "one year"
  option       five "five years"

2020-01-17 valuation rok-guess "What a deal is worth to South Korea"
  of           rok
  by           ours
  limit        share <= KRW 1.15 trillion..1.4 trillion per year
  prefers      frame inside apart wider
`

func valuationRules() []Rule {
	const again = `
2020-01-17 valuation rok-guess-again
  of           rok
  by           ours
  limit        share <= KRW 1.2 trillion per year
`
	const same = `
2020-01-17 valuation us-guess
  of           us
  by           ours
  limit        share <= KRW 1.3 trillion per year
`
	const noTerms = `agreement sma-11 "11th agreement"

2019-09-24 stage sma-11-begun
  of           sma-11
  reached      begun
  via          paper

`
	return []Rule{
		{Code: "N001", Severity: Error, Run: saidTwice, Example: valuedHead + "  ranks        share frame share\n"},
		{Code: "N002", Severity: Warning, Run: leftOut, hold: noted, Example: strings.Replace(valuedHead, "inside apart wider", "inside wider", 1)},
		{Code: "N003", Severity: Error, Run: backwards, Example: valuedHead + "  worth        frame wider over inside = KRW 50 billion..200 billion per year\n"},
		{Code: "N004", Severity: Error, Run: tradesDisagree, Example: valuedHead +
			"  trades       frame inside over wider > term five over one\n  trades       term five over one > frame inside over wider\n"},
		{Code: "N005", Severity: Error, Run: withOfLimit, Example: strings.Replace(valuedHead, "  limit        share", "  with         frame inside\n  limit        frame", 1)},
		{Code: "N006", Severity: Warning, Run: afterNoDay, Example: strings.Replace(valuedHead, "2020-01-17 valuation", "../2019-12-31 event furlough \"Furlough\"\n  via          paper\n\n2020-01-17 valuation", 1) +
			"  loses        KRW 5 billion..20 billion per month after furlough\n"},
		{Code: "N007", Severity: Warning, Run: twoOfOneDay, hold: noted, Example: valuedHead + again},
		{Code: "N008", Severity: Warning, Run: noLimit, hold: noted, Example: limited("")},
		{Code: "N009", Severity: Error, Run: limitOnOptions, Example: strings.Replace(valuedHead, "  limit        share", "  limit        frame", 1)},
		{Code: "N012", Severity: Warning, Run: noPeriod, Example: valuedHead + "  worth        frame inside over wider = KRW 50 billion..200 billion\n"},
		{Code: "N014", Severity: Warning, Run: noPair, Example: valuedHead + same},
		{Code: "N016", Severity: Warning, Run: tooMany, Example: exampleTalks + fiveOfSix},
		{Code: "N010", Severity: Warning, Run: limitOverNothing, Example: strings.Replace(limited("share <= 8..25% over sma-11 per year"), "issue frame", noTerms+"issue frame", 1)},
		{Code: "N011", Severity: Warning, Run: noRate, Example: valuedHead + "  worth        frame inside over wider = USD 50 million..200 million per year\n"},
	}
}

// derivedValuationRules speak of what follows from several lines.
func derivedValuationRules() []Rule {
	return []Rule{
		{Code: "N013", Severity: Warning, Run: cannotHold, hold: whole | derived, Example: valuedHead +
			"  worth        frame inside over wider = KRW 50 billion..60 billion per year\n  worth        frame inside over apart = KRW 70 billion..80 billion per year\n"},
		{Code: "N015", Severity: Warning, Run: noPlace, hold: whole | derived | noted, Example: unordered +
			"  worth        frame inside over wider = KRW 50 billion..200 billion per year\n"},
	}
}

// unordered is the beginning without the order of the options.
var unordered = strings.Replace(valuedHead, "  prefers      frame inside apart wider\n", "", 1)

// limited is the beginning with another limit; "": with none.
func limited(limit string) string {
	if limit != "" {
		limit = "  limit        " + limit + "\n"
	}
	return strings.Replace(valuedHead, "  limit        share <= KRW 1.15 trillion..1.4 trillion per year\n", limit, 1)
}

// fiveOfSix values five issues of six options each.
var fiveOfSix = func() string {
	var issues strings.Builder
	for _, id := range []string{"wages", "building", "supplies", "training", "transport"} {
		issues.WriteString("issue " + id + "\n")
		for _, word := range []string{"all", "most", "half", "part", "some", "none"} {
			issues.WriteString("  option       " + word + " \"" + word + "\"\n")
		}
		issues.WriteString("\n")
	}
	return issues.String() + `2020-01-17 valuation rok-guess
  of           rok
  by           ours
  limit        share <= KRW 1.15 trillion per year
  ranks        share wages building supplies training transport
`
}()

package check

import "strings"

// The examples stand on one of two beginnings. Docs print them once.
const (
	// exampleHead is the head of a case and its parties.
	exampleHead = `case talks "Cost-sharing talks"
  parties      rok us
  money        KRW
  zone         Asia/Seoul
  audience     public

party rok "South Korea"

party us "United States"

`
	// exampleTalks adds a ministry, a paper, an issue, a claim and who made it.
	exampleTalks = exampleHead + `body mofa "Ministry of Foreign Affairs"
  of           rok
  speaks-for   rok

source paper "A newspaper of 17 January"
  type         news-article
  published    2020-01-17

issue share "What South Korea pays in a year"

claim asks-more
  that         us asks share > KRW 1.04 trillion per year for 2020

2020-01-16 statement ministry-says
  by           mofa
  mode         on-record
  via          paper
  asserts      asks-more

`
	// exampleDeal adds an agreement with its terms.
	exampleDeal = exampleTalks + `agreement sma-10 "10th agreement"

2019-03-08 terms sma-10-terms
  of           sma-10
  covers       2019-01-01/2019-12-31
  pays         2019 = KRW 1.0389 trillion
  via          paper

`
)

// Lines is the part of the example that breaks the rule: what comes after the
// beginning that examples share. A very long line is cut.
func (r Rule) Lines() string {
	text := r.Example
	for _, begin := range []string{exampleDeal, exampleTalks, exampleHead} {
		if rest, ok := strings.CutPrefix(text, begin); ok {
			text = rest
			break
		}
	}
	var out strings.Builder
	for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		if rs := []rune(line); len(rs) > 2*window {
			line = string(rs[:window]) + "…\n"
		}
		out.WriteString(harmless(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return out.String()
}

// ratesIn lets the case of an example reckon in its series.
func ratesIn(series, example string) string {
	return strings.Replace(example, "  money        KRW\n", "  money        KRW\n  rates        "+series+"\n", 1)
}

// Rules lists every rule, in the order of docs/checks.md. Those that need the
// record to be whole come last.
func Rules() []Rule {
	var rules []Rule
	for _, family := range [][]Rule{unreadable(), referenceRules(), wordRules(), dateRules(), speakerRules(), amountRules(), seriesRules(), termRules(), valuationRules(), sightRules(), quoteRules(), wholeRules(), derivedValuationRules()} {
		rules = append(rules, family...)
	}
	return rules
}

// unreadable are the faults that casefile reports.
func unreadable() []Rule {
	entry := func(code, example string) Rule {
		return Rule{Code: code, Severity: Error, Example: exampleHead + example}
	}
	talks := func(code, example string) Rule {
		return Rule{Code: code, Severity: Error, Example: exampleTalks + example}
	}
	return []Rule{
		entry("P001", "issue\n"),
		entry("P002", "issue share\n\n  unit         \"KRW per year\"\n"),
		entry("P003", "isue share\n"),
		entry("P004", "issue rok \"The same id again\"\n"),
		entry("P005", "issue share\n  units        \"KRW per year\"\n"),
		entry("P006", "issue share\n  unit         \"KRW per year\"\n  unit         \"USD per year\"\n"),
		talks("P007", "2020-01-16 statement somebody-says\n  mode         on-record\n  via          paper\n  asserts      asks-more\n"),
		entry("P008", "issue Annual_Share\n"),
		entry("P009", "issue share\n  unit         KRW per year\n"),
		talks("P010", "2020-01-32 report paper-reports\n  via          paper\n  asserts      asks-more\n"),
		talks("P011", "report paper-reports\n  via          paper\n  asserts      asks-more\n"),
		entry("P012", "2020-01-17 issue share\n"),
		talks("P013", "2020-01-16 statement ministry-adds\n  by           mofa\n  mode         onrecord\n  via          paper\n  asserts      asks-more\n"),
		talks("P014", "2020-01-14/2020-01-15 round sixth\n  talks        asks-more\n  number       six\n  via          paper\n"),
		entry("P015", "issue share\n  unit.ko      \"연간 원\"\n"),
		entry("P016", "include rounds.parley\n"),
		{Code: "P017", Severity: Error, Example: exampleHead + "issue share\n  note         \"" + long + "\"\n"},
		entry("P018", "issue share\n  known        2020-01-17 \"It was in the paper.\"\n"),
		entry("P019", "case more-talks \"A second head\"\n  parties      rok us\n  money        KRW\n  zone         Asia/Seoul\n"),
		{Code: "P020", Severity: Error, Example: "party rok \"South Korea\"\n\nparty us \"United States\"\n"},
		entry("D011", "party japan \"Japan\"\n  zone         Asia/Tokio\n"),
		talks("A001", "claim us-asks-5bn\n  that         us asks share = USD 5 bn per year for 2020\n"),
		talks("A002", "claim us-asks-5bn\n  that         us asks share = USS 5 billion per year for 2020\n"),
		talks("A003", "claim rok-offers\n  that         rok offers share = about13% over asks-more\n"),
		talks("Q005", "2020-01-16 statement ministry-adds\n  by           mofa\n  mode         on-record\n  > 4 \"reasonable and fair\"\n  via          paper\n  asserts      asks-more\n"),
		talks("C001", "2020-02-01 correct year-was-wrong\n  of           paper\n  field        published\n  was          2021-01-17\n  now          2020-01-18\n  reason       \"The year was mistyped.\"\n"),
	}
}

// long is a line longer than any that is read.
var long = func() string {
	b := make([]byte, 300<<10)
	for i := range b {
		b[i] = "and so on "[i%10]
	}
	return string(b)
}()

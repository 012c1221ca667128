package check

import "parley/quote"

func amountRules() []Rule {
	return []Rule{
		{Code: "W210", Severity: Warning, Run: noFigures, Example: exampleTalks + `series won-per-dollar "Won per dollar"
  unit         "KRW per USD"
  from         paper
`},
		{Code: "A005", Severity: Error, Run: samePair, hold: oneSum, Example: exampleTalks + `claim us-asks-5bn
  that         us asks share = USD 5 billion ~ USD 5.8 billion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      us-asks-5bn
`},
		{Code: "A006", Severity: Error, Run: notInUse, hold: oneSum, Example: exampleTalks + `claim us-asks-marks
  that         us asks share = DEM 5 billion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      us-asks-marks
`},
		{Code: "A004", Severity: Warning, Run: strangeRate, hold: oneSum | explained, Example: exampleDeal + `2019-03-08 terms sma-10-paper
  of           sma-10
  pays         2019 = KRW 1.04 trillion ~ USD 913 million
  via          paper

2019-12-31 terms sma-10-again
  of           sma-10
  pays         2019 = KRW 1.04 trillion ~ USD 8.96 billion
  via          paper
`},
		{Code: "W202", Severity: Warning, Run: tenfold, hold: oneSum | explained, Example: exampleTalks + `claim us-asks-5bn
  that         us asks share = USD 5 billion per year for 2020

claim us-asks-4-7bn
  that         us asks share = USD 4.7 billion per year for 2020

claim us-asks-50bn
  that         us asks share = USD 50 billion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      us-asks-5bn us-asks-4-7bn us-asks-50bn
`},
		{Code: "A007", Severity: Warning, Run: misprint, hold: oneSum | explained, Example: exampleDeal + `2021-03-09 terms sma-10-in-print
  of           sma-10
  pays         2019 = KRW 1.389 trillion
  via          paper
`},
		{Code: "A008", Severity: Warning, Run: percentBeside, hold: oneSum | explained, Example: exampleDeal + `claim rok-offers-13
  that         rok offers share = 13% over sma-10-terms per year for 2020

claim rok-offers-won
  that         rok offers share = KRW 1.3 trillion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      rok-offers-13 rok-offers-won
`},
		{Code: "A009", Severity: Warning, Run: partsOff, hold: oneSum | explained, Example: exampleTalks + `issue labour "Labour"
  part-of      share

issue building "Construction"
  part-of      share

claim rok-pays
  that         rok pays share = KRW 1,038.9 billion per year for 2019

claim rok-pays-labour
  that         rok pays labour = KRW 500.5 billion per year for 2019

claim rok-pays-building
  that         rok pays building = KRW 371.0 billion per year for 2019

2020-01-17 report paper-reports
  via          paper
  asserts      rok-pays rok-pays-labour rok-pays-building
`},
	}
}

func termRules() []Rule {
	return []Rule{
		{Code: "T001", Severity: Error, Run: paysOutside, hold: oneTerm, Example: exampleDeal + `2020-01-17 terms sma-10-later
  of           sma-10
  pays         2020 = KRW 1.1 trillion
  via          paper
`},
		{Code: "T006", Severity: Warning, Run: coversBoth, hold: oneTerm, Example: exampleDeal + `agreement sma-11 "11th agreement"
  follows      sma-10

2020-01-16 terms sma-11-terms
  of           sma-11
  covers       2019-01-01/2025-12-31
  pays         2020 = KRW 1.1 trillion
  via          paper
`},
		{Code: "T005", Severity: Warning, Run: endsElse, hold: oneTerm | oneDate | noted, Example: exampleDeal + `2019-10-31 stage sma-10-ended
  of           sma-10
  reached      expired
  via          paper
`},
		{Code: "T004", Severity: Warning, Run: stageOrder, hold: oneTerm | oneDate | noted, Example: exampleDeal + `2019-03-08 stage sma-10-initialled
  of           sma-10
  reached      initialled
  via          paper

2019-02-10 stage sma-10-signed
  of           sma-10
  reached      signed
  via          paper
`},
		{Code: "T009", Severity: Error, Run: twoOfOneNumber, Example: exampleTalks + `agreement sma-11 "11th agreement"

2019-12-17/2019-12-18 round fifth
  talks        sma-11
  number       6
  via          paper

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  via          paper
`},
		{Code: "T011", Severity: Error, Run: wrongStage, Example: exampleDeal + `2019-03-08 stage sma-10-signed
  of           sma-10
  reached      deal
  via          paper
`},
		{Code: "T013", Severity: Error, Run: capBelowFloor, Example: exampleTalks + `2020-01-17 offer first
  sets         share = KRW 1.1 trillion per year for 2020
  rise         2% at-most 1% at-least 3%
`},
	}
}

func sightRules() []Rule {
	return []Rule{
		{Code: "W204", Severity: Error, Run: namesHidden, Example: exampleTalks + `2020-01-17 inference we-read
  asserts      asks-more
  from         our-notes

2020-01-17 assume our-notes
  value        "They will come down."
  audience     side:rok
`},
		{Code: "V002", Severity: Warning, Run: needsHidden, Example: exampleTalks + `2020-01-17 inference we-read
  asserts      asks-more
  from         our-notes
  audience     case

2020-01-17 assume our-notes
  value        "They will come down."
  audience     side:rok
`},
		{Code: "V004", Severity: Error, Run: ownShown, Example: exampleTalks + `2020-01-17 valuation what-it-is-worth
  of           rok
  limit        share <= KRW 1.15 trillion per year
  audience     case
`},
		{Code: "V003", Severity: Warning, Run: opensNothing, Example: exampleTalks + `2020-01-18 disclose paper-for-all
  of           ministry-says
  to           case
`},
	}
}

func quoteRules() []Rule {
	copied := func(words string) string {
		return exampleTalks + `source herald "The paper that we kept"
  type         news-article
  published    2020-01-17
  file         sources/herald.txt

2020-01-17 statement ministry-adds
  by           mofa
  mode         on-record
  via          herald
  > ` + words + `
  asserts      asks-more
`
	}
	good := copied(`3 "a reasonable and fair deal"`)
	return []Rule{
		{Code: "Q001", Severity: Error, Run: notThere, Example: copied(`3 "a reasonable and swift deal"`)},
		{Code: "Q002", Severity: Error, Run: noCopy, Example: copied(`3 "a reasonable and fair deal"`)},
		{Code: "Q003", Severity: Error, Run: lockSays("", quote.WordsChanged), Example: copied(`3 "a reasonable and swift deal"`)},
		{Code: "Q004", Severity: Error, Run: wrongLine, Example: copied(`4 "a reasonable and fair deal"`)},
		{Code: "Q006", Severity: Warning, Run: lockSays("", quote.NotLocked), Example: good},
		{Code: "Q007", Severity: Error, Run: lockSays("", quote.LineMoved), Example: copied(`4 "a reasonable and fair deal"`)},
		{Code: "Q009", Severity: Warning, Run: copyChanged, Example: good},
		{Code: "Q010", Severity: Error, Run: badDigest, Example: good},
		{Code: "Q011", Severity: Error, Run: badLock, Example: good},
	}
}

// wholeRules infer from what is absent, or from all that the record says.
func wholeRules() []Rule {
	return []Rule{
		{Code: "R003", Severity: Warning, Run: unusedSource, hold: whole, Example: exampleTalks + `source magazine "A magazine"
  type         news-article
  published    2020-01-17
`},
		{Code: "W201", Severity: Warning, Run: noEvidence, hold: whole, Example: exampleTalks + `claim us-asks-5bn
  that         us asks share = USD 5 billion per year for 2020
`},
		{Code: "F017", Severity: Warning, Run: inNoAnswer, hold: whole | noted, Example: unnamedSeries},
		{Code: "W207", Severity: Warning, Run: noCovers, hold: whole | oneTerm, Example: exampleTalks + `agreement sma-10 "10th agreement"

2019-03-08 terms sma-10-terms
  of           sma-10
  pays         2019 = KRW 1.0389 trillion
  via          paper
`},
		{Code: "W209", Severity: Warning, Run: oneLanguage, hold: whole, Example: exampleTalks + `claim gap-narrowed
  about        share
  that         "The gap has narrowed."
  that.ko      "입장 차이가 좁혀짐."

claim new-issues
  about        share
  that         "New issues keep coming up."
  that.ko      "새로운 쟁점이 제기됨."

claim step-by-step
  about        share
  that         "A deal is coming closer."

2020-01-17 report paper-reports
  via          paper
  asserts      gap-narrowed new-issues step-by-step
`},
		{Code: "T002", Severity: Warning, Run: yearMissing, hold: whole | oneTerm, Example: exampleTalks + `agreement sma-5 "5th agreement"

2001-11-15 terms sma-5-terms
  of           sma-5
  covers       2002-01-01/2004-12-31
  pays         2002 = USD 470 million
  pays         2004 = USD 620 million
  via          paper
`},
		{Code: "Q008", Severity: Warning, Run: staleLock, hold: whole, Example: exampleTalks},
		{Code: "E002", Severity: Error, Run: expectsNothing, hold: whole, Example: exampleTalks + `2020-01-17 expect it-is-sourced
  of           asks-more
`},
		{Code: "E001", Severity: Error, Run: unexpected, hold: whole | derived, Example: exampleTalks + `2020-01-17 expect it-is-on-record
  of           asks-more
  basis        on-record
`},
		{Code: "E003", Severity: Warning, Run: explainsNothing, hold: whole | derived, Example: exampleTalks + `2020-01-17 explain both-are-right
  of           ministry-says paper
  conflict     value
  reason       rounding
`},
		{Code: "E004", Severity: Warning, Run: overridesNothing, hold: whole | derived, Example: exampleTalks + `2020-01-17 override it-is-the-other-side
  of           asks-more
  basis        other-side
  reason       "The ministry told us what the US asks."
`},
	}
}

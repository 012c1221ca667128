package check

func referenceRules() []Rule {
	return []Rule{
		{Code: "R001", Severity: Error, Run: undeclared, Example: exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      ask-more
`},
		{Code: "R002", Severity: Error, Run: wrongKind, Example: exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      share
`},
		{Code: "R004", Severity: Error, Run: strangers, Example: exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      asks-more
  audience     side:rko
`},
		{Code: "R005", Severity: Error, Run: circles, Example: exampleTalks + `issue labour "Wages"
  part-of      logistics

issue logistics "Logistics"
  part-of      labour
`},
		{Code: "R006", Severity: Error, Run: replacesOther, Example: exampleTalks + `claim rok-offers
  that         rok offers share = KRW 1.1 trillion per year for 2020
  replaces     asks-more

2020-01-17 report paper-reports
  via          paper
  asserts      rok-offers
`},
		{Code: "R007", Severity: Error, Run: noOption, Example: exampleTalks + `issue frame "Whether it stays inside the SMA"
  option       inside "inside the SMA"
  option       wider "with more categories"

claim rok-inside
  that         rok holds frame = inisde

2020-01-17 report paper-reports
  via          paper
  asserts      rok-inside
`},
		{Code: "R008", Severity: Warning, Run: twoOfOneName, hold: noted, Example: exampleTalks + `body ministry "Foreign ministry"
  of           rok
  aka          "Ministry of Foreign Affairs"
`},
	}
}

func wordRules() []Rule {
	return []Rule{
		{Code: "U001", Severity: Error, Run: misleading, Example: exampleTalks + "issue frame \"What is \u202eedisni\u202c the SMA\"\n"},
		{Code: "U002", Severity: Warning, Run: decomposed, Example: exampleTalks + "issue frame \"Frame\"\n  name.ko      \"\u1112\u1167\u11b8\u110c\u1165\u11bc\"\n"},
		{Code: "W206", Severity: Warning, Run: sameWords, Example: exampleTalks + `2020-01-16 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  > 6 "a reasonable and fair deal"
  asserts      asks-more

2020-01-16 statement ministry-repeats
  by           mofa
  mode         on-record
  via          paper
  > 6 "a reasonable and fair deal"
  asserts      asks-more
`},
	}
}

func dateRules() []Rule {
	return []Rule{
		{Code: "D003", Severity: Error, Run: wrongWeekday, hold: oneDate, Example: exampleTalks + `2020-01-16/2020-01-17 round sixth
  talks        sma-11
  number       6
  printed-as   "Tuesday and Wednesday"
  dated-from   paper
  via          paper

agreement sma-11 "11th agreement"
`},
		{Code: "D001", Severity: Error, Run: saidTooLate, hold: oneDate, Example: exampleTalks + `2020-01-19 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  asserts      asks-more
`},
		{Code: "D002", Severity: Error, Run: quotedTooEarly, hold: oneDate, Example: exampleTalks + `source radio "A radio interview"
  type         interview
  published    2020-10-16

2020-01-16 statement ministry-on-radio
  by           mofa
  mode         on-record
  via          radio quoted-in paper
  asserts      asks-more
`},
		{Code: "D005", Severity: Warning, Run: datedFromNothing, Example: exampleTalks + `source notes "Notes without a date"
  type         minute
  published    unknown

2020-01-16 report notes-report
  printed-as   "Thursday"
  dated-from   notes
  via          notes quoted-in paper
  asserts      asks-more
`},
		{Code: "D006", Severity: Error, Run: recordedEarly, hold: oneDate, Example: exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      asks-more
  recorded     2019-01-18
`},
		{Code: "D007", Severity: Warning, Run: neverKnown, Example: exampleTalks + `source notes "Notes without a date"
  type         minute
  published    unknown

2020-01-16 report notes-report
  via          notes
  asserts      asks-more
`},
		{Code: "D008", Severity: Error, Run: knownEarly, hold: oneDate, Example: exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      asks-more
  known        2019-01-17 "It was on the wire before."
`},
		{Code: "D009", Severity: Error, Run: overBefore, hold: oneDate, Example: exampleTalks + `2020-01-15 offer us-package
  by           us
  sets         share = USD 3.9 billion per year for 2020
  until        2019-02-28
  via          paper
`},
		{Code: "S011", Severity: Error, Run: leavesWrongly, hold: oneDate, Example: exampleTalks + `person dehart "James DeHart"

2019-09-24 seat dehart-leads
  of           dehart
  in           us
  speaks-for   us
  via          paper

2019-07-01 seat dehart-left
  of           dehart
  leaves       dehart-leads
  via          paper
`},
		{Code: "S012", Severity: Error, Run: retractsNothing, hold: oneDate, Example: exampleTalks + `claim rok-offers
  that         rok offers share = KRW 1.1 trillion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      rok-offers

2020-01-17 retract paper-corrects
  of           paper-reports asks-more
  via          paper
`},
		{Code: "W205", Severity: Warning, Run: beforeSeat, hold: oneDate | noted, Example: exampleTalks + `person dehart "James DeHart"

2020-01-17 seat dehart-leads
  of           dehart
  in           us
  speaks-for   us
  via          paper

2020-01-16 statement dehart-says
  by           dehart
  mode         on-record
  via          paper
  asserts      asks-more
`},
		{Code: "T008", Severity: Warning, Run: roundOrder, hold: oneDate | noted, Example: exampleTalks + `agreement sma-11 "11th agreement"

2019-12-17/2019-12-18 round fifth
  talks        sma-11
  number       5
  via          paper

2019-01-14/2019-01-15 round sixth
  talks        sma-11
  number       6
  via          paper
`},
		{Code: "T010", Severity: Error, Run: nextBefore, hold: oneDate, Example: exampleTalks + `agreement sma-11 "11th agreement"

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  via          paper

2020-01-15 stage sixth-over
  of           sixth
  reached      no-deal
  next         2019-02
  via          paper
`},
		{Code: "T012", Severity: Error, Run: endBeforeRound, hold: oneDate, Example: exampleTalks + `agreement sma-11 "11th agreement"

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  via          paper

2019-01-15 stage sixth-over
  of           sixth
  reached      no-deal
  via          paper
`},
	}
}

func speakerRules() []Rule {
	return []Rule{
		{Code: "S002", Severity: Error, Run: offRecord, Example: exampleTalks + `2020-01-16 statement ministry-whispers
  by           mofa
  mode         off-record
  via          paper
  asserts      asks-more
`},
		{Code: "S003", Severity: Warning, Run: noVoice, hold: noted, Example: exampleTalks + `body assembly "National Assembly"
  of           rok

2020-01-16 statement assembly-states
  by           assembly
  mode         official-statement
  via          paper
  asserts      asks-more
`},
		{Code: "S004", Severity: Error, Run: bothWays, Example: exampleTalks + `2020-01-16 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  asserts      asks-more
  denies       asks-more
`},
		{Code: "S005", Severity: Warning, Run: outletWord, hold: noted, Example: exampleTalks + `2020-01-17 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  denies       asks-more outlet-says denies
`},
		{Code: "S006", Severity: Warning, Run: hearsayNo, Example: exampleTalks + `2020-01-17 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  denies       asks-more hearsay
`},
		{Code: "S007", Severity: Warning, Run: translation, Example: exampleTalks + `source herald "A paper in English"
  type         news-article
  published    2020-01-17
  language     en

2020-01-16 statement ministry-adds
  by           mofa
  mode         on-record
  spoken       ko
  via          herald
  > 6 "reasonable and fair"
  asserts      asks-more
`},
		{Code: "S008", Severity: Warning, Run: unnamedOf, Example: exampleTalks + `source a-report "a report"
  type         press-unnamed
  of           us
  published    unknown

2020-01-16 report us-lowers
  via          a-report quoted-in paper
  asserts      asks-more
`},
		{Code: "S009", Severity: Warning, Run: seenNowhere, hold: noted, Example: exampleTalks + `source magazine "A magazine"
  type         news-article
  published    2020-01-17
  seen         yes

2020-01-17 report magazine-reports
  via          magazine
  asserts      asks-more
`},
		{Code: "S010", Severity: Warning, Run: headless, hold: noted, Example: exampleTalks + `agreement sma-11 "11th agreement"

person dehart "James DeHart"

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  heads        dehart
  via          paper
`},
	}
}

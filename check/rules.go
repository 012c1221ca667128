package check

import "parley/quote"

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

// Rules lists every rule, in the order of docs/checks.md. Those that need the
// record to be whole come last.
func Rules() []Rule {
	var rules []Rule
	for _, family := range [][]Rule{unreadable(), referenceRules(), wordRules(), dateRules(), speakerRules(), amountRules(), termRules(), sightRules(), quoteRules(), wholeRules()} {
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
		{Code: "D004", Severity: Error, Run: updatedBefore, hold: oneDate, Example: exampleTalks + `source magazine "A magazine"
  type         news-article
  published    2020-01-17
  updated      2020-01-07

2020-01-17 report magazine-reports
  via          magazine
  asserts      asks-more
`},
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

func amountRules() []Rule {
	return []Rule{
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

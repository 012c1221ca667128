package check

import (
	"strings"
	"testing"

	"parley/lang"
)

// near holds for every rule of meaning what comes close to breaking it and
// breaks nothing.
var near = map[string]string{
	"W210": ratesIn("won-per-dollar", exampleTalks+`series won-per-dollar "Won per dollar"
  unit         "KRW per USD"
  file         figures/won.csv

-- figures/won.csv --
for,value,published
2018,1099.3,2019-01-02
`),
	"V004": exampleTalks + "2020-01-17 valuation for-the-side\n  of           rok\n  limit        share <= KRW 1.15 trillion per year\n  audience     side:rok\n\n" +
		"2020-01-17 valuation for-some\n  of           rok\n  limit        share <= KRW 1.2 trillion per year\n  audience     caucus:rok/money\n\n2020-01-17 valuation of-the-other\n  of           us\n  by           ours\n  limit        share >= KRW 1.1 trillion per year\n  audience     public\n\n" +
		"2020-01-17 valuation for-whom-it-is\n  of           us\n  limit        share >= KRW 1.1 trillion per year\n",
	"N001": valuedHead + "  ranks        share frame\n  with         frame inside\n  with         term one\n",
	"N002": valuedHead + "  prefers      term five one\n",
	"N003": valuedHead + "  worth        frame inside over wider = KRW 0.1 billion per year\n  trades       term one over five > frame apart over wider\n",
	"N004": valuedHead + "  trades       frame inside over wider > term five over one\n  trades       frame inside over wider > frame apart over wider\n" +
		"  worth        frame inside over wider = KRW 50 billion..80 billion per year\n  worth        term five over one = KRW 70 billion..90 billion per year\n",
	"N005": valuedHead + "  with         frame inside\n",
	"N006": strings.Replace(valuedHead, "2020-01-17 valuation", "2020-03/.. event furlough \"Furlough\"\n  via          paper\n\n2020-01-17 valuation", 1) + "  loses        KRW 5 billion per month after furlough\n",
	"N007": valuedHead + "\n2020-01-18 valuation rok-later\n  of           rok\n  by           ours\n  limit        share <= KRW 1.2 trillion per year\n\n2020-01-17 valuation us-guess\n  of           us\n  by           ours\n  limit        share >= KRW 1.1 trillion per year\n",
	"N008": limited("") + guess("2020-01-18", "rok", "limit        share <= KRW 1.2 trillion per year") + guess("2020-01-17", "us", "ranks        share frame", "note         \"No limit is known.\""),
	"N009": strings.Replace(valuedHead, "  limit        share", "  limit        building", 1) + "\nissue building\n",
	"N010": limited("share <= 8..25% over asks-more per year") + guess("2020-01-17", "us", "limit        share >= 13% over KRW 1 trillion"),
	"N011": strings.Replace(valuedHead, "claim asks-more\n", "claim in-both\n  that         us asks share > KRW 1.2 trillion ~ USD 1 billion per year for 2020\n\n2020-01-16 report paper-reports\n  via          paper\n  asserts      in-both\n\nclaim asks-more\n", 1) +
		"  worth        frame inside over wider = USD 50 million per year\n",
	"N012": limited("share <= KRW 5 trillion in total for 2020/2024") + "  worth        frame inside over wider = KRW 5 billion per month\n" +
		guess("2020-01-17", "us", "limit        share >= KRW 1 trillion for 2020"),
	"N013": valuedHead + "  worth        frame inside over wider = KRW 50 billion..70 billion per year\n  worth        frame inside over apart = KRW 70 billion..80 billion per year\n" +
		"  trades       frame inside over apart > frame apart over wider\n  ranks        share frame\n",
	"N014": valuedHead + guess("2020-01-17", "us", "limit        share >= KRW 1.1 trillion per year") + guess("2020-01-16", "us", "limit        share <= KRW 1.1 trillion per year"),
	"N015": unordered + "  worth        frame inside over wider = KRW 50 billion per year\n  worth        frame apart over wider = KRW 10 billion per year\n  prefers      term five one\n",
	"N016": exampleTalks + strings.Replace(fiveOfSix, "training transport\n", "training\n", 1),
	"F006": seriesHead + "-- prices.csv --\nfor,value,published,source\n2018,1.5,,paper\n2017,1.9,2018-01-02~,\n",
	"F007": seriesHead + "-- prices.csv --\nfor,value,published\n2018,1.5,2019-01-02\n2018,1.6,2019-03-02\n2018-12,1.6,2019-01-02\n",
	"F008": seriesHead + "-- prices.csv --\nfor,value,published\n2017,1.9,2018-01-02\n2018-02,1.3,2018-03-02\n2018-01,1.2,2018-02-02\n2018-03,1.4,2018-04-02\n",
	"F009": seriesHead + "-- prices.csv --\nfor,value,published\n2018,1.5,2018-01-01\n2019,0.4,2019-12-31\n",
	"F010": seriesHead + "-- prices.csv --\nfor,value,published\n2017,-0.2,2018-01-02\n2018,0.3,2019-01-02\n2019,0,2020-01-02\n",
	"F011": exampleDeal + `series won-per-dollar "Won per dollar"
  unit         "KRW per USD"
  file         won.csv

2020-01-17 assume won-falls
  of           won-per-dollar
  value        "1200 ± 7%"

2019-12-31 terms sma-10-in-dollars
  of           sma-10
  pays         2019 = KRW 1.0389 trillion ~ USD 896 million
  via          paper

-- won.csv --
for,value,published
2018,1099.3,2019-01-02
2019,1165.8,2020-01-02
`,
	"F012": risingBy("prices", "2017,0.97,2018-01-02\n2018,1.94,2019-01-02\n"),
	"F013": seriesHead + `series deflator "Deflator of the gross domestic product"
  unit         "%"
  file         deflator.csv

2020-01-17 assume deflator-rises
  of           deflator
  value        "1.5%"

-- prices.csv --
for,value,published
2016,1.0,2017-01-02
2017,1.9,2018-01-02
2018,1.5,2019-01-02
-- deflator.csv --
for,value,published
2016,1.0,2017-01-20
2017,1.9,2018-01-20
2018,1.4,2019-01-20
`,
	"F017": ratesIn("prices", strings.Replace(unnamedSeries, `"%"`, `"KRW per USD"`, 1)),
	"F014": risingBy("prices", "2016,1.0,2017-01-02\n"),
	"F015": ratesIn("prices", strings.Replace(seriesHead, `"%"`, `"KRW per 100 JPY"`, 1)) + "-- prices.csv --\nfor,value,published\n2018,995.5,2019-01-02\n",
	"F016": seriesHead + `2020-01-17 assume prices-later
  of           prices
  value        "1.5 +- 1.0"

2020-01-17 assume so-be-it
  of           asks-more
  value        "about a tenth"

-- prices.csv --
for,value,published
2018,1.5,2019-01-02
`,
	"R003": exampleTalks + `source magazine "A magazine"
  type         news-article
  published    2020-01-17

2020-01-17 inference we-read
  asserts      asks-more
  from         magazine
`,
	"R005": exampleTalks + `issue labour "Wages"
  part-of      share

issue overtime "Overtime"
  part-of      labour
`,
	"R006": exampleTalks + `claim asks-less
  that         us asks share = USD 3.9 billion per year for 2020
  replaces     asks-more

2020-01-17 report paper-reports
  via          paper
  asserts      asks-less
`,
	"R007": exampleTalks + `issue frame "Whether it stays inside the SMA"
  option       inside "inside the SMA"

claim rok-inside
  that         rok holds frame = inside

2020-01-17 report paper-reports
  via          paper
  asserts      rok-inside
`,
	"R008": exampleTalks + `body state "State Department"
  of           us
  aka          "Ministry of Foreign Affairs"
`,
	"U001": exampleTalks + "issue frame \"Naïve… “quoted” 協定 협정 \U0001F468\u200d\U0001F469 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\"\n",
	"U002": exampleTalks + "issue frame \"Café\"\n  name.ko      \"협정 ㄱㄴㄷ\"\n",
	"W206": exampleTalks + `2020-01-16 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  > 6 "no"
  > 6 "a reasonable deal"
  asserts      asks-more

2020-01-16 statement ministry-repeats
  by           mofa
  mode         on-record
  via          paper
  > 6 "no"
  > 7 "a reasonable deal"
  asserts      asks-more
`,
	"D001": exampleTalks + `source wire "A wire story of the morning in Seoul"
  type         wire-story
  published    2020-01-16T20:00 America/New_York

2020-01-17 statement ministry-this-morning
  by           mofa
  mode         on-record
  via          wire
  asserts      asks-more

2020-02-04 deadline furlough-notice
  via          paper

2020-03-17/2020-03-19 round seventh-as-announced
  talks        sma-11
  number       7
  via          paper

agreement sma-11 "11th agreement"
`,
	"D002": exampleTalks + `source radio "A radio interview"
  type         interview
  published    2020-01-17

source wire "A wire story of the evening in Washington"
  type         wire-story
  published    2020-01-17T02:00 Asia/Seoul

source evening "A paper of the evening in Washington"
  type         news-article
  published    2020-01-16T20:00 America/New_York

2020-01-16 statement ministry-on-radio
  by           mofa
  mode         on-record
  via          radio quoted-in paper
  via          wire quoted-in evening
  asserts      asks-more
`,
	"D003": exampleTalks + `agreement sma-11 "11th agreement"

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  printed-as   "Tuesday and Wednesday"
  dated-from   paper
  via          paper

2020-01-16 report late
  printed-as   "목요일 밤 늦게"
  dated-from   paper
  via          paper
  asserts      asks-more

2020-01-16 report early
  printed-as   "the day before, in the sun"
  dated-from   paper
  via          paper
  asserts      asks-more

2020-01? report some-day
  printed-as   "on a Sunday"
  via          paper
  asserts      asks-more
`,
	"D005": strings.Replace(exampleTalks, "  by           mofa\n", "  by           mofa\n  printed-as   \"Thursday\"\n  dated-from   paper\n", 1),
	"D006": exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      asks-more
  recorded     2020-01-17

2020-03-01 deadline one-day
  via          paper
  recorded     2020-01-18
`,
	"D007": exampleTalks + `source notes "Notes without a date"
  type         minute
  published    unknown

2020-01-16 report notes-report
  via          notes
  via          notes quoted-in paper
  asserts      asks-more

2020-01-16 report notes-again
  via          notes
  asserts      asks-more
  known        2020-01-20 "Told to us that day."
`,
	"D008": exampleTalks + `2020-01-17 report paper-reports
  via          paper
  asserts      asks-more
  known        2020-01-17 "It was on the wire."

2020-03-01 deadline one-day
  via          paper
  known        2020-01-01 "It stands in the law."
`,
	"D009": exampleTalks + `2020-01-15 offer us-package
  by           us
  sets         share = USD 3.9 billion per year for 2020
  until        2020-01-15
  via          paper
`,
	"S002": exampleTalks + `2020-01-16 statement ministry-whispers
  by           mofa
  mode         off-record
  via          paper
  asserts      asks-more
  audience     side:rok
`,
	"S003": exampleTalks + `person dehart "James DeHart"

../2019-09-24 seat dehart-leads
  of           dehart
  in           us
  speaks-for   us
  via          paper

2020-01-16 statement dehart-states
  by           dehart
  mode         official-statement
  via          paper
  asserts      asks-more
`,
	"S004": exampleTalks + `claim asks-5bn
  that         us asks share = USD 5 billion per year for 2020

2020-01-16 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  asserts      asks-more
  denies       asks-5bn
`,
	"S005": exampleTalks + `2020-01-17 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  qualifies    asks-more outlet-says denies
`,
	"S006": exampleTalks + `2020-01-17 statement ministry-adds
  by           mofa
  mode         on-record
  via          paper
  asserts      asks-more hearsay
`,
	"S007": exampleTalks + `source herald "A paper in English"
  type         news-article
  published    2020-01-17
  language     en

2020-01-16 statement ministry-adds
  by           mofa
  mode         on-record
  spoken       ko
  translated-by herald
  via          herald
  > 6 "reasonable and fair"
  asserts      asks-more

2020-01-16 statement ministry-in-korean
  by           mofa
  mode         on-record
  spoken       ko
  via          herald
  > 7 "합리적이고 공평한".ko
  | 7 it said in Korean
  asserts      asks-more
`,
	"S008": exampleTalks + `source a-report "a report"
  type         press-unnamed
  published    unknown

2020-01-16 report us-lowers
  via          a-report quoted-in paper
  asserts      asks-more
`,
	"S009": exampleTalks + `source magazine "A magazine"
  type         news-article
  published    2020-01-17
  file         sources/magazine.txt
  seen         yes

2020-01-17 report magazine-reports
  via          magazine
  asserts      asks-more
`,
	"S010": exampleTalks + `agreement sma-11 "11th agreement"

person dehart "James DeHart"

2020-01-16 seat dehart-leads
  of           dehart
  in           us
  speaks-for   us
  via          paper

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  heads        dehart
  via          paper
`,
	"S011": exampleTalks + `person dehart "James DeHart"

2019-09~ seat dehart-leads
  of           dehart
  in           us
  speaks-for   us
  via          paper

2019-09-15 seat dehart-left
  of           dehart
  leaves       dehart-leads
  via          paper
`,
	"S012": exampleTalks + `2020-01-16 retract ministry-takes-it-back
  of           ministry-says asks-more
  by           mofa
  via          paper
`,
	"W205": exampleTalks + `person dehart "James DeHart"

../2020-01-16 seat dehart-leads
  of           dehart
  in           us
  speaks-for   us
  via          paper

2020-01-16 statement dehart-says
  by           dehart
  mode         on-record
  via          paper
  asserts      asks-more

2019-01-16 statement dehart-said-once
  by           dehart
  mode         on-record
  via          paper
  asserts      asks-more
  note         "Before he was named."
`,
	"T008": exampleTalks + `agreement sma-11 "11th agreement"

agreement sma-12 "12th agreement"

../2019-12-18 round fifth
  talks        sma-11
  number       5
  via          paper

2019-12-01/2020-01-15 round sixth
  talks        sma-11
  number       6
  via          paper

2019-01-01 round first
  talks        sma-12
  number       7
  via          paper
`,
	"T010": exampleTalks + `agreement sma-11 "11th agreement"

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  via          paper

2020-01-15 stage sixth-over
  of           sixth
  reached      no-deal
  next         2020-01
  via          paper
`,
	"T012": exampleTalks + `agreement sma-11 "11th agreement"

2020-01-14/2020-01-15 round sixth
  talks        sma-11
  number       6
  via          paper

2020-01-14 stage sixth-over
  of           sixth
  reached      broken-off
  via          paper
`,
	"T013": exampleTalks + `2020-01-17 offer first
  sets         share = KRW 1.1 trillion per year for 2020
  rise         2% at-most 3% at-least 3% from 2021
  rise         2% at-most 1% from 2022
  rise         2% at-least 3% from 2023
`,
	"A004": exampleDeal + `2019-03-08 terms sma-10-paper
  of           sma-10
  pays         2019 = KRW 1.04 trillion ~ USD 913 million
  via          paper

2019-12-31 terms sma-10-again
  of           sma-10
  pays         2019 = KRW 1.04 trillion ~ USD 850 million
  via          paper
`,
	"A005": exampleTalks + `claim asks-5bn
  that         us asks share = USD 5 billion..5.8 billion ~ KRW 5.8 trillion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      asks-5bn
`,
	"A006": exampleTalks + `claim asks-marks
  that         us asks share = DEM 5 billion per year for 1991

2020-01-17 report paper-reports
  via          paper
  asserts      asks-marks
`,
	"A007": exampleDeal + `2021-03-09 terms sma-10-in-print
  of           sma-10
  pays         2019 = KRW 1.04 trillion
  via          paper

2021-03-09 terms sma-10-in-dollars
  of           sma-10
  pays         2019 = USD 1.389 trillion
  via          paper
`,
	"A008": exampleDeal + `claim rok-offers-13
  that         rok offers share = 13% over sma-10-terms per year for 2020

claim rok-offers-won
  that         rok offers share = KRW 1.174 trillion per year for 2020

claim rok-offers-more
  that         rok offers share = KRW 1.3 trillion per year for 2021

2020-01-17 report paper-reports
  via          paper
  asserts      rok-offers-13 rok-offers-won rok-offers-more
`,
	"A009": exampleTalks + `issue labour "Labour"
  part-of      share

issue building "Construction"
  part-of      share

issue logistics "Logistics"
  part-of      share

claim rok-pays
  that         rok pays share = KRW 1.04 trillion per year for 2019

claim rok-pays-labour
  that         rok pays labour = KRW 500.5 billion per year for 2019

claim rok-pays-building
  that         rok pays building = KRW 371.0 billion per year for 2019

claim rok-pays-logistics
  that         rok pays logistics = KRW 167.4 billion per year for 2019

claim rok-paid
  that         rok pays share = KRW 999 billion per year for 2018

claim rok-paid-labour
  that         rok pays labour = KRW 371.0 billion per year for 2018

2020-01-17 report paper-reports
  via          paper
  asserts      rok-pays rok-pays-labour rok-pays-building rok-pays-logistics rok-paid rok-paid-labour
`,
	"W202": exampleTalks + `claim asks-5bn
  that         us asks share = USD 5 billion per year for 2020

claim asks-4-7bn
  that         us asks share = USD 4.7 billion per year for 2020

claim asks-20bn
  that         us asks share = USD 20 billion per year for 2020

claim offers-50bn
  that         rok offers share = USD 50 billion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      asks-5bn asks-4-7bn asks-20bn offers-50bn
`,
	"T001": exampleDeal + `2020-01-17 terms sma-10-later
  of           sma-10
  pays         2019-06 = KRW 100 billion
  via          paper
`,
	"T002": exampleTalks + `agreement sma-5 "5th agreement"

2001-11-15 terms sma-5-terms
  of           sma-5
  covers       2002-01-01/2005-12-31
  pays         2002/2003 = USD 470 million
  pays         2004 = USD 620 million
  via          paper
`,
	"T004": exampleDeal + `2019-02-10 stage sma-10-initialled
  of           sma-10
  reached      initialled
  via          paper

2019-02~ stage sma-10-signed
  of           sma-10
  reached      signed
  via          paper

2019-12-31 stage sma-10-expired
  of           sma-10
  reached      expired
  via          paper
`,
	"T005": exampleDeal + `2020-01-01 stage sma-10-ended
  of           sma-10
  reached      expired
  via          paper
`,
	"T006": exampleDeal + `agreement sma-11 "11th agreement"
  follows      sma-10

2020-01-16 terms sma-11-terms
  of           sma-11
  covers       2019-10-01/2025-12-31
  pays         2020 = KRW 1.1 trillion
  via          paper

2019-09-30 stage sma-10-replaced
  of           sma-10
  reached      replaced
  via          paper
`,
	"T009": exampleTalks + `agreement sma-11 "11th agreement"

agreement sma-12 "12th agreement"

2019-12-17/2019-12-18 round fifth
  talks        sma-11
  number       6
  via          paper

2020-01-14/2020-01-15 round sixth
  talks        sma-12
  number       6
  via          paper
`,
	"T011": exampleDeal + `2019-03-08 stage sma-10-signed
  of           sma-10
  reached      signed
  via          paper
`,
	"W207": exampleTalks + `agreement sma-11 "11th agreement"

2019-09-24 stage sma-11-begun
  of           sma-11
  reached      begun
  via          paper
`,
	"W204": exampleTalks + `2020-01-17 inference we-read
  asserts      asks-more
  from         our-notes

2020-01-17 assume our-notes
  value        "They will come down."
  audience     case

2020-02-01 disclose our-notes-open
  of           our-notes
  to           public
`,
	"V002": exampleTalks + `2020-01-17 inference we-read
  asserts      asks-more
  from         our-notes
  audience     caucus:rok/money

2020-01-17 assume our-notes
  value        "They will come down."
  audience     side:rok
`,
	"V003": exampleTalks + `2020-01-17 assume our-notes
  value        "They will come down."
  audience     side:rok

2020-02-01 disclose our-notes-open
  of           our-notes
  to           mediator
`,
	"R004": exampleTalks + `2020-01-17 assume our-notes
  value        "They will come down."
  audience     caucus:rok/money
`,
	"W201": exampleTalks + `claim asks-5bn
  that         us asks share = USD 5 billion per year for 2020

2020-01-16 statement ministry-declines
  by           mofa
  mode         on-record
  via          paper
  declines     asks-5bn
`,
	"W209": exampleTalks + `claim gap-narrowed
  about        share
  that         "The gap has narrowed."
  that.ko      "입장 차이가 좁혀짐."

claim asks-5bn
  that         us asks share = USD 5 billion per year for 2020

2020-01-17 report paper-reports
  via          paper
  asserts      gap-narrowed asks-5bn
`,
	"E001": exampleTalks + `2020-01-17 expect it-is-the-other-side
  of           asks-more
  basis        other-side
  response     none

2020-01-16 expect nothing-yet
  of           asks-more
  basis        not-sourced
`,
	"E002": exampleTalks + `2020-01-17 expect no-answer
  of           asks-more
  response     none
`,
	"E003": exampleTalks + `person dehart "James DeHart"
  speaks-for   us

2020-01-17 statement dehart-denies
  by           dehart
  mode         on-record
  via          paper
  denies       asks-more

2020-01-17 explain not-the-same-day
  of           ministry-says dehart-denies
  conflict     between-sides
  reason       time
`,
	"E004": exampleTalks + `2020-01-17 override it-is-reported
  of           asks-more
  basis        reported
  reason       "The ministry was asked about a report."
`,
}

func TestWhatComesCloseBreaksNothing(t *testing.T) {
	for _, r := range Rules() {
		text, ok := near[r.Code]
		if !ok {
			if r.Run != nil && r.Code[0] != 'Q' && r.Code != "R001" && r.Code != "R002" {
				t.Errorf("%s: no near miss", r.Code)
			}
			continue
		}
		b := read(t, text)
		for _, f := range Run(b, Options{}).Findings {
			t.Errorf("%s: %d:%d %s %s", r.Code, f.Span.Line, f.Span.Col, f.Code, f.Message.In(lang.English))
		}
	}
}

// guess is a valuation of ours.
func guess(day, party string, lines ...string) string {
	return "\n" + day + " valuation " + party + "-guess-of-" + day[8:] + "\n  of           " + party + "\n  by           ours\n  " + strings.Join(lines, "\n  ") + "\n"
}

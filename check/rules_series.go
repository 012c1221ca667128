package check

// seriesHead is the beginning of the examples of figures.
const seriesHead = exampleTalks + `2020-01-17 assume prices-rise
  of           prices
  value        "1.5%"

series prices "Consumer prices"
  unit         "%"
  file         prices.csv

`

func seriesRules() []Rule {
	figures := func(code string, s Severity, run func(*Pass), hold hold, rows string) Rule {
		return Rule{Code: code, Severity: s, Run: run, hold: hold, Example: seriesHead + "-- prices.csv --\n" + rows}
	}
	return []Rule{
		{Code: "F001", Severity: Error, Example: seriesHead},
		figures("F002", Error, nil, 0, "for,valu,published\n2018,1.5,2019-01-02\n"),
		figures("F003", Error, nil, 0, "for,value,published\n2018,1,5,2019-01-02\n"),
		figures("F004", Error, nil, 0, "for,value,published\n2018,1.5%,2019-01-02\n"),
		figures("F005", Error, nil, 0, "for,value,published\n2018,1.5,2019-01-02/..\n"),
		figures("F006", Error, knownNever, 0, "for,value\n2018,1.5\n"),
		figures("F007", Error, twoFigures, 0, "for,value,published\n2018,1.5,2019-01-02\n2018,1.6,2019-01-02\n"),
		figures("F008", Warning, periodsMissing, noted, "for,value,published\n2016,1.0,2017-01-02\n2017,1.9,2018-01-02\n2019,0.4,2020-01-02\n"),
		figures("F009", Warning, forecast, noted, "for,value,published\n2018,1.5,2019-01-02\n2020,1.1,2019-12-10\n2019,0.4,2020-01-02\n"),
		figures("F010", Warning, wrongScale, noted, "for,value,published\n2016,0.010,2017-01-02\n2017,0.019,2018-01-02\n2018,0.015,2019-01-02\n"),
		{Code: "F011", Severity: Warning, Run: wrongRate, hold: noted, Example: exampleDeal + `series won-per-dollar "Won per dollar"
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
2018,0.000909,2019-01-02
2019,0.000858,2020-01-02
`},
		{Code: "F012", Severity: Warning, Run: stepsOff, Example: risingBy("prices", "2017,2.0,2018-01-02\n2018,4.0,2019-01-02\n")},
		{Code: "F013", Severity: Warning, Run: sameFigures, hold: noted, Example: seriesHead + `series deflator "Deflator of the gross domestic product"
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
2018,1.5,2019-01-20
`},
		{Code: "F014", Severity: Warning, Run: rulesWithoutFigures, Example: risingBy("prices", "")},
		{Code: "F015", Severity: Error, Run: notARate, Example: ratesIn("prices", seriesHead) + "-- prices.csv --\nfor,value,published\n2018,1.5,2019-01-02\n"},
		{Code: "F016", Severity: Error, Run: notANumber, Example: seriesHead + `2020-01-17 assume prices-later
  of           prices
  value        "about one and a half per cent"

-- prices.csv --
for,value,published
2018,1.5,2019-01-02
`},
	}
}

// risingBy is an agreement that rises by a series of consumer prices.
func risingBy(series, rows string) string {
	return seriesHead + `agreement sma-9 "9th agreement"

2014-02-02 terms sma-9-terms
  of           sma-9
  covers       2018-01-01/2020-12-31
  pays         2018 = KRW 1,000.0 billion
  pays         2019 = KRW 1,010.0 billion
  pays         2020 = KRW 1,029.2 billion
  rise         ` + series + ` lag 2 at-most 4% from 2019
  rounds       0.1% KRW 0.1 billion
  via          paper

-- prices.csv --
for,value,published
` + rows
}

// unnamedSeries is a series that nothing reckons with.
const unnamedSeries = exampleTalks + `series prices "Consumer prices"
  unit         "%"
  file         prices.csv

-- prices.csv --
for,value,published
2018,1.5,2019-01-02
`

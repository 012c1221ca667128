// Package toll is a small case for the tests of prices: a town and a port that
// talk about what the port pays for the bridge, with series of figures, two
// agreements, offers and asks of every kind that can be priced.
package toll

import (
	"testing"
	"testing/fstest"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// Weigh reads the case with more entries behind it, and weighs what somebody
// knew on a day: the public, or a reader.
func Weigh(t testing.TB, more, day string, as ...parley.Reader) *evidence.Assessment {
	t.Helper()
	return Read(t, Files(more), day, as...)
}

// Files are those of the case, with more entries behind it.
func Files(more string) fstest.MapFS {
	return fstest.MapFS{"case.parley": {Data: []byte(Case + more)}, "prices.csv": {Data: []byte(Prices)}, "wages.csv": {Data: []byte(Wages)}, "usd.csv": {Data: []byte(Dollars)}}
}

// Read reads files and weighs them.
func Read(t testing.TB, files fstest.MapFS, day string, as ...parley.Reader) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(files, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	from := view.Vantage{AsOf: d}
	if len(as) > 0 {
		from.Reader = as[0]
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), from))
}

// The figures. Those of a year are published with it; wages are levels, and
// dollars are quoted the other way round.
const (
	Prices  = "for,value,published\n2014,1.0,2015-01-10\n2015,2.0,2016-01-10\n2016,3.0,2017-01-10\n2017,6.0,2018-01-10\n2018,1.5,2019-01-10\n2019,0.5,2020-01-10\n2020,2.5,2021-01-10\n2021,3.5,2022-01-10\n"
	Wages   = "for,value,published\n2016,100,2017-02-01\n2017,104,2018-02-01\n2018,110.24,2019-02-01\n"
	Dollars = "for,value,published\n2017,1.10,2018-01-05\n2018,1.25,2019-01-05\n"
)

// Case is the record. Its agreements, offers and asks are made up.
const Case = `case toll "Talks on a toll"
  name.ko      "통행료 협상"
  parties      town port
  money        EUR
  rates        usd-eur
  zone         Europe/Berlin
  audience     public

party town "Town"
  name.ko      "시"

party port "Port"
  name.ko      "항만"

body office "Office of the port"
  name.ko      "항만 사무국"
  of           port
  speaks-for   port

body hall "Town hall"
  name.ko      "시청"
  of           town
  speaks-for   town

issue toll-sum "What the port pays in a year"
  name.ko      "연간 통행료"

issue toll-length "How long"
  name.ko      "기간"

issue bridge-cost "What the bridge costs in a year"
  name.ko      "교량 비용"

series prices "Consumer prices"
  name.ko      "소비자물가"
  unit         "%"
  file         prices.csv

series wages "Wages"
  name.ko      "임금"
  unit         "2016 = 100"
  file         wages.csv

series usd-eur "Dollars for a euro"
  name.ko      "유로당 달러"
  unit         "USD per EUR"
  file         usd.csv

agreement toll-1 "1st toll"
  name.ko      "1차 통행료 협정"

agreement toll-2 "2nd toll"
  name.ko      "2차 통행료 협정"
  follows      toll-1

source paper-2015 "A paper of 2015"
  type         news-article
  publisher    "The Paper"
  published    2015-12-01
  seen         yes

source paper-2018 "A paper of 2018"
  type         news-article
  publisher    "The Paper"
  published    2018-12-01
  seen         yes

source paper-2019 "A paper of 2019"
  type         news-article
  publisher    "The Paper"
  published    2019-06-01
  seen         yes

source port-paper "A paper of the port"
  type         official-document
  of           port
  publisher    "Port"
  published    2019-06-01
  seen         yes

2015-12-01 terms toll-1-terms "First year, and the rule"
  name.ko      "첫해 금액과 증가 방식"
  of           toll-1
  covers       2016-01-01/2018-12-31
  pays         2016 = EUR 100.0 million
  rise         prices lag 1 at-most 4% from 2017
  rounds       0.1% EUR 0.1 million
  via          paper-2015

2018-12-01 terms toll-1-2018 "2018"
  of           toll-1
  pays         2018 = EUR 106 million ~ USD 132 million
  via          paper-2018

2018-12-01 terms toll-1-exact "2018, exactly"
  of           toll-1
  pays         2018 = EUR 106.1 million
  via          paper-2018

2019-06-01 offer slow "5 % more, then consumer prices up to 3 %"
  name.ko      "5% 인상, 이후 소비자물가 연동(상한 3%)"
  sets         toll-sum = 5% over toll-1 per year for 2019
  covers       2019-01-01/2022-12-31
  rise         prices lag 1 at-most 3% from 2020
  rounds       0.1% EUR 0.1 million

2019-06-01 offer fast "Wages, and a bridging sum"
  name.ko      "임금 연동과 일회성 지급"
  sets         toll-sum = EUR 108 million per year for 2019
  sets         toll-length = "four years"
  covers       2019-01-01/2022-12-31
  rise         wages lag 1 share 50% plus 0.5% at-least 1%
  once         2019 = EUR 3 million

2019-05-20 offer port-offer "The port's own paper"
  name.ko      "항만 제안서"
  by           port
  sets         toll-sum = EUR 107 million per year for 2019/2021
  via          port-paper

2019-05-20 offer town-offer "As the paper has it"
  name.ko      "보도된 시의 제안"
  by           town
  sets         toll-sum = EUR 115 million per year for 2019
  rise         3% from 2020
  via          paper-2019

claim town-asks
  that         town asks toll-sum = USD 150 million per year for 2019
  that.ko      "시, 2019년 통행료로 1억 5,000만 달러를 요구함"
  replaces     town-asked

claim town-asked
  that         town asks toll-sum = USD 200 million per year for 2019
  that.ko      "시, 2019년 통행료로 2억 달러를 요구함"

claim port-offers
  that         port offers toll-sum >= 10% over toll-1 for 2019
  that.ko      "항만, 1차 협정 대비 10% 이상 인상을 제안함"

claim town-wants-a-month
  that         town holds toll-sum = EUR 10 million per month for 2019
  that.ko      "시는 월 1,000만 유로라는 입장임"

claim town-wants-in-all
  that         town asks toll-sum about EUR 480 million in total for 2019/2022
  that.ko      "시, 4년간 총 약 4억 8,000만 유로를 요구함"

claim bridge-costs
  that         town says bridge-cost = EUR 250 million per year
  that.ko      "교량 비용은 연간 2억 5,000만 유로임"

claim port-refuses
  that         port rejects toll-sum = EUR 150 million per year
  that.ko      "항만은 연간 1억 5,000만 유로를 거부함"

2019-05-25 report on-the-ask
  attributed   "people in the room"
  attributed.ko "회의 참석자"
  asserts      town-asks town-asked town-wants-in-all bridge-costs
  via          paper-2019

2019-05-26 statement port-speaks
  by           office
  mode         on-record
  asserts      port-offers port-refuses
  declines     town-asks
  via          paper-2019

2019-05-27 statement town-speaks
  by           hall
  mode         on-record
  asserts      town-wants-a-month
  via          paper-2019
`

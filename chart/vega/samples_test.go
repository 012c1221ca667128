package vega

import (
	"fmt"
	"math"

	"parley/chart"
)

var words = map[chart.Status]string{
	chart.Confirmed: "confirmed", chart.OnRecord: "on record", chart.SecondHand: "on record, second-hand", chart.Reported: "reported only",
	chart.Inferred: "inferred", chart.Ours: "yours, no source", chart.Conflict: "sources disagree",
}

var korean = map[chart.Status]string{
	chart.Confirmed: "양측 확인", chart.OnRecord: "공식 발언", chart.SecondHand: "공식 발언(전언)", chart.Reported: "보도만 있음",
	chart.Inferred: "추정", chart.Ours: "직접 입력, 출처 없음", chart.Conflict: "출처 간 불일치",
}

// samples are pictures as they come out of real cases, and the edges of what
// may come: nothing, one, thirty, names that are too long, amounts below zero.
func samples() map[string]chart.Spec {
	return map[string]chart.Spec{
		"totals":             totals().Spec(),
		"totals-ko":          totalsKorean().Spec(),
		"totals-one":         chart.Totals{Frame: frame(), Rows: totals().Rows[3:4]}.Spec(),
		"totals-certain":     chart.Totals{Frame: frame(), Rows: totals().Rows[:1]}.Spec(),
		"totals-thirty":      thirtyTotals().Spec(),
		"totals-negative":    negativeTotals().Spec(),
		"totals-nothing":     chart.Totals{Frame: frame()}.Spec(),
		"totals-narrow":      narrow().Spec(),
		"paths":              paths().Spec(),
		"paths-ko":           pathsKorean().Spec(),
		"paths-one-year":     oneYear().Spec(),
		"paths-thirty":       thirtyPaths().Spec(),
		"paths-nothing":      chart.Paths{Frame: frame()}.Spec(),
		"agreements":         agreements().Spec(),
		"agreements-ko":      agreementsKorean().Spec(),
		"agreements-one":     oneTerm().Spec(),
		"agreements-nothing": chart.Agreements{Frame: frame()}.Spec(),
		"gap":                gap().Spec(),
		"gap-ko":             gapKorean().Spec(),
		"gap-one":            chart.Gap{Frame: frame(), Positions: gap().Positions[:1]}.Spec(),
		"gap-week":           week().Spec(),
		"gap-crowded":        crowded().Spec(),
		"gap-nothing":        chart.Gap{Frame: frame()}.Spec(),
		"session":            session().Spec(),
		"session-ko":         sessionKorean().Spec(),
		"session-long":       longSession().Spec(),
		"session-one":        oneOffer().Spec(),
		"session-nothing":    chart.Session{Frame: frame()}.Spec(),
		"plane":              plane().Spec(),
		"plane-opposed":      opposed().Spec(),
		"plane-one":          chart.Plane{Frame: frame(), Frontier: [][2]float64{{0.5, 0.5}}}.Spec(),
		"plane-nothing":      chart.Plane{Frame: frame()}.Spec(),
		"zone":               zone().Spec(),
		"zone-ko":            zoneKorean().Spec(),
		"zone-apart":         zoneApart().Spec(),
		"zone-one":           zonePoint().Spec(),
		"zone-nothing":       chart.Zone{Frame: frame()}.Spec(),
		"dumbbell":           dumbbell().Spec(),
		"dumbbell-ko":        dumbbellKorean().Spec(),
		"dumbbell-far":       farApart().Spec(),
		"dumbbell-many":      manyIssues().Spec(),
		"dumbbell-nothing":   chart.Dumbbell{Frame: frame()}.Spec(),
		"strip":              strip(6, 4).Spec(),
		"strip-ko":           stripKorean().Spec(),
		"strip-one":          strip(1, 1).Spec(),
		"strip-many":         strip(60, 60).Spec(),
		"strip-nothing":      chart.Strip{Frame: frame()}.Spec(),
		"chain":              chain().Spec(),
		"chain-ko":           chainKorean().Spec(),
		"chain-many":         manyVoices().Spec(),
		"chain-nothing":      chart.Chain{Frame: frame()}.Spec(),
		"ladder":             ladder().Spec(),
		"ladder-ko":          ladderKorean().Spec(),
		"ladder-one":         chart.Ladder{Frame: frame(), Figures: ladder().Figures[:1]}.Spec(),
		"ladder-far":         ladderFar().Spec(),
		"ladder-crowded":     ladderCrowded().Spec(),
		"ladder-nothing":     chart.Ladder{Frame: frame()}.Spec(),
		"lanes":              lanes().Spec(),
		"lanes-ko":           lanesKorean().Spec(),
		"lanes-one":          chart.Lanes{Frame: frame(), Lanes: lanes().Lanes, Marks: lanes().Marks[:1]}.Spec(),
		"lanes-crowded":      lanesCrowded().Spec(),
		"lanes-nothing":      chart.Lanes{Frame: frame()}.Spec(),
	}
}

func frame() chart.Frame {
	return chart.Frame{Title: "A title", Subtitle: "How to read it.", Description: "What it says.", Unit: "trillion won", Nothing: "No offer has an amount yet. Add one, or take the last agreement.", Key: words, Broken: "the scale changes at the break"}
}

// dots are the quantiles of a lognormal total.
func dots(median, spread float64) (d []float64) {
	for i := range 20 {
		p := (float64(i) + 0.5) / 20
		d = append(d, median*math.Exp(spread*math.Sqrt2*math.Erfinv(2*p-1)))
	}
	return d
}

func total(label string, side chart.Side, status chart.Status, median, spread float64) chart.TotalRow {
	value := fmt.Sprintf("%.2f", median)
	return chart.TotalRow{Label: label, Side: side, Status: status, Dots: dots(median, spread), Median: median, Value: value, Description: label + ": " + value, Href: "#offer"}
}

func totals() chart.Totals {
	return chart.Totals{
		Frame: chart.Frame{
			Title:       "Over five years, three of the four Korean offers cost about the same; the US asks cost four times as much",
			Subtitle:    "Each dot is 1 chance in 20. The figure at the right is the median.",
			Description: "Five-year totals: hold 5.19, +10 % 5.85, +20 % 6.37, +10 % with the defence budget 6.52, the US asks 23.1 and 29.6 trillion won.",
			Unit:        "trillion won, 2020–2024", Broken: "the scale changes at the break", Key: words,
		},
		Rows: []chart.TotalRow{
			total("Hold at 2019", chart.Joint, chart.Ours, 5.19, 0),
			total("+10 %, then consumer prices up to 4 %", chart.First, chart.OnRecord, 5.85, 0.008),
			total("+20 %, then consumer prices up to 4 %", chart.Joint, chart.Ours, 6.37, 0.009),
			total("+10 %, then the defence budget", chart.First, chart.Reported, 6.52, 0.025),
			withNote(total("US: $3.9 billion", chart.Second, chart.Reported, 23.1, 0.06), "at 1,160.7 won a dollar"),
			total("US: $5 billion", chart.Second, chart.Reported, 29.6, 0.06),
		},
	}
}

func withNote(r chart.TotalRow, note string) chart.TotalRow {
	r.Note = note
	return r
}

func totalsKorean() chart.Totals {
	t := totals()
	t.Frame = chart.Frame{
		Title:       "5년 총액: 한국 측 안은 서로 비슷하고 미국 측 요구는 그 네 배에 이른다",
		Subtitle:    "점 하나는 20분의 1의 가능성이다. 오른쪽 수치는 중앙값이다.",
		Description: "여섯 가지 안의 5년 총액", Unit: "조 원, 2020–2024년", Broken: "눈금 간격이 바뀜", Key: korean,
	}
	for i, label := range []string{"2019년 수준 동결", "첫해 10% 인상 후 소비자물가 연동(상한 4%)", "첫해 20% 인상 후 소비자물가 연동(상한 4%)", "첫해 10% 인상 후 국방비 증가율 연동", "미국 측 요구 39억 달러", "미국 측 요구 50억 달러"} {
		t.Rows[i].Label, t.Rows[i].Value = label, "약 "+t.Rows[i].Value+"조 원"
	}
	t.Rows[4].Note = "1달러에 1,160.7원"
	return t
}

func thirtyTotals() chart.Totals {
	t := chart.Totals{Frame: frame()}
	for i := range 30 {
		label := fmt.Sprintf("Offer %d with a name that is much too long to stand in one line or two of any chart and says everything about its terms", i+1)
		t.Rows = append(t.Rows, total(label, chart.Side(i%3), chart.Status(i%7), 5+float64(i)*0.4, 0.01+0.002*float64(i)))
	}
	return t
}

func negativeTotals() chart.Totals {
	t := chart.Totals{Frame: frame()}
	for i, m := range []float64{-2.4, -0.3, 1.8} {
		r := total(fmt.Sprintf("Saving %d", i+1), chart.Side(i), chart.OnRecord, m, 0)
		for j := range r.Dots {
			r.Dots[j] = m + (float64(j)-9.5)*0.04
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func narrow() chart.Totals {
	t := totals()
	t.Width = 360
	return t
}

func path(label string, side chart.Side, status chart.Status, first, rate, spread float64) chart.Path {
	p := chart.Path{Label: label, Side: side, Status: status, Href: "#offer", Description: label}
	for i := range 5 {
		mid, s := first*math.Pow(1+rate, float64(i)), spread*math.Sqrt(float64(i))
		p.Points = append(p.Points, chart.PathPoint{Year: 2020 + i, Low: mid * math.Exp(-1.28*s), Mid: mid, High: mid * math.Exp(1.28*s), Description: fmt.Sprintf("%s, %d: %.2f", label, 2020+i, mid)})
	}
	return p
}

func paths() chart.Paths {
	return chart.Paths{
		Frame: chart.Frame{
			Title: "Tied to the defence budget, +10 % overtakes +20 % in the third year", Subtitle: "Lines are medians. Out of 100 runs, 80 fall in the band.",
			Description: "Six offers year by year.", Unit: "trillion won a year", Broken: "the scale changes at the break", Key: words,
		},
		Lines: []chart.Path{
			path("Hold at 2019", chart.Joint, chart.Ours, 1.0389, 0, 0),
			path("+10 %, then consumer prices up to 4 %", chart.First, chart.OnRecord, 1.1428, 0.012, 0.008),
			path("+20 %, then consumer prices up to 4 %", chart.Joint, chart.Ours, 1.2467, 0.012, 0.008),
			path("+10 %, then the defence budget", chart.First, chart.Reported, 1.1428, 0.065, 0.015),
			path("US: $3.9 billion", chart.Second, chart.Reported, 4.53, 0.01, 0.05),
			path("US: $5 billion", chart.Second, chart.Reported, 5.8, 0.01, 0.05),
		},
	}
}

func pathsKorean() chart.Paths {
	p := paths()
	p.Title, p.Subtitle, p.Unit, p.Broken, p.Key = "국방비에 연동하면 10% 인상안이 3년째에 20% 인상안을 넘어선다", "선은 중앙값이다. 100번 가운데 80번은 띠 안에 든다.", "연 조 원", "눈금 간격이 바뀜", korean
	for i, label := range []string{"2019년 수준 동결", "10% 인상, 물가 연동(상한 4%)", "20% 인상, 물가 연동(상한 4%)", "10% 인상, 국방비 연동", "미국: 39억 달러", "미국: 50억 달러"} {
		p.Lines[i].Label = label
	}
	return p
}

func oneYear() chart.Paths {
	p := paths()
	for i := range p.Lines {
		p.Lines[i].Points = p.Lines[i].Points[4:]
	}
	return p
}

func thirtyPaths() chart.Paths {
	p := chart.Paths{Frame: frame()}
	for i := range 30 {
		p.Lines = append(p.Lines, path(fmt.Sprintf("Offer %d", i+1), chart.Side(i%3), chart.Status(i%7), 1+0.01*float64(i), 0.01, 0.004))
	}
	return p
}

func term(label, note string, from, negotiated int, amounts ...float64) chart.Term {
	t := chart.Term{Label: label, Note: note, Href: "#agreement", Description: label + " agreement"}
	for i, a := range amounts {
		y := chart.TermYear{Year: from + i, Amount: a, Description: fmt.Sprintf("%d: %g", from+i, a)}
		if i >= negotiated {
			y.Course = chart.Followed
		}
		if i >= negotiated && y.Year > 2022 {
			y.Course = chart.ByRule
		}
		switch y.Year { // years of which more is said
		case 1998:
			y.Marks = []chart.TermMark{{Amount: 310, Status: chart.Conflict, Href: "#cut", Description: "cut to 310"}}
		case 2025:
			y.Marks = []chart.TermMark{{Amount: 1400, Status: chart.Reported, Description: "1.4 trillion, as reported"}}
		}
		t.Years = append(t.Years, y)
	}
	return t
}

func agreements() chart.Agreements {
	return chart.Agreements{
		Frame: chart.Frame{
			Title: "What South Korea agreed to pay, 1991–2030, and three spans with no agreement in force", Subtitle: "Amount for each year, in dollars until 2004 and in won since.",
			Description: "Twelve agreements and three lapses.", Key: words,
		},
		Agreed: "negotiated", Followed: "as the agreed rule gives it", ByRule: "follows from the agreed rule", Lapsed: "no agreement in force",
		Panels: []chart.Panel{
			{Unit: "million dollars", Terms: []chart.Term{
				term("1st, 2nd", "", 1991, 5, 150, 180, 220, 260, 300), term("3rd", "", 1996, 1, 330, 363, 399),
				term("4th", "", 1999, 1, 330, 390, 440), term("5th", "", 2002, 1, 470, 550, 620)}},
			{Unit: "billion won", Terms: []chart.Term{
				term("6th", "flat", 2005, 2, 680.4, 680.4), term("7th", "", 2007, 1, 725.5, 741.5), term("8th", "CPI ≤ 4 %", 2009, 1, 760, 790.4, 812.5, 836.1, 869.5),
				term("9th", "CPI ≤ 4 %", 2014, 1, 920, 932, 944.1, 950.7, 960.2), term("10th", "", 2019, 1, 1038.9),
				term("11th", "defence budget", 2020, 2, 1038.9, 1183.3, 1247.2, 1289.6, 1346.3, 1402.8), term("12th", "CPI ≤ 5 %", 2026, 1, 1519.2, 1552, 1590, 1628, 1670)},
				Lapses: []chart.Lapse{
					{Label: "5½ months", From: "2014-01-01", To: "2014-06-18", Href: "#lapse", Description: "No agreement in force from 1 January to 18 June 2014"},
					{Label: "3 months", From: "2019-01-01", To: "2019-04-05", Description: "No agreement in force from 1 January to 5 April 2019"},
					{Label: "20 months", From: "2020-01-01", To: "2021-09-01", Description: "No agreement in force from 1 January 2020 to 1 September 2021"}}},
		},
	}
}

func agreementsKorean() chart.Agreements {
	a := agreements()
	a.Title, a.Subtitle, a.Key = "한국이 내기로 한 분담금, 1991–2030년, 그리고 협정이 없던 세 기간", "연도별 금액. 2004년까지는 달러, 그 뒤로는 원화.", korean
	a.Agreed, a.Followed, a.ByRule, a.Lapsed = "협상으로 정함", "규칙과 일치", "합의한 규칙에 따름", "발효 중인 협정 없음"
	a.Panels = a.Panels[1:]
	a.Panels[0].Unit = "십억 원"
	for i := range a.Panels[0].Terms {
		a.Panels[0].Terms[i].Label = fmt.Sprintf("제%d차", i+6)
	}
	for i, label := range []string{"5개월 반", "3개월", "20개월"} {
		a.Panels[0].Lapses[i].Label = label
	}
	return a
}

func oneTerm() chart.Agreements {
	a := agreements()
	a.Panels = []chart.Panel{{Unit: "billion won", Terms: []chart.Term{term("10th", "", 2019, 1, 1038.9)}, Lapses: a.Panels[1].Lapses[1:2]}}
	return a
}

func position(side chart.Side, status chart.Status, date string, low, mid, high float64, label string) chart.Position {
	return chart.Position{Side: side, Status: status, Date: date, Low: low, Mid: mid, High: high, Label: label, Href: "#claim", Description: date + ": " + label}
}

func gap() chart.Gap {
	g := chart.Gap{
		Frame: chart.Frame{
			Title: "The 11th talks: the US ask came down from $5 billion to $1.3 billion; Seoul’s offer went up by three points", Subtitle: "Ask and offer for a year. A bar is how exactly a figure is known. Numbers above are rounds.",
			Description: "Asks and offers, July 2019 to July 2020.", Unit: "billion dollars a year", Key: words,
		},
		Sides: map[chart.Side]string{chart.First: "South Korea", chart.Second: "United States"}, Distance: "$0.3 billion apart",
		Level: &chart.Level{Label: "10th agreement, 2019", Amount: 0.92}, Until: "2020-07-01",
		Positions: []chart.Position{
			position(chart.Second, chart.Reported, "2019-07-30", 4.5, 5, 5.5, "$5bn"), position(chart.Second, chart.SecondHand, "2019-11-07", 4.5, 5, 5.5, "$5bn"),
			position(chart.Second, chart.Reported, "2019-11-15", 4.65, 4.7, 4.75, "$4.7bn"), position(chart.Second, chart.Reported, "2020-01-16", 3.85, 3.9, 3.95, "$3.9bn"),
			position(chart.First, chart.Reported, "2020-03-16", 1, 1.01, 1.02, "+10 %"), position(chart.First, chart.Reported, "2020-04-10", 1.03, 1.04, 1.05, "+13 %"),
			position(chart.First, chart.OnRecord, "2020-04-28", 1.03, 1.04, 1.05, "13 % at most"), position(chart.Second, chart.Reported, "2020-05-07", 1.25, 1.3, 1.35, "$1.3bn"),
		},
		Events: []chart.Event{{Label: "2", Date: "2019-10-22"}, {Label: "3", Date: "2019-11-18"}, {Label: "4", Date: "2019-12-03"}, {Label: "5", Date: "2019-12-17"}, {Label: "6", Date: "2020-01-14"}, {Label: "7", Date: "2020-03-17"}},
	}
	for i, p := range g.Positions { // each stood until the next of its side
		for _, q := range g.Positions[i+1:] {
			if q.Side == p.Side {
				g.Positions[i].Until = q.Date
				break
			}
		}
	}
	return g
}

func gapKorean() chart.Gap {
	g := gap()
	g.Title, g.Subtitle, g.Unit, g.Key = "제11차 협상: 미국의 요구는 50억 달러에서 13억 달러로, 한국의 제안은 3%포인트 올랐다", "한 해 분담금에 대한 요구와 제안. 막대는 수치의 정밀도, 위의 숫자는 회차이다.", "연 십억 달러", korean
	g.Sides, g.Distance, g.Level.Label = map[chart.Side]string{chart.First: "대한민국", chart.Second: "미국"}, "3억 달러 차이", "제10차 협정(2019년)"
	for i, label := range []string{"50억 달러", "50억 달러", "47억 달러", "39억 달러", "10% 인상", "13% 인상", "최대 13%", "13억 달러"} {
		g.Positions[i].Label = label
	}
	return g
}

func week() chart.Gap {
	g := chart.Gap{Frame: frame(), Sides: gap().Sides}
	g.Positions = []chart.Position{
		position(chart.First, chart.OnRecord, "2024-09-25T09:00:00+09:00", -1, -1, -1, "−1"), position(chart.Second, chart.OnRecord, "2024-09-25T14:30:00+09:00", 2, 2, 2, "2"),
		position(chart.First, chart.Inferred, "2024-09-27T18:00:00+09:00", 0.5, 0.5, 0.5, "0.5"), position(chart.Joint, chart.Confirmed, "2024-09-28", 1, 1, 1, "1"),
	}
	return g
}

func crowded() chart.Gap {
	g := chart.Gap{Frame: frame(), Sides: gap().Sides}
	for i := range 60 {
		g.Positions = append(g.Positions, position(chart.Side(1+i%2), chart.Status(i%7), fmt.Sprintf("20%02d-%02d-%02d", 18+i/24, 1+i/2%12, 1+i%28), 4, float64(4+i%2*3-i/20), 7, fmt.Sprintf("figure %d", i)))
	}
	return g
}

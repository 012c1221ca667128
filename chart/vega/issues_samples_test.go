package vega

import (
	"fmt"
	"strings"

	"parley/chart"
)

func dumbbellMark(side chart.Side, status chart.Status, low, mid, high float64, label string) chart.DumbbellMark {
	return chart.DumbbellMark{Side: side, Status: status, Low: low, Mid: mid, High: high, Label: label, Href: "#claim", Description: label}
}

func stood(status chart.Status, words, note string) chart.DumbbellEnd {
	return chart.DumbbellEnd{Status: status, Words: words, Note: note, Href: "#claim", Description: words}
}

// dumbbell has figures of both sides and of one, words of both and of one.
func dumbbell() chart.Dumbbell {
	return chart.Dumbbell{
		Frame: chart.Frame{Title: "Where each side stands", Subtitle: "A bar is the distance between figures.", Description: "Positions on four issues.", Key: words, Nothing: frame().Nothing, Broken: frame().Broken},
		Sides: map[chart.Side]string{chart.First: "South Korea", chart.Second: "United States"}, Silent: "no position is known", More: "And 2 more issues, in the table.",
		Panels: []chart.DumbbellPanel{{Unit: "trillion won a year", Rows: []chart.DumbbellRow{
			{Label: "What South Korea pays in a year", Href: "#pays", Description: "What South Korea pays", Distance: "297 billion won to 425 billion won a year",
				Marks: []chart.DumbbellMark{dumbbellMark(chart.First, chart.OnRecord, 1.17, 1.18, 1.19, "at most 13 %"), dumbbellMark(chart.Second, chart.Reported, 1.48, 1.54, 1.6, "$1.3 billion")}},
			{Label: "New items: strategic assets, rotations, combined training, off-peninsula operations", Description: "New items", Silent: "South Korea: no figure is known",
				Marks: []chart.DumbbellMark{dumbbellMark(chart.Second, chart.Reported, 1.8, 2.36, 2.95, "$2 billion")}},
		}}, {Unit: "%", Rows: []chart.DumbbellRow{{Label: "Rise", Description: "Rise", Distance: "at most 5 points", Marks: []chart.DumbbellMark{dumbbellMark(chart.First, chart.Confirmed, 4, 4, 4, "4 %"), dumbbellMark(chart.Second, chart.SecondHand, 9, 9, 9, "9 % · denied")}}}}},
		Pairs: []chart.DumbbellPair{
			{Label: "Whether a deal stays within the SMA", Href: "#inside", Ends: [2]chart.DumbbellEnd{stood(chart.OnRecord, "holds: a deal within the SMA", "on record · 23 Oct 2019"), stood(chart.OnRecord, "asks: categories beyond the SMA", "on record, other side · 8 Nov 2019")}},
			{Label: "How long the agreement lasts", Href: "#term", Ends: [2]chart.DumbbellEnd{{}, stood(chart.Reported, "asks: longer than one year", "reported · 18 Dec 2019")}},
		},
	}
}

func dumbbellKorean() chart.Dumbbell {
	d := dumbbell()
	d.Title, d.Subtitle, d.Key, d.Silent, d.More = "쟁점별 각 측 입장", "막대는 수치 간 차이.", korean, "알려진 입장 없음", "그 밖의 쟁점 2건은 표에 수록."
	d.Sides = map[chart.Side]string{chart.First: "대한민국", chart.Second: "미국"}
	d.Pairs[0].Label, d.Pairs[0].Ends[0].Words, d.Pairs[0].Ends[1].Words = "SMA 틀 유지 여부", "한국은 SMA 틀 내에서 합의해야 한다는 입장임", "미국, SMA를 벗어난 항목의 신설을 요구함"
	d.Panels[0].Rows[1].Silent = "대한민국: 알려진 수치 없음"
	return d
}

// far has two issues that are small and one that is large: the axis breaks.
func farApart() chart.Dumbbell {
	d := dumbbell()
	d.Pairs, d.More = nil, ""
	row := func(label string, one, two float64) chart.DumbbellRow {
		return chart.DumbbellRow{Label: label, Description: label, Marks: []chart.DumbbellMark{dumbbellMark(chart.First, chart.OnRecord, one, one, one, fmt.Sprint(one)), dumbbellMark(chart.Second, chart.OnRecord, two, two, two, fmt.Sprint(two))}}
	}
	d.Panels = []chart.DumbbellPanel{{Unit: "million euros", Rows: []chart.DumbbellRow{row("large", 90, 95), row("small", 1, 2), row("smaller", 1.5, 2.5)}}}
	return d
}

func manyIssues() chart.Dumbbell {
	d := dumbbell()
	for i := range 60 {
		row := d.Panels[0].Rows[i%2]
		row.Label = fmt.Sprintf("Issue %d with a name that is much too long to stand in two lines of any picture, and says all about it", i)
		d.Panels[0].Rows = append(d.Panels[0].Rows, row)
		d.Pairs = append(d.Pairs, chart.DumbbellPair{Label: row.Label, Ends: [2]chart.DumbbellEnd{stood(chart.Status(i%7), strings.Repeat("words ", 5*i), "reported"), {}}})
	}
	return d
}

func strip(rounds, issues int) chart.Strip {
	c := chart.Strip{
		Frame: chart.Frame{Title: "What is recorded of each issue, round by round", Subtitle: "From each round to the next.", Description: "Issues over rounds.", Nothing: frame().Nothing},
		Patterns: map[chart.Pattern]string{chart.Dot: "the record does not say", chart.Empty: "not yet heard of", chart.Lines: "spoken of",
			chart.Cross: "a position changed", chart.Full: "a side accepts"},
		Axis: "round", Ended: "how it ended", More: "And 3 more issues, in the table.",
	}
	for i := range rounds {
		label, ended := fmt.Sprint(i+1), "no deal"
		if i%4 == 3 {
			label, ended = "Meeting by video", "agreed in principle"
		}
		c.Rounds = append(c.Rounds, chart.StripRound{Label: label, Note: "14–15 Jan 2020", Ended: ended, Href: "#round", Description: label})
	}
	for i := range issues {
		row := chart.StripRow{Label: fmt.Sprintf("Issue %d: %s", i, strings.Repeat("what is paid ", i%4)), Href: "#issue"}
		for j := range rounds {
			row.Cells = append(row.Cells, chart.StripCell{Pattern: chart.Pattern((i + j) % 5), Href: "#entry", Description: fmt.Sprintf("issue %d, round %d", i, j)})
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

func stripKorean() chart.Strip {
	c := strip(6, 4)
	c.Title, c.Subtitle, c.Axis, c.Ended, c.More = "라운드별 쟁점 기록", "각 라운드 시작부터 다음 라운드 시작 전까지.", "라운드", "결과", ""
	c.Patterns = map[chart.Pattern]string{chart.Dot: "기록 없음", chart.Empty: "제기 전", chart.Lines: "언급", chart.Cross: "입장 변경", chart.Full: "한쪽 수용"}
	for i := range c.Rows {
		c.Rows[i].Label = "방위비 분담금 총액"
	}
	for i := range c.Rounds {
		c.Rounds[i].Note, c.Rounds[i].Ended = "2020년 1월 14–15일", "합의 불발"
	}
	return c
}

// chain has the four stances, two ways, a hop that was not seen, and one that does not
// count.
func chain() chart.Chain {
	paper := chart.ChainLink{Words: "The Korea Times, 17 Jan 2020, line 12", Read: true, Href: "#paper", Description: "The Korea Times"}
	unseen := chart.ChainLink{Words: "a report", Href: "#report", Description: "a report"}
	row := func(side chart.Side, status chart.Status, who, does string, s chart.Stance, ways ...[]chart.ChainLink) chart.ChainRow {
		return chart.ChainRow{Side: side, Status: status, Who: who, Note: "on the record · 16 Jan 2020", Does: does, Stance: s, Why: "reported only", Ways: ways, Href: "#said", Description: who + " " + does}
	}
	gone := row(chart.Second, chart.OnRecord, "John Bolton", "denies", chart.Denies, []chart.ChainLink{paper})
	gone.Faded, gone.Why = true, "taken back"
	return chart.Chain{
		Frame: chart.Frame{Title: "From the words to the status", Subtitle: "From the left: who speaks.", Description: "Five voices.", Key: words, Nothing: frame().Nothing},
		Sides: map[chart.Side]string{chart.First: "South Korea", chart.Second: "United States", chart.Joint: "speaks for no side"},
		Spoke: "who speaks", Through: "through", Does: "does to the claim", Read: "seen by us", Unseen: "not seen by us", More: "And 3 more, in the list.",
		Rows: []chart.ChainRow{
			row(chart.Joint, chart.Reported, "Report by an unnamed source (“a report”)", "asserts", chart.Asserts, []chart.ChainLink{unseen, paper}),
			row(chart.First, chart.OnRecord, "Jeong Eun-bo", "declines to confirm", chart.Declines, []chart.ChainLink{paper}, []chart.ChainLink{unseen, paper}),
			row(chart.First, chart.SecondHand, "Noh Young-min", "qualifies", chart.Qualifies, []chart.ChainLink{paper}),
			gone,
			row(chart.Joint, chart.Inferred, "An inference of ours", "asserts", chart.Asserts),
		},
		Status: chart.ChainStatus{Status: chart.Reported, Side: chart.Second, Words: "reported · declined (South Korea)", Href: "#claim", Description: "status"},
	}
}

func chainKorean() chart.Chain {
	c := chain()
	c.Title, c.Subtitle, c.Spoke, c.Through, c.Does, c.Key = "발언에서 평가까지", "왼쪽부터 발언자.", "발언자", "전달 경로", "주장에 대한 태도", korean
	c.Rows[0].Who, c.Rows[0].Does, c.Status.Words = "익명 보도(“한 보도”)", "주장", "보도 · 확인 거부(한국)"
	return c
}

func manyVoices() chart.Chain {
	c := chain()
	for i := range 40 {
		row := c.Rows[i%5]
		row.Who = strings.Repeat("A name that does not end ", i+1)
		row.Does = strings.Repeat("does so ", i+1)
		for range i {
			row.Ways = append(row.Ways, c.Rows[0].Ways...)
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

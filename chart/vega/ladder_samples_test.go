package vega

import (
	"fmt"
	"strings"

	"parley/chart"
)

func figure(side chart.Side, status chart.Status, date string, low, mid, high float64, label string) chart.Figure {
	return chart.Figure{Side: side, Status: status, Date: date, Low: low, Mid: mid, High: high, Least: low, Most: high, Label: label, Note: words[status], Href: "#claim", Description: date + ": " + label}
}

// ladder has every kind of figure: rounded and exact, converted, open, uncertain, answered
// in each way, replaced, taken back.
func ladder() chart.Ladder {
	l := chart.Ladder{
		Frame: chart.Frame{Title: "The figures named, by when they were said", Subtitle: "A mark is a figure on the day on which it was first said.",
			Description: "The US: 5 figures; South Korea: 3.", Unit: "trillion won a year", Key: words, Nothing: frame().Nothing},
		Sides:    map[chart.Side]string{chart.First: "South Korea", chart.Second: "United States"},
		Answers:  map[chart.Stance]string{chart.Denies: "denied", chart.Qualifies: "qualified", chart.Declines: "declined"},
		Replaced: "replaced by", Rounded: "rounding", Converted: "with the rate's range", AtLeast: "at least or at most", Withdrawn: "taken back", Beyond: "beyond the axis", Lapsed: "no agreement in force",
		Rounds: "round", Level: &chart.Level{Label: "10th agreement: 1.04 trillion won for 2019", Amount: 1.0389},
		Events: gap().Events, Lapses: []chart.Lapse{{From: "2020-01-01", To: "2020-05-09", Href: "#lapse", Description: "No agreement in force"}}, Until: "2020-05-08",
		Figures: []chart.Figure{
			figure(chart.Second, chart.Reported, "2019-10-24", 5.5, 6, 6.5, "about 6 trillion won"), figure(chart.Second, chart.SecondHand, "2019-11-07", 5.2, 5.8, 6.4, "$5 billion"),
			figure(chart.Second, chart.Reported, "2019-11-15", 5.4, 5.45, 5.5, "$4.7 billion"), figure(chart.Second, chart.OnRecord, "2019-12-04", 1.04, 1.04, 1.04, "more than 1.04 trillion won"),
			figure(chart.Second, chart.Reported, "2020-01-16", 4.47, 4.53, 4.58, "$3.9 billion"), figure(chart.First, chart.Reported, "2020-03-16", 1.14, 1.14, 1.14, "about 10 %"),
			figure(chart.First, chart.Reported, "2020-04-10", 1.17, 1.17, 1.17, "at least 13 %"), figure(chart.First, chart.OnRecord, "2020-04-28", 1.17, 1.17, 1.17, "at most 13 %"),
		},
	}
	f := l.Figures
	f[1].Answer, f[1].Least, f[1].Most = chart.Qualifies, 5, 6.6
	f[2].Answer, f[2].Withdrawn, f[3].Open = chart.Denies, true, 1
	f[4].Answer, f[4].Replaces = chart.Declines, []int{0, 1}
	f[5].To, f[6].Answer, f[6].Open, f[6].Replaces, f[7].Open = "2020-03-24", chart.Declines, 1, []int{5}, -1
	return l
}

func ladderKorean() chart.Ladder {
	l := ladder()
	l.Title, l.Subtitle, l.Unit, l.Key, l.Level.Label = "발언 시점별 제시 금액", "각 표시는 처음 발언된 날의 금액임.", "연간(조 원)", korean, "제10차 협정: 2019년 1조 389억 원"
	l.Sides = map[chart.Side]string{chart.First: "대한민국", chart.Second: "미국"}
	for i, label := range []string{"약 6조 원", "50억 달러", "47억 달러", "1조 400억 원 초과", "39억 달러", "약 10%", "13% 이상", "13% 이하"} {
		l.Figures[i].Label, l.Figures[i].Note = label, korean[l.Figures[i].Status]
	}
	return l
}

// ladderFar has one figure far beyond the others, ladderCrowded too many of one day.
func ladderFar() chart.Ladder {
	l := ladder()
	l.Figures = append(l.Figures, figure(chart.Second, chart.Reported, "2020-04-20", 57, 58, 59, "$50 billion"))
	return l
}

func ladderCrowded() chart.Ladder {
	l := chart.Ladder{Frame: frame(), Sides: ladder().Sides, Answers: ladder().Answers, Replaced: "replaced by"}
	for i := range 60 {
		f := figure(chart.Side(i%3), chart.Status(i%7), fmt.Sprintf("2020-01-%02d", 1+i%9), float64(i%5), float64(1+i%5), float64(2+i%5), strings.Repeat("figure ", 1+i%4))
		f.Answer, f.Replaces = chart.Stance(i%4), []int{i - 7}
		l.Figures = append(l.Figures, f)
	}
	return l
}

func laneMark(lane int, kind chart.LaneKind, date, to, label string) chart.LaneMark {
	return chart.LaneMark{Lane: lane, Kind: kind, Date: date, To: to, Label: label, Href: "#entry", Description: date + ": " + label}
}

func lanes() chart.Lanes {
	l := chart.Lanes{
		Frame: chart.Frame{Title: "Who said what, when", Subtitle: "13–18 January 2020.", Description: "Ten entries of the log.", Nothing: frame().Nothing},
		Kinds: map[chart.LaneKind]string{chart.Document: "document", chart.Speech: "statement", chart.Relayed: "report", chart.Happening: "event", chart.Meeting: "round"}, Contested: "contested", Unsure: "day not certain",
		Lanes: []chart.Lane{{Name: "South Korea", Side: chart.First}, {Name: "both sides"}, {Name: "United States", Side: chart.Second}, {Name: "press"}, {Name: "others"}},
		Marks: []chart.LaneMark{
			laneMark(1, chart.Meeting, "2020-01-14", "2020-01-15", "round 6"), laneMark(1, chart.Happening, "2020-01-15", "", "no deal"),
			laneMark(0, chart.Document, "2020-01-15", "2020-01-17", "Ministry of Foreign Affairs"), laneMark(0, chart.Speech, "2020-01-16", "", "Noh Young-min"), laneMark(0, chart.Speech, "2020-01-17T03:30:00Z", "", "Jeong Eun-bo"),
			laneMark(2, chart.Document, "2020-01-16", "", "Mike Pompeo and Mark Esper, in a newspaper that has much room"), laneMark(2, chart.Speech, "2020-01-16", "", "Jonathan Hoffman"),
			laneMark(3, chart.Relayed, "2020-01-17T08:32:00Z", "", "The Korea Times"), laneMark(3, chart.Relayed, "2020-01-17T08:32:00Z", "", "The Korea Times"), laneMark(4, chart.Happening, "2020-01-13", "", "an event"),
		},
		From: "2020-01-13", Until: "2020-01-18",
	}
	l.Marks[2].Unsure, l.Marks[3].Contested, l.Marks[7].Contested = true, true, true
	return l
}

func lanesKorean() chart.Lanes {
	l := lanes()
	l.Title, l.Subtitle, l.Contested, l.Unsure = "시기별 발언과 경과", "2020년 1월 13–18일.", "이견 있음", "날짜 불확실"
	for i, name := range []string{"대한민국", "공동", "미국", "언론", "기타"} {
		l.Lanes[i].Name = name
	}
	l.Marks[0].Label, l.Marks[3].Label, l.Marks[4].Label = "6차", "노영민", "정은보"
	return l
}

// lanesCrowded has more marks than find room by themselves.
func lanesCrowded() chart.Lanes {
	l := lanes()
	l.From, l.Until = "", ""
	for i := range 120 {
		m := laneMark(i%5, chart.LaneKind(i%5), fmt.Sprintf("2019-%02d-%02d", 1+i%12, 1+i*7%28), "", fmt.Sprintf("somebody %d", i))
		m.Contested, m.Unsure = i%4 == 0, i%9 == 0
		l.Marks = append(l.Marks, m)
	}
	return l
}

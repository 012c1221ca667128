package vega

import (
	"fmt"
	"strings"

	"parley/chart"
)

func zoneRow(label string, side chart.Side, low, mid, high float64) chart.ZoneRow {
	return chart.ZoneRow{Label: label, Side: side, Low: low, Mid: mid, High: high, Value: fmt.Sprintf("€%g million", mid), Href: "#row", Description: fmt.Sprintf("%s: €%g million", label, mid)}
}

func zoneBid(label string, side chart.Side, status chart.Status, low, mid, high float64, share string) chart.ZoneRow {
	r := zoneRow(label, side, low, mid, high)
	r.Status, r.Share = status, share
	return r
}

// zone is one with bids in it, beside it and far beyond it.
func zone() chart.Zone {
	nash := zoneRow("Nash point", chart.Joint, 106, 110.5, 114)
	z := chart.Zone{
		Frame: chart.Frame{Title: "Where a deal could lie, in a model of our guesses", Subtitle: "A bar is what 8 in 10 draws allow, its mark the middle.", Description: "A zone from 100 to 120.", Unit: "million euros a year", Key: words},
		Takes: zoneRow("Least acceptable to the union", chart.Second, 95, 100, 105), Pays: zoneRow("Most payable by the railway", chart.First, 112, 120, 131), Chosen: &nash,
		Bids: []chart.ZoneRow{
			zoneBid("The railway offers 9 % less", chart.First, chart.OnRecord, 3, 3.2, 3.5, "100 / 0"), zoneBid("A proposal of the mediator, with all that was said of holidays and of overtime", chart.Joint, chart.Ours, 108, 108, 108, "99 / 98"),
			zoneBid("The union asks", chart.Second, chart.Reported, 125, 133, 141, "3 / 100"), zoneBid("The union asked first", chart.Second, chart.Conflict, 400, 420, 440, "0 / 100"),
		},
		Table: "On the table", Shares: "better than no agreement in so many of 100 draws: the railway / the union", Level: &chart.Level{Label: "agreed last: €98 million (2023)", Amount: 98},
		Percent: " %", Between: "zone", Beyond: "beyond the axis", Sides: map[chart.Side]string{chart.First: "the railway", chart.Second: "the union"},
	}
	z.Takes.Note, z.Pays.Note = "our guess, no source", "our guess, no source"
	return z
}

func zoneKorean() chart.Zone {
	z := zone()
	z.Title, z.Subtitle, z.Unit, z.Key, z.Table, z.Percent, z.Between, z.Beyond = "합의 가능 구간(자체 추정에 따른 모형)", "막대는 난수 10회 중 8회의 범위임.", "연간(백만 유로)", korean, "제시된 안", "%", "합의 가능 구간", "축 범위 밖"
	z.Takes.Label, z.Pays.Label, z.Chosen.Label, z.Level.Label = "최소 수용액: 노동조합", "최대 지불액: 철도", "내시 해", "직전 합의: 9,800만 유로"
	return z
}

// zoneApart is one whose limits do not meet, with names that are too long and many bids.
func zoneApart() chart.Zone {
	z := zone()
	z.Takes, z.Pays = zoneRow(strings.Repeat("Least acceptable to them ", 5), chart.Second, 130, 140, 150), zoneRow(strings.Repeat("MostPayableByThem", 9), chart.First, 80, 90, 100)
	z.Takes.Note, z.Apart, z.Level = strings.Repeat("our guess ", 9), chart.ZoneRow{Label: "Missing for a deal", Value: "€50 million", Description: "€50 million is missing."}, nil
	for i := range 30 {
		z.Bids = append(z.Bids, zoneBid(fmt.Sprintf("bid %d", i), chart.Side(i%3), chart.Status(i%7), float64(60+4*i), float64(65+4*i), float64(70+4*i), "1 / 2"))
	}
	return z
}

// zonePoint is one of a single amount, with nothing on the table.
func zonePoint() chart.Zone {
	row := zoneRow("both", chart.Joint, -5, -5, -5)
	return chart.Zone{Frame: frame(), Takes: row, Pays: row, Chosen: &row, Level: &chart.Level{Label: "agreed last", Amount: -5}}
}

package vega

import (
	"fmt"
	"math"

	"parley/chart"
)

// line is a party's offers over rounds, conceding from one utility to another.
func line(label string, side chart.Side, received bool, from, to float64, rounds int) chart.SessionLine {
	l := chart.SessionLine{Label: label, Side: side, Received: received}
	for r := range rounds {
		u := from + (to-from)*math.Pow(float64(r+1)/float64(rounds), 3)
		l.Points = append(l.Points, chart.SessionPoint{Round: r + 1, Utility: u, Description: fmt.Sprintf("round %d: %.2f", r+1, u)})
	}
	return l
}

func session() chart.Session {
	return chart.Session{
		Frame: chart.Frame{Title: "toy: boulware · conceder", Subtitle: "What each offer is worth to each.", Description: "Agreement in round 20 of 100.", Unit: "utility"},
		Lines: []chart.SessionLine{
			line("Seller: own offers", chart.First, false, 1, 0.62, 20), line("Seller: offers of Buyer", chart.First, true, 0.1, 0.62, 20),
			line("Buyer: own offers", chart.Second, false, 1, 0.55, 20), line("Buyer: offers of Seller", chart.Second, true, 0, 0.55, 20),
		},
		Agreed: &chart.SessionEnd{Round: 20, Label: "agreement, round 20"}, Rounds: 20, Axis: "round",
	}
}

func sessionKorean() chart.Session {
	s := session()
	s.Title, s.Subtitle, s.Unit, s.Axis, s.Agreed.Label = "모의 협상", "제안이 각 당사자에게 갖는 효용.", "효용", "라운드", "20라운드 합의"
	for i, label := range []string{"판매자: 자기 제안", "판매자: 구매자의 제안", "구매자: 자기 제안", "구매자: 판매자의 제안"} {
		s.Lines[i].Label = label
	}
	return s
}

// longSession is one that nobody ends, and whose marks would run into each other.
func longSession() chart.Session {
	s := session()
	s.Agreed, s.Rounds = nil, 5000
	for i, l := range s.Lines {
		s.Lines[i] = line(l.Label, l.Side, l.Received, 1, 0.9, 5000)
	}
	return s
}

func oneOffer() chart.Session {
	s := session()
	s.Lines, s.Agreed, s.Rounds = []chart.SessionLine{line("Seller: own offers", chart.First, false, 1, 1, 1)}, &chart.SessionEnd{Round: 1, Label: "agreement, round 1"}, 1
	return s
}

func plane() chart.Plane {
	p := chart.Plane{
		Frame:  chart.Frame{Title: "toy: where a deal can lie", Subtitle: "Each circle is an outcome.", Description: "20 of 400 outcomes are efficient."},
		Across: "utility to Seller", Up: "utility to Buyer", Fallback: &[2]float64{0.2, 0.3},
		Marks: []chart.PlaneMark{{At: [2]float64{0.7, math.Sqrt(1 - 0.49)}, Label: "Nash, utilitarian", Description: "price: 70"}, {At: [2]float64{0.66, math.Sqrt(1 - 0.66*0.66)}, Label: "Kalai–Smorodinsky", Description: "price: 66"}},
	}
	for i := range 21 {
		x := float64(i) / 20
		p.Frontier = append(p.Frontier, [2]float64{x, math.Sqrt(1 - x*x)})
		for j := range 20 {
			p.Outcomes = append(p.Outcomes, [2]float64{x, math.Sqrt(1-x*x) * float64(j) / 20})
		}
	}
	return p
}

// opposed is a plane on which all outcomes are efficient, too many for marks, and
// with utilities below zero.
func opposed() chart.Plane {
	p := chart.Plane{Frame: plane().Frame, Across: "utility to Seller", Up: "utility to Buyer"}
	for i := range 201 {
		p.Frontier = append(p.Frontier, [2]float64{float64(i) - 100, 100 - float64(i)})
	}
	return p
}

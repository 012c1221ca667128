package main

import (
	"math/rand/v2"

	"parley/bargain"
	"parley/brief"
	"parley/chart"
	"parley/deal"
	"parley/lab"
)

// picture draws a session of two parties: what was offered, round by round. There is
// none of more.
func (t *session) picture(x lab.Session) *brief.Chart {
	if len(t.s.Parties) != 2 {
		return nil
	}
	c := chart.Session{Rounds: x.Rounds, Axis: t.text("lab.chart.round"), Frame: chart.Frame{Title: t.title(), Subtitle: t.text("lab.chart.session"),
		Description: brief.Said(t.how(x.Ended).Runs...), Unit: t.text("lab.chart.utility"), Nothing: t.text("lab.chart.no-offers")}}
	for to := range 2 {
		c.Lines = append(c.Lines, t.line(x, to, to, "lab.chart.own"), t.line(x, to, 1-to, "lab.chart.received"))
	}
	if x.How == bargain.Agreed {
		c.Agreed = &chart.SessionEnd{Round: x.Rounds, Label: t.text("lab.chart.agreed", named("round", x.Rounds))}
	}
	return &brief.Chart{Key: "session", Spec: c.Spec()}
}

// line is what the offers of one party are worth to one.
func (t *session) line(x lab.Session, to, by int, key string) chart.SessionLine {
	line := chart.SessionLine{Side: chart.Side(to + 1), Received: by != to, Label: t.text(key, named("to", t.s.Parties[to].Name), named("by", t.s.Parties[by].Name))}
	for _, o := range x.Offers {
		if o.Party == by {
			line.Points = append(line.Points, chart.SessionPoint{Round: o.Round + 1, Utility: o.Utilities[to], Description: settled(t.s.Space, o.Outcome)})
		}
	}
	return line
}

// drawnOutcomes is how many outcomes a picture shows at most.
const drawnOutcomes = 1500

// plane draws the outcomes of two parties, the frontier and the solution points.
func (t *labAnswer) plane(z dealZone) *brief.Chart {
	if len(z.us) != 2 {
		return nil
	}
	worth := func(i int) string { return t.text("lab.chart.worth", named("party", z.s.Parties[i].Name)) }
	p := chart.Plane{Across: worth(0), Up: worth(1), Outcomes: z.drawn(), Fallback: &[2]float64{z.reserved[0], z.reserved[1]}, Marks: t.chosen(z),
		Frame: chart.Frame{Title: t.text("lab.frontier.title", named("scenario", z.s.Name)), Description: brief.Said(t.size(z).Runs...)}}
	all := named("outcomes", counted(z.s.Space.Len()))
	p.Subtitle = t.text("lab.chart.plane", all)
	if n := len(p.Outcomes); uint64(n) < z.s.Space.Len() {
		p.Subtitle = t.text("lab.chart.plane.some", named("n", n), all)
	}
	for _, x := range z.front.Points {
		p.Frontier = append(p.Frontier, [2]float64{x.U[0], x.U[1]})
	}
	return &brief.Chart{Key: "plane", Spec: p.Spec()}
}

// chosen are the solution points; rules that choose the same are one.
func (t *labAnswer) chosen(z dealZone) (marks []chart.PlaneMark) {
	for _, r := range bargainRules {
		s := z.front.Solve(r.find, z.reserved)
		if !decided(s) {
			continue
		}
		for _, x := range s.Points[:min(len(s.Points), 3)] {
			m := chart.PlaneMark{At: [2]float64{x.U[0], x.U[1]}, Label: t.text("lab.solution." + r.key), Description: settled(z.s.Space, x.Outcome)}
			marks = joined(marks, m)
		}
	}
	return marks
}

// joined adds a mark, or its name to the one that is there.
func joined(marks []chart.PlaneMark, m chart.PlaneMark) []chart.PlaneMark {
	for i := range marks {
		if marks[i].At == m.At {
			marks[i].Label += ", " + m.Label
			return marks
		}
	}
	return append(marks, m)
}

// drawn are the utilities of all outcomes, or of so many drawn by lot.
func (z dealZone) drawn() (all [][2]float64) {
	n := z.s.Space.Len()
	r := rand.New(rand.NewPCG(1, n))
	var options []int32
	for i := range min(n, drawnOutcomes) {
		o := deal.Outcome(i)
		if n > drawnOutcomes {
			o = deal.Outcome(r.Uint64N(n))
		}
		options = z.s.Space.Options(o, options)
		all = append(all, [2]float64{z.us[0].Of(options), z.us[1].Of(options)})
	}
	return all
}

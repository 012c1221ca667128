package main

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/bargain"
	"parley/brief"
	"parley/deal"
	"parley/scenario"
)

func labFrontier(w *world) *cobra.Command {
	t := &labAnswer{w: w}
	c := &cobra.Command{
		Use: "frontier FOLDER", Short: "Where a deal of a scenario can lie: its Pareto frontier and solution points", Args: takes(1, 1),
		Long: `The frontier are the outcomes that no party can better without another losing. Of
additive utilities it is found without listing the space, and exact for spaces of
10^12 outcomes and more; otherwise by going through the space.`,
		Example: `  parley lab frontier toy
  parley lab frontier toy -o csv > frontier.csv
  parley lab frontier toy -o svg > toy.svg`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := t.ready(); err != nil {
				return err
			}
			s, err := t.scenario(args[0])
			if err != nil {
				return err
			}
			if err := t.unpicturedOf(s); err != nil {
				return err
			}
			z, err := t.dealZone(c.Context(), s)
			if err != nil {
				return err
			}
			return t.print(t.frontier(z))
		},
	}
	t.flags(c)
	return c
}

// A dealZone is where a deal of a scenario can lie.
type dealZone struct {
	s        *scenario.Scenario
	us       []deal.Utility
	reserved []float64
	front    *bargain.Front
}

// dealZone finds the frontier, and says on standard error how long that took.
func (t *labAnswer) dealZone(ctx context.Context, s *scenario.Scenario) (z dealZone, err error) {
	z.s = s
	for _, p := range s.Parties {
		z.us, z.reserved = append(z.us, p.Utility), append(z.reserved, p.Reserved)
	}
	begun := time.Now()
	z.front, err = bargain.Frontier(s.Space, z.us, bargain.Options{Context: ctx})
	switch {
	case errors.Is(err, bargain.ErrTooManyOutcomes):
		return z, fail(wrong, "%s: %s outcomes are too many to go through, and the utilities are not all additive.", s.Name, grouped(s.Space.Len()))
	case errors.Is(err, context.Canceled):
		return z, fail(unreadable, "interrupted.")
	case err != nil:
		return z, fail(unreadable, "%s: %s", s.Name, t.foreign(err))
	}
	say(t.w.err, "%s\n", t.text("lab.frontier.time", named("n", len(z.front.Points)), named("outcomes", counted(s.Space.Len())),
		named("time", time.Since(begun).Round(10*time.Microsecond).String())))
	return z, nil
}

// frontier shows the frontier and the solution points.
func (t *labAnswer) frontier(z dealZone) *brief.Document {
	points := t.points(z)
	d := &brief.Document{Schema: points.Schema, Title: t.text("lab.frontier.title", named("scenario", z.s.Name))}
	d.Parts = append(d.Parts, t.size(z), t.exact(z.front), brief.Heading(t.text("lab.frontier.solutions")), t.solutions(z))
	d.Parts = append(d.Parts, t.leftOut(len(z.us))...)
	d.Parts = append(d.Parts, brief.Heading(t.text("lab.frontier.points", named("n", len(z.front.Points)))))
	if len(points.Rows) < len(z.front.Points) {
		d.Parts = append(d.Parts, t.say("lab.frontier.thinned"))
	}
	d.Parts = append(d.Parts, points)
	if p := t.plane(z); p != nil {
		d.Parts = append(d.Parts, p)
	}
	return d
}

// size says how many outcomes are efficient, and how that was found.
func (t *labAnswer) size(z dealZone) brief.Sentence {
	n, of := named("n", len(z.front.Points)), named("outcomes", counted(z.s.Space.Len()))
	if z.front.Method == bargain.Merged {
		return t.say("lab.frontier.merged", n, of, named("issues", z.s.Space.Issues()))
	}
	return t.say("lab.frontier.enumerated", n, of)
}

// exact says whether that is all of the frontier.
func (t *labAnswer) exact(f *bargain.Front) brief.Sentence {
	if f.Exact {
		return t.say("lab.frontier.exact")
	}
	return t.say("lab.frontier.near", named("epsilon", strconv.FormatFloat(slices.Max(f.Epsilon), 'g', 2, 64)))
}

// shownPoints is about how many points of a frontier people are shown.
const shownPoints = 24

// points are those of the frontier, by falling utility of the first party.
func (t *labAnswer) points(z dealZone) *brief.Table {
	x := &brief.Table{Schema: "parley.lab-frontier/1", Columns: slices.Concat(t.columns("outcome"), t.utilities(z.s), t.columns("ties", "~options"))}
	n, step := len(z.front.Points), 1
	if t.brief() {
		step = (n + shownPoints - 1) / shownPoints
	}
	for i, p := range z.front.Points {
		if i%step == 0 || i == n-1 {
			x.Rows = append(x.Rows, slices.Concat([]brief.Cell{whole(uint64(p.Outcome))}, t.figures(p.U[:t.few(len(p.U))]), []brief.Cell{whole(p.Ties), brief.Text(t.briefly(z.s.Space, p.Outcome))}))
		}
	}
	return x
}

// whole is a number of any size as a cell.
func whole(n uint64) brief.Cell {
	if n < 1<<53 { // what JSON holds exactly
		return brief.Number(n)
	}
	return brief.Word(strconv.FormatUint(n, 10))
}

// A bargainRule is a rule to choose a point by, and its key in the catalogue.
type bargainRule struct {
	key  string
	find func([]bargain.Point, []float64) bargain.Solution
}

// bargainRules are the rules in the order in which they are shown.
var bargainRules = []bargainRule{{"nash", bargain.Nash}, {"kalai-smorodinsky", bargain.KalaiSmorodinsky}, {"egalitarian", bargain.Egalitarian}, {"utilitarian", bargain.Utilitarian}}

// decided reports whether a rule chose.
func decided(s bargain.Solution) bool {
	return s.Verdict == bargain.Unique || s.Verdict == bargain.Several || s.Verdict == bargain.Incomparable
}

// solutions are the points of each rule: all of them where several are as good,
// none where the rule does not decide.
func (t *labAnswer) solutions(z dealZone) *brief.Table {
	x := &brief.Table{Schema: "parley.lab-solutions/1", Columns: slices.Concat(t.columns("solution", "verdict"), t.utilities(z.s), t.columns("~options"))}
	for _, r := range bargainRules {
		s := z.front.Solve(r.find, z.reserved)
		name, verdict := brief.Text(t.text("lab.solution."+r.key)), brief.Text(t.text("lab.verdict."+strings.ReplaceAll(s.Verdict.String(), " ", "-")))
		if !decided(s) {
			x.Rows = append(x.Rows, append([]brief.Cell{name, verdict}, make([]brief.Cell, t.few(len(z.us))+1)...))
			continue
		}
		for _, p := range s.Points {
			x.Rows = append(x.Rows, slices.Concat([]brief.Cell{name, verdict}, t.figures(p.U[:t.few(len(p.U))]), []brief.Cell{brief.Text(t.briefly(z.s.Space, p.Outcome))}))
		}
	}
	return x
}

package main

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/bargain"
	"parley/brief"
	"parley/deal"
	"parley/lab"
	"parley/scenario"
	"parley/strategy"
)

// A session is one negotiation that is to be played.
type session struct {
	labAnswer
	words  []string // the strategies, by party
	agents []string // the commands of the external ones
	rounds int
	first  int
	seed   uint64
	wait   time.Duration
	s      *scenario.Scenario
}

func labRun(w *world) *cobra.Command {
	t := &session{labAnswer: labAnswer{w: w}}
	c := &cobra.Command{
		Use: "run FOLDER", Short: "Play one negotiation, and show it offer by offer", Args: takes(1, 1),
		Long: `The parties of the scenario in FOLDER bargain by stacked alternating offers: each in
turn accepts the offer on the table or makes another, in so many rounds.

A program of yours takes part where --strategies says "agent": --agent is its command.
Without --strategies it is the first party, against conceder. It reads and writes
lines of JSON; examples/agents has one in Python.

Pictures (-o svg, -o vl.json) are of two parties.`,
		Example: `  parley lab run toy --strategies boulware,conceder --rounds 100
  parley lab run toy --strategies boulware,conceder -o svg > toy.svg
  parley lab run toy --agent 'python3 agent.py'
  parley lab run toy --strategies boulware,agent --agent 'python3 agent.py'`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if err := t.ready(); err != nil {
				return err
			}
			if t.s, err = t.scenario(args[0]); err != nil {
				return err
			}
			if err := t.unpicturedOf(t.s); err != nil {
				return err
			}
			if t.s.Rounds > 0 && !c.Flags().Changed("rounds") {
				t.rounds = t.s.Rounds
			}
			if !c.Flags().Changed("strategies") {
				t.words = lineup(usualTwo, len(t.s.Parties), len(t.agents))
			}
			t.words = trimmed(t.words)
			return t.sit(c)
		},
	}
	t.flags(c)
	f := c.Flags()
	f.StringSliceVar(&t.words, "strategies", usualTwo, "the `STRATEGIES` of the parties, in their order: parley lab strategies lists them")
	f.StringArrayVar(&t.agents, "agent", nil, "the `COMMAND` of a program that plays where --strategies says agent; several, in their order")
	f.IntVar(&t.rounds, "rounds", 100, "after how many rounds it is over; default: what the scenario says, else 100")
	f.IntVar(&t.first, "first", 1, "which party speaks first, from 1")
	f.Uint64Var(&t.seed, "seed", 1, "the `NUMBER` from which strategies with chance draw")
	f.DurationVar(&t.wait, "move-timeout", 10*time.Second, "how long a program may take for a move; then the session is broken off")
	return c
}

// usualTwo play where nobody says who does; where there are more parties, in turn.
var usualTwo = []string{"boulware", "conceder"}

// check checks what was typed against the scenario.
func (t *session) check() error {
	if err := within("--rounds", t.rounds, 1, 100_000); err != nil {
		return err
	}
	if err := within("--first", t.first, 1, len(t.s.Parties)); err != nil {
		return err
	}
	if len(t.words) == len(t.s.Parties) {
		return nil
	}
	var names []string
	for _, p := range t.s.Parties {
		names = append(names, p.Name)
	}
	return fail(wrong, "--strategies: this scenario has %d parties, not %d: %s.", len(names), len(t.words), strings.Join(names, ", "))
}

func (t *session) sit(c *cobra.Command) error {
	if err := t.check(); err != nil {
		return err
	}
	infos, err := chosenStrategies(t.words, agentWord)
	if err != nil {
		return err
	}
	var profiles []*deal.Profile
	for _, p := range t.s.Parties {
		f, err := deal.Compile(t.s.Space, p)
		if err != nil {
			return fail(unreadable, "%s: %s", t.s.Name, t.foreign(err))
		}
		profiles = append(profiles, f)
	}
	guests, err := t.invite(c.Context(), infos)
	if err != nil {
		return err
	}
	played := t.play(profiles, infos)
	failed := guests.leave()
	if c.Context().Err() != nil {
		return fail(unreadable, "interrupted.")
	}
	if err := t.print(t.document(profiles, played)); err != nil {
		return err
	}
	return failed
}

// order is the numbers of the parties in the order in which they speak.
func (t *session) order() (order []int) {
	for i := range t.s.Parties {
		order = append(order, (t.first-1+i)%len(t.s.Parties))
	}
	return order
}

func (t *session) play(profiles []*deal.Profile, infos []strategy.Info) lab.Session {
	n := len(profiles)
	order, parties := t.order(), make([]bargain.Party, n)
	for at, party := range order {
		parties[party] = infos[party].Prepare(profiles[party], t.rounds)(at, n, rand.New(rand.NewPCG(t.seed, uint64(party))))
	}
	return lab.Play(bargain.StackedOffers{Rounds: t.rounds, Space: t.s.Space}, profiles, parties, order)
}

// document shows a session.
func (t *session) document(profiles []*deal.Profile, x lab.Session) *brief.Document {
	offers := t.offers(x)
	d := &brief.Document{Schema: offers.Schema, Title: t.title()}
	far := lab.Measure(profiles, x.Ended)
	d.Parts = append(d.Parts, t.how(x.Ended))
	if x.How == bargain.Agreed {
		d.Parts = append(d.Parts, t.where(far)...)
	}
	d.Parts = append(d.Parts, t.result(x, far), t.parties(profiles, x), brief.Heading(t.text("lab.run.offers", named("n", len(x.Offers)))))
	if len(offers.Rows) < len(x.Offers) {
		d.Parts = append(d.Parts, t.say("lab.run.thinned"))
	}
	d.Parts = append(append(d.Parts, t.leftOut(len(profiles))...), offers)
	if p := t.picture(x); p != nil {
		d.Parts = append(d.Parts, p)
	}
	return d
}

func (t *session) title() string {
	return t.text("lab.run.title", named("scenario", t.s.Name), named("strategies", strings.Join(t.words, " · ")))
}

// how says how a session ended.
func (t *session) how(e bargain.Ended) brief.Sentence {
	round, all := named("round", e.Rounds), named("rounds", t.rounds)
	switch e.How {
	case bargain.Agreed:
		return t.say("lab.run.agreed", round, all, named("options", settled(t.s.Space, e.Outcome)))
	case bargain.Broken:
		return t.say("lab.run.broken", round, all, named("party", t.s.Parties[t.order()[e.Who]].Name))
	}
	return t.say("lab.run.timed-out", all)
}

// where says how far an agreement lies from where it could.
func (t *session) where(far lab.Distances) (said []brief.Part) {
	add := func(x float64, there, off string) {
		switch s := decimals(x); {
		case s == "":
		case x < 1e-9: // what rounding makes of none
			said = append(said, t.say(there))
		default:
			said = append(said, t.say(off, named("distance", s)))
		}
	}
	add(far.Pareto, "lab.run.efficient", "lab.run.inefficient")
	add(far.Nash, "lab.run.nash", "lab.run.off-nash")
	return said
}

// result is how it ended, as a row for machines.
func (t *session) result(x lab.Session, far lab.Distances) *brief.Table {
	var agreed brief.Cell
	if x.How == bargain.Agreed {
		agreed = brief.Text(optionsOf(t.s.Space, x.Outcome))
	}
	return &brief.Table{Schema: "parley.lab-result/1", Data: true, Columns: t.columns("ended", "rounds", "options", "pareto", "nash"),
		Rows: [][]brief.Cell{{brief.Word(lab.Way(x.How)), brief.Number(x.Rounds), agreed, t.figure(far.Pareto), t.figure(far.Nash)}}}
}

// parties are what it came to for each.
func (t *session) parties(profiles []*deal.Profile, x lab.Session) *brief.Table {
	table := &brief.Table{Schema: "parley.lab-parties/1", Columns: t.columns("~party", "strategy", "utility", "reserved", "best")}
	for i, f := range profiles {
		table.Rows = append(table.Rows, []brief.Cell{brief.Text(f.Name), brief.Word(t.words[i]), t.figure(x.Final[i]), t.figure(f.Reserved), t.figure(f.Max)})
	}
	return table
}

// shownOffers is about how many offers people are shown.
const shownOffers = 24

// offers are what was offered in each round, and what that is worth to each party.
// People are shown whole rounds, the last among them.
func (t *session) offers(x lab.Session) *brief.Table {
	table := &brief.Table{Schema: "parley.lab-offers/1", Columns: append(t.columns("round", "~party", "~options"), t.utilities(t.s)...)}
	step, last := 1, 0
	if n := len(x.Offers); n > 0 {
		last = x.Offers[n-1].Round
		if t.brief() {
			step = (n + shownOffers - 1) / shownOffers
		}
	}
	for _, o := range x.Offers {
		if o.Round%step == 0 || o.Round == last {
			row := []brief.Cell{brief.Number(o.Round + 1), brief.Text(t.s.Parties[o.Party].Name), brief.Text(t.briefly(t.s.Space, o.Outcome))}
			table.Rows = append(table.Rows, append(row, t.figures(o.Utilities[:t.few(len(o.Utilities))])...))
		}
	}
	return table
}

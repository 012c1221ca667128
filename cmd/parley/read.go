package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/agenda"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/sourcing"
	"parley/analysis/standing"
	"parley/brief"
	"parley/date"
	"parley/view"
)

// A reader is a command that answers a question about a case. It sees an
// inquiry's assessment and nothing else of the case.
type reader struct {
	name, use, short, example string
	most                      int // arguments after the case
	complete                  []parley.Kind
	flags                     func(*cobra.Command) // nil: none of its own
	answer                    func(i *inquiry, args []string) (*brief.Document, error)
	finds                     func(i *inquiry) bool // whether to exit with 1
}

// readers lists the commands that read a case. Those with flags of their own
// are made anew each time, because the flags live in them.
func readers() []*reader {
	return []*reader{statusReader(), claimsReader(), claimReader(), logReader(), conflictsReader(), diffReader(), clockReader(), priceReader(), gapReader(), verifyReader(), zoneReader(), issuesReader(), equalReader(),
		listReader("rounds", "The rounds: when, where, who led, how each ended", brief.Rounds),
		listReader("people", "Who takes part, for whom they may speak, and when", brief.People),
		listReader("sources", "The sources, when each was published, and what rests on it", brief.Sources),
		agreementsReader(), flowReader()}
}

// command makes the cobra command of a reader.
func (r *reader) command(w *world) *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use: strings.TrimSpace(r.name + " [CASE] " + r.use), Short: r.short, Example: cmpOr(r.example, "  parley "+r.name+" CASE --as-of 2020-01-17"), GroupID: "read",
		Args: takes(0, r.most+1),
		RunE: func(_ *cobra.Command, args []string) error {
			if _, rest, err := w.split(args); err == nil && len(rest) > r.most {
				return fail(unreadable, "%s: there is no such file or folder.", rest[0])
			}
			i, rest, err := q.ask(w, args)
			if err != nil {
				return err
			}
			doc, err := r.answer(i, rest)
			if err != nil {
				return err
			}
			if err := i.print(doc); err != nil {
				return err
			}
			if r.finds != nil && r.finds(i) {
				return found
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return complete(w, q, args, r.complete)
		},
	}
	q.flags(c, w)
	if r.flags != nil {
		r.flags(c)
	}
	return c
}

// complete offers the ids of a case that the reader may know. The first
// argument is the case itself, which the shell completes.
func complete(w *world, q *question, args []string, kinds []parley.Kind) ([]string, cobra.ShellCompDirective) {
	if len(kinds) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	i, _, err := q.ask(w, args)
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var out []string
	for e := range view.Each[parley.Entry](i.at.View()) {
		if slices.Contains(kinds, e.Kind()) {
			name, _ := e.Base().Name.In(q.lang)
			out = append(out, strings.TrimSpace(string(e.Base().ID)+"\t"+name))
		}
	}
	return out, cobra.ShellCompDirectiveDefault
}

func statusReader() *reader {
	return &reader{name: "status", short: "Where the talks stand, and how well that is sourced",
		example: "  parley status CASE --as-of 2020-01-17\n  parley status CASE --as-of 2020-01-17 --lang ko",
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			r, err := standing.Of(i.at, standing.Options{})
			return brief.Standing(i.at, r, i.lang, i.stamp()), err
		}}
}

func claimReader() *reader {
	return &reader{name: "claim", use: "ID", most: 1, complete: []parley.Kind{"claim"},
		short:   "One claim, from the words to its status, and what would change it",
		example: "  parley claim CASE ID --as-of 2020-01-17",
		answer: func(i *inquiry, args []string) (*brief.Document, error) {
			if len(args) == 0 {
				return nil, fail(wrong, "which claim? `parley claims %s` lists them.", i.case_)
			}
			if _, ok := view.Get[*parley.Claim](i.at.View(), parley.ID(args[0])); !ok {
				return nil, i.noSuch("claim", args[0], []parley.Kind{"claim"})
			}
			r, err := sourcing.Of(i.at, sourcing.Options{Claim: parley.ID(args[0])})
			if err != nil {
				return nil, err
			}
			return brief.Claim(i.at, r, i.lang, i.stamp()), nil
		}}
}

func claimsReader() *reader {
	var basis, response []string
	var by, issue, through, since string
	return &reader{name: "claims", short: "Every claim with its status and who says what to it",
		example: "  parley claims CASE --status reported --by PARTY",
		flags: func(c *cobra.Command) {
			f := c.Flags()
			f.StringSliceVar(&basis, "status", nil, "only with this `BASIS`: "+strings.Join(parley.BasisWords(), ", "))
			f.StringSliceVar(&response, "response", nil, "only with this `RESPONSE`: "+strings.Join(parley.ResponseWords(), ", "))
			f.StringVar(&by, "by", "", "only of this `PARTY`, or to which this person has said something")
			f.StringVar(&issue, "issue", "", "only on this `ISSUE`")
			f.StringVar(&through, "through", "", "only through this `SOURCE`")
			f.StringVar(&since, "since", "", "only with something new since this `DATE`")
		},
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			var f brief.ClaimFilter
			for _, s := range basis {
				if err := oneOf("--status", s, parley.BasisWords()); err != nil {
					return nil, err
				}
				b, _ := parley.ParseBasis(s)
				f.Basis = append(f.Basis, b)
			}
			for _, s := range response {
				if err := oneOf("--response", s, parley.ResponseWords()); err != nil {
					return nil, err
				}
				r, _ := parley.ParseResponse(s)
				f.Response = append(f.Response, r)
			}
			err := i.known(map[string]*parley.ID{by: &f.By, issue: &f.Issue, through: &f.Through})
			if err == nil && since != "" {
				f.Since, err = i.day("--since", since, i.at.View())
			}
			return brief.Claims(i.at, i.lang, i.stamp(), f), err
		}}
}

// known fills in ids that were typed and that this reader knows.
func (i *inquiry) known(ids map[string]*parley.ID) error {
	for s, at := range ids {
		if s == "" {
			continue
		}
		if _, err := i.entry(s); err != nil {
			return err
		}
		*at = parley.ID(s)
	}
	return nil
}

func logReader() *reader {
	var by, issue, since, until string
	return &reader{name: "log", short: "What was said and what happened, in order",
		example: "  parley log CASE --issue ISSUE --since 2019-12-01\n  parley log CASE -o md > chronology.md",
		flags: func(c *cobra.Command) {
			f := c.Flags()
			f.StringVar(&by, "by", "", "only by this person, body or party (`ID`)")
			f.StringVar(&issue, "issue", "", "only about this issue, agreement, round or claim (`ID`)")
			f.StringVar(&since, "since", "", "only from this `DATE` on")
			f.StringVar(&until, "until", "", "only up to this `DATE`")
		},
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			var f brief.LogFilter
			err := i.known(map[string]*parley.ID{by: &f.By, issue: &f.Issue})
			for _, d := range []struct {
				flag, s string
				at      *date.Day
			}{{"--since", since, &f.Since}, {"--until", until, &f.Until}} {
				if err == nil && d.s != "" {
					*d.at, err = i.day(d.flag, d.s, i.at.View())
				}
			}
			if err != nil {
				return nil, err
			}
			if i.output == "md" {
				return brief.Chronology(i.at, i.lang, i.stamp(), f), nil
			}
			return brief.Log(i.at, i.lang, i.stamp(), f), nil
		}}
}

func conflictsReader() *reader {
	return &reader{name: "conflicts", short: "What contradicts what; exits with 1 while a conflict is open",
		example: "  parley conflicts CASE --as-of 2020-01-17",
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			return brief.Conflicts(i.at, i.lang, i.stamp()), nil
		},
		finds: func(i *inquiry) bool { return len(i.at.Open()) > 0 }}
}

func diffReader() *reader {
	var exit, changed bool
	return &reader{name: "diff", use: "DATE [DATE]", most: 2, short: "What changed between two days",
		example: "  parley diff CASE 2020-01-17 2020-05-08",
		flags: func(c *cobra.Command) {
			c.Flags().BoolVar(&exit, "exit-code", false, "exit with 1 when something changed")
		},
		answer: func(i *inquiry, args []string) (*brief.Document, error) {
			if len(args) == 0 {
				return nil, fail(wrong, "since when? parley diff %s 2020-01-17 [2020-05-08]", i.case_)
			}
			if len(args) == 2 {
				if i.asOf != "" {
					return nil, fail(wrong, "the second date says as of when; leave out one of it and --as-of.")
				}
				day, err := i.day("the second date:", args[1], i.at.View())
				if err != nil {
					return nil, err
				}
				i.at, i.asOf = i.later(day), args[1]
			}
			since, err := i.day("the first date:", args[0], i.at.View())
			if err != nil {
				return nil, err
			}
			switch asOf := i.at.View().From().AsOf; {
			case asOf == 0:
				return brief.Change(i.at, change.Result{Nothing: true}, i.lang, i.stamp()), nil
			case since > asOf:
				return nil, fail(wrong, "%s is after %s: the earlier day comes first.", since, asOf)
			}
			r, err := change.Of(i.at, change.Options{Since: since})
			if err != nil {
				return nil, fail(wrong, "%v.", err)
			}
			changed = len(r.RestsOn()) > 0
			return brief.Change(i.at, r, i.lang, i.stamp()), nil
		},
		finds: func(*inquiry) bool { return exit && changed }}
}

func clockReader() *reader {
	return &reader{name: "clock", short: "The days without an agreement, the next round, and the deadlines",
		example: "  parley clock CASE --as-of 2020-01-17",
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			r, err := clock.Of(i.at, clock.Options{})
			return brief.Clock(i.at, r, i.lang, i.stamp()), err
		}}
}

func issuesReader() *reader {
	return &reader{name: "issues", short: "The agenda: each issue, and where each side stands on it",
		example: "  parley issues CASE --as-of 2020-01-17",
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			r, err := agenda.Of(i.at, agenda.Options{})
			return brief.Agenda(i.at, r, i.lang, i.stamp()), err
		}}
}

// listReader makes a command of a plain list.
func listReader(name, short string, list listing) *reader {
	return &reader{name: name, short: short, answer: func(i *inquiry, _ []string) (*brief.Document, error) {
		return list(i.at, i.lang, i.stamp()), nil
	}}
}

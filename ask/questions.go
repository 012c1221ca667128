package ask

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"parley"
	"parley/analysis/agenda"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/sourcing"
	"parley/analysis/standing"
	"parley/brief"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// A Question is one that may be put to a case: what the command line calls a
// command, and the workbench a page. It sees an [Inquiry]'s assessment and nothing
// else of the case.
type Question struct {
	Name, Use, Short, Example string
	Most                      int                  // arguments after the case
	Complete                  []parley.Kind        // of the ids that it takes, for the shell
	Charts                    []string             // the keys of the pictures that its answer may have
	Flags                     func(*pflag.FlagSet) // nil: none of its own
	Answer                    func(i *Inquiry, args []string) (*brief.Document, error)
	Finds                     func(i *Inquiry) bool // whether there is something to look after
}

// Questions lists them. Those with flags of their own are made anew each time,
// because the flags live in them: a question is asked once, by one.
func Questions() []*Question {
	return []*Question{statusReader(), claimsReader(), claimReader(), logReader(), conflictsReader(), diffReader(), clockReader(), priceReader(), gapReader(), verifyReader(), zoneReader(), issuesReader(), equalReader(),
		listReader("amounts", "The figures named: by whom, when, how well sourced, what each is a year", brief.Amounts, "ladder"),
		listReader("rounds", "The rounds: when, where, who led, how each ended", brief.Rounds),
		listReader("people", "Who takes part, for whom they may speak, and when", brief.People),
		listReader("sources", "The sources, when each was published, and what rests on it", brief.Sources),
		agreementsReader(), flowReader(), briefQuestion(), entryReader()}
}

// Pictured are the questions whose answer may have a picture, by name.
func Pictured() (names []string) {
	for _, q := range Questions() {
		if len(q.Charts) > 0 {
			names = append(names, q.Name)
		}
	}
	slices.Sort(names)
	return names
}

// everyKind are the kinds of the ids that a question takes which is about any entry.
func everyKind() (kinds []parley.Kind) {
	for _, e := range parley.Kinds() {
		kinds = append(kinds, e.Kind())
	}
	return kinds
}

func statusReader() *Question {
	return &Question{Name: "status", Short: "Where the talks stand, and how well that is sourced",
		Example: "  parley status CASE --as-of 2020-01-17\n  parley status CASE --as-of 2020-01-17 --lang ko",
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			r, err := standing.Of(i.At, standing.Options{})
			return brief.Standing(i.At, r, i.Lang, i.Stamp()), err
		}}
}

func claimReader() *Question {
	return &Question{Name: "claim", Use: "ID", Most: 1, Complete: []parley.Kind{"claim"}, Charts: []string{"chain"},
		Short:   "One claim, from the words to its status, and what would change it",
		Example: "  parley claim CASE ID --as-of 2020-01-17",
		Answer: func(i *Inquiry, args []string) (*brief.Document, error) {
			if len(args) == 0 {
				return nil, Fail(Wrong, "which claim? `parley claims %s` lists them.", i.Case)
			}
			if _, ok := view.Get[*parley.Claim](i.At.View(), parley.ID(args[0])); !ok {
				return nil, i.NoSuch("claim", args[0], []parley.Kind{"claim"})
			}
			r, err := sourcing.Of(i.At, sourcing.Options{Claim: parley.ID(args[0])})
			if err != nil {
				return nil, err
			}
			return brief.Claim(i.At, r, i.Lang, i.Stamp()), nil
		}}
}

func claimsReader() *Question {
	var basis, response []string
	var by, issue, through, since, words string
	return &Question{Name: "claims", Short: "Every claim with its status and who says what to it",
		Example: "  parley claims CASE --status reported --by PARTY\n  parley claims CASE --text \"gap narrowed\"",
		Flags: func(f *pflag.FlagSet) {
			f.StringSliceVar(&basis, "status", nil, "only with this `BASIS`: "+strings.Join(parley.BasisWords(), ", "))
			f.StringSliceVar(&response, "response", nil, "only with this `RESPONSE`: "+strings.Join(parley.ResponseWords(), ", "))
			f.StringVar(&by, "by", "", "only of this `PARTY`, or to which this person has said something")
			f.StringVar(&issue, "issue", "", "only on this `ISSUE`")
			f.StringVar(&through, "through", "", "only through this `SOURCE`")
			f.StringVar(&since, "since", "", "only with something new since this `DATE`")
			f.StringVar(&words, "text", "", "only with all these `WORDS` in it: in what it says, in the words quoted, or in the names of who said them")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			f := brief.ClaimFilter{Text: strings.TrimSpace(words)}
			for _, s := range basis {
				if err := OneOf("--status", s, parley.BasisWords()); err != nil {
					return nil, err
				}
				b, _ := parley.ParseBasis(s)
				f.Basis = append(f.Basis, b)
			}
			for _, s := range response {
				if err := OneOf("--response", s, parley.ResponseWords()); err != nil {
					return nil, err
				}
				r, _ := parley.ParseResponse(s)
				f.Response = append(f.Response, r)
			}
			err := cmp.Or(i.known(by, &f.By), i.known(issue, &f.Issue), i.known(through, &f.Through))
			if err == nil && since != "" {
				f.Since, err = i.Day("--since", since, i.At.View())
			}
			return brief.Claims(i.At, i.Lang, i.Stamp(), f), err
		}}
}

// known fills in an id that was typed, if one was, and that this reader knows.
func (i *Inquiry) known(typed string, at *parley.ID) error {
	if typed == "" {
		return nil
	}
	if _, err := i.Entry(typed); err != nil {
		return err
	}
	*at = parley.ID(typed)
	return nil
}

func logReader() *Question {
	var by, issue, since, until, words string
	return &Question{Name: "log", Short: "What was said and what happened, in order", Charts: []string{"lanes"},
		Example: "  parley log CASE --issue ISSUE --since 2019-12-01\n  parley log CASE -o md > chronology.md",
		Flags: func(f *pflag.FlagSet) {
			f.StringVar(&by, "by", "", "only by this person, body or party (`ID`)")
			f.StringVar(&issue, "issue", "", "only about this issue, agreement, round or claim (`ID`)")
			f.StringVar(&since, "since", "", "only from this `DATE` on")
			f.StringVar(&until, "until", "", "only up to this `DATE`")
			f.StringVar(&words, "text", "", "only with all these `WORDS` in it: in what was said or done, in the words quoted, or in the names of who did")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			f := brief.LogFilter{Text: strings.TrimSpace(words)}
			err := cmp.Or(i.known(by, &f.By), i.known(issue, &f.Issue))
			for _, d := range []struct {
				flag, s string
				at      *date.Day
			}{{"--since", since, &f.Since}, {"--until", until, &f.Until}} {
				if err == nil && d.s != "" {
					*d.at, err = i.Day(d.flag, d.s, i.At.View())
				}
			}
			if err != nil {
				return nil, err
			}
			if i.Prose {
				return brief.Chronology(i.At, i.Lang, i.Stamp(), f), nil
			}
			return brief.Log(i.At, i.Lang, i.Stamp(), f), nil
		}}
}

func conflictsReader() *Question {
	return &Question{Name: "conflicts", Short: "What contradicts what; exits with 1 while a conflict is open",
		Example: "  parley conflicts CASE --as-of 2020-01-17",
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			return brief.Conflicts(i.At, i.Lang, i.Stamp()), nil
		},
		Finds: func(i *Inquiry) bool { return len(i.At.Open()) > 0 }}
}

func diffReader() *Question {
	var exit, changed bool
	return &Question{Name: "diff", Use: "DATE [DATE]", Most: 2, Complete: []parley.Kind{"round"}, Short: "What changed between two days",
		Example: "  parley diff CASE 2020-01-17 2020-05-08",
		Flags: func(f *pflag.FlagSet) {
			f.BoolVar(&exit, "exit-code", false, "exit with 1 when something changed")
		},
		Answer: func(i *Inquiry, args []string) (*brief.Document, error) {
			if len(args) == 0 {
				return nil, Fail(Wrong, "since when? parley diff %s 2020-01-17 [2020-05-08]", i.Case)
			}
			if len(args) == 2 {
				if i.AsOf != "" {
					return nil, Fail(Wrong, "the second date says as of when; leave out one of it and --as-of.")
				}
				day, err := i.Day("the second date:", args[1], i.At.View())
				if err != nil {
					return nil, err
				}
				i.At, i.AsOf = i.later(day), args[1]
			}
			since, err := i.Day("the first date:", args[0], i.At.View())
			if err != nil {
				return nil, err
			}
			asOf := i.At.View().From().AsOf
			if asOf == 0 {
				return brief.Change(i.At, change.Result{Nothing: true}, i.Lang, i.Stamp()), nil
			}
			if err := earlier(since, asOf); err != nil {
				return nil, err
			}
			r, err := change.Of(i.At, change.Options{Since: since})
			if err != nil {
				return nil, err
			}
			changed = len(r.RestsOn()) > 0
			return brief.Change(i.At, r, i.Lang, i.Stamp()), nil
		},
		Finds: func(*Inquiry) bool { return exit && changed }}
}

func clockReader() *Question {
	return &Question{Name: "clock", Short: "The days without an agreement, the next round, and the deadlines",
		Example: "  parley clock CASE --as-of 2020-01-17",
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			r, err := clock.Of(i.At, clock.Options{})
			return brief.Clock(i.At, r, i.Lang, i.Stamp()), err
		}}
}

func issuesReader() *Question {
	return &Question{Name: "issues", Short: "The agenda: each issue, and where each side stands on it", Charts: []string{"positions", "rounds"},
		Example: "  parley issues CASE --as-of 2020-01-17",
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			r, err := agenda.Of(i.At, agenda.Options{})
			return brief.Agenda(i.At, r, i.Lang, i.Stamp()), err
		}}
}

// A listing is a plain list made from an assessment.
type listing func(*evidence.Assessment, lang.Lang, brief.Stamp) *brief.Document

// listReader makes a question of a plain list.
func listReader(name, short string, list listing, charts ...string) *Question {
	return &Question{Name: name, Short: short, Charts: charts, Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
		return list(i.At, i.Lang, i.Stamp()), nil
	}}
}

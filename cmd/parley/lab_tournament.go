package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/brief"
	"parley/lab"
	"parley/scenario"
)

// A contest is a tournament that is to be played.
type contest struct {
	labAnswer
	lab.Tournament
	words    []string // the strategies
	agents   []string // the commands of the external ones
	wait     time.Duration
	csv      string
	resume   bool
	force    bool
	progress bool
	workers  int
}

func labTournament(w *world) *cobra.Command {
	t := &contest{labAnswer: labAnswer{w: w}}
	c := &cobra.Command{
		Use: "tournament FOLDER...", Short: "Every strategy against every other, on several scenarios", Args: takes(1, 10_000),
		Long: `Plays each scenario with each assignment of the strategies to its parties, with each
party speaking first, --repetitions times, and ranks the strategies by their mean
utility. With --csv each negotiation is a row of a file.

Ctrl-C keeps the rows that are there; the same command with --resume goes on after
them, and the file ends up the same, byte by byte, as if nothing had happened.
The same seed gives the same file on any number of cores.

A program of yours takes part as the strategy "agent": --agent is its command. It is
started once for each core and party, and plays one negotiation after another in each;
the files are the same as long as it plays each as if it were its first. When it
fails, the tournament ends with what it said, and with the rows up to there.

Repetitions matter for strategies with chance alone: those of others are all the
same, and only make GAMES larger. Intervals do not get narrower by them.`,
		Example: `  parley lab tournament a b c --strategies boulware,linear,conceder --repetitions 8
  parley lab tournament a b c --csv out.csv --seed 1
  parley lab tournament a b c --csv out.csv --seed 1 --resume
  parley lab tournament a b c --strategies agent,boulware --agent 'python3 agent.py'`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := t.ready(); err != nil {
				return err
			}
			if !c.Flags().Changed("strategies") {
				t.words = append(slices.Repeat([]string{agentWord}, len(t.agents)), t.words...)
			}
			if err := t.check(); err != nil {
				return err
			}
			if err := t.read(args); err != nil {
				return err
			}
			all, err := t.recruit(c.Context())
			if err != nil {
				return err
			}
			defer all.leave()
			plan, err := t.prepare()
			if err != nil {
				return err
			}
			pace := time.NewTicker(time.Second / 2)
			defer pace.Stop()
			plan = all.attended(plan, pace.C)
			ranking, err := t.play(c.Context(), plan)
			if err != nil {
				return err
			}
			return t.print(t.ranking(plan, ranking.Standings()))
		},
	}
	t.flags(c)
	f := c.Flags()
	f.StringSliceVar(&t.words, "strategies", []string{"boulware", "linear", "conceder"}, "the `STRATEGIES`: parley lab strategies lists them")
	f.StringArrayVar(&t.agents, "agent", nil, "the `COMMAND` of a program that plays as the strategy agent; several, in their order")
	f.DurationVar(&t.wait, "move-timeout", 10*time.Second, "how long a program may take for a move; then the tournament ends")
	f.IntVar(&t.Repetitions, "repetitions", 1, "how often each meeting is repeated; only strategies with chance need it")
	f.IntVar(&t.Rounds, "rounds", 100, "after how many rounds a negotiation is over")
	f.Uint64Var(&t.Seed, "seed", 1, "the `NUMBER` from which strategies with chance draw")
	f.BoolVar(&t.NoSelfPlay, "no-self-play", false, "leave out meetings of a strategy with itself alone")
	f.StringVar(&t.csv, "csv", "", "write each negotiation to this `FILE`")
	f.BoolVar(&t.resume, "resume", false, "go on after the rows that are in the file")
	f.BoolVar(&t.force, "force", false, "write over a file that is there")
	f.IntVar(&t.workers, "workers", 0, "on how many cores; 0: all there are")
	f.BoolVar(&t.progress, "progress", false, "say how far it is, even where nobody sits at a terminal")
	return c
}

// check checks what was typed.
func (t *contest) check() error {
	for _, err := range []error{within("--rounds", t.Rounds, 1, 1_000_000), within("--repetitions", t.Repetitions, 1, 1_000_000_000), within("--workers", t.workers, 0, 10_000)} {
		if err != nil {
			return err
		}
	}
	if err := t.unpictured(); err != nil {
		return err
	}
	switch {
	case t.csv == "" && (t.resume || t.force):
		return fail(wrong, "--resume and --force are for the file of --csv.")
	case t.resume && t.force:
		return fail(wrong, "--resume goes on with a file, --force writes over it: one of the two.")
	}
	t.words = trimmed(t.words)
	seen := make(map[string]int)
	for _, word := range t.words {
		if seen[word]++; seen[word] > 1 && (word != agentWord || seen[word] > len(t.agents)) {
			return fail(wrong, "--strategies: %s is there twice.", word)
		}
	}
	return placed(t.words, t.agents)
}

// read reads the strategies and the scenarios.
func (t *contest) read(dirs []string) (err error) {
	if t.Strategies, err = chosenStrategies(t.words, agentWord); err != nil {
		return err
	}
	var seen []os.FileInfo
	for _, dir := range dirs {
		s, err := t.scenario(dir)
		if err != nil {
			return err
		}
		info, err := os.Stat(t.w.path(dir))
		if err == nil && slices.ContainsFunc(seen, func(o os.FileInfo) bool { return os.SameFile(o, info) }) {
			return fail(wrong, "%s: this folder is there twice.", dir)
		}
		seen = append(seen, info)
		if slices.ContainsFunc(t.Scenarios, func(o *scenario.Scenario) bool { return o.Name == s.Name }) {
			s.Name = dir // two of one name are told apart by their folders
		}
		t.Scenarios = append(t.Scenarios, s)
	}
	return nil
}

// prepare makes the plan.
func (t *contest) prepare() (*lab.Plan, error) {
	plan, err := t.Prepare()
	if err != nil {
		return nil, fail(wrong, "%s.", t.foreign(err))
	}
	return plan, nil
}

// play plays what is not done, and returns the ranking of all.
func (t *contest) play(ctx context.Context, plan *lab.Plan) (*lab.Ranking, error) {
	if t.csv != "" {
		return t.playInto(ctx, plan)
	}
	ranking, gauge, done := plan.Ranking(), t.gauge(plan, 0), 0
	err := plan.Run(ctx, 0, t.workers, func(r *lab.Row) error {
		ranking.Add(r)
		done++
		gauge.tell(done)
		return nil
	})
	gauge.end()
	if errors.Is(err, context.Canceled) {
		return nil, fail(unreadable, "interrupted after %d of %d negotiations; without --csv none of them is kept.", done, plan.Units())
	}
	if err != nil {
		return nil, fail(findings, "%v Without --csv none of the %d negotiations before that is kept.", err, done)
	}
	return ranking, nil
}

// playInto plays into the file of --csv, and ranks what is then in it.
func (t *contest) playInto(ctx context.Context, plan *lab.Plan) (*lab.Ranking, error) {
	file, done, err := t.open(plan)
	if err != nil {
		return nil, err
	}
	gauge, units := t.gauge(plan, done.Units), done.Units
	err = plan.Write(ctx, file, done, t.workers, func(n int) { units = n; gauge.tell(n) })
	gauge.end()
	ranking := plan.Ranking()
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = plan.Read(file, func(r *lab.Row) error { ranking.Add(r); return nil })
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	switch {
	case errors.Is(err, context.Canceled):
		return nil, fail(unreadable, "interrupted; %s holds %d of %d negotiations. The same command with --resume goes on.", t.csv, units, plan.Units())
	case errors.As(err, new(*failure)):
		return nil, fail(findings, "%v %s holds the %d of %d negotiations before that. The same command with --resume goes on.", err, t.csv, units, plan.Units())
	case err != nil:
		return nil, fail(unreadable, "%s: %s", t.csv, t.foreign(err))
	}
	return ranking, nil
}

// open opens the file of --csv, cut to the whole rows of the plan that are in it.
func (t *contest) open(plan *lab.Plan) (file *os.File, done lab.Progress, err error) {
	how := os.O_RDWR | os.O_CREATE
	switch {
	case t.resume:
	case t.force:
		how |= os.O_TRUNC
	default:
		how |= os.O_EXCL
	}
	file, err = os.OpenFile(t.w.path(t.csv), how, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, done, fail(wrong, "%s is there. --resume goes on with it, --force writes over it.", t.csv)
	}
	if err != nil {
		return nil, done, fail(unreadable, "%s: %v", t.csv, err)
	}
	if done, err = t.cut(file, plan); err != nil {
		file.Close()
	}
	return file, done, err
}

// cut finds out how much of the plan is in a file, and cuts off what is not a
// whole row. A file of another plan stays as it is.
func (t *contest) cut(file *os.File, plan *lab.Plan) (done lab.Progress, err error) {
	if t.resume {
		done, err = plan.Done(file)
	}
	if err != nil {
		return done, t.cannotGoOn(err)
	}
	if err = file.Truncate(done.Bytes); err == nil {
		_, err = file.Seek(done.Bytes, io.SeekStart)
	}
	if err != nil {
		return done, fail(unreadable, "%s: %v", t.csv, err)
	}
	return done, nil
}

// cannotGoOn says why a file is not gone on with: it is of another plan, or somebody
// altered a row.
func (t *contest) cannotGoOn(err error) error {
	var other *lab.OtherPlanError
	var row *lab.RowError
	switch {
	case errors.As(err, &row) && row.Want != "":
		return fail(wrong, "%s:%d was altered: %s is %q, and the rest of the row comes to %q. Restore the row, or cut the file off before it. Nothing was written.", t.csv, row.Line, row.Column, row.Got, row.Want)
	case errors.As(err, &row):
		return fail(wrong, "%s:%d is no row of this tournament: %s cannot be %q. Restore the row, or cut the file off before it. Nothing was written.", t.csv, row.Line, row.Column, row.Got)
	case !errors.As(err, &other):
		return fail(unreadable, "%s: %v", t.csv, err)
	case other.Line == 1:
		return fail(wrong, "%s:1 is not the header of this tournament: other columns, or a scenario with more or fewer parties. Use the same scenarios, or name another file. Nothing was written.", t.csv)
	case other.Column == "":
		return fail(wrong, "%s:%d shows the same scenarios and strategies, and is of another tournament: --seed, --rounds, the command of --agent, or what is in a scenario's folder differs. Use the same, or name another file. Nothing was written.", t.csv, other.Line)
	}
	return fail(wrong, "%s:%d is of another tournament: %s differs, %s is %q there and %q here. Use the same, or name another file. Nothing was written.", t.csv, other.Line, t.setting(other), other.Column, other.Got, other.Want)
}

// setting is what was typed that makes a column differ.
func (t *contest) setting(e *lab.OtherPlanError) string {
	column, _, _ := strings.Cut(e.Column, "_")
	switch column {
	case "strategy", "first":
		if t.NoSelfPlay {
			return "--strategies, --no-self-play"
		}
		return "--strategies"
	case "repetition":
		return "--repetitions"
	case "rounds":
		return "--rounds"
	case "unit":
		return "--strategies, --repetitions"
	}
	return "FOLDER"
}

// ranking shows who did how well.
func (t *contest) ranking(plan *lab.Plan, all []lab.Standing) *brief.Document {
	x := &brief.Table{Schema: "parley.lab-ranking/1", Columns: t.columns("rank", "strategy", "utility", "low", "high", "agreed", "welfare", "pareto", "nash", "games")}
	for _, s := range all {
		x.Rows = append(x.Rows, slices.Concat([]brief.Cell{brief.Number(s.Rank), brief.Word(s.Strategy)},
			t.figures([]float64{s.Utility, s.Low, s.High, s.Agreed, s.Welfare, s.Pareto, s.Nash}), []brief.Cell{brief.Number(s.Games)}))
	}
	var where []string
	for _, s := range t.Scenarios {
		where = append(where, s.Name)
	}
	d := &brief.Document{Schema: x.Schema, Title: t.text("lab.tournament.title", named("units", plan.Units())),
		Lead: t.text("lab.tournament.lead", named("scenarios", strings.Join(where, ", ")), named("rounds", t.Rounds),
			named("repetitions", t.Repetitions), named("seed", strconv.FormatUint(t.Seed, 10))),
		Parts: []brief.Part{x, t.say("lab.tournament.how")}}
	if t.csv != "" {
		d.Parts = append(d.Parts, t.say("lab.tournament.rows", named("file", t.csv)))
	}
	return d
}

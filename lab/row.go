package lab

import (
	"math"
	"strconv"
	"strings"

	"parley/bargain"
	"parley/deal"
)

// Header is the first line of a file of rows, which is CSV with lines that end
// in \n alone, one for each unit:
//
//	unit          from 0
//	scenario      its name
//	strategy_N    of party N, from 1; empty where a scenario has fewer parties
//	first         the party that spoke first, from 1
//	repetition    from 1
//	ended         agreed, timed-out or broken
//	rounds        that were completed
//	outcome       its number in the space; empty without an agreement
//	options       the same by name, one for each issue, between semicolons
//	utility_N     of party N, discounted
//	pareto, nash  distances to the frontier and to the nearest Nash solution, undiscounted; empty where unknown
//	plan          the digest of the plan
//
// Numbers are the shortest that are read back as the same. A name that a
// spreadsheet would run as a formula has an apostrophe before it.
func (p *Plan) Header() []byte {
	b := []byte("unit,scenario")
	for _, group := range []string{"strategy", "utility"} {
		for i := range p.parties {
			b = append(append(append(b, ','), group...), '_')
			b = strconv.AppendInt(b, int64(i+1), 10)
		}
		if group == "strategy" {
			b = append(b, ",first,repetition,ended,rounds,outcome,options"...)
		}
	}
	return append(b, ",pareto,nash,plan\n"...)
}

// Way is the word for how a session ended.
func Way(h bargain.How) string { return ways[h] }

// ways are the words for how a session ended.
var ways = [...]string{bargain.TimedOut: "timed-out", bargain.Agreed: "agreed", bargain.Broken: "broken"}

// An encoder plays units and appends their lines.
type encoder struct {
	*player
	row     Row
	options []int32
	names   []string // of strategies, as cells
	tail    string   // the digest of the plan, and the end of a line
	kept    []ending
}

// An ending is the end of a line that is the same for all sessions of a scenario
// that end in the same way, with the same outcome, after as many rounds: writing
// out figures takes longer than a short session.
type ending struct {
	scenario  int
	of        bargain.Ended
	text      []byte
	utilities []float64
	Distances
}

const (
	endingBits = 8
	endings    = 1 << endingBits // kept by each worker
)

func (p *Plan) encoder() *encoder {
	e := &encoder{player: p.player(), tail: "," + p.digest + "\n", kept: make([]ending, endings)}
	for _, s := range p.t.Strategies {
		e.names = append(e.names, cell(s.Name))
	}
	return e
}

// append plays a unit and appends its line.
func (e *encoder) append(b []byte, unit int) []byte {
	r := &e.row
	e.session(unit, r)
	return append(e.head(b, r), e.ending(r).text...)
}

// head is the beginning of a line: who meets whom.
func (e *encoder) head(b []byte, r *Row) []byte {
	b = strconv.AppendInt(b, int64(r.Unit), 10)
	b = append(append(b, ','), e.plan.arenas[r.Scenario].name...)
	for i := range e.plan.parties {
		b = append(b, ',')
		if i < len(r.Strategies) {
			b = append(b, e.names[r.Strategies[i]]...)
		}
	}
	b = strconv.AppendInt(append(b, ','), int64(r.First+1), 10)
	return strconv.AppendInt(append(b, ','), int64(r.Repetition+1), 10)
}

// ending is the end of a line, written out unless it is still there.
func (e *encoder) ending(r *Row) *ending {
	h := (uint64(r.Outcome)*31+uint64(r.Rounds))*31 + uint64(r.Scenario)
	k := &e.kept[h*0x9e3779b97f4a7c15>>(64-endingBits)]
	if k.text == nil || k.scenario != r.Scenario || k.of != r.Ended {
		e.settle(r)
		*k = ending{r.Scenario, r.Ended, e.write(k.text[:0], e.plan.arenas[r.Scenario], r), append(k.utilities[:0], r.Utilities...), r.Distances}
	}
	return k
}

func (e *encoder) write(b []byte, a *arena, r *Row) []byte {
	b = append(append(b, ','), ways[r.How]...)
	b = strconv.AppendInt(append(b, ','), int64(r.Rounds), 10)
	b = append(b, ',')
	if r.How == bargain.Agreed {
		b = strconv.AppendUint(b, uint64(r.Outcome), 10)
		b = append(append(b, ','), e.outcome(a, r.Outcome)...)
	} else {
		b = append(b, ',')
	}
	for i := range e.plan.parties {
		b = append(b, ',')
		if i < len(r.Utilities) {
			b = figure(b, r.Utilities[i])
		}
	}
	b = figure(append(b, ','), r.Pareto)
	b = figure(append(b, ','), r.Nash)
	return append(b, e.tail...)
}

func figure(b []byte, x float64) []byte {
	if math.IsNaN(x) {
		return b
	}
	return strconv.AppendFloat(b, x, 'g', -1, 64)
}

// outcome is the options of an outcome by name, as a cell.
func (e *encoder) outcome(a *arena, o deal.Outcome) string {
	e.options = a.space.Options(o, e.options)
	names := make([]string, len(e.options))
	for i, k := range e.options {
		names[i] = a.space.Issue(i).Option(int(k))
	}
	text := oneLine(strings.Join(names, "; "))
	if !a.space.Issue(0).Numeric() { // a number may be negative
		text = inert(text)
	}
	return quoted(text)
}

// cell is a name as a cell.
func cell(name string) string { return quoted(inert(oneLine(name))) }

func quoted(s string) string {
	if strings.ContainsAny(s, `",`) {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// oneLine keeps a name from breaking a line: a row is one.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
}

// inert keeps a spreadsheet from running a name as a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

// Package check finds mistakes in a record. A rule has a code, a severity and
// an example that breaks it; what it says, why, and what to do about it stand
// in lang's catalogues under "check.CODE", in every language.
//
//	Rule     one thing that can be wrong
//	Pass     one run of one rule
//	Finding  one mistake at one place; data, where an error keeps us from looking
//	Report   all findings, sorted by place, and what was counted on the way
//
// The first letter of a code says of what a rule speaks: P what cannot be read,
// R references, D dates, S who speaks and what they do to a claim, A amounts, F
// the figures of series, N what a settlement is worth to a side, Q quotations and the lock, T agreements, terms and rounds, V who may know, E
// what the record works out, U letters that mislead, C corrections, W the rest.
//
// The faults that casefile meets while reading are findings too: their codes
// have a Rule here without a Run.
//
// All findings come out at once, less those that merely follow from another:
//
//   - What is about an entry that cannot be read is dropped: that was said.
//   - A rule that infers from what is absent ("nobody cites this source") rests
//     until every entry can be read and every id is declared.
//   - Of the rules that one wrong date (or amount, or term) would break
//     together, the first that speaks of an entry is the one that is heard.
//   - What the record works out is not held against it while an entry that it
//     rests on has an error.
//
// A rule that can only suspect (a nought too many, somebody out of office) is
// silent once somebody has looked: the entry has a note, or an explain entry
// names it. Rule.Silent says which.
//
// Checking is done for the owner. Findings quote the file, so they never go to
// another reader.
package check

import (
	"cmp"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"parley"
	"parley/casefile"
	"parley/lang"
	"parley/quote"
)

// A Severity says whether a finding fails the check.
type Severity int

// The severities.
const (
	Warning Severity = iota
	Error
)

// String returns "warning" or "error".
func (s Severity) String() string { return [...]string{"warning", "error"}[s] }

// A Rule is one thing that can be wrong.
type Rule struct {
	Code     string
	Severity Severity
	Example  string      // a small case that breaks this rule and no other, each further file after a line "-- NAME --"; tested, and printed in docs/checks.md
	Run      func(*Pass) // nil: casefile reports it

	hold hold
}

// A hold says when a finding follows from another one.
type hold uint8

const (
	whole     hold = 1 << iota // infers from what is absent: only of a record that is read whole
	oneDate                    // one wrong date breaks several of these
	oneSum                     // one wrong amount
	oneTerm                    // one wrong term or stage of an agreement
	derived                    // what the record works out: not while what it rests on has an error
	noted                      // a judgment: a note on the entry says that somebody looked
	explained                  // likewise, an explain entry that names it
)

// Silent says what silences the rule, which can only suspect: "note", "explain"
// or "".
func (r Rule) Silent() string {
	switch {
	case r.hold&noted != 0:
		return "note"
	case r.hold&explained != 0:
		return "explain"
	}
	return ""
}

// A Pass is one run of one rule.
type Pass struct {
	Book   *casefile.Book
	Copies fs.FS       // kept copies; nil: the lock answers for them
	Lock   *quote.Lock // nil: no lock

	*index
	rule  *Rule
	out   []found
	ids   map[string][]string // by kinds, for suggestions
	spent int                 // on them
}

// A found is a finding with the entries that may explain it away.
type found struct {
	Finding
	rule   *Rule
	order  int // of the rule
	entry  parley.ID
	causes []parley.ID
}

// Report adds a finding at a place. Causes are the other entries that it is
// about: it is dropped when one of them is broken itself, which was said already.
func (p *Pass) Report(at casefile.Place, args []lang.Arg, causes ...parley.ID) {
	p.ReportAs("", at, args, causes...)
}

// ReportAs is Report for a rule that says several things: its message stands
// under "check.CODE.VARIANT".
func (p *Pass) ReportAs(variant string, at casefile.Place, args []lang.Arg, causes ...parley.ID) {
	if p.Book.Broken(at.Entry) || slices.ContainsFunc(causes, p.Book.Broken) || p.looked(at.Entry) {
		return
	}
	p.reportIn(p.Book.Locate(at), variant, args, at.Entry, causes)
}

// looked reports whether somebody has looked at what the rule can only suspect.
func (p *Pass) looked(id parley.ID) bool {
	e := p.Book.Entry(id)
	return e != nil && (p.rule.hold&noted != 0 && len(e.Base().Note) > 0 || p.rule.hold&explained != 0 && p.explained[id])
}

func (p *Pass) reportIn(at casefile.Span, variant string, args []lang.Arg, entry parley.ID, causes []parley.ID) {
	m := lang.Message{Key: key(p.rule.Code, variant), Args: args}
	p.out = append(p.out, found{Finding: Finding{p.rule.Code, p.rule.Severity, at, m}, rule: p.rule, entry: entry, causes: causes})
}

// key returns the key of a message.
func key(code, variant string) string {
	if variant != "" {
		code += "." + variant
	}
	return "check." + code
}

// with pairs names and values.
func with(pairs ...any) []lang.Arg {
	args := make([]lang.Arg, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		v := pairs[i+1]
		if id, ok := v.(parley.ID); ok {
			v = string(id)
		}
		args = append(args, lang.Arg{Name: pairs[i].(string), Value: v})
	}
	return args
}

// A Finding is one mistake at one place of a file. It is data: an error is
// something that kept us from looking.
type Finding struct {
	Code     string
	Severity Severity
	Span     casefile.Span
	Message  lang.Message
}

// Fix is what to do about it.
func (f Finding) Fix() lang.Message {
	near := ""
	for _, a := range f.Message.Args {
		if s, ok := a.Value.(string); ok && a.Name == "near" && s != "" {
			near = ".near"
		}
	}
	m := lang.Message{Key: "check." + f.Code + ".fix", Args: f.Message.Args}
	for _, k := range []string{f.Message.Key + ".fix" + near, f.Message.Key + ".fix", m.Key + near} {
		if lang.Has(lang.English, k) {
			m.Key = k
			break
		}
	}
	return m
}

// Options say how to check.
type Options struct {
	Copies     fs.FS            // kept copies, by the paths in the record; nil: none are here
	Lock       *quote.Lock      // nil: no lock
	LockFaults quote.LineErrors // lines of the lock that cannot be read
	Only       []string         // rules by code; nil: all
	Strict     bool             // warnings count as errors
}

// A Report is what a check found.
type Report struct {
	Findings []Finding // sorted by file, line and column
	Counts   Counts
}

// Failed reports whether there is an error among the findings.
func (r Report) Failed() bool { return r.Errors() > 0 }

// Errors is how many of the findings are errors.
func (r Report) Errors() (n int) {
	for _, f := range r.Findings {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

// Counts are what was gone through.
type Counts struct {
	Entries    []KindCount // kinds that occur, in the order of docs/format.md
	Quotations int
	InCopy     int // stand in the kept copy
	InLock     int // match the lock; copies not here
	Unchecked  int // neither a copy nor a line of the lock is there for it
}

// A KindCount is how many entries of a kind there are.
type KindCount struct {
	Kind parley.Kind
	N    int
}

// Run checks a case.
func Run(b *casefile.Book, o Options) Report {
	rules := Rules()
	x := newIndex(b, o)
	var all []found
	for _, f := range faults(b) {
		all = append(all, fault(f, rules))
	}
	ready := 0 // rules before the first that needs the record whole
	for ready < len(rules) && rules[ready].hold&(whole|derived) == 0 {
		ready++
	}
	all = append(all, x.run(rules[:ready], 0, b, o)...)
	x.whole = len(b.Faults) == 0 && !slices.ContainsFunc(all, func(f found) bool { return f.Code == "R001" || f.Code == "R002" || f.Code == "R004" })
	all = append(all, x.run(rules[ready:], ready, b, o)...)
	all = slices.DeleteFunc(all, func(f found) bool { return o.Only != nil && !slices.Contains(o.Only, f.Code) })
	r := Report{Counts: x.counts(b)}
	for _, f := range settle(all) {
		if o.Strict {
			f.Severity = Error
		}
		r.Findings = append(r.Findings, f.Finding)
	}
	return r
}

// run runs rules, on as many cores as there are.
func (x *index) run(rules []Rule, first int, b *casefile.Book, o Options) (all []found) {
	passes := make([]Pass, len(rules))
	var next atomic.Int32
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(rules)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(rules); i = int(next.Add(1)) - 1 {
				p := &passes[i]
				*p = Pass{Book: b, Copies: o.Copies, Lock: o.Lock, index: x, rule: &rules[i]}
				if rules[i].Run != nil && (x.whole || rules[i].hold&whole == 0) {
					rules[i].Run(p)
				}
			}
		})
	}
	wait.Wait()
	for i := range passes {
		for _, f := range passes[i].out {
			f.order = first + i
			all = append(all, f)
		}
	}
	return all
}

// settle drops what follows from another finding and sorts the rest by place.
func settle(all []found) []found {
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(a.order, b.order), compare(a, b)) })
	said := make(map[parley.ID]hold)
	wrong := make(map[parley.ID]bool)
	kept := all[:0]
	for _, f := range all {
		group := f.rule.hold & (oneDate | oneSum | oneTerm)
		about := append(f.causes[:len(f.causes):len(f.causes)], f.entry)
		follows := func(id parley.ID) bool {
			return id != "" && (said[id]&group != 0 || f.rule.hold&derived != 0 && wrong[id])
		}
		if slices.ContainsFunc(about, follows) {
			continue
		}
		said[f.entry] |= group
		for _, id := range f.causes { // a date is the entry's own, an amount or a term is compared
			said[id] |= group &^ oneDate
		}
		if f.Severity == Error {
			wrong[f.entry] = true
		}
		kept = append(kept, f)
	}
	slices.SortStableFunc(kept, compare)
	return kept
}

func compare(a, b found) int {
	s, t := a.Span, b.Span
	return cmp.Or(cmp.Compare(s.File, t.File), cmp.Compare(s.Line, t.Line), cmp.Compare(s.Col, t.Col), cmp.Compare(a.Code, b.Code))
}

package strategy

import (
	"encoding/json"
	"errors"
	"fmt"

	"parley/bargain"
	"parley/deal"
)

// An external is a program at the table of one session.
type external struct {
	line    *Line
	session int
	profile *deal.Profile
	names   []map[string]int32
	over    bool // of this session nothing more is said
	counter deal.Outcome
	has     bool // whether there is a counter-offer to make
	options []int32
}

// open says hello; told is nil if the space cannot be told, for which err is the reason.
func (l *Line) open(told *helloMessage, names []map[string]int32, p *deal.Profile, at, n int, err error) *external {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sessions++
	x := &external{line: l, session: l.sessions, profile: p, names: names}
	if err != nil {
		x.fail(err)
		return x
	}
	hello := *told
	hello.Session, hello.Party, hello.Parties = x.session, at, n
	if err := l.write(hello); err != nil {
		x.fail(err)
	}
	return x
}

// Respond implements [bargain.Party].
func (x *external) Respond(s bargain.State, on deal.Outcome) bargain.Answer {
	x.line.mu.Lock()
	defer x.line.mu.Unlock()
	x.has = false
	m, u := x.question("respond", s), x.profile.Of(on)
	m.Offer, m.Utility = x.say(on), &u
	if s.By >= 0 {
		m.By = &s.By
	}
	a, ok := x.ask(m)
	switch {
	case !ok || a.End:
		x.over = true
		return bargain.End
	case a.Accept != nil && *a.Accept:
		return bargain.Accept
	case a.Offer != nil:
		if x.counter, x.has = x.outcome(a.Offer); !x.has {
			return bargain.End
		}
	}
	return bargain.Reject
}

// Propose implements [bargain.Party].
func (x *external) Propose(s bargain.State) (deal.Outcome, bool) {
	x.line.mu.Lock()
	defer x.line.mu.Unlock()
	if x.has {
		x.has = false
		return x.counter, true
	}
	a, ok := x.ask(x.question("propose", s))
	if !ok || a.End {
		x.over = true
		return 0, false
	}
	if a.Offer == nil {
		x.fail(errors.New(`propose wants {"offer":[...]} or {"end":true}`))
		return 0, false
	}
	return x.outcome(a.Offer)
}

// Ended implements [Listener]. The program hears of its own end too.
func (x *external) Ended(e bargain.Ended) {
	x.line.mu.Lock()
	defer x.line.mu.Unlock()
	x.over = true
	if x.names == nil || x.line.dead {
		return
	}
	m := goodbyeMessage{Type: "goodbye", Session: x.session, How: e.How.String(), Rounds: e.Rounds, Time: e.Time}
	if e.How == bargain.Agreed {
		u := x.profile.Of(e.Outcome)
		m.Offer, m.Utility = x.say(e.Outcome), &u
	}
	if err := x.line.write(m); err != nil {
		x.fail(err)
	}
}

func (x *external) question(kind string, s bargain.State) *askMessage {
	return &askMessage{Type: kind, Session: x.session, Round: s.Round, Rounds: s.Rounds, Time: s.Time}
}

// say returns the options of an outcome by name.
func (x *external) say(o deal.Outcome) []string {
	x.options = x.profile.Space.Options(o, x.options)
	said := make([]string, len(x.options))
	for i, k := range x.options {
		said[i] = x.profile.Space.Issue(i).Option(int(k))
	}
	return said
}

// ask sends a question and returns the answer; false if the session is over.
func (x *external) ask(m *askMessage) (a answer, ok bool) {
	if x.over || x.line.dead {
		return a, false
	}
	a, err := x.line.ask(m)
	if err == nil {
		err = a.wrong()
	}
	if err != nil {
		x.fail(fmt.Errorf("%s in round %d: %w", m.Type, m.Round, err))
	}
	return a, err == nil
}

// outcome reads an offer.
func (x *external) outcome(said []json.RawMessage) (deal.Outcome, bool) {
	if len(said) != len(x.names) {
		x.fail(fmt.Errorf("an offer of %d options; there are %d issues", len(said), len(x.names)))
		return 0, false
	}
	x.options = x.options[:0]
	for i, raw := range said {
		issue := x.profile.Space.Issue(i)
		k, ok := option(issue, x.names[i], raw)
		if !ok {
			x.fail(fmt.Errorf("%s is not an option of issue %q; say one of those of the hello", short(raw), issue.Name))
			return 0, false
		}
		x.options = append(x.options, k)
	}
	return x.profile.Space.Outcome(x.options), true
}

// option reads an option: its name, or its number if it is one.
func option(issue *deal.Issue, names map[string]int32, raw json.RawMessage) (int32, bool) {
	var name string
	if json.Unmarshal(raw, &name) == nil && string(raw) != "null" {
		k, ok := names[name]
		return k, ok
	}
	var number float64
	if json.Unmarshal(raw, &number) != nil || string(raw) == "null" || !issue.Numeric() {
		return 0, false
	}
	for k := range issue.Len() {
		if issue.Value(k) == number {
			return int32(k), true
		}
	}
	return 0, false
}

// fail breaks the session off and keeps the first reason.
func (x *external) fail(err error) {
	x.over, x.has = true, false
	if x.line.err == nil {
		x.line.err = fmt.Errorf("strategy: external program, session %d: %w", x.session, err)
	}
}

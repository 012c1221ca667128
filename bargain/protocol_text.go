package bargain

import (
	"math"
	"math/rand/v2"

	"parley/deal"
)

// SingleText is the single negotiating text (Fisher 1978; used at Camp David in
// 1978, Raiffa 1982): a mediator drafts, the parties only say yes or no to each
// draft. The mediator knows nothing of what they want and tries another option on one
// issue at random; a draft that all accept stands, and the next ones start from it
// (Klein, Faratin, Sayama and Bar-Yam 2003, Negotiating complex contracts). What
// stands when the rounds are up is agreed.
//
// With Heat the mediator anneals: it also goes on from a draft that some reject, with
// probability exp(−part who rejected / (Heat × time left)), to get across a valley
// that a climber stays in front of. Unlike in that paper such a draft never stands:
// nobody is held to a text without having accepted it.
type SingleText struct {
	Rounds int
	Space  *deal.Space  // not nil
	Start  deal.Outcome // the first draft, in Space
	Rand   *rand.Rand   // the mediator's own random stream, not nil
	Heat   float64      // 0: the mediator climbs; 1: at the start it follows a draft that all reject one time in e
}

// A Reader is a party that wants to know which text stands, to compare the next
// drafts with.
type Reader interface {
	Party
	Stands(text deal.Outcome)
}

// Run implements [Protocol]. Parties are never asked to propose, and a draft is
// told as the offer of party -1.
func (p SingleText) Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended {
	if len(parties) < 2 {
		return Ended{How: TimedOut, Time: 1}
	}
	end := Ended{How: TimedOut, Rounds: max(0, p.Rounds), Time: 1}
	draft, at := p.Start, p.Start
	options := make([]int32, p.Space.Issues())
	for r := range p.Rounds {
		s := State{Round: r, Rounds: p.Rounds, Time: timeOf(r, p.Rounds), By: -1}
		if tell != nil {
			tell(r, -1, draft)
		}
		no, who := vote(parties, s, draft)
		switch {
		case who >= 0:
			return Ended{How: Broken, Rounds: r + 1, Time: s.Time, Who: who}
		case no == 0:
			at, end.How, end.Outcome = draft, Agreed, draft
			stands(parties, draft)
		case p.follows(float64(no)/float64(len(parties)), s.Time):
			at = draft
		}
		draft = p.redraft(at, options)
	}
	return end
}

// vote returns how many reject a draft, and who breaks off, or -1.
func vote(parties []Party, s State, draft deal.Outcome) (no, who int) {
	for i, party := range parties {
		switch party.Respond(s, draft) {
		case Accept:
		case Reject:
			no++
		default:
			return no, i
		}
	}
	return no, -1
}

// stands tells those who want to know what stands.
func stands(parties []Party, text deal.Outcome) {
	for _, party := range parties {
		if r, ok := party.(Reader); ok {
			r.Stands(text)
		}
	}
}

// follows reports whether the mediator goes on from a draft that a part of the
// parties rejected.
func (p SingleText) follows(rejected, time float64) bool {
	return p.Heat > 0 && p.Rand.Float64() < math.Exp(-rejected/(p.Heat*(1-time)))
}

// redraft returns at with another option on one issue, each such text as likely as
// any other, or at itself if it is the only one. It writes into options.
func (p SingleText) redraft(at deal.Outcome, options []int32) deal.Outcome {
	others := 0
	for i := range options {
		others += p.Space.Issue(i).Len() - 1
	}
	if others == 0 {
		return at
	}
	options = p.Space.Options(at, options)
	k := p.Rand.IntN(others)
	for i := range options {
		n := p.Space.Issue(i).Len() - 1
		if k < n {
			options[i] = (options[i] + 1 + int32(k)) % int32(n+1)
			break
		}
		k -= n
	}
	return p.Space.Outcome(options)
}

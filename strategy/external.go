package strategy

import (
	"bufio"
	"io"
	"math/rand/v2"
	"sync"

	"parley/bargain"
	"parley/deal"
)

// MaxLine is the length in bytes that a line of an external program may have, its end
// not counted.
const MaxLine = 1 << 20

// MaxTold is the number of options, and of outcomes where utilities are not
// additive, up to which a space is told to an external program.
const MaxTold = 1 << 16

// A Line is a talk with a program that plays: one JSON object on a line each way.
// Whoever starts the program makes a Line of its output and its input, and gets
// of [Line.Info] a strategy like any other:
//
//	line := strategy.Talk(stdout, stdin)
//	info := line.Info("mine")         // to a tournament, or Prepare and make
//	...                               // the session
//	strategy.Tell(parties, ended)     // says goodbye
//	if line.Err() != nil { ... }      // why it broke off, if it did
//
// A program that plays may be in several sessions at once; each message says of
// which it is. The program answers "propose" and "respond" with one line, and
// nothing else. A whole talk, the lines of the program marked with ">":
//
//	{"type":"hello","version":1,"session":1,"party":1,"parties":2,"rounds":10,"space":[{"name":"price","options":["10","20","30"]},{"name":"delivery","options":["now","later"]}],"preferences":{"weights":[0.75,0.25],"values":[[1,0.5,0],[1,0]],"bias":0},"reserved":0.25,"discount":1}
//	{"type":"respond","session":1,"round":0,"rounds":10,"time":0.09,"by":0,"offer":["30","later"],"utility":0}
//	> {"session":1,"round":0,"offer":["10","now"]}
//	{"type":"respond","session":1,"round":1,"rounds":10,"time":0.18,"by":0,"offer":["20","now"],"utility":0.625}
//	> {"session":1,"round":1,"accept":true}
//	{"type":"goodbye","session":1,"how":"agreed","rounds":2,"time":0.18,"offer":["20","now"],"utility":0.625}
//
// The messages:
//
//   - hello opens a session. party is the program's place, 0 the first; rounds 0
//     says that only time ends the session. preferences are the program's own:
//     weights and values by issue and option, where utility is a weighted sum,
//     else {"utilities":[...]}, one for each outcome, the last issue fastest. reserved
//     is the utility of no agreement; an infinite one is said as the largest number.
//   - propose asks for an offer: {"offer":[...]}, an option of each issue in order, by name
//     (a number will do where options are numbers), or {"end":true}, which breaks off.
//   - respond asks what to do about an offer: {"accept":true}, {"end":true}, or a
//     counter-offer, which rejects it. {"accept":false} rejects and leaves the
//     counter-offer to the propose that may follow. time is the part of the time that has
//     passed, utility what the offer is worth to the program, undiscounted.
//   - goodbye closes a session: how is "agreed", "timed out" or "broken off".
//
// An answer may say the session and the round of its question, and had better: one
// that is not of the question asked is then noticed, however late it comes. Without
// them a line too many is noticed only if it has come when the next question is asked.
//
// Fields that are not known are to be ignored, and are; the names of those that are
// known are in small letters, and none is said twice. version says which talk this is.
// Fields are added without another version; a program that is told a version it does
// not know should end.
//
// An answer that is not understood breaks the session off; the reason is kept. After a
// line that is not such a JSON object, that is longer than [MaxLine] or that was not
// asked for, or where none comes because the reader has ended, every later session
// breaks off too. A program that stays silent is the caller's concern: when it closes the
// reader, the sessions break off.
//
// A Line may be used by sessions that run at once.
type Line struct {
	mu       sync.Mutex
	in       *bufio.Reader
	out      io.Writer
	text     []byte // the last line read
	sessions int
	dead     bool
	err      error
}

// Talk returns the talk with a program that reads from w what is written, and
// whose answers come from r.
func Talk(r io.Reader, w io.Writer) *Line {
	return &Line{in: bufio.NewReader(r), out: w}
}

// Err returns the first reason for which a session was broken off that was not
// the program's own decision; nil if there was none.
func (l *Line) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

// Info returns the program as a strategy. A space that is too big to be told
// (see [MaxTold]) breaks off every session.
func (l *Line) Info(name string) Info {
	return Info{
		Name:  name,
		Paper: "an external program",
		Parts: "external",
		Prepare: func(p *deal.Profile, rounds int) Maker {
			told, names, err := tell(p, rounds)
			return func(at, n int, _ *rand.Rand) bargain.Party {
				return l.open(told, names, p, at, n, err)
			}
		},
	}
}

// A Listener is a party that wants to know how its session ended. Protocols do not
// say so; whoever runs a session calls [Tell].
type Listener interface {
	Ended(e bargain.Ended)
}

// Tell tells those of the parties that want to know how their session ended.
func Tell(parties []bargain.Party, e bargain.Ended) {
	for _, p := range parties {
		if l, ok := p.(Listener); ok {
			l.Ended(e)
		}
	}
}

package strategy_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// sale is the space and the preferences of the documented talk.
func sale(t testing.TB) *deal.Profile {
	s := spaceOf(t, deal.Integers("price", 1, 3), deal.Named("delivery", "now", "later"))
	s = spaceOf(t, deal.Range("price", 10, 30, 3), *s.Issue(1))
	return compiled(t, s, &deal.Additive{Weights: []float64{0.75, 0.25}, Values: [][]float64{{1, 0.5, 0}, {1, 0}}}, 0.25)
}

// A spoken text is read a line at a time, as from a program that answers when it is asked.
type spoken struct{ rest string }

func (s *spoken) Read(p []byte) (int, error) {
	if s.rest == "" {
		return 0, io.EOF
	}
	n := strings.IndexByte(s.rest, '\n') + 1
	if n == 0 {
		n = len(s.rest)
	}
	n = copy(p, s.rest[:n])
	s.rest = s.rest[n:]
	return n, nil
}

// documented returns the lines of the talk in the documentation: those to a program, and its own.
func documented(t *testing.T, file, prefix string) (to, from string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	joined := strings.ReplaceAll(string(text), ",\n     \"", `,"`)
	for line := range strings.Lines(joined) {
		line, ok := strings.CutPrefix(line, prefix)
		if answer, is := strings.CutPrefix(line, "> "); ok && is {
			from += answer
		} else if ok && strings.HasPrefix(line, `{"type"`) {
			to += line
		}
	}
	return to, from
}

func TestTheTalkIsAsDocumented(t *testing.T) {
	for file, prefix := range map[string]string{"external.go": "//\t", "../examples/agents/README.md": "    "} {
		want, answers := documented(t, file, prefix)
		var got bytes.Buffer
		line := strategy.Talk(&spoken{answers}, &got)
		p := sale(t)
		party := line.Info("program").Prepare(p, 10)(1, 2, nil)
		now, offer := bargain.State{Rounds: 10, Time: 0.09}, p.Space.Outcome([]int32{2, 1})
		expect(t, "rejects", bargain.Reject, party.Respond(now, offer))
		o, ok := party.Propose(now)
		expect(t, "makes the counter-offer", true, ok && o == 0)
		now.Round, now.Time = 1, 0.18
		settled := p.Space.Outcome([]int32{1, 0})
		expect(t, "accepts", bargain.Accept, party.Respond(now, settled))
		strategy.Tell([]bargain.Party{party}, bargain.Ended{How: bargain.Agreed, Outcome: settled, Rounds: 2, Time: 0.18})
		expect(t, file, want, got.String())
		expect(t, "no error", nil, line.Err())
	}
}

// talk prepares a program that says what is given.
func talk(t testing.TB, answers string) (*strategy.Line, bargain.Party, strategy.Maker, *bytes.Buffer) {
	var out bytes.Buffer
	line := strategy.Talk(&spoken{answers}, &out)
	maker := line.Info("program").Prepare(sale(t), 10)
	return line, maker(0, 2, nil), maker, &out
}

// atMost fills what is between two parts up to the longest line, and more beyond it.
func atMost(begin, end string, more int) string {
	return begin + strings.Repeat("x", strategy.MaxLine-len(begin)-len(end)+more) + end
}

func TestAnswersThatAreUnderstood(t *testing.T) {
	for answer, want := range map[string]deal.Outcome{
		`{"offer":["20","now"]}`:                          2,
		`{"offer":[20,"later"]}`:                          3,
		`{"offer":[3e1,"later"],"why":{"because":[1,2]}}`: 5,
		` { "offer" : [ "10" , "later" ] } ` + "\r":       1,
		`{"offer":["10","now"],"end":false}`:              0,
		`{"session":1,"round":0,"offer":["30","now"]}`:    4,
		`{"offer":["30","now"],"Offer":0,"session":null}`: 4,
		atMost(`{"offer":["30","now"],"x":"`, `"}`, 0):    4,
	} {
		line, party, _, _ := talk(t, answer+"\n")
		if o, ok := party.Propose(bargain.State{}); !ok || o != want || line.Err() != nil {
			t.Errorf("%s: %d, %v, %v", answer, o, ok, line.Err())
		}
	}
}

// What a program may end or leave open is not a mistake.
func TestAProgramMayEndAndMayRejectWithoutAnOffer(t *testing.T) {
	line, party, _, out := talk(t, `{"accept":false}`+"\n"+`{"offer":["30","now"]}`+"\n"+`{"end":true}`+"\n")
	expect(t, "rejects", bargain.Reject, party.Respond(bargain.State{}, 0))
	o, ok := party.Propose(bargain.State{})
	expect(t, "is asked for an offer", true, ok && o == 4 && strings.Contains(out.String(), `"type":"propose"`))
	expect(t, "ends", bargain.End, party.Respond(bargain.State{}, 0))
	said := out.Len()
	expect(t, "stays away", bargain.End, party.Respond(bargain.State{}, 0))
	expect(t, "is asked no more", said, out.Len())
	expect(t, "no error", nil, line.Err())

	line, party, _, out = talk(t, `{"end":true}`+"\n")
	_, ok = party.Propose(bargain.State{})
	said = out.Len()
	_, again := party.Propose(bargain.State{})
	expect(t, "breaks off, and for good", [3]any{false, false, said}, [3]any{ok, again, out.Len()})
	expect(t, "no error", nil, line.Err())
}

func TestAnswersThatAreNotUnderstoodBreakOff(t *testing.T) {
	for _, c := range []struct {
		answer, reason string
		later          bool // whether another session can be played
	}{
		{`{"offer":["25","now"]}`, `is not an option of issue "price"`, true},
		{`{"offer":[25,"now"]}`, `is not an option of issue "price"`, true},
		{`{"offer":["20",1]}`, `is not an option of issue "delivery"`, true},
		{`{"offer":["20",null]}`, `is not an option of issue "delivery"`, true},
		{`{"offer":[null,"now"]}`, `is not an option of issue "price"`, true},
		{`{"offer":[{},"now"]}`, `is not an option of issue "price"`, true},
		{`{"offer":["` + strings.Repeat("2", 70) + `","now"]}`, `2"… is not an option of issue "price"`, true},
		{`{"offer":["20"]}`, "1 options; there are 2 issues", true},
		{`{"offer":[]}`, "0 options; there are 2 issues", true},
		{`{}`, "this has 0", true},
		{`null`, "is no JSON object", false},
		{`[]`, "is no JSON object", false},
		{`{"ACCEPT":true}`, "this has 0", true},
		{`{"Offer":["20","now"]}`, "this has 0", true},
		{`{"offer":["10","now"],"offer":["20","now"]}`, `it has "offer" twice`, false},
		{`{"x":1,"x":1,"offer":["20","now"]}`, `it has "x" twice`, false},
		{`{"offer":["20","now"],}`, "is not an answer", false},
		{`{"offer":["20","now"],"end":0}`, "is not an answer", false},
		{`{"session":2,"offer":["20","now"]}`, "is no answer to session 1, round 0, which was asked", false},
		{`{"round":1,"offer":["20","now"]}`, "is no answer to session 1, round 0, which was asked", false},
		{`{"session":"1","offer":["20","now"]}`, "is not an answer", false},
		{`{"offer":["20","now"],"end":true}`, "this has 2", true},
		{`{"session":1,"round":0}`, "this has 0", true},
		{`{"accept":true}`, "propose wants", true},
		{`{"offer":"20"}`, "is not an answer", false},
		{`{"offer":["20","now"]`, "is not an answer", false},
		{"\x1b[2J", `"\x1b[2J" is not an answer`, false},
		{``, "is not an answer", false},
		{`{"offer":["20","now"]} {}`, "is not an answer", false},
		{atMost(`{"offer":["20","now"],"x":"`, `"}`, 1), "more than 1048576 bytes", false},
		{`{"x":"` + strings.Repeat("x", 3*strategy.MaxLine) + `"}`, "more than 1048576 bytes", false},
	} {
		line, party, maker, _ := talk(t, c.answer+"\n"+`{"offer":["20","now"]}`+"\n")
		if _, ok := party.Propose(bargain.State{}); ok {
			t.Errorf("%.40s: makes an offer", c.answer)
		}
		if err := line.Err(); err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%.40s: %v, want %q", c.answer, err, c.reason)
		}
		if _, ok := party.Propose(bargain.State{}); ok {
			t.Errorf("%.40s: the session goes on", c.answer)
		}
		if o, ok := maker(0, 2, nil).Propose(bargain.State{}); ok != c.later || ok && o != 2 {
			t.Errorf("%.40s: a later session: %d, %v", c.answer, o, ok)
		}
	}
}

func TestAResponseWithABadCounterOfferEnds(t *testing.T) {
	line, party, _, _ := talk(t, `{"offer":["no"]}`+"\n")
	expect(t, "ends", bargain.End, party.Respond(bargain.State{}, 0))
	if line.Err() == nil {
		t.Error("no reason")
	}
}

// What was said too much is never taken for an answer to a later question, of this
// session or of another.
func TestALineThatWasNotAskedForIsNoAnswer(t *testing.T) {
	answers := `{"offer":["20","now"]}` + "\n" + `{"accept":true}`
	for what, r := range map[string]io.Reader{
		"a line too many":           strings.NewReader(answers + "\n"),
		"the beginning of one":      strings.NewReader(answers),
		"an empty line":             strings.NewReader(`{"offer":["20","now"]}` + "\n\n"),
		"one of a later session":    &spoken{`{"offer":["20","now"]}` + "\n" + `{"session":1,"accept":true}` + "\n"},
		"one of an earlier round":   &spoken{`{"offer":["20","now"]}` + "\n" + `{"round":0,"accept":true}` + "\n"},
		"one that only looks alike": &spoken{`{"offer":["20","now"]}` + "\n" + `{"session":2,"round":0,"accept":true}` + "\n"},
	} {
		var out bytes.Buffer
		line := strategy.Talk(r, &out)
		maker := line.Info("").Prepare(sale(t), 10)
		if o, ok := maker(0, 2, nil).Propose(bargain.State{}); !ok || o != 2 {
			t.Errorf("%s: the answer that was asked for: %v, %v", what, o, ok)
		}
		if a := maker(1, 2, nil).Respond(bargain.State{Round: 3}, 0); a != bargain.End || line.Err() == nil {
			t.Errorf("%s: taken for an answer: %v, %v", what, a, line.Err())
		}
		if a := maker(0, 2, nil).Respond(bargain.State{}, 0); a != bargain.End {
			t.Errorf("%s: the talk goes on", what)
		}
	}
}

// A program that was killed while it wrote has not answered.
func TestALineThatIsCutOffIsNoAnswer(t *testing.T) {
	line, party, _, _ := talk(t, `{"accept":true}`)
	expect(t, "ends", bargain.End, party.Respond(bargain.State{}, 0))
	if !errors.Is(line.Err(), io.ErrUnexpectedEOF) {
		t.Error(line.Err())
	}
}

func TestAProgramThatIsGoneBreaksOff(t *testing.T) {
	line, party, _, _ := talk(t, "")
	if _, ok := party.Propose(bargain.State{}); ok || !errors.Is(line.Err(), io.ErrUnexpectedEOF) {
		t.Errorf("%v, %v", ok, line.Err())
	}
	expect(t, "ends", bargain.End, party.Respond(bargain.State{}, 0))
	strategy.Tell([]bargain.Party{party}, bargain.Ended{How: bargain.Broken})
}

// A program that is silent keeps the party waiting until the caller closes the reader.
func TestClosingTheReaderEndsTheWait(t *testing.T) {
	r, w := io.Pipe()
	line := strategy.Talk(r, io.Discard)
	party := line.Info("").Prepare(sale(t), 10)(0, 2, nil)
	late := errors.New("too late")
	go w.CloseWithError(late)
	if _, ok := party.Propose(bargain.State{}); ok || !errors.Is(line.Err(), late) {
		t.Errorf("%v, %v", ok, line.Err())
	}
}

type broken struct{ error }

func (b broken) Write([]byte) (int, error) { return 0, b.error }

func TestAProgramThatDoesNotListenBreaksOff(t *testing.T) {
	gone := errors.New("gone")
	line := strategy.Talk(strings.NewReader(`{"accept":true}`+"\n"), broken{gone})
	party := line.Info("").Prepare(sale(t), 10)(0, 2, nil)
	expect(t, "ends", bargain.End, party.Respond(bargain.State{}, 0))
	if !errors.Is(line.Err(), gone) {
		t.Error(line.Err())
	}
}

func TestASpaceThatIsTooBigToTellBreaksOff(t *testing.T) {
	issues := spaceOf(t, deal.Integers("a", 0, strategy.MaxTold))
	outcomes := spaceOf(t, deal.Integers("a", 0, 300), deal.Integers("b", 0, 300))
	for _, p := range []*deal.Profile{
		compiled(t, issues, constant(1), 0),
		compiled(t, outcomes, constant(1), 0),
	} {
		var out bytes.Buffer
		line := strategy.Talk(strings.NewReader(`{"offer":["1"]}`+"\n"), &out)
		party := line.Info("").Prepare(p, 10)(0, 2, nil)
		if _, ok := party.Propose(bargain.State{}); ok || line.Err() == nil {
			t.Error("it plays")
		}
		strategy.Tell([]bargain.Party{party}, bargain.Ended{})
		expect(t, "nothing is said", "", out.String())
	}
}

func TestUtilitiesThatAreNotAdditiveAreListed(t *testing.T) {
	var out bytes.Buffer
	s := named(t, 2, 2)
	p := compiled(t, s, constant(0.5), math.Inf(-1))
	strategy.Talk(strings.NewReader(""), &out).Info("").Prepare(p, 0)(2, 3, nil)
	var hello struct {
		Party, Parties, Rounds int
		Preferences            struct{ Utilities []float64 }
		Reserved               float64
	}
	if err := json.Unmarshal(out.Bytes(), &hello); err != nil {
		t.Fatal(err)
	}
	expect(t, "utilities", []float64{0.5, 0.5, 0.5, 0.5}, hello.Preferences.Utilities)
	expect(t, "place", [3]int{2, 3, 0}, [3]int{hello.Party, hello.Parties, hello.Rounds})
	expect(t, "reserved", -math.MaxFloat64, hello.Reserved)
}

// program answers to propose and respond with the same offer, of whichever session.
func program(r io.Reader, w io.WriteCloser) {
	defer w.Close()
	for in := bufio.NewScanner(r); in.Scan(); {
		if s := in.Text(); strings.Contains(s, `"type":"propose"`) || strings.Contains(s, `"type":"respond"`) {
			if _, err := io.WriteString(w, `{"offer":["20","now"]}`+"\n"); err != nil {
				return
			}
		}
	}
}

func TestOneProgramMayBeInSeveralSessionsAtOnce(t *testing.T) {
	toProgram, fromLine := io.Pipe()
	toLine, fromProgram := io.Pipe()
	go program(toProgram, fromProgram)
	line := strategy.Talk(toLine, fromLine)
	p := sale(t)
	maker := line.Info("program").Prepare(p, 5)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			parties := []bargain.Party{maker(0, 2, nil), maker(1, 2, nil)}
			end := bargain.StackedOffers{Rounds: 5, Space: p.Space}.Run(parties, func(_, _ int, o deal.Outcome) {
				if o != 2 {
					t.Errorf("offer %d", o)
				}
			})
			strategy.Tell(parties, end)
			if end.How != bargain.TimedOut {
				t.Errorf("%+v", end)
			}
		})
	}
	wait.Wait()
	fromLine.Close()
	expect(t, "no error", nil, line.Err())
}

func TestTheExampleProgramPlaysAWholeSession(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	command := exec.CommandContext(t.Context(), python, "../examples/agents/boulware.py")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	line := strategy.Talk(out, in)
	infos := []strategy.Info{line.Info("boulware.py"), line.Info("boulware.py")}
	additive, listed := places(t)[1], places(t)[9]
	infos[1], _ = strategy.Find("conceder")
	for _, p := range []place{additive, listed} {
		makers := []strategy.Maker{infos[0].Prepare(p.profiles[0], 40), infos[1].Prepare(p.profiles[1], 40)}
		steps := session(t, infos, p.profiles, makers, 40, 1)
		if end := steps[len(steps)-1].End; end.How != bargain.Agreed {
			t.Errorf("%s: %+v, %v", p.name, end, line.Err())
		}
	}
	in.Close()
	if err := command.Wait(); err != nil || line.Err() != nil {
		t.Errorf("%v, %v", err, line.Err())
	}
}

func TestTheExampleProgramEndsWhenItIsToldAnotherVersion(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	command := exec.CommandContext(t.Context(), python, "../examples/agents/boulware.py")
	command.Stdin = strings.NewReader(`{"type":"hello","version":2}` + "\n")
	said, err := command.CombinedOutput()
	if err == nil || string(said) != "boulware.py: knows version 1 of the talk, not 2\n" {
		t.Errorf("%v: %s", err, said)
	}
}

func FuzzExternal(f *testing.F) {
	for _, s := range []string{"", "\n", "{}\n", `{"offer":["20","now"]}` + "\n", `{"accept":true}` + "\n" + `{"offer":[1e999,""]}` + "\n", `{"end":1}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, answers string) {
		line, party, _, _ := talk(t, answers)
		bargain.StackedOffers{Rounds: 4}.Run([]bargain.Party{party, party}, func(_, _ int, o deal.Outcome) {
			if o >= 6 {
				t.Errorf("offer %d", o)
			}
		})
		if _, ok := party.Propose(bargain.State{}); !ok && line.Err() == nil {
			// It broke off by its own decision, and says no more.
			if answer := party.Respond(bargain.State{}, 0); answer != bargain.End {
				t.Errorf("answers %v after the end", answer)
			}
		}
	})
}

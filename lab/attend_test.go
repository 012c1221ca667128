package lab

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// always is a pace at which it is always time.
func always() <-chan time.Time {
	c := make(chan time.Time)
	close(c)
	return c
}

// counted counts the writes.
type counted struct {
	bytes.Buffer
	writes int
}

func (c *counted) Write(b []byte) (int, error) {
	c.writes++
	return c.Buffer.Write(b)
}

// Where each game is long, its row is written when it is over; the file is the same.
func TestAtAPaceEachFinishedRowIsWrittenByItself(t *testing.T) {
	x := small(t)
	x.Repetitions = 4
	p := prepared(t, x)
	want := written(t, p, 0, 1)
	for _, workers := range []int{1, 3} {
		var out counted
		if err := p.Attended(always(), nil).Write(t.Context(), &out, Progress{}, workers, nil); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, out.Bytes()) {
			t.Errorf("%d workers write something else", workers)
		}
		if least := p.Units() / workers / 2; out.writes < least {
			t.Errorf("%d workers: %d writes of %d units", workers, out.writes, p.Units())
		}
	}
}

// A pace at which it is never time makes chunks as big as they may be.
func TestWithoutAPaceManyRowsAreWrittenAtOnce(t *testing.T) {
	x := small(t)
	x.Repetitions = 40
	p := prepared(t, x)
	for name, pace := range map[string]<-chan time.Time{"none": nil, "never": make(chan time.Time)} {
		var out counted
		if err := p.Attended(pace, nil).Write(t.Context(), &out, Progress{}, 1, nil); err != nil {
			t.Fatal(err)
		}
		if most := p.Units()/chunk + 20; out.writes > most {
			t.Errorf("%s: %d writes of %d units", name, out.writes, p.Units())
		}
	}
}

func TestAUnitWithTroubleIsNotWrittenAndNothingAfterIt(t *testing.T) {
	x := small(t)
	x.Repetitions = 10
	p := prepared(t, x)
	whole := written(t, p, 0, 1)
	failed := errors.New("it fell over")
	for _, workers := range []int{1, 4} {
		for _, pace := range []<-chan time.Time{nil, always()} {
			asked := make(chan bool, 1<<12)
			trouble := func() error {
				if asked <- true; len(asked) > 300 {
					return failed
				}
				return nil
			}
			var out bytes.Buffer
			err := p.Attended(pace, trouble).Write(t.Context(), &out, Progress{}, workers, nil)
			lines := bytes.Count(out.Bytes(), []byte("\n")) - 1
			if !errors.Is(err, failed) || !bytes.HasPrefix(whole, out.Bytes()) || !bytes.HasSuffix(out.Bytes(), []byte("\n")) || lines > 300 || workers == 1 && lines != 300 {
				t.Errorf("%d workers: %v, %d rows", workers, err, lines)
			}
		}
	}
}

// What a row says is changed in any cell but those that tell how it ended: it is refused,
// with its line and column.
func TestAnAlteredRowIsRefused(t *testing.T) {
	p := prepared(t, small(t))
	lines := strings.SplitAfter(string(written(t, p, 0, 1)), "\n")
	columns := strings.Split(strings.TrimSpace(lines[0]), ",")
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(r, "line") // of the first scenario, where no cell is quoted
		cells := strings.Split(strings.TrimSuffix(lines[n], "\n"), ",")
		i := rapid.IntRange(0, len(cells)-1).Draw(r, "cell")
		switch columns[i] {
		case "ended", "rounds", "outcome":
			r.Skip("would have to be played again")
		}
		cells[i] = rapid.SampledFrom([]string{"9.696", "0.111", "", "NaN", "x", "-1", `"0"`, "\x1b[2J"}).Filter(func(s string) bool { return s != cells[i] }).Draw(r, "text")
		altered := strings.Join(lines[:n], "") + strings.Join(cells, ",") + "\n" + strings.Join(lines[n+1:], "")
		done, err := p.Done(strings.NewReader(altered))
		if err == nil || !strings.Contains(err.Error(), fmt.Sprint("line ", n+1)) && cells[len(cells)-1] == p.Digest() {
			r.Fatalf("%s in line %d: %+v, %v", columns[i], n+1, done, err)
		}
	})
}

func TestAnEndingThatCannotBeIsRefused(t *testing.T) {
	p := prepared(t, small(t))
	lines := strings.SplitAfter(string(written(t, p, 0, 1)), "\n")
	cells := strings.Split(lines[1], ",")
	at := strings.Count(lines[0][:strings.Index(lines[0], "ended")], ",")
	for _, c := range [][4]string{
		{"won", "1", "", "ended"}, {"agreed", "0", "3", "rounds"}, {"agreed", "11", "3", "rounds"}, {"timed-out", "9", "", "rounds"},
		{"agreed", "x", "3", "rounds"}, {"agreed", "1", "101", "outcome"}, {"agreed", "1", "-1", "outcome"}, {"agreed", "1", "", "outcome"},
		{"agreed", "01", "3", "rounds"}, {"timed-out", "10", "3", "outcome"}, {"agreed", "1", "003", "outcome"},
	} {
		copy(cells[at:], c[:3])
		_, err := p.Done(strings.NewReader(lines[0] + strings.Join(cells, ",")))
		var row *RowError
		if !errors.As(err, &row) || row.Line != 2 || row.Column != c[3] {
			t.Errorf("%q: %v", c, err)
		}
	}
}

// Where rows show what differs between two plans, the error names it.
func TestTheSettingThatDiffersIsNamed(t *testing.T) {
	base := small(t)
	text := written(t, prepared(t, base), 0, 1)
	for column, change := range map[string]func(*Tournament){
		"scenario":   func(x *Tournament) { x.Scenarios[0].Name = "price102" },
		"repetition": func(x *Tournament) { x.Repetitions = 1 },
		"strategy_2": func(x *Tournament) {
			x.Strategies = append(x.Strategies[:1:1], named(t, "linear", "boulware")[0], x.Strategies[2])
		},
		"strategy_3": func(x *Tournament) { x.NoSelfPlay, x.Scenarios = true, x.Scenarios[1:] },
		"rounds":     func(x *Tournament) { x.Rounds = 2 },
		"":           func(x *Tournament) { x.Seed++ },
	} {
		x, file := small(t), text
		if column == "strategy_3" {
			x.Scenarios = x.Scenarios[1:]
			file = written(t, prepared(t, x), 0, 1)
			x.Scenarios = small(t).Scenarios
		}
		change(x)
		_, err := prepared(t, x).Done(bytes.NewReader(file))
		var other *OtherPlanError
		if !errors.As(err, &other) || !errors.Is(err, ErrOtherPlan) {
			t.Fatalf("%s: %v", column, err)
		}
		if diff := cmp.Diff(column, other.Column); diff != "" {
			t.Errorf("%v\n%s", err, diff)
		}
	}
}

func TestAFileThatEndsWithinARowCannotBeRead(t *testing.T) {
	p := prepared(t, small(t))
	text := written(t, p, 0, 1)
	for _, cut := range []int{3, len(text) - 1, len(text) / 2} {
		if err := p.Read(bytes.NewReader(text[:cut]), func(*Row) error { return nil }); err == nil {
			t.Errorf("cut at %d: no error", cut)
		}
	}
}

// Spans follow one another, and cover the plan.
func TestSpansAreTheUnitsOfTheScenarios(t *testing.T) {
	p := prepared(t, small(t))
	var at Pairing
	for i := range 2 {
		first, end := p.Span(i)
		for u := first; u < end; u++ {
			if p.Pairing(u, &at); at.Scenario != i {
				t.Fatalf("unit %d is of scenario %d", u, at.Scenario)
			}
		}
	}
	if first, _ := p.Span(0); first != 0 {
		t.Error(first)
	}
	if _, end := p.Span(1); end != p.Units() {
		t.Error(end)
	}
}

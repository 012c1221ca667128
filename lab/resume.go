package lab

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Progress is how much of a plan a file holds.
type Progress struct {
	Units int   // whole rows: those of the first so many units
	Bytes int64 // of the header and those rows; what follows is part of a row, to be cut off
}

// ErrOtherPlan says that a file holds rows of something else.
var ErrOtherPlan = errors.New("rows of another plan")

// An OtherPlanError is an [ErrOtherPlan] that says where a file shows it, and in
// what. A row need not show it: of two seeds it says only that the digests differ.
type OtherPlanError struct {
	Line      int    // from 1; 1 is the header, which tells how many parties there are
	Column    string // as in the header; empty where no row shows what differs
	Got, Want string // Want is empty where the plan has no such row
}

// Error implements error.
func (e *OtherPlanError) Error() string {
	switch {
	case e.Line == 1:
		return fmt.Sprintf("%v: line 1 is not its header", ErrOtherPlan)
	case e.Column == "":
		return fmt.Sprintf("%v: line %d is of the same meetings, and its digest is %q instead of %q", ErrOtherPlan, e.Line, e.Got, e.Want)
	case e.Want == "":
		return fmt.Sprintf("%v: line %d has %s %q, which this plan has not", ErrOtherPlan, e.Line, e.Column, e.Got)
	}
	return fmt.Sprintf("%v: line %d has %s %q, and this plan has %q", ErrOtherPlan, e.Line, e.Column, e.Got, e.Want)
}

// Unwrap makes it an [ErrOtherPlan].
func (e *OtherPlanError) Unwrap() error { return ErrOtherPlan }

// Done reads a file that [Plan.Write] wrote, perhaps not to its end, and says how
// much of the plan it holds. A last line without an end is not counted. It fails
// with an [OtherPlanError] where the file is of another plan, and with a [RowError]
// where a row has been altered so that it shows: all is checked but how a session
// ended, after how many rounds and with which outcome, for which it would have to be
// played again. Nothing may be added to such a file.
func (p *Plan) Done(r io.Reader) (Progress, error) {
	done, _, err := p.read(r, nil)
	return done, err
}

// searched is how many rows are gone through for one that shows what differs.
const searched = 100_000

// other says in what a file differs from the plan, from a line on whose digest
// does.
func (e *encoder) other(at int, text []byte, in *bufio.Reader) error {
	first := &OtherPlanError{Line: at, Want: e.plan.digest}
	if cells := cellsOf(text); len(cells) > 0 {
		first.Got = cells[len(cells)-1]
	}
	for n := at; n < at+searched; n++ {
		if err := e.shown(n, text); err != nil {
			return err
		}
		var err error
		if text, err = line(in); err != nil {
			break
		}
	}
	return first
}

// shown is what a line shows of a difference, nil if it shows none.
func (e *encoder) shown(at int, text []byte) error {
	got, columns, unit := cellsOf(text), cellsOf(e.plan.Header()), at-2
	switch {
	case unit >= e.plan.Units():
		return &OtherPlanError{Line: at, Column: "unit", Got: strconv.Itoa(unit)}
	case len(got) != len(columns):
		return &RowError{Line: at, Column: "unit", Got: string(bytes.TrimSpace(text[:min(len(text), 200)]))}
	}
	e.row.Unit = unit
	e.plan.Pairing(unit, &e.row.Pairing)
	want := cellsOf(e.head(nil, &e.row))
	last := len(want) - 1 // a repetition tells more than what shifts with it
	for _, i := range slices.Insert(counting(last), 2, last) {
		if got[i] != want[i] {
			return &OtherPlanError{at, columns[i], got[i], want[i]}
		}
	}
	i := slices.Index(columns, "rounds")
	if n, err := strconv.Atoi(got[i]); err == nil && n > e.plan.t.Rounds {
		return &OtherPlanError{at, "rounds", got[i], strconv.Itoa(e.plan.t.Rounds)}
	}
	return nil
}

// counting is 0, 1, …, n−1.
func counting(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// maxLine is longer than any row.
const maxLine = 1 << 20

// line reads a line with its end; of one without, what there is, and io.EOF. It
// is valid until the next read.
func line(in *bufio.Reader) ([]byte, error) {
	text, err := in.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return text, err
	}
	long := bytes.Clone(text)
	for errors.Is(err, bufio.ErrBufferFull) && len(long) < maxLine {
		text, err = in.ReadSlice('\n')
		long = append(long, text...)
	}
	if errors.Is(err, bufio.ErrBufferFull) {
		return long, &RowError{Column: "unit", Got: string(long[:200])}
	}
	return long, err
}

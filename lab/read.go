package lab

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"parley/bargain"
	"parley/deal"
)

// Read reads the rows of a file that [Plan.Write] wrote and calls each with one
// after another; a row is valid until each returns. Figures are those that were
// written, to the last bit. Read fails with the error of each, or as [Plan.Done]
// does; what is left of a row at the end, which Done leaves out, is an error here.
func (p *Plan) Read(r io.Reader, each func(*Row) error) error {
	_, whole, err := p.read(r, each)
	if err == nil && !whole {
		err = errors.New("lab: the file ends within a row")
	}
	return err
}

// read reads the whole rows of a file, and reports whether there is nothing else.
func (p *Plan) read(r io.Reader, each func(*Row) error) (done Progress, whole bool, err error) {
	in := bufio.NewReaderSize(r, 1<<16)
	header := p.Header()
	text, err := line(in)
	switch {
	case err == io.EOF && bytes.HasPrefix(header, text):
		return done, len(text) == 0, nil
	case err != nil && err != io.EOF:
		return done, false, err
	case !bytes.Equal(text, header):
		return done, false, &OtherPlanError{Line: 1}
	}
	done.Bytes = int64(len(header))
	for e := p.encoder(); ; {
		text, err := line(in)
		if err == io.EOF {
			return done, len(text) == 0, nil
		}
		if row := (*RowError)(nil); errors.As(err, &row) {
			row.Line = done.Units + 2
		}
		if err == nil {
			err = e.read(done.Units, text, in)
		}
		if err == nil && each != nil {
			err = each(&e.row)
		}
		if err != nil {
			return done, false, err
		}
		done.Units++
		done.Bytes += int64(len(text))
	}
}

// read reads the line of a unit into the row. What a session can end in is taken
// from the line; everything else is reckoned from that and must be what the line has.
// in has the lines that follow.
func (e *encoder) read(unit int, text []byte, in *bufio.Reader) error {
	at := unit + 2
	if unit >= e.plan.Units() {
		return &OtherPlanError{Line: at, Column: "unit", Got: strconv.Itoa(unit)}
	}
	if !bytes.HasSuffix(text, []byte(e.tail)) {
		return e.other(at, text, in)
	}
	r := &e.row
	r.Unit = unit
	e.plan.Pairing(unit, &r.Pairing)
	want := e.head(nil, r)
	rest, ok := bytes.CutPrefix(text, append(want, ','))
	if !ok {
		return e.differs(at, text, append(want, rest...))
	}
	if err := e.ended(at, rest); err != nil {
		return err
	}
	k := e.ending(r)
	if want = append(want, k.text...); !bytes.Equal(text, want) {
		return e.differs(at, text, want)
	}
	r.Utilities, r.Distances = append(r.Utilities[:0], k.utilities...), k.Distances
	return nil
}

// ended reads how a session ended, which must be a way in which it can.
func (e *encoder) ended(at int, text []byte) error {
	cells := bytes.SplitN(text, []byte{','}, 4)
	if len(cells) < 4 {
		return &RowError{Line: at, Column: "ended", Got: string(text)}
	}
	how, word, rounds := slices.Index(ways[:], string(cells[0])), string(cells[1]), e.plan.t.Rounds
	if how < 0 {
		return &RowError{Line: at, Column: "ended", Got: string(cells[0])}
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > rounds || bargain.How(how) == bargain.TimedOut && n != rounds {
		return &RowError{Line: at, Column: "rounds", Got: word}
	}
	r := &e.row
	r.Ended = bargain.Ended{How: bargain.How(how), Rounds: n, Time: float64(n) / float64(rounds+1)}
	switch r.How {
	case bargain.TimedOut:
		r.Time = 1
	case bargain.Agreed:
		o, err := strconv.ParseUint(string(cells[2]), 10, 64)
		if err != nil || o >= e.plan.arenas[r.Scenario].space.Len() {
			return &RowError{Line: at, Column: "outcome", Got: string(cells[2])}
		}
		r.Outcome = deal.Outcome(o)
	}
	return nil
}

// A RowError is a row of this plan with something in it that does not belong there.
type RowError struct {
	Line   int    // from 1
	Column string // as in the header
	Got    string
	Want   string // what the rest of the row comes to; empty: any other that is possible
}

// Error implements error.
func (e *RowError) Error() string {
	if e.Want == "" {
		return fmt.Sprintf("line %d: %s cannot be %q", e.Line, e.Column, e.Got)
	}
	return fmt.Sprintf("line %d: %s is %q, and the rest of the row comes to %q", e.Line, e.Column, e.Got, e.Want)
}

// differs finds the first cell in which a line differs from what it should be.
func (e *encoder) differs(at int, got, want []byte) error {
	column, a, b := e.difference(got, want)
	return &RowError{Line: at, Column: column, Got: a, Want: b}
}

// difference is the first column in which two lines differ, and what they have there.
func (e *encoder) difference(got, want []byte) (column, a, b string) {
	columns, has, should := cellsOf(e.plan.Header()), cellsOf(got), cellsOf(want)
	for i, column := range columns {
		if a, b := at(has, i), at(should, i); a != b {
			return column, a, b
		}
	}
	return "unit", string(bytes.TrimSpace(got)), string(bytes.TrimSpace(want))
}

func at(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

// cellsOf are the cells of a line, as many as can be read.
func cellsOf(text []byte) []string {
	in := csv.NewReader(bytes.NewReader(text))
	in.LazyQuotes = true
	cells, _ := in.Read()
	return cells
}

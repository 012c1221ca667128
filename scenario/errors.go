package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// An Error says what is wrong with a file of a scenario, and where.
type Error struct {
	File         string // may be empty: of the folder
	Line, Column int    // from 1, columns in characters, of XML in bytes; 0: of the file as a whole
	What         string
	Remedy       string // what to do; may be empty
}

// Error gives file:line:column: what; remedy.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("scenario: ")
	if e.File != "" {
		b.WriteString(e.File)
		if e.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.What)
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// A place is where something is written.
type place struct {
	file      string
	line, col int
}

// maxErrors is how many errors of a folder are told; the rest are counted.
const maxErrors = 100

// problems gathers what is wrong with a folder.
type problems struct {
	list []*Error
	more int
}

// add notes that something is wrong. The remedy may be empty.
func (p *problems) add(at place, remedy, what string, args ...any) {
	p.note(&Error{File: at.file, Line: at.line, Column: at.col, What: fmt.Sprintf(what, args...), Remedy: remedy})
}

func (p *problems) note(e *Error) {
	if len(p.list) == maxErrors {
		p.more++
		return
	}
	p.list = append(p.list, e)
}

// count is how many problems there are.
func (p *problems) count() int { return len(p.list) + p.more }

// err returns the problems in the order of the files, each from top to bottom.
func (p *problems) err() error {
	if p.count() == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b *Error) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
	if len(p.list) == 1 {
		return p.list[0]
	}
	all := make([]error, len(p.list))
	for i, e := range p.list {
		all[i] = e
	}
	if p.more > 0 {
		all = append(all, &Error{What: fmt.Sprintf("and %d more errors", p.more)})
	}
	return errors.Join(all...)
}

// short is s in quotation marks, cut to a length that fits a message.
func short(s string) string {
	const limit = 60
	if r := []rune(s); len(r) > limit {
		s = string(r[:limit]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

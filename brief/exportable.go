package brief

import (
	"strconv"
	"strings"
)

// A NotExportable lists the sentences of a document that rest on nothing and are not
// marked as our view.
type NotExportable struct{ Sentences []Sentence }

func (e *NotExportable) Error() string {
	return "without evidence, and not marked as our view:" + e.List()
}

// List is the sentences, each on a line of its own with its number.
func (e *NotExportable) List() string {
	var b strings.Builder
	for _, s := range e.Sentences {
		b.WriteString("\n  ")
		if s.Number > 0 {
			b.WriteString(strconv.Itoa(s.Number) + ". ")
		}
		b.WriteString(Visible(Said(s.Runs...)))
	}
	return b.String()
}

// Exportable returns a *[NotExportable] for a document that may be looked at, but not
// handed on. Whatever makes a file of a document asks it first.
func Exportable(d *Document) error {
	if ss := d.Unsupported(); len(ss) > 0 {
		return &NotExportable{ss}
	}
	return nil
}

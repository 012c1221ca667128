package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/folder"
	"parley/lang"
	"parley/view"
)

func publicCommand(w *world) *cobra.Command {
	var q question
	c := &cobra.Command{
		Use: "public CASE FOLDER", Short: "Write a copy with the public entries only", Args: takes(2, 2),
		Long: `Public writes a new case of the entries that anybody may know of: those with a
public audience, and those that a disclose entry has opened to the public by
today, known from the day on which it did. Comments, notes, fields of your own,
kept copies and the names of included files are left out, and so are the lines of
the lock that concern anything else. Figures of series stay where their source is
public, or none is named. A case whose head is not public gets one without a name.

It refuses a case in which a public entry names one that is not.`,
		Example: "  parley public desk/case.parley published",
		RunE: func(c *cobra.Command, args []string) error {
			l, err := q.speaks()
			if err != nil {
				return err
			}
			f, b, err := w.read(args[0])
			if err != nil {
				return err
			}
			if r := check.Run(b, check.Options{}); r.Failed() {
				r.Findings = slices.DeleteFunc(r.Findings, func(x check.Finding) bool { return x.Severity != check.Error })
				if err := r.List(w.err, l, b); err != nil {
					return err
				}
				return fail(findings, "a case with errors is not made public. Nothing was written.")
			}
			p := public(b, w.today)
			if names := p.names(); len(names) > 0 {
				for _, n := range names {
					say(w.err, "%s\n", n)
				}
				return fail(findings, "a public entry names what is not public. Widen the one or mend the other; nothing was written.")
			}
			return p.write(c, w, l, f, args[1])
		},
	}
	q.language(c, w)
	return c
}

// A publication chooses the public entries of a case.
type publication struct {
	b    *casefile.Book
	open map[parley.ID]bool
	now  *view.View // of the public, today
}

// public chooses the entries whose audience is the public, and those that the
// public's view of a day has because something disclosed them: the view is the
// only judge of that.
func public(b *casefile.Book, today date.Day) *publication {
	p := &publication{b, make(map[parley.ID]bool), view.Of(view.Index(b.Entries()), view.Vantage{AsOf: today})}
	for _, e := range b.Entries() {
		id := e.Base().ID
		if parley.AudienceOf(e).Admits(parley.Public) || p.now.Has(id) {
			p.open[id] = true
		}
	}
	// What says something of a line that the copy has not, and what opened what
	// is public in the copy, have nothing to say there.
	for _, e := range b.Entries() {
		if d, ok := e.(*parley.Disclose); ofPrivate(e) || ok && (p.open[d.Of] || ofPrivate(b.Entry(d.Of))) {
			delete(p.open, e.Base().ID)
		}
	}
	return p
}

// figures returns the file of the public figures of a series, without notes and
// under a name that says nothing; "" if there are none.
func (p *publication) figures(s *parley.Series) (name, text string) {
	t := p.b.Table(s.ID)
	if t == nil {
		return "", ""
	}
	text = t.Only(func(x parley.Figure) bool { return x.Source == "" || p.open[x.Source] })
	if text == "" {
		return "", ""
	}
	return figuresFile(s.ID), text
}

// names lists where a public entry names one that is not: whether it needs it,
// mentions it, or came through it.
func (p *publication) names() (out []string) {
	for _, e := range p.b.Entries() {
		id := e.Base().ID
		if !p.open[id] {
			continue
		}
		look := func(other parley.ID) {
			if p.b.Entry(other) != nil && !p.open[other] {
				at := p.b.Locate(casefile.Place{Entry: id})
				out = append(out, fmt.Sprintf("%s:%d: %s %s names %s, which is for %s.", at.File, at.Line, e.Kind(), id, other, audience(p.b.Entry(other))))
			}
		}
		if s, ok := e.(*parley.Series); ok { // a figure falls with its source
			x := *s
			x.Figures = nil
			e = &x
		}
		parley.Needs(e, look)
		parley.Names(e, look)
		for _, c := range parley.Chains(e) {
			for _, s := range c.Links {
				look(s)
			}
		}
	}
	return slices.Compact(out)
}

func audience(e parley.Entry) string {
	if a := parley.AudienceOf(e).String(); a != "" {
		return a
	}
	return "nobody"
}

// ofPrivate reports whether an entry corrects a line that only those have who
// keep the case: what it says of a note would stand where there are no notes.
func ofPrivate(e parley.Entry) bool {
	c, ok := e.(*parley.Correct)
	if !ok {
		return false
	}
	field, _, _ := strings.Cut(c.Field, ".")
	return private(field) || field == "file"
}

// private reports whether a field is only for those who keep the case.
func private(field string) bool { return field == "note" || strings.HasPrefix(field, "x-") }

// text writes the public entries, in order.
func (p *publication) text() string {
	drafts := []casefile.Draft{}
	for _, e := range p.b.Entries() {
		c, head := e.(*parley.Case)
		switch {
		case p.open[e.Base().ID]:
			drafts = append(drafts, p.draft(e))
		case head:
			drafts = append(drafts, p.nameless(c))
		}
	}
	var out strings.Builder
	for i, d := range drafts {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(d.String())
	}
	return out.String()
}

// draft is a public entry. One that was disclosed becomes known, in the copy,
// on the day on which the public learned of it.
func (p *publication) draft(e parley.Entry) casefile.Draft {
	d := bare(e, "public")
	if s, ok := e.(*parley.Series); ok {
		if name, _ := p.figures(s); name != "" {
			d.Lines = append(d.Lines, casefile.DraftLine{Field: "file", Value: name})
		}
	}
	if day := p.now.KnownOn(e.Base().ID); day != 0 && !parley.AudienceOf(e).Admits(parley.Public) {
		d.Lines = slices.DeleteFunc(d.Lines, func(l casefile.DraftLine) bool { return l.Field == "known" })
		d.Lines = append(d.Lines, casefile.DraftLine{Field: "known", Value: day.String() + ` "disclosed"`})
	}
	return d
}

// nameless is the head of a case that is not itself for the public: what a copy
// cannot do without, and not what the case is called.
func (p *publication) nameless(c *parley.Case) casefile.Draft {
	n := *c
	n.Head = parley.Head{ID: p.free("public-copy")}
	n.Parties = slices.DeleteFunc(slices.Clone(c.Parties), func(id parley.ID) bool { return !p.open[id] })
	return bare(&n, "public")
}

func (p *publication) free(id parley.ID) parley.ID {
	for p.b.Entry(id) != nil {
		id += "-x"
	}
	return id
}

// bare is an entry without what is only for those who keep the case: notes,
// fields of their own, and where copies and figures are kept. A case head gets an audience.
func bare(e parley.Entry, head string) casefile.Draft {
	d := casefile.Encode(e)
	d.Lines = slices.DeleteFunc(d.Lines, func(l casefile.DraftLine) bool {
		return private(l.Field) || l.Field == "audience" || l.Field == "file"
	})
	if _, ok := e.(*parley.Case); ok {
		d.Lines = append(d.Lines, casefile.DraftLine{Field: "audience", Value: head})
	}
	return d
}

// write makes the folder, and tells the operator what was left out. The counts
// go to the terminal and never into the copy.
func (p *publication) write(c *cobra.Command, w *world, l lang.Lang, from *folder.Folder, dir string) error {
	files := map[string][]byte{folder.MainFile: []byte(p.text())}
	lock, err := from.Lock()
	if err != nil {
		return fail(unreadable, "%s: %v\nMend it, or write it anew with parley lock. Nothing was written.", folder.LockFile, err)
	}
	if lock != nil {
		// Digests of quotations stay. Those of the copies themselves do not: a
		// public case names no kept copy.
		in := func(id string) bool { return p.open[parley.ID(id)] }
		files[folder.LockFile] = lock.Only(in, in).Quotations().Print()
	}
	for _, e := range p.b.Entries() {
		if s, ok := e.(*parley.Series); ok && p.open[s.ID] {
			if name, text := p.figures(s); name != "" {
				files[name] = []byte(text)
			}
		}
	}
	to, err := folder.Create(w.path(dir))
	if err != nil {
		return fail(unreadable, "%s: %v", dir, err)
	}
	for name, text := range files {
		if err := to.WriteFile(c.Context(), name, text); err != nil {
			return writing(err)
		}
	}
	in := 0
	for _, e := range p.b.Entries() {
		if p.open[e.Base().ID] {
			in++
		}
	}
	say(w.out, "%s\n", dir)
	say(w.err, "%s\n", lang.Message{Key: "cli.public", Args: []lang.Arg{{Name: "in", Value: in}, {Name: "out", Value: len(p.b.Entries()) - in}}}.In(l))
	return nil
}

package casefile

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/text/unicode/norm"

	"parley"
)

// A Book is a case as read. It is the owner's: analyses and renderers never
// see one.
type Book struct {
	Files   []*File // in the order in which they are included
	Faults  []Fault // by file, line and column
	entries []parley.Entry
	places  []place // of the entries
	ids     idIndex
	broken  map[parley.ID]bool
	main    string
	tables  []*Table             // files of figures
	table   map[parley.ID]*Table // by series
}

// A place is where an entry stands.
type place struct{ file, block int32 }

// place returns where the entry with an id stands.
func (b *Book) place(id parley.ID) (p place, ok bool) {
	if i := b.ids.find(id, b.entries); i >= 0 {
		return b.places[i], true
	}
	return p, false
}

// Read reads the case that begins in the named file of fsys: the file, those it
// includes, and the figures of its series. Faults are in the Book; the error, a [*ReadError], is for
// a first file that is not there or not text.
func Read(fsys fs.FS, name string) (*Book, error) {
	f, err := Load(fsys, path.Clean(name))
	if err != nil {
		return nil, err
	}
	b := &Book{broken: make(map[parley.ID]bool), table: make(map[parley.ID]*Table), main: f.Name}
	b.include(fsys, f, nil)
	b.head()
	b.corrections()
	b.series(fsys)
	b.sortFaults()
	return b, nil
}

// include adds f, and where an include stands in it, the file that is included;
// stack holds the names of the files that are being included.
func (b *Book) include(fsys fs.FS, f *File, stack []string) {
	file := int32(len(b.Files))
	b.Files = append(b.Files, f)
	b.Faults = append(b.Faults, f.faults...)
	stack = append(stack, norm.NFC.String(f.Name))
	entries := b.decode(f)
	done := 0
	for _, in := range f.Includes {
		b.add(entries, file, done, int(in.at))
		done = int(in.at)
		g, args := b.open(fsys, f, in, stack)
		if g == nil {
			l := f.lineAt(int(in.line))
			b.Faults = append(b.Faults, newFault("P016", f.Name, l, len(l.raw)-len(in.Path), len(l.raw), args))
			continue
		}
		b.include(fsys, g, stack)
	}
	b.add(entries, file, done, len(f.Blocks))
}

// open loads an included file; where it cannot, args say why.
func (b *Book) open(fsys fs.FS, f *File, in Include, stack []string) (g *File, args []string) {
	name, reason := resolve(f.Name, in.Path, ending)
	same := func(g *File) bool { return norm.NFC.String(g.Name) == norm.NFC.String(name) }
	switch {
	case reason != "":
	case slices.Contains(stack, norm.NFC.String(name)):
		reason = "loop"
	case slices.ContainsFunc(b.Files, same):
		reason = "twice"
	}
	line := 0
	if reason == "" {
		g, err := loadAny(fsys, name, Load)
		if err == nil {
			return g, nil
		}
		reason = "other"
		if re, ok := errors.AsType[*ReadError](err); ok && re.Reason != "special" {
			reason, line = re.Reason, re.Line
		}
	}
	return nil, []string{"path", in.Path, "reason", reason, "line", itoa(line)}
}

// decode reads the entries of a file, on as many cores as there are; nil
// stands for one with a fault.
func (b *Book) decode(f *File) []parley.Entry {
	const least = 512 // blocks worth a goroutine
	n := len(f.Blocks)
	parts := max(1, min(runtime.GOMAXPROCS(0), n/least))
	entries := make([]parley.Entry, n)
	faults := make([][]Fault, parts)
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() {
			d := &decoder{file: f.Name}
			for i := p * n / parts; i < (p+1)*n/parts; i++ {
				entries[i] = d.block(f, f.Blocks[i])
			}
			faults[p] = d.faults
		})
	}
	wait.Wait()
	b.Faults = append(b.Faults, slices.Concat(faults...)...)
	b.entries = slices.Grow(b.entries, n)
	b.places = slices.Grow(b.places, n)
	return entries
}

// add takes up the entries of some blocks of a file.
func (b *Book) add(entries []parley.Entry, file int32, from, to int) {
	f := b.Files[file]
	b.ids.fit(len(b.entries)+to-from, b.entries)
	for i := from; i < to; i++ {
		e := entries[i]
		if e == nil {
			if id := f.id(f.Blocks[i]); isID(string(id)) {
				b.broken[id] = true
			}
			continue
		}
		id := e.Base().ID
		slot := b.ids.slot(id, b.entries)
		if *slot > 0 {
			b.twice(f, f.Blocks[i], int(*slot)-1)
			continue
		}
		b.entries = append(b.entries, e)
		b.places = append(b.places, place{file, int32(i)})
		*slot = int32(len(b.entries))
	}
}

// twice says that an id was declared before.
func (b *Book) twice(f *File, bl Block, entry int) {
	first := b.places[entry]
	l, g := f.head(bl), b.Files[first.file]
	id := l.heading().id
	b.Faults = append(b.Faults, newFault("P004", f.Name, l, id.at, id.end(), []string{"id", id.text,
		"kind", string(b.entries[entry].Kind()), "line", itoa(int(g.Blocks[first.block].line)), "file", g.Name}))
}

// head finds the case head and gives its audience to entries without one; a
// side's own valuation without one is for that side.
func (b *Book) head() {
	var head *parley.Case
	for _, e := range b.entries {
		c, ok := e.(*parley.Case)
		switch {
		case ok && head == nil:
			head = c
		case ok:
			p, _ := b.place(c.ID)
			l := b.headOf(p)
			b.Faults = append(b.Faults, newFault("P019", b.File(c.ID).Name, l, 0, len(l.raw), []string{"id", string(head.ID)}))
		}
	}
	if head == nil {
		if !b.brokenHead() {
			l := b.Files[0].lineAt(1)
			b.Faults = append(b.Faults, newFault("P020", b.main, l, 0, len(l.raw), nil))
		}
		return
	}
	for _, e := range b.entries {
		if h := e.Base(); h.Audience.IsZero() {
			h.Audience = inherited(head, e)
		}
	}
}

func inherited(head *parley.Case, e parley.Entry) parley.Audience {
	if x, ok := e.(*parley.Valuation); ok && !x.Ours {
		return parley.OwnAudience(x)
	}
	return head.Audience
}

func (b *Book) headOf(p place) line {
	f := b.Files[p.file]
	return f.head(f.Blocks[p.block])
}

// brokenHead reports whether something was meant as the case head, which
// cannot be read.
func (b *Book) brokenHead() bool {
	for _, f := range b.Files {
		for _, bl := range f.Blocks {
			if k := f.head(bl).heading().kind.text; k == "case" || byKind[k] == nil && Near(k, KindNames()) == "case" {
				return true
			}
		}
	}
	return false
}

func (b *Book) sortFaults() {
	order := make(map[string]int, len(b.Files))
	for i, f := range b.Files {
		order[f.Name] = i
	}
	for i, t := range b.tables {
		order[t.Name] = len(b.Files) + i
	}
	slices.SortStableFunc(b.Faults, func(x, y Fault) int {
		return cmp.Or(cmp.Compare(order[x.Span.File], order[y.Span.File]), cmp.Compare(x.Span.Line, y.Span.Line),
			cmp.Compare(x.Span.Col, y.Span.Col), cmp.Compare(x.Code, y.Code))
	})
}

// Main is the name of the file in which the case begins.
func (b *Book) Main() string { return b.main }

// Entries returns the entries that could be read, in order. They are for
// view.Index, for check, and for export.
func (b *Book) Entries() []parley.Entry { return b.entries }

// Entry returns the entry with an id, nil if none could be read.
func (b *Book) Entry(id parley.ID) parley.Entry {
	if i := b.ids.find(id, b.entries); i >= 0 {
		return b.entries[i]
	}
	return nil
}

// Broken reports whether an entry was meant to be declared under id but has a
// fault. What merely follows from that is not reported again.
func (b *Book) Broken(id parley.ID) bool { return b.broken[id] }

// IDs returns the declared ids of the given kinds (all, if none), for
// suggestions.
func (b *Book) IDs(wants ...parley.Kind) []string {
	var out []string
	for _, e := range b.entries {
		if len(wants) == 0 || slices.Contains(wants, e.Kind()) {
			out = append(out, string(e.Base().ID))
		}
	}
	slices.Sort(out)
	return out
}

// File returns the file in which an entry stands, nil if there is none.
func (b *Book) File(id parley.ID) *File {
	if p, ok := b.place(id); ok {
		return b.Files[p.file]
	}
	return nil
}

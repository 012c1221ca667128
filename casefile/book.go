package casefile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"parley"
)

// A Book is a case as read. It is the owner's: analyses and renderers never
// see one.
type Book struct {
	Files   []*File
	Faults  []Fault
	entries []parley.Entry
	places  map[parley.ID]place
	broken  map[parley.ID]bool
	main    string
}

type place struct {
	entry int32 // in entries
	file  int32
	block int32
}

// A ReadError says why a file cannot be read at all: Reason is "missing",
// "directory", "too-large", "not-utf8" or "other".
type ReadError struct {
	File   string
	Line   int // 0: none
	Reason string
	Err    error // nil: Reason says it
}

func (e *ReadError) Error() string {
	switch e.Reason {
	case "missing":
		return fmt.Sprintf("%s: there is no such file", e.File)
	case "directory":
		return fmt.Sprintf("%s: this is a folder, not a case file", e.File)
	case "too-large":
		return fmt.Sprintf("%s: larger than %d MB. Split the case over several files with `include`", e.File, MaxFile>>20)
	case "not-utf8":
		return fmt.Sprintf("%s:%d: not UTF-8 text. If it comes from Korean Windows (CP949) or Excel, save it as UTF-8", e.File, e.Line)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

func (e *ReadError) Unwrap() error { return e.Err }

// MaxFile is the largest file that is read, in bytes: some four hundred
// thousand statements.
const MaxFile = 64 << 20

// Load reads one file and indexes it.
func Load(fsys fs.FS, name string) (*File, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &ReadError{File: name, Reason: "missing", Err: err}
	case err != nil:
		return nil, &ReadError{File: name, Reason: "other", Err: err}
	case info.IsDir():
		return nil, &ReadError{File: name, Reason: "directory"}
	case info.Size() > MaxFile:
		return nil, &ReadError{File: name, Reason: "too-large"}
	}
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, &ReadError{File: name, Reason: "other", Err: err}
	}
	if !utf8.Valid(src) {
		return nil, &ReadError{File: name, Reason: "not-utf8", Line: badLine(src)}
	}
	if i := slices.Index(src, 0); i >= 0 {
		return nil, &ReadError{File: name, Reason: "not-utf8", Line: 1 + strings.Count(string(src[:i]), "\n")}
	}
	return Parse(name, src), nil
}

// badLine is the line of the first byte that is not UTF-8.
func badLine(src []byte) int {
	n := 1
	for len(src) > 0 {
		r, size := utf8.DecodeRune(src)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			n++
		}
		src = src[size:]
	}
	return n
}

// Read reads the case that begins in the named file of fsys: the file and
// those it includes. Faults are in the Book; the error, a [*ReadError], is for
// a first file that is not there or not text.
func Read(fsys fs.FS, name string) (*Book, error) {
	b := &Book{places: make(map[parley.ID]place), broken: make(map[parley.ID]bool), main: path.Clean(name)}
	f, err := Load(fsys, b.main)
	if err != nil {
		return nil, err
	}
	b.include(fsys, f, nil)
	for i, f := range b.Files {
		b.Faults = append(b.Faults, f.faults...)
		b.decode(int32(i), f)
	}
	b.head()
	b.corrections()
	return b, nil
}

// include adds f and the files that it includes, in order; stack holds the
// names of the files that are being included.
func (b *Book) include(fsys fs.FS, f *File, stack []string) {
	b.Files = append(b.Files, f)
	stack = append(stack, f.Name)
	for _, in := range f.Includes {
		name, reason := resolve(f.Name, in.Path)
		switch {
		case reason != "":
		case slices.Contains(stack, name):
			reason = "loop"
		case slices.ContainsFunc(b.Files, func(g *File) bool { return g.Name == name }):
			reason = "twice"
		}
		var g *File
		if reason == "" {
			var err error
			if g, err = Load(fsys, name); err != nil {
				reason = "other"
				if re := (*ReadError)(nil); errors.As(err, &re) {
					reason = re.Reason
				}
			}
		}
		if g == nil {
			l := f.lineAt(int(in.line))
			at := strings.Index(l.raw, in.Path)
			b.Faults = append(b.Faults, newFault("P016", f.Name, l, at, len(l.raw), []string{"path", in.Path, "reason", reason}))
			continue
		}
		b.include(fsys, g, stack)
	}
}

// resolve returns the name of an included file inside the case folder.
func resolve(from, to string) (name, reason string) {
	switch {
	case to == "":
		return "", "empty"
	case path.IsAbs(to) || strings.ContainsAny(to, `\:`):
		return "", "outside"
	}
	name = path.Join(path.Dir(from), to)
	if !fs.ValidPath(name) {
		return "", "outside"
	}
	if path.Ext(name) != ".parley" {
		return "", "ending"
	}
	return name, ""
}

func (f *File) lineAt(n int) line {
	for l := range f.linesFrom(0, 1) {
		if l.n == n {
			return l
		}
	}
	return line{n: n}
}

// decode reads the entries of a file, on as many cores as there are.
func (b *Book) decode(file int32, f *File) {
	const least = 512 // blocks worth a goroutine
	n := len(f.Blocks)
	parts := max(1, min(runtime.GOMAXPROCS(0), n/least))
	entries := make([]parley.Entry, n)
	decoders := make([]decoder, parts)
	var wait sync.WaitGroup
	for p := range parts {
		d := &decoders[p]
		d.file = f.Name
		wait.Go(func() {
			for i := p * n / parts; i < (p+1)*n/parts; i++ {
				entries[i] = d.block(f, f.Blocks[i])
			}
		})
	}
	wait.Wait()
	for i := range decoders {
		b.Faults = append(b.Faults, decoders[i].faults...)
	}
	b.entries = slices.Grow(b.entries, n)
	if b.places == nil || len(b.places) == 0 {
		b.places = make(map[parley.ID]place, n)
	}
	for i, e := range entries {
		if e == nil {
			if id := f.id(f.Blocks[i]); id != "" {
				b.broken[id] = true
			}
			continue
		}
		b.add(e, file, int32(i))
	}
}

func (b *Book) add(e parley.Entry, file, block int32) {
	id := e.Base().ID
	if old, dup := b.places[id]; dup {
		f := b.Files[file]
		l := f.head(f.Blocks[block])
		at := strings.Index(l.raw, " "+string(id)) + 1
		first := b.Files[old.file]
		b.Faults = append(b.Faults, newFault("P004", f.Name, l, at, at+len(id), []string{"id", string(id),
			"kind", string(b.entries[old.entry].Kind()), "line", itoa(int(first.Blocks[old.block].line)), "file", first.Name}))
		return
	}
	b.places[id] = place{int32(len(b.entries)), file, block}
	b.entries = append(b.entries, e)
}

// head finds the case head and gives its audience to entries without one.
func (b *Book) head() {
	var head *parley.Case
	for _, e := range b.entries {
		c, ok := e.(*parley.Case)
		switch {
		case ok && head == nil:
			head = c
		case ok:
			p := b.places[c.ID]
			f := b.Files[p.file]
			l := f.head(f.Blocks[p.block])
			b.Faults = append(b.Faults, newFault("P019", f.Name, l, bom(l.raw), len(l.raw), []string{"id", string(head.ID)}))
		}
	}
	if head == nil {
		if !b.brokenHead() {
			b.Faults = append(b.Faults, newFault("P020", b.main, b.Files[0].lineAt(1), 0, 1<<30, nil))
		}
		return
	}
	for _, e := range b.entries {
		if h := e.Base(); h.Audience.IsZero() {
			h.Audience = head.Audience
		}
	}
}

// brokenHead reports whether a case head is there and cannot be read.
func (b *Book) brokenHead() bool {
	for _, f := range b.Files {
		for _, bl := range f.Blocks {
			if l := f.head(bl); headKind(l.raw[bom(l.raw):]) == "case" {
				return true
			}
		}
	}
	return false
}

// Main is the name of the file in which the case begins.
func (b *Book) Main() string { return b.main }

// Entries returns the entries that could be read, in order. They are for
// view.Index, for check, and for export.
func (b *Book) Entries() []parley.Entry { return b.entries }

// Entry returns the entry with an id, nil if none could be read.
func (b *Book) Entry(id parley.ID) parley.Entry {
	if p, ok := b.places[id]; ok {
		return b.entries[p.entry]
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
	for id := range maps.Keys(b.places) {
		if len(wants) == 0 || slices.Contains(wants, b.Entry(id).Kind()) {
			out = append(out, string(id))
		}
	}
	slices.Sort(out)
	return out
}

// File returns the file in which an entry stands, nil if there is none.
func (b *Book) File(id parley.ID) *File {
	if p, ok := b.places[id]; ok {
		return b.Files[p.file]
	}
	return nil
}

// A Place is a place in the record, not in a text: the nth line of a field of
// an entry. Rules name places; only the Book knows where they stand.
type Place struct {
	Entry parley.ID
	Field string // empty: the entry's head; "name", "date" also stand there
	Lang  string
	N     int    // which of several lines, from 0
	Word  string // a word in the value; empty: the whole value
}

// Locate returns where p stands; where the field is not there, the head.
func (b *Book) Locate(p Place) Span {
	at, ok := b.places[p.Entry]
	if !ok {
		return Span{File: b.main, Line: 1, Col: 1, End: 2}
	}
	f := b.Files[at.file]
	bl := f.Blocks[at.block]
	n := p.N
	for l := range f.lines(bl) {
		name, lang, v, from := l.field()
		if p.Field == "" || name != p.Field || lang != p.Lang && p.Lang != "" {
			continue
		}
		i := wordAt(v, p.Word)
		if p.Word != "" && i < 0 {
			continue
		}
		if n--; n >= 0 && p.Word == "" {
			continue
		}
		if p.Word != "" {
			return newFault("", f.Name, l, from+i, from+i+len(p.Word), nil).Span
		}
		return newFault("", f.Name, l, from, from+len(v), nil).Span
	}
	l := f.head(bl)
	from, to := bom(l.raw), len(strings.TrimRight(l.raw, " \t"))
	switch i := wordAt(l.raw, string(p.Entry)); {
	case p.Field == "date":
		to = from + max(0, strings.IndexByte(l.raw[from:]+" ", ' '))
	case i >= 0:
		from, to = i, i+len(p.Entry)
	}
	return newFault("", f.Name, l, from, to, nil).Span
}

// wordAt returns where word stands in s as a whole word, -1 if it does not.
func wordAt(s, word string) int {
	for from := 0; word != ""; {
		i := strings.Index(s[from:], word)
		if i < 0 {
			break
		}
		i += from
		end := i + len(word)
		if (i == 0 || !idByte(s[i-1])) && (end == len(s) || !idByte(s[end])) {
			return i
		}
		from = i + 1
	}
	return -1
}

func idByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c >= 'A' && c <= 'Z'
}

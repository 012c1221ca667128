package web

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"parley"
	"parley/casefile"
	"parley/lines"
)

// A target is what an editor holds: a file of the case, or one entry in it.
type target struct {
	file  string
	entry parley.ID
}

// A region is a target as it stands in the text of its file: its lines, and those
// before and after. Texts are plain here, as a browser has them.
type region struct {
	before, lines, after []string
	file                 *casefile.File
}

// in finds the target in a file; not there, an entry is gone.
func (t target) in(f *casefile.File) (r region, ok bool) {
	all := lines.Split(lines.Plain(f.Text()))
	if t.entry == "" {
		return region{lines: all, file: f}, true
	}
	first, last, ok := f.LinesOf(t.entry)
	if !ok || last > len(all) {
		return region{file: f}, false
	}
	return region{all[:first-1], all[first-1 : last], all[last:], f}, true
}

// text is what an editor shows.
func (r region) text() string { return lines.Join(r.lines) }

// first is the number of the first line.
func (r region) first() int { return len(r.before) + 1 }

// with is the text of the whole file after the region has become another, with
// the line ends and the mark that the file has.
func (r region) with(text string) string {
	if r.before != nil {
		text = strings.TrimRight(text, "\n")
	}
	whole := lines.Join(slices.Concat(r.before, lines.Split(text), r.after))
	return lines.Like(whole, r.file.Text())
}

// openTarget reads the file of a target as it is now. The error is a [*casefile.ReadError].
func (s *Server) openTarget(t target) (r region, there bool, err error) {
	f, err := casefile.Load(s.folder.FS(), t.file)
	if err != nil {
		return r, false, err
	}
	r, there = t.in(f)
	return r, there, nil
}

// editable reports whether a file is one of the case, or of its figures: no other
// is shown, whatever the address says.
func editable(b *casefile.Book, name string) bool {
	return name != "" && slices.Contains(filesOf(b), name)
}

func filesOf(b *casefile.Book) (names []string) {
	for _, f := range b.Files {
		names = append(names, f.Name)
	}
	for _, t := range b.Tables() {
		names = append(names, t.Name)
	}
	return names
}

// fileOf finds the file in which an entry stands, also one that cannot be read.
func fileOf(b *casefile.Book, id parley.ID) string {
	for _, f := range b.Files {
		if _, _, ok := f.LinesOf(id); ok {
			return f.Name
		}
	}
	return ""
}

// editing is what the server keeps for the editor: the texts from which editors
// began, and what check found last.
type editing struct {
	checked checked
	once    sync.Once
	texts   *cache[string]
}

// beganBytes is how much of these texts is kept.
const beganBytes = 4 * maxText

// began keeps a text from which somebody begins, and returns its digest.
func (e *editing) began(text string) string {
	e.once.Do(func() { e.texts = newCache[string](beganBytes) })
	base := digestOf(text)
	e.texts.put(base, text)
	return base
}

// beginning returns the text of a digest: kept here, or as the page brought it back.
func (e *editing) beginning(base, brought string) (text string, ok bool) {
	e.once.Do(func() { e.texts = newCache[string](beganBytes) })
	if text, ok = e.texts.get(base); !ok && digestOf(brought) == base {
		return brought, true
	}
	return text, ok
}

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

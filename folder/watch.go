package folder

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"parley"
	"parley/casefile"
)

// A Change is a case on the disk that is not what it was, whoever wrote it.
type Change struct {
	Files []string       // made, altered or gone, sorted; a folder where a kept copy came or went
	Book  *casefile.Book // the case as it stands; nil with Err
	Err   error          // a [*casefile.ReadError]: the main file is gone or is not text
}

// Watch looks at the files of a case whenever it is told to, and tells when
// their content is not that of b any more, or not what was told last: the case
// files, also those that are named and not there, the figures of its series,
// evidence.lock, and whether kept copies are here. Call it before the lock is
// read. It ends, and closes the channel, with ctx or with ticks.
//
// It asks the system for the size, the time and the identity of each file, and
// reads those that differ. That also works where the system sends no word of a
// change (folders on a network, in a container), and through a rename. What it
// tells has stood still for one tick; a file that is gone or empty has stood so
// for some, for it may be about to be written. While nobody takes a Change,
// later ones are gathered.
func (f *Folder) Watch(ctx context.Context, b *casefile.Book, ticks <-chan time.Time) <-chan Change {
	w := newWatcher(f, b)
	out := make(chan Change)
	go func() {
		defer close(out)
		for {
			select {
			case <-ctx.Done():
				return
			case now, ok := <-ticks:
				if !ok {
					return
				}
				c, changed := w.look(now)
				if !changed {
					continue
				}
				select {
				case out <- c:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return out
}

const (
	// patience is how many looks have to find a file gone or empty before that
	// is told.
	patience = 4
	// coarse is how long two writes may share one time of change: two seconds on
	// the worst file systems. So long, a file that moved is read at every look.
	coarse = 3 * time.Second
)

// A watcher knows what it told last, and how each file looked when it looked last.
type watcher struct {
	f      *Folder
	told   map[string]string // content by name; "": not there
	seen   map[string]fs.FileInfo
	young  map[string]bool // moved, and to be read at the next look
	moving bool            // since the last look
	since  time.Time       // of the last movement
	still  int             // looks since then
	kept   []string        // kept copies of the case
}

func newWatcher(f *Folder, b *casefile.Book) *watcher {
	w := &watcher{f: f, told: make(map[string]string), seen: make(map[string]fs.FileInfo), young: make(map[string]bool), moving: true}
	w.adopt(b)
	for name := range w.seen {
		w.told[name] = w.content(name)
		w.young[name] = true // b may be older than this
	}
	for _, file := range b.Files {
		w.told[file.Name] = sum(file.Digest())
	}
	for _, t := range b.Tables() {
		w.told[t.Name] = sum(t.Digest())
	}
	return w
}

// look returns what changed since the last Change.
func (w *watcher) look(now time.Time) (c Change, changed bool) {
	if w.moved() || w.moving {
		w.since, w.still, w.moving = now, 0, false
		return c, false
	}
	w.still++
	fresh := make(map[string]string)
	bare := false
	for name := range w.young {
		if text := w.content(name); text != w.told[name] {
			fresh[name] = text
			bare = bare || text == "" || text == empty
		}
	}
	switch {
	case len(fresh) == 0:
		if now.Sub(w.since) > coarse {
			clear(w.young)
		}
		return c, false
	case bare && w.still < patience:
		return c, false
	}
	return w.read(fresh)
}

// moved notes how the files look, and reports whether one looks otherwise than
// at the last look.
func (w *watcher) moved() (any bool) {
	for name, was := range w.seen {
		if is := w.stat(name); !alike(was, is) {
			w.seen[name], w.young[name], any = is, true, true
		}
	}
	return any
}

// read reads the case, unless it moves meanwhile, and takes note of what it is.
func (w *watcher) read(fresh map[string]string) (c Change, changed bool) {
	b, err := w.f.Load()
	switch {
	case w.moved(), err == nil && w.adopt(b): // the next looks will see it stand still
		w.moving = true
		return c, false
	case err != nil:
		b = nil
	}
	maps.Copy(w.told, fresh)
	for name := range w.told {
		if _, watched := w.seen[name]; !watched {
			delete(w.told, name)
		}
	}
	return Change{slices.Sorted(maps.Keys(fresh)), b, err}, true
}

// adopt watches the files of b and no others. It reports whether one is new.
func (w *watcher) adopt(b *casefile.Book) (grown bool) {
	names := w.names(b)
	for name := range w.seen {
		if !names[name] {
			delete(w.seen, name)
			delete(w.young, name)
		}
	}
	for name := range names {
		if _, ok := w.seen[name]; !ok {
			w.seen[name], w.young[name], grown = w.stat(name), true, true
		}
	}
	return grown
}

// names lists what a case is made of: what is there, and what is named.
func (w *watcher) names(b *casefile.Book) map[string]bool {
	names := map[string]bool{b.Main(): true, LockFile: true}
	named := func(name, end string) {
		if fs.ValidPath(name) && path.Ext(name) == end {
			// As in casefile: a system may write its name in other code points.
			names[name], names[norm.NFC.String(name)], names[norm.NFD.String(name)] = true, true, true
		}
	}
	for _, file := range b.Files {
		names[file.Name] = true
		for _, in := range file.Includes {
			named(path.Join(path.Dir(file.Name), in.Path), ending)
		}
	}
	for _, t := range b.Tables() {
		names[t.Name] = true
	}
	w.kept = w.kept[:0]
	for _, e := range b.Entries() {
		switch e := e.(type) {
		case *parley.Series:
			named(b.FiguresPath(e.ID), ".csv")
		case *parley.Source:
			if e.File != "" && fs.ValidPath(e.File) {
				w.kept = append(w.kept, e.File)
				names[path.Dir(e.File)] = true
			}
		}
	}
	return names
}

// stat returns how a file looks, nil if it is not there or cannot be reached.
func (w *watcher) stat(name string) fs.FileInfo {
	info, err := w.f.root.Stat(name)
	if err != nil {
		return nil
	}
	return info
}

// alike reports whether a file looks as it did: the same one, with the same size
// and time.
func alike(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && a.Mode() == b.Mode()
}

// content stands for what a file holds; of a folder, for which kept copies are
// there. It is "" for what is not there.
func (w *watcher) content(name string) string {
	info, err := w.f.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ""
	case err != nil:
		return "unreachable"
	case info.IsDir():
		return w.copiesIn(name)
	case !info.Mode().IsRegular():
		return "special" // opening a pipe could wait for ever
	}
	file, err := w.f.root.Open(name)
	if err != nil {
		return "unreadable"
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "unreadable"
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// copiesIn lists the kept copies that are in a folder.
func (w *watcher) copiesIn(dir string) string {
	list, err := fs.ReadDir(w.f.FS(), dir)
	if err != nil {
		return "unreadable"
	}
	here := make(map[string]bool, len(list))
	for _, e := range list {
		here[path.Join(dir, e.Name())] = true
	}
	var out strings.Builder
	for _, name := range w.kept {
		if path.Dir(name) == dir && here[name] {
			out.WriteString(name + "\n")
		}
	}
	return out.String()
}

func sum(d casefile.Digest) string { return fmt.Sprintf("%x", d[:]) }

// empty is the content of a file without a byte.
var empty = sum(sha256.Sum256(nil))

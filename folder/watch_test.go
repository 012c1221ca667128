package folder

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
)

// A watch is a watcher with a clock of its own: a look each half second.
type watch struct {
	*watcher
	t   *testing.T
	dir string
	now time.Time
}

const whole = sample + `
include more.parley
include later.parley

series rate "Rate"
  unit         "KRW per USD"
  file         series/rate.csv
  from         paper

source paper "Paper"
  type         news-article
  published    2020-01-17
  file         copies/paper.txt
`

func watching(t *testing.T) *watch {
	t.Helper()
	dir := tree(t, map[string]string{"case.parley": whole, "more.parley": "party c \"C\"\n", "copies/paper.txt": "words\n", "series/rate.csv": "for,value\n2020-01-16,1160.7\n"})
	f := open(t, dir)
	b, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{newWatcher(f, b), t, dir, time.Date(2020, 1, 17, 9, 0, 0, 0, time.UTC)}
	w.quiet(10)
	return w
}

func (w *watch) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *watch) put(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(w.path(name), []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// rename is how editors save: another file takes the name.
func (w *watch) rename(name, text string) {
	w.t.Helper()
	w.put(name+"~", text)
	if err := os.Rename(w.path(name+"~"), w.path(name)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watch) gone(name string) {
	w.t.Helper()
	if err := os.Remove(w.path(name)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watch) tick() (Change, bool) {
	w.now = w.now.Add(time.Second / 2)
	return w.look(w.now)
}

func (w *watch) quiet(looks int) {
	w.t.Helper()
	for range looks {
		if c, ok := w.tick(); ok {
			w.t.Fatalf("told %v, %v", c.Files, c.Err)
		}
	}
}

// tells looks until something is told, once, and compares the files.
func (w *watch) tells(files ...string) Change {
	w.t.Helper()
	for range 4 * patience {
		if c, ok := w.tick(); ok {
			if diff := cmp.Diff(files, c.Files); diff != "" {
				w.t.Error(diff)
			}
			w.quiet(10)
			return c
		}
	}
	w.t.Fatalf("nothing told of %v", files)
	return Change{}
}

func TestWhoeverWritesAFileOfTheCaseItIsTold(t *testing.T) {
	w := watching(t)
	has := func(c Change, id string) {
		t.Helper()
		if c.Err != nil || c.Book == nil || !strings.Contains(strings.Join(c.Book.IDs(), " "), id) {
			t.Fatalf("error %v; the case lacks %s", c.Err, id)
		}
	}
	w.put("case.parley", whole+"\nparty d \"D\"\n")
	has(w.tells("case.parley"), "d")
	w.rename("more.parley", "party e \"E\"\n")
	has(w.tells("more.parley"), "e")
	w.put("later.parley", "party f \"F\"\n") // included, and was not there
	has(w.tells("later.parley"), "f")
	if err := appendOne(w.f, "g"); err != nil {
		t.Fatal(err)
	}
	has(w.tells("case.parley"), "g")
	w.put("series/rate.csv", "for,value\n2020-01-16,1160.7\n2020-01-17,1161\n")
	if c := w.tells("series/rate.csv"); len(c.Book.Tables()[0].Figures()) != 2 {
		t.Error("the new figure is missing")
	}
	w.put(LockFile, "parley evidence 1\n")
	w.tells(LockFile)
	w.gone("copies/paper.txt")
	w.tells("copies")
	w.put("copies/paper.txt", "words\n")
	w.tells("copies")
	w.gone(LockFile)
	w.tells(LockFile)
}

func TestManyFilesAtOnceAreOneChange(t *testing.T) {
	w := watching(t)
	w.put("case.parley", whole+"\ninclude new.parley\n")
	w.gone("more.parley")
	w.put("new.parley", "party h \"H\"\n\ninclude newer.parley\n")
	w.put("newer.parley", "party i \"I\"\n")
	c := w.tells("case.parley", "more.parley", "new.parley", "newer.parley")
	if c.Book.Entry("h") == nil || c.Book.Entry("i") == nil || c.Book.Entry("c") != nil {
		t.Errorf("read %v", c.Book.IDs())
	}
	w.put("newer.parley", "party j \"J\"\n") // which is of the case now
	w.tells("newer.parley")
	w.put("case.parley", whole)
	w.tells("case.parley")
	w.put("newer.parley", "party k \"K\"\n") // and is not any more
	w.quiet(10)
}

func TestAHalfWrittenFileIsNotTold(t *testing.T) {
	w := watching(t)
	text := whole + "\nparty d \"D\"\n"
	for n := 0; n < len(text); n += len(text)/12 + 1 { // cut off and written bit by bit, over many looks
		w.put("case.parley", text[:n])
		w.quiet(1)
	}
	w.put("case.parley", text)
	if c := w.tells("case.parley"); c.Book.Entry("d") == nil {
		t.Errorf("read %v", c.Book.IDs())
	}
}

func TestAFileThatIsAwayForAMomentIsNotAnEmptyCase(t *testing.T) {
	w := watching(t)
	for _, away := range []func(){func() { w.gone("case.parley") }, func() { w.put("case.parley", "") }} {
		away()
		w.quiet(patience)
		w.put("case.parley", whole)
		w.quiet(10)
	}
	w.gone("case.parley")
	c := w.tells("case.parley")
	if re, ok := c.Err.(*casefile.ReadError); !ok || re.Reason != "missing" || c.Book != nil {
		t.Errorf("told %v", c.Err)
	}
	w.put("case.parley", "\xb0\xa1") // as saved in another encoding
	if c := w.tells("case.parley"); c.Err == nil {
		t.Error("bytes that are no text were read")
	}
	w.put("case.parley", whole)
	if c := w.tells("case.parley"); c.Err != nil || c.Book.Entry("a") == nil {
		t.Errorf("back, and told %v", c.Err)
	}
}

func TestAFileThatOnlySeemsToHaveChangedIsNotTold(t *testing.T) {
	w := watching(t)
	for range 3 {
		w.rename("case.parley", whole)
		w.put("more.parley", "party c \"C\"\n")
		w.quiet(10)
	}
	w.put("other.parley", "party z \"Z\"\n") // not of the case
	w.quiet(10)
}

func TestAChangeWithinOneTickOfTheFileSystemIsTold(t *testing.T) {
	w := watching(t)
	then := time.Date(2020, 1, 17, 9, 0, 4, 0, time.UTC)
	stamp := func() {
		if err := os.Chtimes(w.path("more.parley"), then, then); err != nil {
			t.Fatal(err)
		}
	}
	w.put("more.parley", "party d \"D\"\n")
	stamp()
	w.quiet(1)
	if c, ok := w.tick(); !ok || c.Book.Entry("d") == nil {
		t.Fatal("not told")
	}
	w.put("more.parley", "party e \"E\"\n") // as long, and of the same time
	stamp()
	if c := w.tells("more.parley"); c.Book.Entry("e") == nil {
		t.Errorf("read %v", c.Book.IDs())
	}
}

func TestACaseThatMovedBeforeTheWatchIsTold(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	b, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{nil, t, dir, time.Unix(1, 0)}
	w.put("case.parley", sample+"\nparty d \"D\"\n")
	w.watcher = newWatcher(f, b)
	w.tells("case.parley")
}

func TestAWatchGathersWhileNobodyListensAndEndsWithItsContext(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	b, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ticks, now := make(chan time.Time), time.Unix(1, 0)
	changes := f.Watch(ctx, b, ticks)
	next := func() Change {
		for {
			now = now.Add(time.Second)
			select {
			case ticks <- now:
			case c := <-changes:
				return c
			}
		}
	}
	for i := range 5 {
		id := string(rune('d' + i))
		if err := os.WriteFile(filepath.Join(dir, "case.parley"), []byte(sample+"\nparty "+id+" \"New\"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if c := next(); c.Book == nil || c.Book.Entry("d") == nil && i == 0 {
			t.Fatalf("told %v, %v", c.Files, c.Err)
		}
	}
	cancel()
	for range changes { // it is closed
	}
	over := f.Watch(t.Context(), b, closed())
	for range over {
	}
}

func closed() chan time.Time {
	c := make(chan time.Time)
	close(c)
	return c
}

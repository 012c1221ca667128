package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley"
	"parley/casefile"
)

// writer is the folder in which this process, started by a test, is to write.
const writer = "PARLEY_TEST_WRITER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writer); dir != "" {
		if err := appendMany(dir, os.Getenv(writer+"_NAME"), 10); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// appendMany appends entries, each again until the file did not move meanwhile.
func appendMany(dir, name string, n int) error {
	f, err := Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	for i := 0; i < n; {
		switch err := appendOne(f, fmt.Sprintf("%s-%d", name, i)); {
		case err == nil:
			i++
		case !errors.Is(err, casefile.ErrMoved):
			return err
		}
	}
	return nil
}

func appendOne(f *Folder, id string) error {
	base, err := casefile.Load(f.FS(), f.Main())
	if err != nil {
		return err
	}
	return f.Write(context.Background(), edit(base, id))
}

func edit(base *casefile.File, id string) casefile.Edit {
	return casefile.Edit{File: base.Name, Base: base.Digest(), New: casefile.Draft{Kind: "party", ID: id, Name: id}}
}

func load(t *testing.T, f *Folder) *casefile.File {
	t.Helper()
	file, err := casefile.Load(f.FS(), f.Main())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// unlittered reports what a writer left behind.
func unlittered(t *testing.T, dir string) {
	t.Helper()
	for _, name := range listing(t, dir) {
		if name == asideName || name == lockName && removable {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestAnEntryIsWrittenAndNothingElseChanges(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	if err := os.Chmod(filepath.Join(dir, "case.parley"), 0o660); err != nil {
		t.Fatal(err)
	}
	base := load(t, f)
	if err := f.Write(t.Context(), edit(base, "c"), edit(base, "d")); err != nil {
		t.Fatal(err)
	}
	text := string(load(t, f).Print())
	rest, ok := strings.CutPrefix(text, sample)
	if !ok || strings.Count(rest, "party ") != 2 {
		t.Errorf("the file is now\n%s", text)
	}
	info, err := os.Stat(filepath.Join(dir, "case.parley"))
	if err != nil || runtime.GOOS != "windows" && info.Mode() != 0o660 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := f.Write(t.Context()); err != nil {
		t.Errorf("no edits: %v", err)
	}
	unlittered(t, dir)
}

func TestAnEditOfAFileThatMovedOnIsRefused(t *testing.T) {
	for name, move := range map[string]func(path string) error{
		"changed": func(p string) error { return os.WriteFile(p, []byte(sample+"\n; somebody's note\n"), 0o644) },
		"removed": os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, map[string]string{"case.parley": sample})
			f := open(t, dir)
			base, path := load(t, f), filepath.Join(dir, "case.parley")
			if err := move(path); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			if err := f.Write(t.Context(), edit(base, "c")); !errors.Is(err, casefile.ErrMoved) {
				t.Errorf("got %v", err)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Errorf("the file is now\n%s", after)
			}
			unlittered(t, dir)
		})
	}
}

func TestEditsOfSeveralFilesOrOfNoCaseFileAreRefused(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample, "b.parley": "", LockFile: ""})
	f := open(t, dir)
	a, b := edit(load(t, f), "c"), edit(load(t, f), "d")
	b.File = "b.parley"
	if err := f.Write(t.Context(), a, b); err == nil {
		t.Error("two files")
	}
	b.File = LockFile
	if err := f.Write(t.Context(), b); err == nil {
		t.Error("the evidence lock")
	}
	if got := string(load(t, f).Print()); got != sample {
		t.Errorf("the file is now\n%s", got)
	}
}

// Twenty write at once, each once. Who was told that it is written finds it
// there; who was told that the file moved on does not.
func TestWritersAtOnceLoseNothing(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	const n = 20
	var errs [n]error
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			f, err := Open(dir) // each its own, as two commands have
			if err != nil {
				errs[i] = err
				return
			}
			defer f.Close()
			errs[i] = appendOne(f, fmt.Sprintf("p-%d", i))
		})
	}
	wait.Wait()
	written := 0
	b, err := open(t, dir).Load()
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	for i, err := range errs {
		there := b.Entry(parley.ID(fmt.Sprintf("p-%d", i))) != nil
		switch {
		case err == nil && there:
			written++
		case !errors.Is(err, casefile.ErrMoved) || there:
			t.Errorf("writer %d: %v; is the entry there? %v", i, err, there)
		}
	}
	if written == 0 {
		t.Error("nobody wrote")
	}
	unlittered(t, dir)
}

func TestOfWritersWithOneBaseOneWrites(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	base := load(t, f)
	errs := make(chan error)
	for i := range 20 {
		go func() { errs <- f.Write(t.Context(), edit(base, fmt.Sprintf("p-%d", i))) }()
	}
	written := 0
	for range 20 {
		if err := <-errs; err == nil {
			written++
		} else if !errors.Is(err, casefile.ErrMoved) {
			t.Error(err)
		}
	}
	if written != 1 {
		t.Errorf("%d wrote on one base", written)
	}
}

func TestProcessesAtOnceLoseNothing(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"one", "two", "three"}
	var wait sync.WaitGroup
	for _, name := range names {
		wait.Go(func() {
			c := exec.Command(self)
			c.Env = append(os.Environ(), writer+"="+dir, writer+"_NAME="+name)
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		})
	}
	wait.Wait()
	b, err := open(t, dir).Load()
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	for _, name := range names {
		for i := range 10 {
			if id := parley.ID(fmt.Sprintf("%s-%d", name, i)); b.Entry(id) == nil {
				t.Errorf("%s is lost", id)
			}
		}
	}
	unlittered(t, dir)
}

func TestAReaderNeverSeesAFileHalfWritten(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	texts := []string{strings.Repeat("a", 1<<18), strings.Repeat("b", 1<<18)}
	if err := f.WriteFile(t.Context(), "x.txt", []byte(texts[0])); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		var err error
		for i := 0; i < 20 && err == nil; i++ {
			err = f.WriteFile(t.Context(), "x.txt", []byte(texts[i%2]))
		}
		done <- err
	}()
	for {
		got, err := fs.ReadFile(f.FS(), "x.txt")
		if err != nil || !slices.Contains(texts, string(got)) {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
	}
}

func TestAWriteThatFailsLeavesTheFileAsItWas(t *testing.T) {
	full := errors.New("the disk is full")
	for name, fail := range map[string]func(t *testing.T, f *Folder, dir string) error{
		"in the middle": func(t *testing.T, f *Folder, dir string) error {
			return f.replace("case.parley", func(w io.Writer) error {
				_, err := io.WriteString(w, sample[:20])
				return errors.Join(err, full)
			})
		},
		"before it begins": func(t *testing.T, f *Folder, dir string) error {
			if err := os.MkdirAll(filepath.Join(dir, asideName, "x"), 0o755); err != nil {
				t.Fatal(err)
			}
			return f.Write(t.Context(), edit(load(t, f), "c"))
		},
		"read-only file": func(t *testing.T, f *Folder, dir string) error {
			if err := os.Chmod(filepath.Join(dir, "case.parley"), 0o444); err != nil {
				t.Fatal(err)
			}
			err := f.Write(t.Context(), edit(load(t, f), "c"))
			if !errors.Is(err, fs.ErrPermission) {
				t.Errorf("got %v", err)
			}
			return err
		},
		"no lock file": func(t *testing.T, f *Folder, dir string) error {
			if err := os.Mkdir(filepath.Join(dir, lockName), 0o755); err != nil {
				t.Fatal(err)
			}
			return f.Write(t.Context(), edit(load(t, f), "c"))
		},
		"read-only folder": func(t *testing.T, f *Folder, dir string) error {
			if os.Geteuid() <= 0 {
				t.Skip("whoever runs this may write anywhere")
			}
			if err := os.Chmod(dir, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(dir, 0o755) })
			return f.Write(t.Context(), edit(load(t, f), "c"))
		},
		"a folder of that name": func(t *testing.T, f *Folder, dir string) error {
			if err := os.Mkdir(filepath.Join(dir, LockFile), 0o755); err != nil {
				t.Fatal(err)
			}
			return f.WriteFile(t.Context(), LockFile, []byte("x"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, map[string]string{"case.parley": sample})
			f := open(t, dir)
			if err := fail(t, f, dir); err == nil || len(err.Error()) < 20 {
				t.Errorf("got %v", err)
			}
			if got := string(load(t, f).Print()); got != sample {
				t.Errorf("the file is now\n%s", got)
			}
			if name == "in the middle" {
				unlittered(t, dir)
			}
		})
	}
}

func TestWhatACrashLeftBehindIsNotInTheWay(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample, asideName: "half a fi", lockName: ""})
	f := open(t, dir)
	if err := f.Write(t.Context(), edit(load(t, f), "c")); err != nil {
		t.Fatal(err)
	}
	unlittered(t, dir)
}

func TestALinkIsNotReplacedByAFile(t *testing.T) {
	dir := tree(t, map[string]string{"real.parley": sample})
	link(t, "real.parley", filepath.Join(dir, "case.parley"))
	f := open(t, dir)
	if err := f.Write(t.Context(), edit(load(t, f), "c")); err == nil || !strings.Contains(err.Error(), "link") {
		t.Errorf("got %v", err)
	}
	if info, err := os.Lstat(filepath.Join(dir, "case.parley")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is gone: ", err)
	}
}

func TestALockThatIsALinkIsRefused(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	link(t, "case.parley", filepath.Join(dir, lockName))
	f := open(t, dir)
	if err := f.Write(t.Context(), edit(load(t, f), "c")); err == nil || !strings.Contains(err.Error(), lockName) {
		t.Errorf("got %v", err)
	}
}

func TestAWriterWaitsForTheOtherAndNoLongerThanItMay(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	release, err := f.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	base := load(t, f)
	if err := f.Write(ctx, edit(base, "c")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if file, err := f.tryAcquire(); file != nil || err != nil {
		t.Errorf("two have the lock: %v, %v", file, err)
	}
	done := make(chan error)
	go func() { done <- f.Write(t.Context(), edit(base, "d")) }()
	release()
	if err := <-done; err != nil {
		t.Error(err)
	}
	unlittered(t, dir)
}

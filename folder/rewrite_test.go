package folder

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"parley/casefile"
)

func TestAFileOfFiguresIsRewrittenWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	text := "case c\n  parties p q\n  money EUR\n  zone UTC\n\nseries s\n  unit \"%\"\n  file series/s.csv\n"
	if err := os.WriteFile(filepath.Join(dir, MainFile), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fine := func(before, after *casefile.Book) error {
		if len(after.Faults) > 0 {
			t.Errorf("as it would be: %v", after.Faults)
		}
		return nil
	}
	add := func(old []byte) ([]byte, error) {
		if old == nil {
			old = []byte("for,value\n")
		}
		return append(old, "2019,1\n"...), nil
	}
	refused := errors.New("no")
	for _, x := range []struct {
		change func([]byte) ([]byte, error)
		vet    func(before, after *casefile.Book) error
	}{
		{func([]byte) ([]byte, error) { return nil, refused }, fine},
		{add, func(before, after *casefile.Book) error { return refused }},
	} {
		if err := f.Rewrite(context.Background(), "series/s.csv", x.change, x.vet); !errors.Is(err, refused) {
			t.Errorf("%v", err)
		}
		if _, err := os.Stat(filepath.Join(dir, "series")); err == nil {
			t.Error("something was written")
		}
	}
	// Several at once lose nothing of each other's.
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if err := f.Rewrite(context.Background(), "series/s.csv", add, fine); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	b, err := os.ReadFile(filepath.Join(dir, "series", "s.csv"))
	if want := "for,value\n2019,1\n2019,1\n2019,1\n2019,1\n2019,1\n2019,1\n2019,1\n2019,1\n"; err != nil || string(b) != want {
		t.Errorf("%q, %v", b, err)
	}
	for _, name := range []string{"../s.csv", MainFile, "/s.csv"} {
		if err := f.Rewrite(context.Background(), name, add, fine); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

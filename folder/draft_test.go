package folder

import (
	"os"
	"path/filepath"
	"testing"
)

func TestACaseIsReadWithTheTextThatAFileIsToHave(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample + "\ninclude more.parley\n", "more.parley": "party c \"C\"\n"})
	f := open(t, dir)
	b, err := f.LoadWith("more.parley", "party d \"D\"\n")
	if err != nil || b.Entry("d") == nil || b.Entry("c") != nil {
		t.Errorf("error %v, ids %v", err, b.IDs())
	}
	if b, err = f.Load(); err != nil || b.Entry("c") == nil || b.Entry("d") != nil {
		t.Errorf("written: error %v, ids %v", err, b.IDs())
	}
}

func TestADraftIsKeptBesideTheFileAndIsNoPartOfTheCase(t *testing.T) {
	dir := tree(t, map[string]string{"talks.parley": sample, "talks.parley.draft-1": "somebody's"})
	f := open(t, dir)
	for i, want := range []string{"talks.parley.draft-2", "talks.parley.draft-2", "talks.parley.draft-3"} {
		text := []string{"party c \"C\"\r\n", "party c \"C\"\r\n", "party c"}[i]
		kept, err := f.KeepDraft(t.Context(), "talks.parley", []byte(text))
		if err != nil || kept != want {
			t.Fatalf("%d: kept as %q, %v", i, kept, err)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, kept)); string(got) != text {
			t.Errorf("%d: holds %q", i, got)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "talks.parley.draft-1")); string(got) != "somebody's" {
		t.Errorf("a file that was there holds %q", got)
	}
	if again := open(t, dir); again.Main() != "talks.parley" {
		t.Errorf("the case begins in %s", again.Main())
	}
	if b, err := f.Load(); err != nil || b.Entry("c") != nil {
		t.Errorf("a draft was read: %v, %v", b.IDs(), err)
	}
	for _, name := range []string{"../x.parley", "/x.parley", ""} {
		if kept, err := f.KeepDraft(t.Context(), name, nil); err == nil {
			t.Errorf("%q kept as %q", name, kept)
		}
	}
	unlittered(t, dir)
}

package scenario

import (
	"errors"
	"math"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/deal"
)

// seeds adds the domain and a profile of every archive that has both in files of
// the endings.
func seeds(f *testing.F, endings ...string) {
	for _, pattern := range []string{"testdata/broken/*.txtar", "testdata/golden/*.txtar", "testdata/written/*.txtar"} {
		for _, name := range archives(f, pattern) {
			fsys, _ := folder(f, name)
			var texts [][]byte
			for file, data := range fsys {
				for _, ending := range endings {
					if stem(file)+ending == file {
						texts = append(texts, data.Data)
					}
				}
			}
			for i := range texts {
				f.Add(texts[i], texts[(i+1)%len(texts)])
			}
		}
	}
}

// fuzz reads two files: it has to end in a scenario whose utilities are numbers,
// which can be written and read again, or in an error of this package.
func fuzz(f *testing.F, format, ending string) {
	f.Fuzz(func(t *testing.T, a, b []byte) {
		s, err := ReadOptions{Points: 3}.Read(fstest.MapFS{"a" + ending: {Data: a}, "b" + ending: {Data: b}})
		var e *Error
		if err != nil {
			if !errors.As(err, &e) || err.Error() == "" {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		for _, p := range s.Parties {
			if s.Space.Len() > 10000 {
				continue // listing takes time
			}
			if _, err := deal.Compile(s.Space, p); err != nil {
				t.Errorf("%s cannot be played: %v", p.Name, err)
			}
		}
		files, err := Files(s, format)
		if err != nil {
			return
		}
		got, err := ReadOptions{Points: 3}.Read(mapFS(files))
		if err != nil {
			t.Fatalf("what is written cannot be read: %v\n%s", err, show(files))
		}
		if s.Space.Len() > 10000 {
			return
		}
		if diff := cmp.Diff(names(s.Space), names(got.Space)); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
		for i := range s.Parties {
			sameUtilities(t, s, got, i)
		}
	})
}

// sameUtilities compares the utilities of party i, up to 1e-6 of the largest: the
// numbers are anything, and what they are divided by and cancels counts.
func sameUtilities(t *testing.T, want, got *Scenario, i int) {
	a, b := all(want, i), all(got, i)
	most := 1.0
	for _, u := range a {
		most = max(most, math.Abs(u))
	}
	for o := range a {
		if math.Abs(a[o]-b[o]) > 1e-6*most {
			t.Fatalf("party %d: outcome %d is worth %v, and was worth %v", i, o, b[o], a[o])
		}
	}
}

func FuzzGenius(f *testing.F)     { seeds(f, ".xml"); fuzz(f, "genius", ".xml") }
func FuzzGeniusWeb(f *testing.F)  { seeds(f, ".json"); fuzz(f, "geniusweb", ".json") }
func FuzzNegMAS(f *testing.F)     { seeds(f, ".yml", ".yaml"); fuzz(f, "negmas", ".yml") }
func FuzzNegMASJSON(f *testing.F) { seeds(f, ".json"); fuzz(f, "negmas-json", ".json") }

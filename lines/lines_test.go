package lines

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// apply makes b of a by hunks.
func apply(a, b []string, hunks []Hunk) (out []string) {
	at := 0
	for _, h := range hunks {
		out = append(append(out, a[at:h.A]...), b[h.B:h.BEnd]...)
		at = h.AEnd
	}
	return append(out, a[at:]...)
}

func TestADiffSaysWhatAPersonWouldSay(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       []Hunk
	}{
		{"same", "a\nb", "a\nb", nil},
		{"changed", "a\nb\nc", "a\nB\nc", []Hunk{{1, 2, 1, 2}}},
		{"added at the end", "a\n", "a\nb\n", []Hunk{{1, 1, 1, 2}}},
		{"added at the beginning", "a\n", "z\na\n", []Hunk{{0, 0, 0, 1}}},
		{"gone", "a\nb\nc", "a\nc", []Hunk{{1, 2, 1, 1}}},
		{"all else", "a\nb", "c\nd", []Hunk{{0, 2, 0, 2}}},
		{"nothing before", "", "c", []Hunk{{0, 1, 0, 1}}},
		{"two places", "a\nb\nc\nd\ne", "a\nB\nc\nd\nE", []Hunk{{1, 2, 1, 2}, {4, 5, 4, 5}}},
		{"no line that is there once", "x\nx\ny\ny", "x\ny\ny\ny", []Hunk{{1, 2, 1, 1}, {4, 4, 3, 4}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := Split(c.a), Split(c.b)
			got := Diff(a, b)
			if diff := cmp.Diff(b, apply(a, b, got)); diff != "" {
				t.Errorf("the hunks make another text:\n%s", diff)
			}
			if c.name == "no line that is there once" {
				return // several answers are as good
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A draw makes texts of few different lines, in which much repeats.
type draw struct{ *rand.Rand }

func (d draw) text(n int) []string {
	out := make([]string, d.IntN(n+1))
	for i := range out {
		if out[i] = ""; d.IntN(3) > 0 {
			out[i] = strconv.Itoa(d.IntN(n))
		}
	}
	return out
}

func (d draw) edited(text []string) []string {
	text = slices.Clone(text)
	for range d.IntN(4) {
		from := d.IntN(len(text) + 1)
		text = slices.Replace(text, from, min(len(text), from+d.IntN(3)), d.text(3)...)
	}
	return text
}

func TestHunksAlwaysMakeTheOtherTextAndMergesKeepWhatEachDid(t *testing.T) {
	for seed := range uint64(4000) {
		d := draw{rand.New(rand.NewPCG(seed, 1))}
		base := d.text(12)
		ours, theirs := d.edited(base), d.edited(base)
		if got := apply(ours, theirs, Diff(ours, theirs)); !slices.Equal(got, theirs) {
			t.Fatalf("seed %d: %q", seed, got)
		}
		parts := Merge(base, ours, theirs)
		var b, o, th []string
		for _, p := range parts {
			if p.At != [3]int{len(b), len(o), len(th)} {
				t.Fatalf("seed %d: a part at %v", seed, p.At)
			}
			b, o, th = append(b, p.Base...), append(o, p.Ours...), append(th, p.Theirs...)
		}
		if !slices.Equal(b, base) || !slices.Equal(o, ours) || !slices.Equal(th, theirs) {
			t.Fatalf("seed %d: the parts are not the three texts", seed)
		}
		for name, c := range map[string][2][]string{"nobody else": {ours, Merged(Merge(base, ours, base), nil)}, "only they": {theirs, Merged(Merge(base, base, theirs), nil)},
			"alike": {ours, Merged(Merge(base, ours, ours), nil)}} {
			if !slices.Equal(c[0], c[1]) {
				t.Fatalf("seed %d, %s: %q, not %q", seed, name, c[1], c[0])
			}
		}
		if back := Merge(base, theirs, ours); Clean(back) != Clean(parts) {
			t.Fatalf("seed %d: clean from one side only", seed)
		}
		if !Clean(parts) {
			continue
		}
		have := make(map[string]int)
		for _, l := range Merged(parts, nil) {
			have[l]++
		}
		for _, h := range Diff(base, theirs) {
			for _, l := range theirs[h.B:h.BEnd] {
				if have[l] == 0 && l != "" {
					t.Fatalf("seed %d: %q of theirs is lost", seed, l)
				}
			}
		}
	}
}

func TestEditsOfOtherLinesMergeAndThoseOfTheSameDoNot(t *testing.T) {
	const base = "party a\n  name A\n  note n\n\nparty b\n"
	for _, c := range []struct{ name, ours, theirs, want string }{
		{"two places", "party a\n  name Ä\n  note n\n\nparty b\n", "party a\n  name A\n  note n\n\nparty B\n", "party a\n  name Ä\n  note n\n\nparty B\n"},
		{"neighbouring lines", "party a\n  name Ä\n  note n\n\nparty b\n", "party a\n  name A\n  note N\n\nparty b\n", "party a\n  name Ä\n  note N\n\nparty b\n"},
		{"the same edit", "party a\n  name Ä\n  note n\n\nparty b\n", "party a\n  name Ä\n  note n\n\nparty b\n", "party a\n  name Ä\n  note n\n\nparty b\n"},
		{"two entries at the end", base + "\nparty c\n", base + "\nparty d\n  note x\n", base + "\nparty d\n  note x\n\nparty c\n"},
		{"two entries in between", "party a\n  name A\n  note n\n\nparty c\n\nparty b\n", "party a\n  name A\n  note n\n\nparty d\n\nparty b\n",
			"party a\n  name A\n  note n\n\nparty d\n\nparty c\n\nparty b\n"},
		{"the same line", "party a\n  name Ä\n  note n\n\nparty b\n", "party a\n  name Å\n  note n\n\nparty b\n", ""},
		{"changed and gone", "party a\n  name Ä\n  note n\n\nparty b\n", "party b\n", ""},
		{"a field each for the last entry", base + "  note x\n", base + "  name B\n", ""},
		{"a field beside one that changed", "party a\n  name A\n  url u\n  note n\n\nparty b\n", "party a\n  name A\n  note N\n\nparty b\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := Merge(Split(base), Split(c.ours), Split(c.theirs))
			if Clean(parts) != (c.want != "") {
				t.Fatalf("clean: %v; %+v", Clean(parts), parts)
			}
			if c.want == "" {
				both := Join(Merged(parts, func(int) Pick { return PickBoth }))
				ours, theirs := Join(Merged(parts, nil)), Join(Merged(parts, func(int) Pick { return PickTheirs }))
				if ours != c.ours || theirs != c.theirs || both == theirs {
					t.Errorf("picks give %q, %q, %q", ours, theirs, both)
				}
				return
			}
			if diff := cmp.Diff(c.want, Join(Merged(parts, nil))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLineEndsAndTheMarkStayAsTheyWere(t *testing.T) {
	for _, c := range []struct{ name, model, text, want string }{
		{"windows", "a\r\nb\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"},
		{"a browser's", "a\nb\n", "a\r\nb\r\nc\r\n", "a\nb\nc\n"},
		{"mixed", "a\r\nb\nc\r\nd\r\n", "a\nb\nnew\nc\nd\n", "a\r\nb\nnew\r\nc\r\nd\r\n"},
		{"old Mac in one line", "a\rb\nc\n", "a\nb\nc\nd", "a\rb\nc\nd"},
		{"a mark", "\ufeffa\n", "a\nb\n", "\ufeffa\nb\n"},
		{"no mark", "a\n", "\ufeffa\nb\n", "a\nb\n"},
		{"no end", "a\nb", "a\nb", "a\nb"},
		{"end added", "a\r\nb", "a\nb\n", "a\r\nb\r\n"},
		{"emptied", "a\r\n", "", ""},
		{"first text", "", "a\nb\n", "a\nb\n"},
		{"lines moved up", "a\nb\r\nc\n", "b\nc\n", "b\r\nc\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Like(c.text, c.model)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzWhatIsShownInABrowserAndComesBackIsTheSameText(f *testing.F) {
	for _, s := range []string{"", "a\r\nb\n", "\ufeffa\rb\r\n\r\n", "\ufeff\ufeffx\n", "\r\r\n\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		shown := Plain(s)
		if strings.HasPrefix(shown, bom) {
			t.Skip("two marks: the second is a character that nobody sees")
		}
		if got := Like(shown, s); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
		if got := Like(strings.ReplaceAll(shown, "\n", "\r\n"), s); got != s {
			t.Errorf("%q came back from a form as %q", s, got)
		}
	})
}

func TestAHugeRewrittenTextIsComparedAtOnce(t *testing.T) {
	a, b := make([]string, 200_000), make([]string, 200_000)
	for i := range a {
		a[i], b[i] = strconv.Itoa(i%7), strconv.Itoa((i*3)%5) // no line is there once
	}
	if got := apply(a, b, Diff(a, b)); !slices.Equal(got, b) {
		t.Error("not made")
	}
	for i := range a {
		a[i], b[i] = strconv.Itoa(i), strconv.Itoa(len(b)-i) // every line moved
	}
	if got := apply(a, b, Diff(a, b)); !slices.Equal(got, b) {
		t.Error("not made")
	}
}

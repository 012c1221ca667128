package quote

import (
	"fmt"
	"strings"
	"testing"
)

// article returns a copy of about 4 KB in lines of some 60 letters, and a
// fragment of each of 20 lines with its number.
func article(set func(string) string) (text string, words []string, lines []int) {
	var b strings.Builder
	for n := 1; b.Len() < 4<<10; n++ {
		fmt.Fprintf(&b, "On day %d the delegate's \"offer\" of %d million won was read aloud.\n", n, 7*n)
		if n%3 == 0 && len(words) < 20 {
			words = append(words, fmt.Sprintf("of %d million won was read", 7*n))
			lines = append(lines, n)
		}
	}
	return set(b.String()), words, lines
}

func same(s string) string { return s }

func curly(s string) string {
	return strings.NewReplacer("'", "’", ` "`, " “", `" `, "” ").Replace(s)
}

func BenchmarkNewCopy(b *testing.B) {
	text, _, _ := article(same)
	src := []byte(text)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		NewCopy(src)
	}
}

func BenchmarkFoldedCopy(b *testing.B) {
	for name, set := range map[string]func(string) string{"ascii": same, "curly": curly, "korean": korean} {
		text, _, _ := article(set)
		c := NewCopy([]byte(text))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				foldCopy(c)
			}
		})
	}
}

func korean(s string) string {
	return strings.NewReplacer("On day", "제", "the delegate's", "대표단의", "offer", "제안", "was read aloud", "낭독되었다").Replace(s)
}

// One round of these is a copy and its 20 quotations. The case that has to be
// quick has 5000 of them: 20 µs here are 100 ms there, on as many cores.
func BenchmarkACopyAndItsTwentyQuotations(b *testing.B) {
	for _, way := range []struct {
		name  string
		set   func(string) string
		words func(string) string
		off   int
		found bool
	}{
		{"as they are", same, same, 0, true},
		{"set otherwise", curly, func(s string) string { return strings.ReplaceAll(s, " million", "\u00a0million") }, 0, true},
		{"on another line", same, same, 1, true},
		{"not there", same, func(s string) string { return s + " never" }, 0, false},
	} {
		text, words, lines := article(way.set)
		for i := range words {
			words[i] = way.words(words[i])
		}
		src := []byte(text)
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					c := NewCopy(src)
					for i, w := range words {
						if m := c.Find(w, lines[i]+way.off); m.Found != way.found || m.AtLine != (way.found && way.off == 0) {
							b.Errorf("%q: %+v", w, m)
						}
					}
				}
			})
		})
	}
}

func BenchmarkOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Of("of 21 million won was read aloud")
	}
}

// The lock of the case that has to be quick.
func bigLock() (*Lock, []Quote) {
	l := &Lock{}
	var now []Quote
	for s := range 5000 {
		id := fmt.Sprintf("source-%d", s)
		l.AddSource(Source{id, Of(id), 4096})
		for q := range 20 {
			x := Quote{fmt.Sprintf("statement-%d-%d", s, q/2), id, q + 1, Of(fmt.Sprint(s, q))}
			l.AddQuote(x)
			now = append(now, x)
		}
	}
	return l, now
}

func BenchmarkParseLock(b *testing.B) {
	l, _ := bigLock()
	text := l.Print()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseLock("evidence.lock", text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkQuotes(b *testing.B) {
	l, now := bigLock()
	l, _ = ParseLock("evidence.lock", l.Print())
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range l.Quotes(now) {
			if r.Outcome != Matches {
				b.Fatal(r)
			}
		}
	}
}

package quote

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// slowly finds words without the short way over the line as it is.
func slowly(c *Copy, words string, line int) Match {
	parts := split(words, nil)
	if len(parts) == 0 {
		return Match{}
	}
	f := c.fold()
	if at, ok := f.find(parts, line); ok {
		return Match{Found: true, Line: f.lineOf(at), AtLine: line <= 0 || f.lineOf(at) == line}
	}
	return f.differ(parts, line)
}

func FuzzFind(f *testing.F) {
	f.Add("one\ntwo words here", "two words", 2)
	f.Add(wrappedCopy, "We came … an old one.", 4)
	f.Add(norm.NFD.String("정부는 상호 이해의 폭을 넓혔다"), "상호 이해", 1)
	f.Add("1\u00ad5 «b»\r\r\n\u2028", "“5” b,", -1)
	f.Add("3.\u00ad5", "3", 1)
	f.Add("a a\na", "a…a … a", 3)
	f.Add("가\u11a8 나", "가", 1)
	f.Add("\xea\u00ad\xb0\x80", "가", 1)
	f.Fuzz(func(t *testing.T, text, words string, line int) {
		c := NewCopy([]byte(text))
		m := c.Find(words, line)
		if slow := slowly(c, words, line); m != slow {
			t.Errorf("the short way says %+v, the long way %+v", m, slow)
		}
		switch {
		case m.Found && (m.Line < 1 || m.Line > len(c.lines) || m.Agree != 0 || m.Ours+m.Theirs != ""):
			t.Errorf("found: %+v", m)
		case !m.Found && (m.AtLine || m.Line < 0 || m.Line > len(c.lines)):
			t.Errorf("not found: %+v", m)
		case !m.Found && m.Theirs == m.Ours && m.Ours != "":
			t.Errorf("they differ in nothing: %+v", m)
		case m.Found && !m.AtLine && c.Find(words, m.Line) != at(m.Line):
			t.Errorf("found on line %d, and not when looked for there", m.Line)
		case m.Found && !NewCopy([]byte(fold(text))).Find(words, 0).Found && !strings.Contains(text, "\n") && !strings.Contains(text, "\r"):
			t.Error("not found in the folded line")
		}
		if s := fold(text); fold(s) != s || !norm.NFC.IsNormalString(s) {
			t.Errorf("folded twice %q is not folded once %q", fold(s), s)
		}
		for _, p := range split(words, nil) {
			if p == "" || fold(p) != p || plain(words) && !strings.Contains(words, p) {
				t.Errorf("part %q", p)
			}
		}
	})
}

func FuzzParseLock(f *testing.F) {
	f.Add([]byte(sample().Print()))
	f.Add([]byte("source s " + digestA + " 7\r\nquote b s - " + digestB + "\n"))
	f.Add([]byte("quote a s 1 " + digestA[1:] + "\nquote a s 1 " + digestA[1:] + "\n"))
	f.Add([]byte("\ufeff<<<<<<<\n\nquote\xff"))
	f.Fuzz(func(t *testing.T, src []byte) {
		l, err := ParseLock("l", src)
		var list LineErrors
		if err != nil && (!errors.As(err, &list) || len(list) == 0) {
			t.Fatal(err)
		}
		for i, e := range list {
			if e.Line < 1 || e.Line > bytes.Count(src, []byte("\n"))+1 || e.Col < 1 || e.End <= e.Col || i > 0 && e.Line < list[i-1].Line {
				t.Errorf("%+v", e)
			}
		}
		l.Quotes(sampleQuotes())
		l.Copies([]Held{{"paper", NewCopy(src)}})
		if err != nil {
			return
		}
		text := l.Print()
		again, err := ParseLock("l", text)
		if err != nil || !bytes.Equal(text, again.Print()) {
			t.Errorf("printed\n%s, then\n%s (%v)", text, again.Print(), err)
		}
		lines := 0
		for line := range bytes.Lines(src) {
			if len(bytes.Trim(line, "\ufeff\r\n")) > 0 {
				lines++
			}
		}
		if got := bytes.Count(text, []byte("\n")); got != lines {
			t.Errorf("%d lines of %d are left", got, lines)
		}
	})
}

// Package quote finds printed words in a kept copy of their source, and keeps
// the evidence lock: digests that stand for copies which cannot be published.
// It works on text; [Read] takes a copy from an fs.FS.
//
//	Copy    a kept copy, prepared once and searched many times
//	Match   where words stand in a copy, or where they part from it
//	Digest  stands for words, or for the bytes of a copy
//	Lock    an evidence.lock: one line a copy, one line a quotation
//	Result  what became of a quotation since it was locked
//	Held    a source with a kept copy, and Kept what became of the copy
//
// # How words are compared
//
// Words and copy are folded alike, and case is kept:
//
//   - text is in NFC; characters without a shape (soft hyphen, zero width) go;
//   - white space of any kind, line ends included, is one space;
//   - all quotation marks and apostrophes are one mark: ' " ’ “ « 「 『 《 ...
//
// Of the words that are looked for, the marks around them and one final comma
// or stop go too, because a newspaper puts its own there. An ellipsis (… or
// three dots or more, also in brackets; in Korean also 중략 in brackets) splits
// them into parts that stand in this order within one paragraph.
//
// A paragraph is a run of lines that are not blank. A line too long to have
// been wrapped by hand (more than 160 bytes once folded) is a paragraph by
// itself, so a copy with one paragraph a line and a copy wrapped at 72 columns
// both mean what they look like. Lines count from 1 and end in LF, CRLF or CR.
//
// Words begin and end where words of the copy do: "5 billion" does not stand in
// "1.5 billion", nor "fair" in "unfair". Where a script has no spaces between
// words, or a language adds its particles to them (Chinese, Japanese, Korean,
// Thai), any place between two letters will do: "외교부" stands in "외교부는".
//
// # The evidence lock
//
// Lines of UTF-8 text, each of one of two forms, fields apart by one space:
//
//	quote ENTRY SOURCE LINE SHA256
//	source ID SHA256 BYTES
//
// ENTRY is the entry in which a quotation stands, SOURCE the source whose kept
// copy holds it (the last link of its chain), LINE where it starts in that copy
// or "-" where the record does not say, SHA256 what [Of] gives for its words, in
// 64 lower-case hexadecimal digits. An entry has a line for each of its
// quotations, whoever's words they are; the same words twice are one line. Of a
// source, SHA256 and BYTES are those of the file as it is, so that sha256sum
// and wc -c give the same.
//
// The lines are sorted by their bytes, none occurs twice, and nothing counts
// them: git merges what two people add, and `sort -u` mends the rest. They are
// read in any order, with LF or CRLF; blank lines are skipped.
package quote

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"
)

// A Copy is the kept copy of a source. It may be searched by several
// goroutines at once.
type Copy struct {
	text  string
	lines []int // offset of each line in text
	fold  func() *folded
}

// NewCopy prepares a copy. What costs time waits until a search needs it.
func NewCopy(text []byte) *Copy { return newCopy(string(text)) }

func newCopy(text string) *Copy {
	c := &Copy{text: text, lines: lineStarts(text)}
	c.fold = sync.OnceValue(func() *folded { return foldCopy(c) })
	return c
}

// lineStarts returns the offset of each line. A byte order mark belongs to none.
func lineStarts(s string) []int {
	from := 0
	if strings.HasPrefix(s, "\ufeff") {
		from = len("\ufeff")
	}
	out := append(make([]int, 0, 1+strings.Count(s, "\n")), from)
	cr := strings.IndexByte(s, '\r') >= 0
	for i := from; i < len(s); i++ {
		if !cr {
			n := strings.IndexByte(s[i:], '\n')
			if n < 0 {
				break
			}
			i += n
		}
		lone := s[i] == '\r' && (i+1 == len(s) || s[i+1] != '\n')
		if s[i] == '\n' || lone {
			out = append(out, i+1)
		}
	}
	return out
}

// line returns the nth line, from 1, with its end; "" if there is none.
func (c *Copy) line(n int) string {
	if n < 1 || n > len(c.lines) {
		return ""
	}
	end := len(c.text)
	if n < len(c.lines) {
		end = c.lines[n]
	}
	return c.text[c.lines[n-1]:end]
}

// A Match says where words stand in a copy, or where they part from it.
type Match struct {
	Found  bool
	Line   int    // where they start, or where the longest beginning of them does; 0: nowhere
	AtLine bool   // found, and on the line asked for, or none was asked for
	Agree  int    // not found: how many words of the beginning agree
	Ours   string // not found: the first word that differs, folded; "" when there are no words
	Theirs string // and what the copy has in its place; "": its paragraph ends, or anything may stand there
}

// Find looks for words. Line says where they should start; 0 and less: not
// said. Of several places the one on that line counts, else the nearest.
func (c *Copy) Find(words string, line int) Match {
	var buf [4]string
	parts := split(words, buf[:0])
	switch {
	case len(parts) == 0:
		return Match{}
	case len(parts) == 1 && c.quick(parts[0], line):
		return Match{Found: true, Line: line, AtLine: true}
	}
	f := c.fold()
	if at, ok := f.find(parts, line); ok {
		n := f.lineOf(at)
		return Match{Found: true, Line: n, AtLine: line <= 0 || n == line}
	}
	return f.differ(parts, line)
}

// A Digest stands for words, or for the bytes of a copy.
type Digest [sha256.Size]byte

// String returns d in 64 hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Of returns the digest of words, folded, without outer marks and a final comma
// or stop: SHA-256 of their parts, joined by " … ".
func Of(words string) Digest {
	var buf [4]string
	return sha256.Sum256([]byte(strings.Join(split(words, buf[:0]), " … ")))
}

// Digest returns the digest of the copy as it is.
func (c *Copy) Digest() Digest { return sha256.Sum256([]byte(c.text)) }

// Bytes returns the length of the copy.
func (c *Copy) Bytes() int { return len(c.text) }

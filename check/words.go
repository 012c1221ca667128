package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parley"
	"parley/casefile"
	"parley/lang"
)

// noEvidence is W201: a claim of which nobody speaks.
func noEvidence(p *Pass) {
	spoken := make(map[parley.ID]bool, len(p.claims))
	for i := range p.heard {
		for _, s := range p.heard[i].stances {
			spoken[s.Claim] = true
		}
	}
	for _, e := range p.entries {
		if x, ok := e.(*parley.Inference); ok {
			for _, s := range x.Stances {
				spoken[s.Claim] = true
			}
		}
	}
	for _, c := range p.claims {
		if !spoken[c.ID] {
			p.Report(casefile.Place{Entry: c.ID}, with("claim", c.ID))
		}
	}
}

// sameWords is W206: the same words of a speaker stand in two entries, or twice
// in one.
func sameWords(p *Pass) {
	for _, s := range p.library().shelves {
		if len(s.quotes) > 64 {
			s.sameOfMany(p)
			continue
		}
		for i := range s.quotes {
			for j := range i {
				if s.quotes[i].same(&s.quotes[j]) {
					p.twiceQuoted(&s.quotes[j], &s.quotes[i])
					break
				}
			}
		}
	}
}

// same reports whether two quotations from one source are the same words of a
// speaker. A single word may well be said twice.
func (q *quotation) same(r *quotation) bool {
	return q.Line == r.Line && q.Speaker && r.Speaker && q.Words == r.Words && strings.IndexByte(q.Words, ' ') > 0
}

// sameOfMany is for a source with more quotations than can be compared with each
// other.
func (s *shelf) sameOfMany(p *Pass) {
	type key struct {
		line  int
		words string
	}
	first := make(map[key]*quotation, len(s.quotes))
	for i := range s.quotes {
		q := &s.quotes[i]
		if k := (key{q.Line, q.Words}); q.same(q) && first[k] == nil {
			first[k] = q
		} else if q.same(q) {
			p.twiceQuoted(first[k], q)
		}
	}
}

func (p *Pass) twiceQuoted(first, again *quotation) {
	p.ReportAs(variantIf(first.entry == again.entry, "here"), again.place(), with("other", first.entry.ID))
}

func variantIf(yes bool, variant string) string {
	if yes {
		return variant
	}
	return ""
}

// oneLanguage is W209: words in one language only, where most others of the
// record stand in two.
func oneLanguage(p *Pass) {
	p.oneTongue("that", func(e parley.Entry) (parley.Text, bool) {
		c, ok := e.(*parley.Claim)
		if !ok {
			return nil, false
		}
		words := parley.Text(nil)
		if c.That != nil {
			phrase, said := c.That.Value.(parley.Phrase)
			if !said {
				return nil, false
			}
			words = parley.Text{{Words: string(phrase)}}
		}
		return append(words, c.Says...), true
	})
	p.oneTongue("name", func(e parley.Entry) (parley.Text, bool) {
		switch e.(type) {
		case *parley.Party, *parley.Body, *parley.Person, *parley.Issue, *parley.Agreement:
			return e.Base().Name, len(e.Base().Name) > 0
		}
		return nil, false
	})
}

// oneTongue reports the words that lack the language that most others have.
func (p *Pass) oneTongue(field string, words func(parley.Entry) (parley.Text, bool)) {
	have := make(map[string]int)
	all := 0
	for _, e := range p.entries {
		t, ok := words(e)
		if !ok {
			continue
		}
		all++
		for _, w := range t {
			if w.Lang != "" {
				have[w.Lang]++
			}
		}
	}
	tongue := ""
	for l, n := range have {
		if 2*n > all && n < all && (tongue == "" || l < tongue) {
			tongue = l
		}
	}
	if tongue == "" {
		return
	}
	for _, e := range p.entries {
		if t, ok := words(e); ok && !t.Has(tongue) {
			p.ReportAs(field, casefile.Place{Entry: e.Base().ID, Field: field}, with("lang", tongue, "tongue", lang.Tongue(tongue), "have", have[tongue], "all", all))
		}
	}
}

// misleading is U001: characters that nobody sees, or that turn the direction of
// the text.
func misleading(p *Pass) {
	for _, f := range p.Book.Files {
		scan(f.Text(), func(line, from, to int, text string) {
			r, _ := utf8.DecodeRuneInString(text[from:to])
			variant := "hidden"
			switch {
			case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x61c:
				variant = "direction"
			case r < 0xa0:
				variant = "control"
			}
			col := 1 + utf8.RuneCountInString(strings.TrimPrefix(text[:from], "\ufeff"))
			p.reportIn(casefile.Span{File: f.Name, Line: line, Col: col, End: col + 1}, variant, with("character", fmt.Sprintf("U+%04X", r)), "", nil)
		})
	}
}

// scan yields the first character of each line of text that no honest text
// needs. Almost every byte is passed over at once.
func scan(text string, yield func(line, from, to int, text string)) {
	line, counted := 1, 0 // lines are counted up to there
	for i := 0; i < len(text); {
		if !suspect[text[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unseen(r) || i == 0 && r == '\ufeff' {
			i += n
			continue
		}
		line, counted = line+strings.Count(text[counted:i], "\n"), i
		start := strings.LastIndexByte(text[:i], '\n') + 1
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			end = len(text) - i
		}
		yield(line, i-start, i-start+n, text[start:i+end])
		i += end
	}
}

// suspect has the bytes with which a character may begin that nobody can see.
var suspect = func() (t [256]bool) {
	for r := range rune(0xe0080) {
		if unseen(r) && r != '\n' && r != '\r' && r != '\t' {
			t[string(r)[0]] = true
		}
	}
	return t
}()

// unseen reports whether a character has no shape and changes how others are
// read. The joiners that Persian and emoji need are let through.
func unseen(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xad, r == 0x61c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f:
		return true
	case r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff, r == 0x3164, r == 0x115f, r == 0x1160, r == 0xffa0:
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f
}

// decomposed is U002: a file has letters in pieces, as some systems write them.
// It is said once a file.
func decomposed(p *Pass) {
	for _, f := range p.Book.Files {
		text := f.Text()
		at := piece(text)
		if at < 0 {
			continue
		}
		start := strings.LastIndexByte(text[:at], '\n') + 1
		from := start + max(0, strings.LastIndexAny(text[start:at], " \t\"")+1)
		end := at + strings.IndexAny(text[at:]+"\n", " \t\"\r\n")
		col := 1 + utf8.RuneCountInString(strings.TrimPrefix(text[start:from], "\ufeff"))
		p.reportIn(casefile.Span{File: f.Name, Line: 1 + strings.Count(text[:at], "\n"), Col: col, End: col + utf8.RuneCountInString(text[from:end])}, "",
			[]lang.Arg{{Name: "word", Value: norm.NFC.String(text[from:end])}}, "", nil)
	}
}

// piece returns the place of the first character that joins the one before it
// into a letter that has a code of its own; -1 if there is none.
func piece(text string) int {
	first := -1
	for _, lead := range []string{"\xcc", "\xcd", "\xe1\x85", "\xe1\x86", "\xe1\x87", "\xe3\x82\x99", "\xe3\x82\x9a"} {
		for i := 0; ; i++ {
			n := strings.Index(text[i:], lead)
			if i += n; n < 0 || first >= 0 && i >= first {
				break
			}
			_, size := utf8.DecodeRuneInString(text[i:])
			_, before := utf8.DecodeLastRuneInString(text[:i])
			if !norm.NFC.IsNormalString(text[i-before : i+size]) {
				first = i
				break
			}
		}
	}
	return first
}

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
	type key struct {
		source parley.ID
		line   int
		words  string
	}
	first := make(map[key]parley.ID, len(p.heard))
	for i := range p.heard {
		h := &p.heard[i]
		switch h.Entry.(type) {
		case *parley.Statement, *parley.Report:
		default:
			continue
		}
		n := 0
		for _, c := range h.via {
			for _, q := range c.Quotes {
				if !q.Speaker {
					continue
				}
				k := key{c.Read(), q.Line, q.Words}
				id := h.Base().ID
				if other, had := first[k]; had && strings.IndexByte(q.Words, ' ') > 0 {
					p.ReportAs(variantIf(other == id, "here"), casefile.Place{Entry: id, Field: ">", N: n}, with("other", other))
				} else {
					first[k] = id
				}
				n++
			}
		}
	}
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
	line, start := 1, 0
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\n':
			line, start = line+1, i+1
			i++
		case c >= ' ' && c < 0x7f, c == '\t', c == '\r':
			i++
		case c >= 0xe3 && c <= 0xee: // 가, 漢: nothing of the kind there
			i += 3
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unseen(r) || i == 0 && r == '\ufeff' {
				i += n
				continue
			}
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 {
				end = len(text) - i
			}
			yield(line, i-start, i-start+n, text[start:i+end])
			i += end
		}
	}
}

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
		first := norm.NFC.QuickSpanString(text)
		if first == len(text) || norm.NFC.IsNormalString(text[first:]) {
			continue
		}
		// The piece that joins what is before it; the line holds both.
		composed := norm.NFC.String(text[first:])
		n := 0
		for n < len(composed) && text[first+n] == composed[n] {
			n++
		}
		at := first + n
		start := strings.LastIndexByte(text[:at], '\n') + 1
		from := start + max(0, strings.LastIndexAny(text[start:at], " \t\"")+1)
		end := at + strings.IndexAny(text[at:]+"\n", " \t\"\r\n")
		col := 1 + utf8.RuneCountInString(text[start:from])
		p.reportIn(casefile.Span{File: f.Name, Line: 1 + strings.Count(text[:at], "\n"), Col: col, End: col + utf8.RuneCountInString(text[from:end])}, "",
			[]lang.Arg{{Name: "word", Value: norm.NFC.String(text[from:end])}}, "", nil)
	}
}

package page

import (
	"slices"
	"unicode/utf8"

	"parley/brief"
	"parley/lang"
)

// cut returns a document without what is too long for a page: of each stretch of
// words at most so many characters, and how many more there are. It is whole as
// data and as a file.
func cut(d *brief.Document, most int) *brief.Document {
	if most <= 0 {
		return d
	}
	c := *d
	c.Parts, c.Notes = slices.Clone(d.Parts), slices.Clone(d.Notes)
	for i, p := range c.Parts {
		switch p := p.(type) {
		case brief.Sentence:
			p.Runs = cutRuns(d.Lang, p.Runs, most)
			c.Parts[i] = p
		case *brief.Table:
			c.Parts[i] = cutTable(d.Lang, p, most)
		}
	}
	for i := range c.Notes {
		n := &c.Notes[i]
		n.Runs, n.Words = cutRuns(d.Lang, n.Runs, most), slices.Clone(n.Words)
		for j := range n.Words {
			n.Words[j].Text = cutWords(d.Lang, n.Words[j].Text, most)
		}
	}
	return &c
}

func cutRuns(l lang.Lang, runs []lang.Run, most int) []lang.Run {
	runs = slices.Clone(runs)
	for i := range runs {
		runs[i].Text = cutWords(l, runs[i].Text, most)
	}
	return runs
}

func cutTable(l lang.Lang, t *brief.Table, most int) *brief.Table {
	c := *t
	c.Rows = slices.Clone(t.Rows)
	for i, row := range c.Rows {
		for j, x := range row {
			if words, ok := x.(brief.Text); ok && len(words) > most {
				if &c.Rows[i][0] == &t.Rows[i][0] {
					c.Rows[i] = slices.Clone(row)
				}
				c.Rows[i][j] = brief.Text(cutWords(l, string(words), most))
			}
		}
	}
	return &c
}

// cutWords returns at most so many characters of words.
func cutWords(l lang.Lang, words string, most int) string {
	if len(words) <= most {
		return words
	}
	n := utf8.RuneCountInString(words)
	if n <= most {
		return words
	}
	at := 0
	for range most {
		_, size := utf8.DecodeRuneInString(words[at:])
		at += size
	}
	more := lang.Plain(lang.Say(l, "doc.more", lang.Arg{Name: "n", Value: n - most}))
	return words[:at] + more
}

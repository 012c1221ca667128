package text

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley"
	"parley/brief"
	"parley/lang"
)

// Markdown writes d as CommonMark with tables and footnotes: ready to paste.
// Whatever in the record would be markup is shown as it stands.
func Markdown(w io.Writer, d *brief.Document) error {
	out := bufio.NewWriter(w)
	if d.Title != "" {
		fmt.Fprintf(out, "# %s\n\n", escape(d.Title))
	}
	if d.Lead != "" {
		fmt.Fprintf(out, "%s\n\n", escape(d.Lead))
	}
	number := numbers(d)
	item := false
	for _, p := range d.Parts {
		s, ok := p.(brief.Sentence)
		if item && !(ok && s.Under) {
			out.WriteByte('\n')
		}
		item = ok && s.Under
		paste(out, d, p, number)
	}
	if item && len(d.Notes) > 0 {
		out.WriteByte('\n')
	}
	for i, n := range d.Notes {
		fmt.Fprintf(out, "[^%d]: %s\n", i+1, footnote(d, n))
	}
	return out.Flush()
}

func paste(out *bufio.Writer, d *brief.Document, p brief.Part, number map[parley.ID]int) {
	switch p := p.(type) {
	case brief.Heading:
		fmt.Fprintf(out, "## %s\n\n", escape(string(p)))
	case brief.Sentence:
		words := marked(p, number, emphasised, func(_ string, ns []int) string { return marks(ns) })
		if p.Under {
			fmt.Fprintf(out, "- %s\n", begin(words))
		} else {
			fmt.Fprintf(out, "%s\n\n", begin(words))
		}
	case brief.Code:
		out.WriteString("```\n")
		for l := range strings.Lines(string(p)) {
			out.WriteString(strings.ReplaceAll(brief.Visible(strings.TrimRight(l, "\n")), "```", "'''") + "\n")
		}
		out.WriteString("```\n\n")
	case *brief.Table:
		if shown := p.Shown(); len(shown) > 0 {
			grid(out, d.Lang, p, shown)
		}
	}
}

// emphasised shows a status in italics.
func emphasised(r lang.Run) string {
	if r.Badge {
		return "*" + escape(r.Text) + "*"
	}
	return escape(r.Text)
}

func marks(ns []int) (s string) {
	for _, n := range ns {
		s += "[^" + strconv.Itoa(n) + "]"
	}
	return s
}

func grid(out *bufio.Writer, l lang.Lang, t *brief.Table, shown []int) {
	for _, i := range shown {
		fmt.Fprintf(out, "| %s ", escape(t.Columns[i].Title))
	}
	out.WriteString("|\n")
	for _, i := range shown {
		if numeric(t, i) {
			out.WriteString("| ---: ")
		} else {
			out.WriteString("| --- ")
		}
	}
	out.WriteString("|\n")
	for _, row := range t.Rows {
		for _, i := range shown {
			fmt.Fprintf(out, "| %s ", escape(brief.CellWords(l, row[i])))
		}
		out.WriteString("|\n")
	}
	out.WriteByte('\n')
}

// footnote is a note with its words as printed, those of the speaker first,
// then those of the outlet, named as such.
func footnote(d *brief.Document, n brief.Note) string {
	said := escape(lang.Plain(n.Runs))
	sep := ": "
	for _, speaker := range []bool{true, false} {
		words := escape(quoted(d.Lang, n.Words, speaker))
		if words != "" {
			said += sep + words
			sep = "; "
		}
	}
	return said + " (`" + string(n.ID) + "`)"
}

// quoted joins the words of the speaker, or of the outlet, in quote marks.
func quoted(l lang.Lang, ws []brief.Words, speaker bool) string {
	var quotes []string
	for _, w := range ws {
		if w.Speaker == speaker {
			quotes = append(quotes, lang.Plain(lang.Say(l, "note.words", lang.Arg{Name: "words", Value: w.Text})))
		}
	}
	said := strings.Join(quotes, "; ")
	if said == "" || speaker {
		return said
	}
	return lang.Plain(lang.Say(l, "note.outlet", lang.Arg{Name: "words", Value: said}))
}

// escape shows what would be markup, or an autolink in angle brackets, as it
// stands.
func escape(s string) string {
	s = brief.Visible(s)
	if !strings.ContainsAny(s, "\\`*_[]<>|~#&$") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]<>|~#&", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// begin keeps the beginning of a paragraph from being a list or a heading.
func begin(s string) string {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case s == "":
		return s
	case strings.IndexByte("-+=", s[0]) >= 0:
		return "\\" + s
	case digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')'):
		return s[:digits] + "\\" + s[digits:]
	}
	return s
}

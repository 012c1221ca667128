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
	number := d.Numbers()
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
		words := numbered(p) + marked(p, number, badged, func(words string, ns []int) string { return apart(words) + marks(ns) })
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
		if shown := p.Shown(true); len(shown) > 0 {
			grid(out, d.Lang, p, shown)
		}
	}
}

// badged shows a status in brackets. They are ours, and are no link: nothing in
// a document defines one, and what follows them begins with a space or a stop.
func badged(r lang.Run) string {
	if r.Badge {
		return "[" + escape(r.Text) + "]"
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
			fmt.Fprintf(out, "| %s ", cell(l, row[i]))
		}
		out.WriteString("|\n")
	}
	out.WriteByte('\n')
}

func cell(l lang.Lang, c brief.Cell) string {
	if u, ok := c.(brief.URL); ok {
		if to := address(string(u)); to != "" {
			return "<" + to + ">"
		}
	}
	return escape(brief.CellWords(l, c))
}

// linked writes the words of a note; those that lead to a source are a link to
// where it is.
func linked(n brief.Note) string {
	var b strings.Builder
	for _, r := range n.Runs {
		said := escape(r.Text)
		if to := address(n.URLs[r.Link]); to != "" && said != "" {
			said = "[" + said + "](" + to + ")"
		}
		b.WriteString(said)
	}
	return b.String()
}

// address returns a URL as a link may hold it; "" for one that is none of the
// web. What could end the link, or act, is percent-encoded.
func address(url string) string {
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return ""
	}
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("<>()[]\\`|\"'*", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	if strings.Contains(url, ";") { // else no entity: &copy=1 stays as it is
		return strings.ReplaceAll(b.String(), "&", "&amp;")
	}
	return b.String()
}

// footnote is a note with its words as printed, those of the speaker first,
// then those of the outlet, named as such.
func footnote(d *brief.Document, n brief.Note) string {
	said := linked(n)
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

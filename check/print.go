package check

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"parley/casefile"
	"parley/lang"
)

// window is how many columns of a line a message shows.
const window = 96

// Text writes the findings for a person, each with its line, a caret under the
// whole token, and what to do; then what was counted. The book is for the lines.
func (r Report) Text(w io.Writer, l lang.Lang, b *casefile.Book) error {
	if err := r.List(w, l, b); err != nil {
		return err
	}
	_, err := io.WriteString(w, strings.Join(r.Summary(l), "\n")+"\n")
	return err
}

// List writes the findings as Text does, without the counts.
func (r Report) List(w io.Writer, l lang.Lang, b *casefile.Book) error {
	var out strings.Builder
	for _, f := range r.Findings {
		f.text(&out, l, b)
		out.WriteByte('\n')
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// Summary says in a few sentences how many mistakes there are and what vouches
// for the quotations.
func (r Report) Summary(l lang.Lang) (out []string) {
	errs := r.Errors()
	if len(r.Findings) == 0 {
		out = append(out, lang.Word(l, "check.summary.none"))
	} else {
		out = append(out, said(l, "check.summary", with("errors", errs, "warnings", len(r.Findings)-errs)))
	}
	c := r.Counts
	if c.Quotations == 0 {
		return append(out, lang.Word(l, "check.quotes.none"))
	}
	if found := c.Quotations - c.InLock - c.Unchecked; c.InCopy > 0 || found > 0 {
		out = append(out, said(l, "check.quotes.copy", with("n", c.InCopy, "all", c.Quotations)))
	}
	if c.InLock > 0 {
		out = append(out, said(l, "check.quotes.lock", with("n", c.InLock)))
	}
	if c.Unchecked > 0 {
		out = append(out, said(l, "check.quotes.unchecked", with("n", c.Unchecked)))
	}
	return out
}

func said(l lang.Lang, key string, args []lang.Arg) string {
	return lang.Message{Key: key, Args: args}.In(l)
}

// text writes one finding.
func (f Finding) text(out *strings.Builder, l lang.Lang, b *casefile.Book) {
	s := f.Span
	fmt.Fprintf(out, "%s:%d:%d: %s %s: %s\n", harmless(s.File), s.Line, s.Col, lang.Word(l, "check."+f.Severity.String()), f.Code, harmless(f.Message.In(l)))
	if line := b.Line(s.File, s.Line); line != "" {
		text, from, to := excerpt(line, s.Col, s.End)
		number := fmt.Sprintf("%4d | ", s.Line)
		fmt.Fprintf(out, "%s%s\n", number, text)
		fmt.Fprintf(out, "%s%s%s\n", strings.Repeat(" ", len(number)-2)+"| ", strings.Repeat(" ", from), strings.Repeat("^", max(1, to-from)))
	}
	fmt.Fprintf(out, "     = %s\n", harmless(f.Fix().In(l)))
}

// A cell is a character as it is shown, and the column of the screen at which
// it stands.
type cell struct {
	shown string
	at    int
}

// cells returns those of a line, and its width.
func cells(line string) (out []cell, wide int) {
	for _, r := range strings.TrimRight(line, " \t") {
		s := visible(r)
		out = append(out, cell{s, wide})
		wide += columns(s)
	}
	return out, wide
}

// excerpt returns as much of a line as fits the window, as it can be shown, and
// the columns of the screen between which runes col to end stand in it.
func excerpt(line string, col, end int) (text string, from, to int) {
	cs, wide := cells(line)
	screen := func(col int) int {
		if i := col - 1; i < len(cs) {
			return cs[max(i, 0)].at
		}
		return wide
	}
	from, to = screen(col), screen(end)
	first, last := 0, wide // columns to show
	if wide > window {
		first = max(0, min(from-window/4, wide-window))
		last = first + window
	}
	var out strings.Builder
	shift := 0
	for i, c := range cs {
		if c.at < first {
			continue
		}
		if out.Len() == 0 && first > 0 {
			shift = c.at - 1
			out.WriteString("…")
		}
		if screen(i+2) > last-1 && last < wide {
			out.WriteString("…")
			break
		}
		out.WriteString(c.shown)
	}
	return out.String(), from - shift, min(to, last) - shift
}

// visible is how a character is shown: a tab as spaces, what nobody can see or
// what would move the cursor by its number.
func visible(r rune) string {
	switch {
	case r == '\t':
		return "    "
	case unseen(r) && r != '\n' || r == 0xfffd && !unicode.IsPrint(r):
		return fmt.Sprintf("<U+%04X>", r)
	}
	return string(r)
}

// harmless is s without what would move the cursor or turn the text.
func harmless(s string) string {
	if strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		out.WriteString(visible(r))
	}
	return out.String()
}

// columns is how many columns of a screen s takes: Hangul and Han two, marks
// that stand on another letter none.
func columns(s string) (n int) {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me) || r == 0x200c || r == 0x200d || r >= 0x1160 && r <= 0x11ff:
		case r >= 0x1f300 && r <= 0x1faff:
			n += 2
		default:
			n++
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
				n++
			}
		}
	}
	return n
}

// A findingJSON is a finding as programs read it.
type findingJSON struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	End      int    `json:"end"`
	Message  string `json:"message"`
	Fix      string `json:"fix"`
}

// JSON writes the report for programs, by the schema "parley.findings/1": lines
// and columns count from 1, columns in characters, and end is the column after
// the last one.
func (r Report) JSON(w io.Writer, l lang.Lang) error {
	c := r.Counts
	entries := make(map[string]int)
	for _, k := range c.Entries {
		entries[string(k.Kind)] = k.N
	}
	out := struct {
		Schema     string         `json:"schema"`
		Findings   []findingJSON  `json:"findings"`
		Entries    map[string]int `json:"entries"`
		Quotations map[string]int `json:"quotations"`
	}{"parley.findings/1", make([]findingJSON, 0, len(r.Findings)), entries,
		map[string]int{"all": c.Quotations, "in-copy": c.InCopy, "in-lock": c.InLock, "unchecked": c.Unchecked}}
	for _, f := range r.Findings {
		s := f.Span
		out.Findings = append(out.Findings, findingJSON{f.Code, f.Severity.String(), s.File, s.Line, s.Col, s.End, f.Message.In(l), f.Fix().In(l)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

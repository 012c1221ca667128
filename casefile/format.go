package casefile

import "strings"

// Format returns f as fmt lays it out: heads with single spaces, fields
// indented by two, values at column 16. Words, comments, blank lines, line ends
// and the order of everything stay as they are; so do lines that cannot be
// read.
func (f *File) Format() []byte {
	var b strings.Builder
	b.Grow(len(f.text))
	start := bom(f.text)
	b.WriteString(f.text[:start])
	kind, open := "", false
	for l := range f.linesFrom(start, 1) {
		body := l.body()
		switch {
		case body == "":
			open = false
			b.WriteString(l.raw)
		case body[0] == ';' || len(l.raw) > maxLine:
			b.WriteString(l.raw)
		case !l.indented():
			b.WriteString(squeeze(body))
			kind, open = headKind(body), true
		case !open:
			b.WriteString(l.raw)
		default:
			b.WriteString(formatLine(kind, l))
		}
		b.WriteString(f.text[l.start+len(l.raw) : l.end])
	}
	return []byte(b.String())
}

func headKind(head string) string {
	c := cursor{s: head}
	t, _ := c.next()
	if ch := t.text[0]; ch >= '0' && ch <= '9' || ch == '.' {
		if strings.IndexByte(t.text, 'T') > 0 {
			c.next()
		}
		t, _ = c.next()
	}
	return t.text
}

func formatLine(kind string, l line) string {
	name, lang, text, _ := l.field()
	f, ok := infoOf(kind, name)
	if !ok {
		f.form = formRaw
	}
	return layout(name, lang, formatValue(f.form, text))
}

// formatValue puts single spaces between the words of a value, except where
// the rest of the line counts as it stands.
func formatValue(f form, text string) string {
	if f != formOutlet && f != formRaw {
		return squeeze(text)
	}
	if f == formOutlet {
		n, rest, _ := strings.Cut(text, " ")
		return n + " " + strings.TrimLeft(rest, " \t")
	}
	return text
}

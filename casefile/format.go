package casefile

import "strings"

// Format returns f as fmt lays it out: heads with single spaces, fields
// indented by two, values at column 16. Words, comments, blank lines, line ends
// and the order of everything stay as they are; so do lines that cannot be
// read.
func (f *File) Format() []byte {
	b := make([]byte, 0, len(f.text)+len(f.text)/16)
	b = append(b, f.text[:bom(f.text)]...)
	kind, open := "", false
	for l := range f.linesFrom(len(b), 1) {
		s := l.raw
		switch l.kind() {
		case blankLine:
			open = false
		case includeLine:
			s, open = includeText(includePath(l.body())), false
		case headLine:
			s, kind, open = squeeze(l.body()), l.heading().kind.text, true
		case fieldLine:
			if open {
				s = formatLine(kind, l)
			}
		}
		if max(len(s), len(l.raw)) > maxLine {
			s = l.raw
		}
		b = append(append(b, s...), f.text[l.start+len(l.raw):l.end]...)
	}
	return b
}

// formatLine lays a field out, if its kind has it.
func formatLine(kind string, l line) string {
	name, lang, text, _ := l.field()
	f, ok := infoOf(kind, name)
	if !ok || lang != "" && f.flags&inLang == 0 {
		return l.raw
	}
	return layout(name, lang, formatValue(f.form, text))
}

// formatValue puts single spaces between the words of a value, except where
// the rest of the line counts as it stands.
func formatValue(f form, text string) string {
	switch f {
	case formRaw:
		return text
	case formOutlet:
		c := cursor{s: text}
		n, _ := c.next()
		return strings.TrimRight(n.text+" "+c.rest(), " ")
	}
	return squeeze(text)
}

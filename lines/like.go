package lines

import "strings"

// Like returns text with the line ends that model has: a line that stands in both
// keeps its own, another gets the one that is most frequent there. A byte order
// mark at the beginning of model stands at the beginning of the result. A page of
// a browser changes line ends and drops the mark; this undoes that.
func Like(text, model string) string {
	text, mark := strings.TrimPrefix(text, bom), ""
	if body, ok := strings.CutPrefix(model, bom); ok {
		model, mark = body, bom
	}
	is, was := Split(text), Split(model)
	ends := endsOf(model)
	common := most(ends)
	var out strings.Builder
	out.Grow(len(mark) + len(text) + len(is))
	out.WriteString(mark)
	at, hunks := 0, Diff(was, is)
	for i, line := range is {
		out.WriteString(line)
		if i == len(is)-1 {
			break
		}
		end := common
		for len(hunks) > 0 && i >= hunks[0].BEnd {
			at, hunks = hunks[0].AEnd-hunks[0].BEnd, hunks[1:]
		}
		if k := i + at; (len(hunks) == 0 || i < hunks[0].B) && k < len(ends) {
			end = ends[k]
		}
		out.WriteString(end)
	}
	return out.String()
}

const bom = "\ufeff"

// Plain returns a text as a browser has it: without the mark, each line ended by
// "\n".
func Plain(text string) string { return Join(Split(strings.TrimPrefix(text, bom))) }

// endsOf lists the line ends of a text.
func endsOf(text string) (ends []string) {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			ends = append(ends, "\n")
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
			ends = append(ends, "\r\n")
			i++
		case text[i] == '\r':
			ends = append(ends, "\r")
		}
	}
	return ends
}

// most returns the end that most lines have; a "\r" alone is never chosen.
func most(ends []string) string {
	n := 0
	for _, e := range ends {
		switch e {
		case "\n":
			n--
		case "\r\n":
			n++
		}
	}
	if n > 0 {
		return "\r\n"
	}
	return "\n"
}

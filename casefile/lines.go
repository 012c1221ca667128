package casefile

import (
	"strings"

	"parley"
)

// LinesOf returns the first and the last line, from 1, of the entry with an id as
// it stands in f, also of one that cannot be read.
func (f *File) LinesOf(id parley.ID) (first, last int, ok bool) {
	b, ok := f.block(id)
	if !ok || id == "" {
		return 0, 0, false
	}
	text := strings.TrimSuffix(f.text[b.start:b.end], "\n")
	return int(b.line), int(b.line) + strings.Count(text, "\n"), true
}

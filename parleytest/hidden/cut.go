package hidden

import (
	"encoding/csv"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/view"
)

// Cut returns the case as it would stand if nobody had written what became
// known after a day. It works on the text, line by line: what goes is decided
// from the dates of the entries, and of a file of figures from those of its rows.
func Cut(files map[string]string, es []parley.Entry, day date.Day) map[string]string {
	from := view.Vantage{Reader: parley.Public, AsOf: day}
	c := cutter{here: make(map[string]bool), undated: make(map[string]bool), known: make(map[string]bool)}
	gone, unnamed := Of(es, from), Unnamed(es, from)
	for _, e := range es {
		id := e.Base().ID
		c.here[string(id)] = !gone[id] && !unnamed[id]
		c.known[string(id)] = e.Base().Known != nil
		if s, ok := e.(*parley.Source); ok && s.Published.State != parley.IsGiven {
			c.undated[string(id)] = true
		}
	}
	out := make(map[string]string)
	for name, text := range files {
		if strings.HasSuffix(name, ".csv") {
			out[name] = c.rows(text, day)
		} else {
			out[name] = c.file(text)
		}
	}
	return out
}

// rows returns a file of figures without those that were published later than a
// day, themselves or with their source, or whose source goes.
func (c cutter) rows(text string, day date.Day) string {
	var b strings.Builder
	var head []string
	for line := range strings.Lines(text) {
		if s := strings.TrimSpace(line); s == "" || s[0] == '#' {
			b.WriteString(line)
			continue
		}
		cells, err := csv.NewReader(strings.NewReader(line)).Read()
		if err != nil {
			panic(err)
		}
		if head == nil {
			head = cells
		} else if !c.out(head, cells, day) {
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}

func (c cutter) out(head, cells []string, day date.Day) bool {
	cell := func(column string) string {
		if i := slices.Index(head, column); i >= 0 {
			return cells[i]
		}
		return ""
	}
	source := cell("source")
	if source != "" && !c.here[source] {
		return false
	}
	if d, err := date.Parse(cell("published")); err == nil {
		return d.Last <= day
	}
	return source != "" && !c.undated[source]
}

// A cutter says of each declared id whether it stays, of which sources nobody
// knows when they were published, and which entries say when they became known.
type cutter struct{ here, undated, known map[string]bool }

func (c cutter) file(text string) string {
	var b strings.Builder
	id, keep, words := "", true, true
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(line, ";"):
		case line[0] != ' ' && line[0] != '\t': // the head of an entry, or an include
			id = c.id(f)
			keep, words = id == "" || c.here[id], true
		case strings.HasPrefix(f[0], ";"):
		case f[0] == "via":
			words = c.came(f[1:], c.known[id])
			if !words {
				continue
			}
		case f[0] == ">" || f[0] == "|":
			if !words {
				continue
			}
		default:
			if line = c.mentions(line, f); line == "" {
				continue
			}
		}
		if keep {
			b.WriteString(line)
		}
	}
	return b.String()
}

// id returns the id of the entry that begins with these words.
func (c cutter) id(f []string) string {
	for i, w := range f[:len(f)-1] {
		if slices.Contains(casefile.KindNames(), w) {
			return f[i+1]
		}
	}
	return ""
}

// came reports whether a chain had reached anybody. One that ends where nobody
// knows when it was published has, with an entry that says when itself.
func (c cutter) came(f []string, known bool) bool {
	last := ""
	for i, w := range f {
		if w == "at" {
			break
		}
		if w != "quoted-in" {
			if !c.here[w] {
				return false
			}
			last = f[i]
		}
	}
	return !c.undated[last] || known
}

// holders are the fields that hold ids.
var holders = strings.Fields("parties rates of speaks-for role part-of follows about replaces from talks heads by translated-by asserts denies qualifies declines to on same-as in leaves dated-from")

// mentions returns a line without the ids that go; "" if no id is left in it.
func (c cutter) mentions(line string, f []string) string {
	field, _, _ := strings.Cut(f[0], ".")
	if !slices.Contains(holders, field) {
		return line
	}
	before, quoted, _ := strings.Cut(line, `"`)
	var out []string
	ids, went := 0, false
	for _, w := range strings.Fields(before) {
		switch here, declared := c.here[w]; {
		case declared && !here:
			went = true
			continue
		case declared:
			ids++
		}
		out = append(out, w)
	}
	switch {
	case !went:
		return line
	case ids == 0:
		return ""
	case quoted != "":
		return "  " + strings.Join(out, " ") + ` "` + quoted
	}
	return "  " + strings.Join(out, " ") + "\n"
}

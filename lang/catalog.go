package lang

import (
	"embed"
	"io/fs"
	"strings"
	"sync"
)

//go:embed catalog
var files embed.FS

// catalogues are read once, when something is first said.
var catalogues = sync.OnceValue(func() map[Lang]map[string][]piece {
	all := make(map[Lang]map[string][]piece)
	for _, l := range []Lang{English, Korean} {
		all[l] = load(files, "catalog/"+string(l))
	}
	return all
})

// load reads the files of one language. It panics at a line that is no pattern
// and at a key that stands twice: the files are part of the program.
func load(fsys fs.FS, dir string) map[string][]piece {
	names, err := fs.Glob(fsys, dir+"/*.txt")
	if err != nil || len(names) == 0 {
		panic("lang: no catalogue in " + dir)
	}
	patterns := make(map[string][]piece)
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			panic(err)
		}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == ';' {
				continue
			}
			key, pattern, ok := strings.Cut(line, " =")
			pattern = strings.TrimSpace(pattern)
			if _, twice := patterns[key]; !ok || twice || strings.ContainsAny(key, " \t") {
				panic("lang: " + name + ": not a pattern, or a key that stands twice: " + line)
			}
			if patterns[key], ok = parse(pattern); !ok {
				panic("lang: " + name + ": a brace is not closed: " + line)
			}
		}
	}
	return patterns
}

// A piece of a pattern is text, an argument, or a choice by an argument.
type piece struct {
	text   string // where name is ""
	name   string
	choice bool
	a, b   string
}

func parse(pattern string) (ps []piece, ok bool) {
	ps = []piece{} // an empty pattern is one, too
	for pattern != "" {
		text, rest, found := strings.Cut(pattern, "{")
		if strings.HasPrefix(rest, "{") {
			ps, pattern = append(ps, piece{text: text + "{"}), rest[1:]
			continue
		}
		if text != "" {
			ps = append(ps, piece{text: text})
		}
		if !found {
			break
		}
		hole, after, closed := strings.Cut(rest, "}")
		if !closed || hole == "" {
			return nil, false
		}
		ps, pattern = append(ps, hold(hole)), after
	}
	return ps, true
}

func hold(hole string) piece {
	if hole == " " {
		return piece{text: hole}
	}
	name, words, choice := strings.Cut(hole, ":")
	a, b, _ := strings.Cut(words, "/")
	return piece{name: name, choice: choice, a: a, b: b}
}

// choose picks a or b. said is what the argument became.
func (p piece) choose(l Lang, value any, said string) string {
	if l == Korean {
		return particle(said, p.a, p.b)
	}
	if n, ok := value.(int); ok && n == 1 {
		return p.a
	}
	return p.b
}

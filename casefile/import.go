package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// An ImportError says what in a JSON is not so, and where.
type ImportError struct {
	Path  string // files[0].items[3].lines[2].value.amount.printed
	Entry string // "claim us-asks-5bn"; "": not in an entry
	What  string
}

func (e *ImportError) Error() string {
	if e.Entry != "" {
		return fmt.Sprintf("%s (%s): %s", e.Path, e.Entry, e.What)
	}
	return fmt.Sprintf("%s: %s", e.Path, e.What)
}

// ReadJSON reads what WriteJSON wrote. It makes the text anew from what was
// printed, reads that, and compares all that it says with what the JSON says:
// a value that was reckoned and does not fit its printed form is an error, and
// so is one that is left out or that nobody knows. The error is an
// [*ImportError].
func ReadJSON(src []byte) ([]*File, error) {
	if notText(string(src)) >= 0 {
		return nil, &ImportError{Path: "JSON", What: "is not UTF-8 text"}
	}
	var c struct {
		Schema string      `json:"schema"`
		Files  []jsonFile  `json:"files"`
		Tables []jsonTable `json:"tables"`
	}
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return nil, syntaxError(src, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &ImportError{Path: "JSON", What: "goes on after its end"}
	}
	if c.Schema != Schema {
		return nil, &ImportError{Path: "schema", What: fmt.Sprintf("is %q; this program reads %q", c.Schema, Schema)}
	}
	if len(c.Files) == 0 {
		return nil, &ImportError{Path: "files", What: "has no file; a case has at least one"}
	}
	var files []*File
	for i, j := range c.Files {
		at := fmt.Sprintf("files[%d]", i)
		if err := goodName(j.Name, ending, files); err != "" {
			return nil, &ImportError{Path: at + ".name", What: fmt.Sprintf("%q %s", j.Name, err)}
		}
		f, err := j.file(at)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	for i, t := range c.Tables {
		if err := goodName(t.Name, ".csv", files); err != "" {
			return nil, &ImportError{Path: fmt.Sprintf("tables[%d].name", i), What: fmt.Sprintf("%q %s", t.Name, err)}
		}
		files = append(files, plain(t.Name, t.Text))
	}
	return files, nil
}

// syntaxError places an error of package json by line and column.
func syntaxError(src []byte, err error) error {
	at := int64(-1)
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = e.Offset
	} else if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		at = e.Offset
	}
	if at < 1 || at > int64(len(src)) {
		return &ImportError{Path: "JSON", What: err.Error()}
	}
	before := src[:at-1] // the byte at fault is the last one that was read
	line, col := 1+bytes.Count(before, []byte("\n")), len(before)-bytes.LastIndexByte(before, '\n')
	return &ImportError{Path: fmt.Sprintf("line %d, column %d", line, col), What: err.Error()}
}

// isTable reports whether f is a file of figures.
func (f *File) isTable() bool { return path.Ext(f.Name) == ".csv" }

// goodName says what is wrong with the name of a file.
func goodName(name, ending string, before []*File) string {
	same := func(f *File) bool { return norm.NFC.String(f.Name) == norm.NFC.String(name) }
	switch {
	case !fs.ValidPath(name) || strings.ContainsAny(name, `\:`):
		return "is not a path inside the case folder"
	case path.Ext(name) != ending:
		return "does not end in " + ending
	case strings.HasPrefix(name, ".") || strings.Contains(name, "/."):
		return "has a part that begins with a dot"
	case slices.ContainsFunc(before, same):
		return "is there twice"
	}
	return ""
}

// file makes the text of a file and checks that it says what j says.
func (j *jsonFile) file(at string) (*File, error) {
	items := make([]jsonItem, len(j.Items))
	var b strings.Builder
	if j.BOM {
		b.WriteString("\ufeff")
	}
	for i, raw := range j.Items {
		here := fmt.Sprintf("%s.items[%d]", at, i)
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&items[i]); err != nil {
			return nil, &ImportError{here, items[i].entry(), err.Error()}
		}
		if err := items[i].write(&b, j.End); err != nil {
			return nil, located(here, items[i].entry(), err)
		}
	}
	if b.Len() > MaxFile {
		return nil, &ImportError{Path: at, What: fmt.Sprintf("is larger than %d MB", MaxFile>>20)}
	}
	if notText(b.String()) >= 0 {
		return nil, &ImportError{Path: at, What: "has a zero character, which no text has"}
	}
	f := index(j.Name, b.String())
	if err := f.exportable(); err != nil {
		return nil, &ImportError{Path: at, What: err.Error()}
	}
	if end := f.eol(); end != j.End {
		return nil, &ImportError{Path: at + ".end", What: fmt.Sprintf("is %q; its first line ends in %q", j.End, end)}
	}
	return f, f.says(j.Items, items, at)
}

// says checks that the items of f are those given.
func (f *File) says(given []json.RawMessage, items []jsonItem, at string) error {
	i := 0
	for got, err := range f.items() {
		here := fmt.Sprintf("%s.items[%d]", at, i)
		if i >= len(given) {
			break
		}
		if err != nil {
			return &ImportError{here, items[i].entry(), err.Error()}
		}
		if !bytes.Equal(given[i], got) {
			if err := differ(tree(given[i]), tree(got)); err != nil {
				return located(here, items[i].entry(), err)
			}
		}
		i++
	}
	if i < len(given) {
		return &ImportError{fmt.Sprintf("%s.items[%d]", at, i), items[i].entry(), "does not stand on lines of its own"}
	}
	return nil
}

func located(at, entry string, err error) error {
	if e, ok := errors.AsType[*jsonError](err); ok {
		return &ImportError{strings.TrimSuffix(at+"."+e.path, "."), entry, e.what}
	}
	return &ImportError{at, entry, err.Error()}
}

func (x *jsonItem) entry() string { return strings.TrimSpace(x.Kind + " " + x.ID) }

// write writes the item as fmt lays it out.
func (x *jsonItem) write(b *strings.Builder, eol string) error {
	end := func(own *string) string {
		if own != nil {
			return *own
		}
		return eol
	}
	switch {
	case x.Comment != nil:
		b.WriteString(*x.Comment + end(x.End))
	case x.Blank != nil:
		b.WriteString(*x.Blank + end(x.End))
	case x.Include != nil:
		b.WriteString(includeText(*x.Include) + end(x.End))
	default:
		words := []string{x.Kind, x.ID}
		if x.Date != nil {
			s, err := x.Date.text()
			if err != nil {
				return under("date", err)
			}
			words = append([]string{s}, words...)
		}
		if x.Name != nil {
			words = append(words, quote(*x.Name))
		}
		b.WriteString(strings.Join(words, " ") + end(x.End))
		for i, l := range x.Lines {
			s, err := l.text(x.Kind)
			if err != nil {
				return under(fmt.Sprintf("lines[%d]", i), err)
			}
			b.WriteString(s + end(l.End))
		}
	}
	return nil
}

func (l *jsonLine) text(kind string) (string, error) {
	if l.Comment != nil {
		return *l.Comment, nil
	}
	f, ok := infoOf(kind, l.Field)
	if !ok {
		return "", &jsonError{"field", fmt.Sprintf("is %q; a %s has no such field", l.Field, kind)}
	}
	v := blankValue(f.form)
	if len(l.Value) == 0 {
		return "", gap("value")
	}
	if err := json.Unmarshal(l.Value, v); err != nil {
		return "", &jsonError{"value", err.Error()}
	}
	s, err := v.text()
	return layout(l.Field, l.Lang, s), under("value", err)
}

func tree(src []byte) (x any) {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber()
	_ = dec.Decode(&x) // it was decoded before
	return x
}

// differ says where a value that was given is not the one that the text gives.
func differ(given, got any) error {
	switch got := got.(type) {
	case map[string]any:
		m, ok := given.(map[string]any)
		if !ok {
			break
		}
		return differMaps(m, got)
	case []any:
		list, ok := given.([]any)
		if !ok {
			break
		}
		for i := range max(len(list), len(got)) {
			key := fmt.Sprintf("[%d]", i)
			switch {
			case i >= len(list):
				return gap(key)
			case i >= len(got):
				return &jsonError{key, "is more than the text says"}
			}
			if err := differ(list[i], got[i]); err != nil {
				return under(key, err)
			}
		}
		return nil
	default:
		if given == got {
			return nil
		}
	}
	return &jsonError{"", fmt.Sprintf("is %s; what was printed gives %s", show(given), show(got))}
}

func differMaps(given, got map[string]any) error {
	for _, k := range slices.Sorted(maps.Keys(got)) {
		x, ok := given[k]
		if !ok {
			return &jsonError{k, fmt.Sprintf("is missing; what was printed gives %s", show(got[k]))}
		}
		if err := differ(x, got[k]); err != nil {
			return under(k, err)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(given)) {
		if _, ok := got[k]; !ok {
			return &jsonError{k, "is not what the printed form gives"}
		}
	}
	return nil
}

func show(x any) string {
	b, _ := json.Marshal(x)
	return string(b)
}

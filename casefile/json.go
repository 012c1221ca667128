package casefile

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"
)

// Schema is the name of the lossless JSON of a case: files, entries, lines,
// with the comments, the blank lines and the line ends. It holds what the text
// says and never a piece of the text of an entry.
const Schema = "parley.case/1"

type (
	jsonFile struct {
		Name  string            `json:"name"`
		BOM   bool              `json:"bom,omitempty"`
		End   string            `json:"end"` // of its lines, where they do not say another
		Items []json.RawMessage `json:"items"`
	}
	// A jsonTable is a file of figures.
	jsonTable struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}
	// A jsonItem is an entry, or a line between entries.
	jsonItem struct {
		Comment *string    `json:"comment,omitempty"` // with the space before it
		Blank   *string    `json:"blank,omitempty"`   // the space in it
		Include *string    `json:"include,omitempty"`
		Date    *jsonDate  `json:"date,omitempty"`
		Kind    string     `json:"kind,omitempty"`
		ID      string     `json:"id,omitempty"`
		Name    *string    `json:"name,omitempty"`
		End     *string    `json:"end,omitempty"`
		Lines   []jsonLine `json:"lines,omitempty"`
	}
)

// WriteJSON writes files, which must be without faults, as JSON. Reading them
// back gives the text that Format gives, byte for byte. Files of figures, whose
// names end in .csv, stand in a list of their own, as their text.
func WriteJSON(w io.Writer, files []*File) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, "{\"schema\":%q,\"files\":[", Schema)
	var tables []jsonTable
	more := false
	for _, f := range files {
		if f.isTable() {
			tables = append(tables, jsonTable{f.Name, f.text})
			continue
		}
		if err := f.writeJSON(out, more); err != nil {
			return err
		}
		more = true
	}
	fmt.Fprint(out, "\n]")
	if len(tables) > 0 {
		text, err := json.Marshal(tables)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, ",\n\"tables\":%s", text)
	}
	fmt.Fprint(out, "}\n")
	return out.Flush()
}

func (f *File) writeJSON(out *bufio.Writer, more bool) error {
	if err := f.exportable(); err != nil {
		return err
	}
	comma := map[bool]string{true: ","}
	name, err := json.Marshal(f.Name)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n{\"name\":%s,", comma[more], name)
	if bom(f.text) > 0 {
		fmt.Fprint(out, `"bom":true,`)
	}
	fmt.Fprintf(out, `"end":%q,"items":[`, f.eol())
	more = false
	for item, err := range f.items() {
		if err != nil {
			return err
		}
		if more {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(item)
		more = true
	}
	_, err = out.WriteString("\n]}")
	return err
}

// exportable says why a file has no JSON.
func (f *File) exportable() error {
	if len(f.faults) > 0 {
		return &LossError{f.Name, f.faults[0].Span.Line, f.faults[0].Code}
	}
	if !utf8.ValidString(f.text) {
		return &ReadError{File: f.Name, Line: 1, Reason: "not-utf8"}
	}
	return nil
}

// A LossError says that a file has a fault, and so cannot be turned into JSON
// and back without loss.
type LossError struct {
	File string
	Line int
	Code string // of the fault
}

func (e *LossError) Error() string {
	return fmt.Sprintf("%s:%d: has a mistake (%s); `parley check` shows it. A file is exported when it has none", e.File, e.Line, e.Code)
}

// items yields the JSON of the entries of f and of the lines between them.
func (f *File) items() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var buf bytes.Buffer
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		d := &decoder{file: f.Name}
		eol := f.eol()
		block := 0
		for at, n := bom(f.text), 1; at < len(f.text); {
			var item jsonItem
			var err error
			if block < len(f.Blocks) && int(f.Blocks[block].start) == at {
				b := f.Blocks[block]
				item, err = d.entryJSON(f, b, eol)
				at, n, block = int(b.end), n+1+len(item.Lines), block+1
			} else {
				for l := range f.linesFrom(at, n) {
					item, at, n = f.lineItem(l, eol), l.end, n+1
					break
				}
			}
			buf.Reset()
			if err == nil {
				err = enc.Encode(item)
			}
			if !yield(bytes.TrimRight(buf.Bytes(), "\n"), err) || err != nil {
				return
			}
		}
	}
}

// lineItem is a line that belongs to no entry.
func (f *File) lineItem(l line, eol string) jsonItem {
	item := jsonItem{End: f.end(l, eol)}
	switch s := l.raw; l.kind() {
	case blankLine:
		item.Blank = &s
	case includeLine:
		s = includePath(l.body())
		item.Include = &s
	default:
		item.Comment = &s
	}
	return item
}

// end is the end of a line, if it is not that of the file.
func (f *File) end(l line, eol string) *string {
	if s := f.text[l.start+len(l.raw) : l.end]; s != eol {
		return &s
	}
	return nil
}

func (d *decoder) entryJSON(f *File, b Block, eol string) (item jsonItem, err error) {
	if d.block(f, b) == nil {
		if len(d.faults) == 0 {
			d.fault("P017", 0, 0)
		}
		return item, &LossError{f.Name, d.faults[0].Span.Line, d.faults[0].Code}
	}
	head := f.head(b)
	h := head.heading()
	item = jsonItem{Kind: h.kind.text, ID: h.id.text, End: f.end(head, eol)}
	if h.date.text != "" {
		item.Date = toDate(d.date(h.date.text, h.date.at))
	}
	if h.name.text != "" {
		s, _ := unquote(h.name.text)
		item.Name = &s
	}
	for l := range f.linesTo(int(b.body), int(b.end), int(b.line)+1) {
		x := jsonLine{End: f.end(l, eol)}
		if l.kind() != fieldLine {
			x.Comment = &l.raw
		} else if err = d.fieldJSON(item.Kind, l, &x); err != nil {
			return item, err
		}
		item.Lines = append(item.Lines, x)
	}
	return item, nil
}

func (d *decoder) fieldJSON(kind string, l line, x *jsonLine) (err error) {
	name, lang, text, at := l.field()
	f, _ := infoOf(kind, name)
	d.line = l
	x.Field, x.Lang = name, lang
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err = enc.Encode(d.jsonOf(f, value{text, l, at, lang}))
	x.Value = bytes.TrimRight(buf.Bytes(), "\n")
	return err
}

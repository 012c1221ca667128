package scenario

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// An element is a piece of an XML document, with its place.
type element struct {
	place
	name     string
	attrs    []xml.Attr
	children []*element
}

// attr returns an attribute, and whether there is one.
func (e *element) attr(name string) (string, bool) {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// all returns the children of a name, in order.
func (e *element) all(name string) (found []*element) {
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// first returns the first child of a name, nil if there is none.
func (e *element) first(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// deep returns the elements of a name on all levels below e, in order.
func (e *element) deep(name string) (found []*element) {
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.deep(name)...)
	}
	return found
}

// parseXML reads an XML document into its elements; text between them is not
// kept. Genius' files often begin with empty lines, which are let pass.
func parseXML(file, text string) (*element, *Error) {
	d := xml.NewDecoder(strings.NewReader(text))
	// The text is UTF-8 by now, whatever its declaration says.
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	x := &xmlReader{d: d, file: file}
	for x.err == nil && !x.token() {
	}
	if x.err != nil {
		return nil, x.err
	}
	return x.root, nil
}

type xmlReader struct {
	d    *xml.Decoder
	file string
	root *element
	open []*element
	err  *Error
}

func (x *xmlReader) fail(at place, what, remedy string) {
	x.err = &Error{File: at.file, Line: at.line, Column: at.col, What: what, Remedy: remedy}
}

// token reads a token, and reports the end.
func (x *xmlReader) token() (end bool) {
	line, col := x.d.InputPos()
	at := place{x.file, line, col}
	t, err := x.d.Token()
	switch {
	case err == io.EOF && x.root == nil:
		x.fail(at, "no element", "restore the file, or remove it from the folder")
	case err == io.EOF:
		return true
	case err != nil:
		x.syntax(err)
		return true
	}
	switch t := t.(type) {
	case xml.StartElement:
		x.start(at, t)
	case xml.EndElement:
		x.open = x.open[:len(x.open)-1]
	case xml.Directive:
		x.fail(at, short("<!"+string(t)+">")+" is not read", "delete it: documents need no DOCTYPE and no entities here")
	case xml.CharData:
		if s := strings.TrimSpace(string(t)); s != "" && x.root == nil {
			x.fail(at, "text before the first element: "+short(s), "delete what stands before the first <")
		} else if s != "" && len(x.open) == 0 {
			x.fail(at, "text after the last element: "+short(s), "delete it")
		}
	}
	return false
}

func (x *xmlReader) start(at place, t xml.StartElement) {
	e := &element{place: at, name: t.Name.Local, attrs: t.Attr}
	seen := make(map[string]bool, len(t.Attr))
	for _, a := range t.Attr {
		if name := a.Name.Local; seen[name] {
			x.fail(at, fmt.Sprintf("<%s> has the attribute %s twice", e.name, name), "delete one of them")
		} else {
			seen[name] = true
		}
	}
	switch {
	case len(x.open) > maxDepth:
		x.fail(at, "elements in elements, more than 64 levels", lessDeep)
	case len(x.open) > 0:
		parent := x.open[len(x.open)-1]
		parent.children = append(parent.children, e)
	case x.root != nil:
		x.fail(at, fmt.Sprintf("a second document begins: <%s>", e.name), "put it in a file of its own")
	default:
		x.root = e
	}
	x.open = append(x.open, e)
}

// syntax gives the decoder's message its place.
func (x *xmlReader) syntax(err error) {
	line, col := x.d.InputPos()
	what, remedy := err.Error(), "repair it, or restore the file"
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		what = s.Msg
		if s.Line != line {
			line, col = s.Line, 1
		}
	}
	if strings.Contains(what, "entity") {
		remedy = "write &amp; for &, and characters for entities"
	}
	if strings.Contains(what, "unexpected EOF") {
		remedy = "restore the rest of the file"
	}
	x.fail(place{x.file, line, max(col, 1)}, "not XML: "+what, remedy)
}

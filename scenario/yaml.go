package scenario

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// parseYAML reads a YAML document. The library's nodes keep their places and
// leave aliases alone; they are followed here, and counted.
func parseYAML(file, text string) (*node, *Error) {
	if strings.Count(text, ",")+strings.Count(text, "\n") > maxValues {
		return nil, &Error{File: file, What: fmt.Sprintf("more than %d lines and commas", maxValues), Remedy: "keep one scenario in a folder, and give it fewer options"}
	}
	var doc, next yaml.Node
	d := yaml.NewDecoder(strings.NewReader(text))
	if err := d.Decode(&doc); err != nil && err != io.EOF {
		return nil, yamlError(file, text, err)
	}
	if err := d.Decode(&next); err == nil {
		return nil, &Error{file, next.Line, next.Column, "a second document begins", "put it in a file of its own"}
	} else if err != io.EOF {
		return nil, yamlError(file, text, err)
	}
	if len(doc.Content) == 0 {
		return &node{place: place{file, 1, 1}}, nil
	}
	c := &yamlConverter{file: file, anchored: make(map[*yaml.Node]*node)}
	n := c.node(doc.Content[0], 0)
	if c.err != nil {
		return nil, c.err
	}
	return n, nil
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlError gives the library's message its place: it names a line, no column,
// and no line for an alias.
func yamlError(file, text string, err error) *Error {
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	e := &Error{File: file, Line: 1, Column: 1, Remedy: "indent with spaces, and put text that has : # or quotation marks in quotation marks"}
	if m := yamlLine.FindStringSubmatch(what); m != nil {
		e.Line, _ = strconv.Atoi(m[1])
		what = what[len(m[0]):]
		if fromParser[what] {
			e.Line++ // the library counts them from 0
		}
	}
	if m := yamlAnchor.FindStringSubmatch(what); m != nil {
		alias := regexp.MustCompile(`\*` + regexp.QuoteMeta(m[1]) + `(?:[^\w-]|$)`)
		if at := alias.FindStringIndex(text); at != nil {
			before := text[:at[0]]
			e.Line = strings.Count(before, "\n") + 1
			e.Column = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
		}
		e.Remedy = "mark with & what it stands for, above it, or put text that begins with * in quotation marks"
	}
	e.What = "not YAML: " + what
	return e
}

var yamlAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced`)

// fromParser are the messages of the library's parser; all others are of its
// scanner, which counts lines from 1.
var fromParser = map[string]bool{
	"did not find expected <stream-start>":   true,
	"did not find expected <document start>": true,
	"did not find expected node content":     true,
	"did not find expected '-' indicator":    true,
	"did not find expected key":              true,
	"did not find expected ',' or ']'":       true,
	"did not find expected ',' or '}'":       true,
	"found undefined tag handle":             true,
	"found duplicate %YAML directive":        true,
	"found incompatible YAML document":       true,
	"found duplicate %TAG directive":         true,
}

// A yamlConverter makes nodes of the library's. What an alias stands for is made
// once and shared, and counted each time: a document of more than maxNodes is a
// bomb.
type yamlConverter struct {
	file     string
	anchored map[*yaml.Node]*node // made, of those with an anchor
	err      *Error
}

const (
	maxNodes  = 1 << 22
	maxValues = 1 << 20 // the library needs a kilobyte for each
)

func (c *yamlConverter) fail(y *yaml.Node, what, remedy string) {
	if c.err == nil {
		c.err = &Error{File: c.file, Line: y.Line, Column: y.Column, What: what, Remedy: remedy}
	}
}

func (c *yamlConverter) node(y *yaml.Node, depth int) *node {
	if y.Kind == yaml.AliasNode {
		if n := c.anchored[y.Alias]; n != nil {
			return n
		}
		y = y.Alias // within what it stands for
	}
	n := &node{place: place{c.file, y.Line, y.Column}, size: 1}
	switch {
	case c.err != nil:
		return n
	case depth > maxDepth:
		c.fail(y, tooDeep, lessDeep)
	case y.Style&yaml.TaggedStyle != 0 && !plainTags[y.ShortTag()]:
		c.fail(y, "the tag "+short(y.Tag)+" is not read", "write the value without it")
	case y.Kind == yaml.ScalarNode:
		n.text, n.quoted = y.Value, isText(y)
		if !n.quoted && otherNumber.MatchString(n.text) {
			c.fail(y, short(n.text)+" is another number in YAML 1.1, which NegMAS reads, or none", "write it in decimal, or in quotation marks if it is text")
		}
	case y.Kind == yaml.SequenceNode:
		n.kind = list
		for _, item := range y.Content {
			n.items = append(n.items, c.part(n, item, depth))
		}
	case y.Kind == yaml.MappingNode:
		c.fields(n, y, depth)
	}
	if y.Anchor != "" {
		c.anchored[y] = n
	}
	return n
}

// part makes a node within n.
func (c *yamlConverter) part(n *node, y *yaml.Node, depth int) *node {
	m := c.node(y, depth+1)
	n.size, n.height = n.size+m.size, max(n.height, m.height+1)
	switch {
	case depth+n.height > maxDepth:
		c.fail(y, tooDeep, lessDeep)
	case n.size > maxNodes:
		c.fail(y, fmt.Sprintf("the document has more than %d values, with its aliases written out", maxNodes), "use fewer aliases")
	}
	return m
}

// isText reports a scalar that is text whatever it looks like.
func isText(y *yaml.Node) bool {
	const marked = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return y.Style&marked != 0 || y.Style&yaml.TaggedStyle != 0 && y.Tag == "!!str"
}

// plainTags say no more than that a value is what it looks like, or text.
var plainTags = map[string]bool{
	"!!str": true, "!!int": true, "!!float": true, "!!bool": true, "!!null": true, "!!seq": true, "!!map": true,
}

// otherNumber is a scalar that programs disagree on: with leading zeros (octal in
// YAML 1.1), of another base, with _ in it, and to the base 60, as 1:30.
var otherNumber = regexp.MustCompile(`^[-+]?(?:0[0-9_]+|0b[01_]+|0x[0-9a-fA-F_]+` +
	`|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[0-9][0-9.]*_[0-9_.]*(?:[eE][-+]?[0-9]+)?)$`)

func (c *yamlConverter) fields(n *node, y *yaml.Node, depth int) {
	n.kind = fields
	for i := 0; i+1 < len(y.Content); i += 2 {
		if y.Content[i].Tag == "!!merge" {
			c.fail(y.Content[i], "<< is not read", "write the values out")
		}
		n.keys = append(n.keys, c.part(n, y.Content[i], depth))
		n.items = append(n.items, c.part(n, y.Content[i+1], depth))
	}
	if k := n.twice(); k != nil && c.err == nil {
		c.err = &Error{k.file, k.line, k.col, short(k.text) + " is in one table twice", "delete one of them"}
	}
}

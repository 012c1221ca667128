package scenario

import (
	"math"
	"strconv"
	"strings"
)

type kind uint8

const (
	scalar kind = iota
	list
	fields
)

// A node is a piece of a JSON or YAML document, with its place. It does not
// change: what has several places in a document by aliases is shared.
type node struct {
	place
	kind   kind
	text   string  // of a scalar
	quoted bool    // a scalar that is a string whatever it looks like
	keys   []*node // of fields
	items  []*node // of a list, and values of fields
	size   int     // of YAML: nodes within and itself
	height int     // of YAML: levels within
}

// get returns the value of a field, nil if there is none or if it is null.
func (n *node) get(key string) *node {
	if n == nil || n.kind != fields {
		return nil
	}
	for i, k := range n.keys {
		if k.kind == scalar && k.text == key {
			if n.items[i].null() {
				return nil
			}
			return n.items[i]
		}
	}
	return nil
}

// name returns the text of a field that is a scalar, else "".
func (n *node) name(key string) string {
	if v := n.get(key); v != nil && v.kind == scalar {
		return v.text
	}
	return ""
}

// twice returns a key that a table has twice, nil if there is none.
func (n *node) twice() *node {
	seen := make(map[string]bool, len(n.keys))
	for _, k := range n.keys {
		if k.kind == scalar && seen[k.text] {
			return k
		}
		seen[k.text] = k.kind == scalar || seen[k.text]
	}
	return nil
}

// null reports a scalar that stands for nothing.
func (n *node) null() bool {
	return n.kind == scalar && !n.quoted && (n.text == "null" || n.text == "~" || n.text == "")
}

// is says in a word what the node is.
func (n *node) is() string {
	switch n.kind {
	case list:
		return "a list"
	case fields:
		return "a table"
	}
	return short(n.text)
}

// number reads a scalar that is a finite number.
func (n *node) number() (float64, bool) {
	if n.kind != scalar {
		return 0, false
	}
	return number(n.text)
}

// number reads a finite number.
func number(s string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return x, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) && !strings.ContainsAny(s, "_xX")
}

// minusInfinity reports whether s is −∞, as XML, JSON by Python, or YAML writes it.
func minusInfinity(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "-inf", "-infinity", "-.inf":
		return true
	}
	return false
}

// whole reads a whole number that an int holds.
func whole(s string) (int, bool) {
	x, err := strconv.Atoi(strings.TrimSpace(s))
	return x, err == nil
}

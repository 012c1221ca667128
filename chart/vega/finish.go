package vega

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"unicode/utf8"

	"parley/chart"
)

// In what Vega writes, < and > stand only for tags, and " only around values of
// attributes: it escapes all of them elsewhere. So these match tags and
// attributes and nothing else.
var (
	tag  = regexp.MustCompile(`<[^>]*>`)
	role = regexp.MustCompile(` aria-roledescription="[^"]*"`)
)

// finish makes Vega's SVG fit for a reader: the name and description of the
// chart where assistive technology looks for them, no descriptions of marks in
// English ("symbol mark container"), no character that XML does not allow.
func finish(svg string, spec chart.Spec) []byte {
	svg = strings.Map(allowed, svg)
	svg = tag.ReplaceAllStringFunc(svg, func(t string) string { return role.ReplaceAllString(t, "") })
	head, body, _ := strings.Cut(svg, ">")
	var b bytes.Buffer
	b.WriteString(head)
	b.WriteString(` role="graphics-document" aria-label="`)
	escape(&b, spec.Name)
	b.WriteString(`"><desc>`)
	escape(&b, spec.Description)
	b.WriteString(`</desc>`)
	b.WriteString(body)
	return b.Bytes()
}

func escape(b *bytes.Buffer, s string) { _ = xml.EscapeText(b, []byte(strings.Map(allowed, s))) } // a Buffer takes everything

// allowed replaces what no XML document may contain, even escaped.
func allowed(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return r
	case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
		return utf8.RuneError
	}
	return r
}

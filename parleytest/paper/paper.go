// Package paper reads files that are made for paper, for tests: every word in them, as
// far as our own writers go.
package paper

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// Word returns the parts of a Word file, unpacked, by name.
func Word(t testing.TB, file string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := make(map[string]string)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(b)
	}
	return parts
}

var (
	stream  = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	literal = regexp.MustCompile(`(?s)\(((?:[^\\()]|\\.)*)\)`)
	escaped = regexp.MustCompile(`(?s)\\(.)`)
)

// PDF returns the strings that the pages of a PDF show, in order, and all others: the
// title, the outline, addresses.
func PDF(t testing.TB, file string) (shown, others []string) {
	t.Helper()
	for _, m := range stream.FindAllStringSubmatch(file, -1) {
		z, err := zlib.NewReader(strings.NewReader(m[1]))
		if err != nil {
			continue // not packed
		}
		b, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(")Tj")) {
			shown = append(shown, literals(string(b))...)
		}
	}
	if shown == nil {
		t.Fatal("the PDF shows nothing")
	}
	rest := stream.ReplaceAllString(file, "")
	return shown, append(literals(rest), raws(rest)...)
}

// literals are the strings that stand in brackets, read as UTF-16.
func literals(s string) (out []string) {
	for _, raw := range raws(s) {
		raw = strings.TrimPrefix(raw, "\xfe\xff")
		var units []uint16
		for i := 0; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		out = append(out, string(utf16.Decode(units)))
	}
	return out
}

// raws are they as they stand.
func raws(s string) (out []string) {
	for _, m := range literal.FindAllStringSubmatch(s, -1) {
		out = append(out, escaped.ReplaceAllStringFunc(m[1], func(e string) string {
			if e == `\r` {
				return "\r"
			}
			return e[1:]
		}))
	}
	return out
}

package scenario

import (
	"bytes"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"
)

// text reads a file as UTF-8, without its byte order mark.
func (r *reader) text(fsys fs.FS, name string) (string, bool) {
	f, err := fsys.Open(name)
	if err != nil {
		r.add(place{file: name}, "see that it may be read", "it cannot be read: %v", err)
		return "", false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(MaxBytes-r.bytes+1)))
	if err != nil {
		r.add(place{file: name}, "see that it may be read", "it cannot be read: %v", err)
		return "", false
	}
	return r.decoded(name, data)
}

// decoded makes UTF-8 of a file, and counts it.
func (r *reader) decoded(name string, data []byte) (string, bool) {
	switch r.bytes += len(data); {
	case r.bytes > MaxBytes:
		r.bytes = MaxBytes
		r.add(place{file: name}, "keep one scenario in a folder", "the files have more than %d bytes in all", MaxBytes)
		return "", false
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}) || bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		r.add(place{file: name}, "save it as UTF-8", "it is in UTF-16")
		return "", false
	}
	data, marked := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF"))
	if !marked && latin1.Match(data[:min(len(data), 200)]) {
		return fromLatin1(data), true
	}
	if at, ok := invalid(data); ok {
		r.add(at.in(name), "save it as UTF-8", "it is not in UTF-8")
		return "", false
	}
	return string(data), true
}

// latin1 is an XML declaration that says ISO 8859-1.
var latin1 = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*encoding\s*=\s*["'](iso-8859-1|latin1|us-ascii)["']`)

func fromLatin1(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String()
}

func (p place) in(file string) place { p.file = file; return p }

// invalid returns where data stop to be UTF-8, and whether they do.
func invalid(data []byte) (place, bool) {
	if utf8.Valid(data) {
		return place{}, false
	}
	n := 0
	for n < len(data) {
		r, size := utf8.DecodeRune(data[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	before := data[:n]
	bol := bytes.LastIndexByte(before, '\n') + 1
	return place{line: bytes.Count(before, []byte("\n")) + 1, col: utf8.RuneCount(before[bol:]) + 1}, true
}

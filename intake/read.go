package intake

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"path"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/korean"
)

// MaxPage is the largest file that is taken in, in bytes; MaxText the largest
// text that comes of one. An article has some ten thousand bytes, a long report
// a few hundred thousand.
const (
	MaxPage = 8 << 20
	MaxText = 2 << 20
)

// A Page is what was pasted or dropped, as a text that can be kept, and what it
// says of itself. All but Text may be missing.
type Page struct {
	Text      string // one paragraph a line
	Title     string
	Publisher string
	Author    string
	Published string // as in a case file: 2020-01-17T17:32 Asia/Seoul
	URL       string
	Language  string // two or three letters
}

// An Error says why something cannot be taken in. Reason is "empty",
// "too-large", "not-text" or "no-article".
type Error struct{ Reason string }

func (e *Error) Error() string { return "intake: " + e.Reason }

// Read reads a file by its name and by how it begins: a saved web page, alone
// (.html) or with all that belongs to it (.mht, .mhtml), or else a text. Times
// of publication are told by the clock of zone where they agree with it. The
// error is an [*Error].
func Read(name string, data []byte, zone *time.Location) (Page, error) {
	if len(data) > MaxPage {
		return Page{}, &Error{"too-large"}
	}
	ext, start := strings.ToLower(path.Ext(name)), strings.ToLower(string(data[:min(len(data), 2000)]))
	switch {
	case ext == ".mht" || ext == ".mhtml" || strings.Contains(start, "mime-version:") && strings.Contains(start, "multipart/related"):
		page, kind, err := unpack(data)
		if err != nil {
			return Page{}, err
		}
		return readPage(page, kind, zone)
	case ext == ".html" || ext == ".htm" || ext == ".xhtml" || strings.Contains(start, "<!doctype html") || strings.Contains(start, "<html"):
		return readPage(data, "", zone)
	}
	text, err := decode(data)
	if err != nil {
		return Page{}, err
	}
	return kept(Page{Text: text})
}

// kept gives the text of p the form in which it is kept: line ends of one kind,
// no space behind a line, no empty lines around it.
func kept(p Page) (Page, error) {
	if strings.ContainsRune(p.Text, 0) {
		return Page{}, &Error{"not-text"}
	}
	lines := Lines(p.Text)
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\u00a0\u3000")
	}
	p.Text = strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
	switch {
	case strings.TrimSpace(p.Text) == "":
		return Page{}, &Error{"empty"}
	case len(p.Text) > MaxText:
		return Page{}, &Error{"too-large"}
	}
	if p.Language == "" {
		p.Language = tongue(p.Text)
	}
	return p, nil
}

// tongue says in which of two languages a text is; "" where it is in neither
// script, or too short to tell.
func tongue(s string) string {
	hangul, letters := 0, 0
	for _, r := range beginning(s, 4000) {
		switch {
		case r >= '가' && r <= '힣':
			hangul++
		case latin(r):
			letters++
		}
	}
	switch {
	case hangul > 20 && hangul*3 > letters:
		return "ko"
	case letters > 200 && strings.Contains(s, " the "):
		return "en"
	}
	return ""
}

// decode reads a text in UTF-8, in UTF-16 with its mark, or in the code of
// Korean Windows, which has EUC-KR in it.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data), nil
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), nil
	}
	s, err := korean.EUCKR.NewDecoder().String(string(data))
	if err != nil || strings.ContainsRune(s, utf8.RuneError) {
		return "", &Error{"not-text"}
	}
	return s, nil
}

// wide reads UTF-16, whose first two bytes say in which order the others are.
func wide(data []byte) string {
	hi, lo := 1, 0
	if data[0] == 0xfe {
		hi, lo = 0, 1
	}
	var u []uint16
	for i := 2; i+1 < len(data); i += 2 {
		u = append(u, uint16(data[i+hi])<<8|uint16(data[i+lo]))
	}
	return string(utf16.Decode(u))
}

// decodePage reads a page as its meta element, its mark or its letters say.
func decodePage(data []byte, contentType string) string {
	enc, name, certain := charset.DetermineEncoding(data, contentType)
	if name != "utf-8" && !certain || name == "utf-8" && !utf8.Valid(data) {
		if s, err := decode(data); err == nil {
			return s
		}
	}
	s, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		s = data
	}
	return strings.ToValidUTF8(string(s), "�")
}

// unpack returns the page of an archive of one, and its type.
func unpack(data []byte) (page []byte, contentType string, err error) {
	head, body, ok := bytes.Cut(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	if !ok {
		return nil, "", &Error{"no-article"}
	}
	_, params, _ := mime.ParseMediaType(header(string(head), "content-type"))
	r := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		p, err := r.NextPart()
		if err != nil {
			return nil, "", &Error{"no-article"}
		}
		if kind := p.Header.Get("Content-Type"); strings.HasPrefix(kind, "text/html") {
			var from io.Reader = p
			if strings.EqualFold(p.Header.Get("Content-Transfer-Encoding"), "base64") {
				from = base64.NewDecoder(base64.StdEncoding, p)
			}
			page, err := io.ReadAll(io.LimitReader(from, MaxPage))
			if err != nil {
				return nil, "", &Error{"no-article"}
			}
			return page, kind, nil
		}
	}
}

// header returns the value of a header, its folded lines as one.
func header(head, name string) string {
	head = strings.NewReplacer("\n ", " ", "\n\t", " ").Replace(head)
	for line := range strings.Lines(head) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

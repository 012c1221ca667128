package scenario

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// What an editor cannot hold is not in testdata.
func TestEncodingsAreReadOrRefused(t *testing.T) {
	const issue = `<negotiation_template><utility_space><objective><issue index="1" name="caf%s"><item value="x"/></issue></objective></utility_space></negotiation_template>`
	const profile = `<utility_space><objective><issue index="1"><item value="x" evaluation="1"/></issue></objective></utility_space>`
	utf8 := strings.ReplaceAll(issue, "%s", "é")
	for _, c := range []struct{ name, domain, want string }{
		{"byte order mark", "\xEF\xBB\xBF" + utf8, ""},
		{"byte order mark and declaration", "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>" + utf8, ""},
		{"ISO 8859-1 as declared", "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + strings.ReplaceAll(issue, "%s", "\xE9"), ""},
		{"ISO 8859-1 as declared, with spaces", "<?xml version = '1.0' encoding = 'ISO-8859-1'?>\n" + strings.ReplaceAll(issue, "%s", "\xE9"), ""},
		{"a byte order mark says more than a declaration", "\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?>" + utf8, ""},
		{"empty lines before the declaration", "\n \r\n<?xml version='1.0'?>" + utf8, ""},
		{"another encoding", "\n" + strings.ReplaceAll(issue, "%s", "\xE9"), "scenario: d.xml:2:75: it is not in UTF-8; save it as UTF-8"},
		{"UTF-16", "\xFF\xFE<\x00n\x00", "scenario: d.xml: it is in UTF-16; save it as UTF-8"},
		{"a zero byte", strings.ReplaceAll(issue, "%s", "\x00"), "scenario: d.xml:1:77: not XML: illegal character code U+0000; repair it, or restore the file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Read(fstest.MapFS{"d.xml": {Data: []byte(c.domain)}, "p.xml": {Data: []byte(profile)}})
			switch {
			case c.want == "" && err != nil:
				t.Fatal(err)
			case c.want == "" && s.Space.Issue(0).Name != "café":
				t.Errorf("the issue is called %q", s.Space.Issue(0).Name)
			case c.want != "" && (err == nil || err.Error() != c.want):
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestDeepDocumentsAreRefused(t *testing.T) {
	const n = 100000
	for name, text := range map[string]string{
		"a.json": strings.Repeat("[", n),
		"b.json": strings.Repeat(`{"a":`, n),
		"c.yml":  strings.Repeat("[", 200) + strings.Repeat("]", 200),
		"d.xml":  strings.Repeat("<a>", n),
		"e.yml":  strings.Repeat("[", n),
		"f.yml":  strings.Repeat("- ", n),
	} {
		_, err := Read(fstest.MapFS{name: {Data: []byte(text)}})
		var e *Error
		if !errors.As(err, &e) || e.File != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTooMuchIsRefused(t *testing.T) {
	big := make([]byte, MaxBytes/2+1)
	_, err := Read(fstest.MapFS{"a.json": {Data: big}, "b.json": {Data: big}, "c.json": {Data: big}})
	if err == nil || !strings.Contains(err.Error(), "c.json: the files have more than 8388608 bytes in all; keep one scenario in a folder") {
		t.Errorf("large files: %v", err)
	}
	_, err = Read(fstest.MapFS{"a.yml": {Data: []byte("[" + strings.Repeat("1,", maxValues+1) + "]")}})
	if err == nil || err.Error() != "scenario: a.yml: more than 1048576 lines and commas; keep one scenario in a folder, and give it fewer options" {
		t.Errorf("many values: %v", err)
	}
	many := fstest.MapFS{}
	for i := range maxFiles + 1 {
		many[strings.Repeat("x", i+1)+".json"] = &fstest.MapFile{Data: []byte("1")}
	}
	if _, err = Read(many); err == nil || err.Error() != "scenario: more than 1000 files; keep one scenario in a folder" {
		t.Errorf("many files: %v", err)
	}
	delete(many, "x.json")
	if _, err = Read(many); err == nil || strings.Count(err.Error(), "\n") != maxErrors || !strings.HasSuffix(err.Error(), "and 900 more errors") {
		t.Errorf("many errors: %v", err)
	}
	options := ReadOptions{Points: MaxOptions + 1}
	if _, err = options.Read(many); err == nil {
		t.Error("as many points as that are accepted")
	}
}

// lame is a folder, or a file in it, that cannot be read.
type lame struct{ folder bool }

func (l lame) Open(name string) (fs.File, error) {
	if name == "." && !l.folder {
		return fstest.MapFS{"d.xml": {}}.Open(name)
	}
	return nil, fs.ErrPermission
}

func TestAFolderThatCannotBeReadIsAnError(t *testing.T) {
	for want, fsys := range map[string]fs.FS{
		"scenario: the folder cannot be read: permission denied; see that it is there and may be read": lame{true},
		"scenario: d.xml: it cannot be read: permission denied; see that it may be read":               lame{false},
	} {
		if _, err := Read(fsys); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestFilesThatAreNotRegularAreNotOpened(t *testing.T) {
	for _, mode := range []fs.FileMode{fs.ModeNamedPipe, fs.ModeSymlink, fs.ModeDevice, fs.ModeSocket} {
		_, err := Read(fstest.MapFS{"d.xml": {Mode: mode}, "_d.xml": {Mode: mode}, "readme": {Mode: mode}})
		const want = "scenario: d.xml: it is no regular file; put a copy of the file in its place, or let its name begin with _"
		if err == nil || err.Error() != want {
			t.Errorf("%v: got %v, want %s", mode, err, want)
		}
	}
}

func TestEndingsAreReadInCapitalsToo(t *testing.T) {
	s := read(t, "DOMAIN.YML", "issues: [{name: a, values: 2}]", "P.Json", `{"type": "ConstUtilityFunction", "value": 1}`, "x.PARETO.XML", "", "y.Specials.JSON", "")
	if len(s.Parties) != 1 || s.Name != "DOMAIN" || s.Parties[0].Name != "P" {
		t.Errorf("%q with %d parties", s.Name, len(s.Parties))
	}
}

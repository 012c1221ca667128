package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/brief"
	"parley/brief/docx"
	"parley/lang"
)

func document(l lang.Lang, words string) *brief.Document {
	return &brief.Document{Lang: l, Title: words, Lead: words, From: brief.Stamp{AsOf: "2020-01-17"},
		Parts: []brief.Part{brief.Heading(words),
			brief.Sentence{Number: 1, Runs: []lang.Run{{Text: words + " "}, {Text: "reported", Badge: true, RestsOn: []parley.ID{"a"}}, {Text: "."}}},
			brief.Sentence{Runs: []lang.Run{{Text: words, RestsOn: []parley.ID{"a", "b"}}}},
			brief.Sentence{Ours: true, Under: true, Runs: []lang.Run{{Text: words}}},
			brief.Code("a\nb\n"),
			&brief.Table{Schema: "x/1", Columns: []brief.Column{{Key: "a", Title: words}, {Key: "n", Title: "n"}}, Rows: [][]brief.Cell{{brief.Text(words), brief.Number(7)}, {nil, nil}}}},
		Notes: []brief.Note{
			{ID: "a", Runs: []lang.Run{{Text: words, Link: "s"}}, URLs: map[parley.ID]string{"s": "https://example.org/?a=1&b=\"<" + words}, Words: []brief.Words{{Text: words, Speaker: true}}},
			{ID: "b", Runs: []lang.Run{{Text: words, Link: "s"}}, URLs: map[parley.ID]string{"s": "javascript:alert(1)"}}}}
}

var wordings = []string{"Talks", "방위비 분담금 협상", "", "<w:p/>&]]>\x00\x1b\u202e\ufffe\U0001F600", "\xff\xfe", strings.Repeat("long ", 10_000)}

func write(t *testing.T, d *brief.Document, o docx.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked returns the parts of a file, each of which must be XML.
func unpacked(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
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
		for dec := xml.NewDecoder(bytes.NewReader(b)); ; {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return parts
}

func TestOfOneDocumentThereIsOneFile(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		for _, words := range wordings {
			for _, o := range []docx.Options{{}, {Letter: true}} {
				got := write(t, document(l, words), o)
				unpacked(t, got)
				if !bytes.Equal(got, write(t, document(l, words), o)) {
					t.Errorf("%.20q: twice the same document, two files", words)
				}
			}
		}
	}
}

func all(pattern, text string) (found []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}

// Every part has a type, every relationship leads to a part or to the web, every
// reference to a relationship, and every link inside to one bookmark.
func TestEverythingThatIsNamedIsThere(t *testing.T) {
	for _, words := range wordings {
		parts := unpacked(t, write(t, document(lang.Korean, words), docx.Options{}))
		types := all(`PartName="/([^"]*)"`, parts["[Content_Types].xml"])
		for name := range parts {
			if name != "[Content_Types].xml" && !strings.HasSuffix(name, ".rels") && !slices.Contains(types, name) {
				t.Errorf("%s has no type of its own", name)
			}
		}
		for _, name := range types {
			if parts[name] == "" {
				t.Errorf("%s has a type, and is not there", name)
			}
		}
		for rels, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
			for _, target := range all(`Target="([^"]*)"/>`, parts[rels]) {
				if parts[path.Join(folder, target)] == "" {
					t.Errorf("%s: %s is not there", rels, target)
				}
			}
		}
		body := parts["word/document.xml"]
		ids := all(` Id="([^"]*)"`, parts["word/_rels/document.xml.rels"])
		for _, id := range all(`r:id="([^"]*)"`, body) {
			if !slices.Contains(ids, id) {
				t.Errorf("no relationship %s", id)
			}
		}
		marks := all(`bookmarkStart w:id="[^"]*" w:name="([^"]*)"`, body)
		if once := slices.Compact(slices.Sorted(slices.Values(marks))); len(once) != len(marks) {
			t.Errorf("a bookmark is there twice: %v", marks)
		}
		for _, to := range all(`w:anchor="([^"]*)"`, body) {
			if !slices.Contains(marks, to) {
				t.Errorf("a link leads to %s, which is not there", to)
			}
		}
		styles := all(`w:styleId="([^"]*)"`, parts["word/styles.xml"])
		for _, name := range all(`w:[pr]Style w:val="([^"]*)"`, body+parts["word/header1.xml"]+parts["word/footer1.xml"]) {
			if !slices.Contains(styles, name) {
				t.Errorf("no style %s", name)
			}
		}
	}
}

// What a record says is text, and leads to the web only.
func TestWhatIsWrittenIsTextAndNothingElse(t *testing.T) {
	parts := unpacked(t, write(t, document(lang.English, "<w:p/>\u202e\x00"), docx.Options{}))
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		for _, not := range []string{"<w:p/>", "\u202e", "\x00", "javascript:", "\ufffd"} {
			if strings.Contains(parts[name], not) {
				t.Errorf("%s holds %q", name, not)
			}
		}
	}
	if want := `&lt;w:p/&gt;\u202e\x00`; !strings.Contains(parts["word/document.xml"], want) {
		t.Errorf("the body does not say %s", want)
	}
	if got := all(`Target="(http[^"]*)" TargetMode="External"`, parts["word/_rels/document.xml.rels"]); len(got) != 1 {
		t.Errorf("addresses: %v", got)
	}
}

func TestAFileSaysItsLanguageItsDayAndItsTitle(t *testing.T) {
	parts := unpacked(t, write(t, document(lang.Korean, "방위비"), docx.Options{}))
	for part, want := range map[string]string{"docProps/core.xml": "<dc:title>방위비</dc:title>", "word/styles.xml": `w:eastAsia="ko-KR"`, "word/document.xml": "<w:tblHeader/>"} {
		if !strings.Contains(parts[part], want) {
			t.Errorf("%s does not hold %s", part, want)
		}
	}
	for _, want := range []string{"<dc:language>ko-KR<", "2020-01-17T00:00:00Z"} {
		if !strings.Contains(parts["docProps/core.xml"], want) {
			t.Errorf("core.xml does not hold %s", want)
		}
	}
}

func TestWhatHasNoEvidenceIsNotWritten(t *testing.T) {
	d := &brief.Document{Lang: lang.English, Parts: []brief.Part{brief.Sentence{Runs: []lang.Run{{Text: "It is so."}}}}}
	var b bytes.Buffer
	err := docx.Write(&b, d, docx.Options{})
	if _, ok := errors.AsType[*brief.NotExportable](err); !ok || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}

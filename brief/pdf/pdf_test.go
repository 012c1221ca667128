package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/brief"
	"parley/brief/pdf"
	"parley/lang"
	"parley/parleytest/paper"
)

func document(l lang.Lang, words string) *brief.Document {
	return &brief.Document{Lang: l, Title: words, Lead: words, From: brief.Stamp{AsOf: "2020-01-17"},
		Parts: []brief.Part{brief.Heading(words),
			brief.Sentence{Number: 1, Runs: []lang.Run{{Text: words + " ", RestsOn: nil}, {Text: "reported", Badge: true, RestsOn: []parley.ID{"a"}}}},
			brief.Sentence{Ours: true, Under: true, Runs: []lang.Run{{Text: words}}},
			brief.Code("a\nb\n"),
			&brief.Table{Schema: "x/1", Columns: []brief.Column{{Key: "a", Title: words}, {Key: "n", Title: "n"}}, Rows: [][]brief.Cell{{brief.Text(words), brief.Number(7)}, {nil, nil}}}},
		Notes: []brief.Note{{ID: "a", Runs: []lang.Run{{Text: words}}, Words: []brief.Words{{Text: words, Speaker: true}}}}}
}

func write(t *testing.T, d *brief.Document, o pdf.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOfOneDocumentThereIsOneFile(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		for _, words := range []string{"Talks", "방위비 분담금 협상", "", strings.Repeat("unbreakable", 100), strings.Repeat("many words ", 300),
			"<b>&\x00\u202e\U0001F600中文", "\xff\xfe"} {
			for _, o := range []pdf.Options{{}, {Letter: true}} {
				got := write(t, document(l, words), o)
				if !bytes.HasPrefix(got, []byte("%PDF-1.")) || !bytes.HasSuffix(bytes.TrimSpace(got), []byte("%%EOF")) {
					t.Fatalf("%.20q: no PDF", words)
				}
				if !bytes.Equal(got, write(t, document(l, words), o)) {
					t.Errorf("%.20q: twice the same document, two files", words)
				}
				if len(got) > 400_000 {
					t.Errorf("%.20q: %d bytes", words, len(got))
				}
			}
		}
	}
	if bytes.Equal(write(t, document(lang.English, "a"), pdf.Options{}), write(t, document(lang.English, "b"), pdf.Options{})) {
		t.Error("two documents, one file")
	}
}

func TestAnEmptyDocumentIsAFile(t *testing.T) {
	write(t, &brief.Document{Lang: lang.English}, pdf.Options{})
}

func TestWhatHasNoEvidenceIsNotWritten(t *testing.T) {
	d := &brief.Document{Lang: lang.English, Parts: []brief.Part{brief.Sentence{Runs: []lang.Run{{Text: "It is so."}}}}}
	var b bytes.Buffer
	err := pdf.Write(&b, d, pdf.Options{})
	if _, ok := errors.AsType[*brief.NotExportable](err); !ok || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}

// A title that is set in bold, in the outline and at the head of each page holds what the
// first font lacks. What none has is shown as a box, and named at the end.
func TestNoCharacterIsShownAsNothing(t *testing.T) {
	for _, test := range []struct {
		words, shown string
		lacking      []rune
	}{
		{"韓美 かな ◉◐", "韓美 かな ◉◐", nil},
		{"한\u1112\u1161\u11ab e\u0301", "한한 é", nil}, // put together
		{"☎\ufe0f 1", "☎ 1", nil},
		{"简 \U0001F600 ก", "□ □ □", []rune{'ก', '简', '\U0001F600'}},
	} {
		var lacking []rune
		file := write(t, document(lang.Korean, test.words), pdf.Options{Lacks: func(chars []rune) { lacking = chars }})
		shown, _ := paper.PDF(t, string(file))
		all := strings.Join(shown, "")
		if !strings.Contains(all, test.shown) || !slices.Equal(lacking, test.lacking) {
			t.Errorf("%q: %q, lacking %q", test.words, all, lacking)
		}
		for _, r := range lacking {
			if name := fmt.Sprintf("%U", r); !strings.Contains(all, name) {
				t.Errorf("%q: the file does not name %s", test.words, name)
			}
		}
	}
}

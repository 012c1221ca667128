package main

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/parleytest/paper"
	"parley/parleytest/secret"
)

// blanks takes out what files set between words, each of its own sort.
var blanks = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\n", "", "\t", "")

// sentencesOf reads the sentences that have a number out of each form of a brief, with
// the numbers of notes in brackets: "4. the sentence [reported] (weak basis)[6][7]".
var sentencesOf = map[string]func(t *testing.T, file string) []string{
	"md": func(_ *testing.T, file string) (list []string) {
		note, escape := regexp.MustCompile(`\[\^(\d+)\]`), regexp.MustCompile(`\\(.)`)
		for _, line := range strings.Split(file, "\n") {
			if regexp.MustCompile(`^\d+\\\.`).MatchString(line) {
				list = append(list, escape.ReplaceAllString(note.ReplaceAllString(line, "[$1]"), "$1"))
			}
		}
		return list
	},
	"html": func(_ *testing.T, file string) (list []string) {
		for _, m := range regexp.MustCompile(`(?s)<p class="sentence"[^>]*>(<span class="number">.*?)</p>`).FindAllStringSubmatch(file, -1) {
			s := regexp.MustCompile(`<small class="whose".*?</small>`).ReplaceAllString(m[1], "")
			s = regexp.MustCompile(`<(?:a|span) class="badge[^>]*>(.*?)</(?:a|span)>`).ReplaceAllString(s, "[$1]")
			list = append(list, html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, "")))
		}
		return list
	},
	"docx": func(t *testing.T, file string) (list []string) {
		for _, p := range strings.SplitAfter(paper.Word(t, file)["word/document.xml"], "</w:p>") {
			if !strings.Contains(p, `<w:pStyle w:val="Sentence"/>`) {
				continue
			}
			s := regexp.MustCompile(`<w:rStyle w:val="Mark"/></w:rPr><w:t xml:space="preserve">(\d+)`).ReplaceAllString(p, "<w:t>[$1]")
			s = regexp.MustCompile(`<w:rStyle w:val="Mark"/></w:rPr><w:t xml:space="preserve">, `).ReplaceAllString(s, "")
			list = append(list, html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, "")))
		}
		return list
	},
}

// shownIn is all that a PDF shows, with the numbers of notes in brackets.
func shownIn(t *testing.T, file string) string {
	shown, _ := paper.PDF(t, file)
	for i, s := range shown {
		if m := regexp.MustCompile(`^[\x{202f},](\d+)$`).FindStringSubmatch(s); m != nil {
			shown[i] = "[" + m[1] + "]"
		}
	}
	return blanks.Replace(strings.Join(shown, ""))
}

// Whoever gets the Word file and whoever gets the PDF can talk about sentence 7: the same
// sentences have the same numbers, the same marks and the same evidence in every form.
func TestABriefSaysTheSameInEveryForm(t *testing.T) {
	for example, own := range map[string]string{"sixth-round": "The ask may come down [us-asks-3-9bn]", "sma": "ours: We stay."} {
		for _, test := range []struct{ lang, weak, view string }{{"en", "(weakbasis)", "Ourview:"}, {"ko", "(근거약함)", "자체의견:"}} {
			d := newDesk(t, example)
			asked := []string{"brief", ".", "--lang", test.lang, "--as-of", "2020-01-17", "--since", "2019-12-31", "--say", own, "--say", "ours: We wait.", "-o"}
			form := func(name string) string {
				code, out, errs := d.run(append(slices.Clone(asked), name)...)
				if code != 0 {
					t.Fatalf("%s %s: %s", example, name, errs)
				}
				return out
			}
			said := make(map[string][]string)
			for name, of := range sentencesOf {
				for _, s := range of(t, form(name)) {
					said[name] = append(said[name], blanks.Replace(s))
				}
			}
			want := said["md"]
			for name := range sentencesOf {
				if diff := cmp.Diff(want, said[name]); diff != "" {
					t.Errorf("%s %s: - Markdown, + %s:\n%s", example, test.lang, name, diff)
				}
			}
			rest := shownIn(t, form("pdf"))
			for _, s := range want {
				at := strings.Index(rest, s)
				if at < 0 {
					t.Fatalf("%s %s: the PDF does not say, or not here: %s\n%.300s", example, test.lang, s, rest)
				}
				rest = rest[at+len(s):]
			}
			for i, s := range want {
				if !strings.HasPrefix(s, strconv.Itoa(i+1)+".") {
					t.Errorf("sentence %d: %s", i+1, s)
				}
			}
			all := strings.Join(want, "\n")
			if len(want) < 8 || !strings.Contains(all, test.weak+"[") || !strings.Contains(all, test.view) {
				t.Errorf("%s %s: too little to compare:\n%s", example, test.lang, all)
			}
		}
	}
}

// A sentence of one's own carries the evidence that it is given.
func TestASentenceOfOnesOwnCarriesItsEvidence(t *testing.T) {
	d := newDesk(t, "sixth-round")
	_, out, _ := d.run("brief", ".", "--parts", "ahead", "--say", "The ask may come down [us-asks-3-9bn]", "-o", "md")
	want := `3\. The ask may come down [reported · declined (South Korea)] (weak basis)[^2][^3].`
	if !strings.Contains(out, want) || !strings.Contains(out, "(`a-report-3-9bn`)") {
		t.Errorf("no %s in\n%s", want, out)
	}
}

// Nothing of what a reader may not know is in a brief, however deep its file is packed:
// neither in a part of a Word file nor in a string or a property of a PDF.
func TestNoFileOfABriefHoldsWhatIsHidden(t *testing.T) {
	d, secrets := secretDesk(t, func(secret.Word) bool { return false })
	for _, l := range []string{"en", "ko"} {
		for _, who := range []string{"public", "side:us", "all"} {
			reader, _ := parley.ParseReader(who)
			files := make(map[string]string)
			for _, form := range []string{"docx", "pdf", "md", "html"} {
				code, out, errs := d.run("brief", ".", "--as", who, "--lang", l, "--since", "2020-01-01", "-o", form)
				if code != 0 {
					t.Fatalf("%s %s: %s", who, form, errs)
				}
				switch form {
				case "docx":
					for name, part := range paper.Word(t, out) {
						files[form] += name + "\n" + part + "\n"
					}
				case "pdf":
					shown, others := paper.PDF(t, out)
					files[form] = strings.Join(shown, "") + "\n" + strings.Join(others, "\n")
				default:
					files[form] = out
				}
			}
			for form, text := range files {
				found := 0
				for _, s := range secrets {
					in := strings.Contains(strings.ToLower(text), s.Text)
					if in && !s.For(reader) {
						t.Errorf("%s, %s: %s shows %q", who, l, form, s.Text)
					}
					if in {
						found++
					}
				}
				if who == "all" && found == 0 {
					t.Errorf("%s, %s: nothing is found for its owner: the test says nothing", form, l)
				}
			}
		}
	}
}

// What the fonts of a PDF lack is shown as a box, never as nothing, and whoever makes the
// file is told.
func TestWhatThePDFCannotShowIsSaid(t *testing.T) {
	d := newDesk(t, "sixth-round")
	for say, want := range map[string]struct{ shown, lacking, told string }{
		"ours: 韓美 かな ◉◐":     {"韓美かな◉◐.", "", ""},
		"ours: 简 \U0001F600": {"□□.", "U+7B80,U+1F600.", "简\U0001F600, shown as □"},
	} {
		_, out, errs := d.run("brief", ".", "--parts", "ahead", "--say", say, "-o", "pdf")
		shown := shownIn(t, out)
		if !strings.Contains(shown, want.shown) || !strings.Contains(shown, want.lacking) || strings.Contains(shown, "□") != (want.lacking != "") {
			t.Errorf("%s: the PDF shows %s", say, shown)
		}
		if !strings.Contains(errs, want.told) || (errs != "") != (want.told != "") {
			t.Errorf("%s: told %q", say, errs)
		}
	}
}

package check

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/lang"
)

// families are the headings of docs/checks.md, by the first letter of a code.
var families = []struct{ letter, name, about string }{
	{"P", "What cannot be read", "The text is not an entry, or an entry lacks something."},
	{"R", "References", "What an entry refers to is not there, or is something else."},
	{"U", "Letters", "Characters that mislead."},
	{"D", "Dates", "Days that cannot be, and days that nobody could know."},
	{"S", "Who speaks", "Speakers, their standing, and what they do to a claim."},
	{"A", "Amounts", "Sums, pairs, percentages and currencies."},
	{"F", "Figures of series", "Files of figures: what cannot be read in them, and figures that cannot well be right."},
	{"N", "What a settlement is worth", "Valuations: what stands in them twice, or against itself, and what no zone can be made of."},
	{"T", "Agreements and rounds", "Terms, stages and meetings."},
	{"V", "Who may know", "Audiences."},
	{"Q", "Quotations and the lock", "Words that should stand in a kept copy, or in `evidence.lock`."},
	{"E", "What the record works out", "Expectations, explanations, overrides."},
	{"C", "Corrections", "Corrections of the file."},
	{"W", "Worth a look", "What is mostly a mistake, and now and then is not."},
}

const intro = `# Checks

What ` + "`parley check`" + ` looks for. This page is made from the rules (` + "`go test ./check -update`" + `); each example is tested
to break its rule and no other, and the message below it is what the program prints. ` + "`parley help CODE`" + ` says the same.

An **error** makes the check fail; a **warning** does so with ` + "`--strict`" + `. All findings come out at once, sorted by place. What
merely follows from another finding is held back: nothing is said about what refers to an entry that cannot be read, one wrong date or
amount is said once, and rules that look for what is absent wait until the whole record can be read.

The examples go on from one of these beginnings. Most go on from the second.

`

func TestTheDocumentIsUpToDate(t *testing.T) {
	var out strings.Builder
	out.WriteString(intro)
	fmt.Fprintf(&out, "```\n%s```\n\nThe second begins with the same and adds:\n\n```\n%s```\n\nThe third adds to the second:\n\n```\n%s```\n",
		trim(exampleHead), trim(strings.TrimPrefix(exampleTalks, exampleHead)), trim(strings.TrimPrefix(exampleDeal, exampleTalks)))
	said := 0
	for _, f := range families {
		fmt.Fprintf(&out, "\n## %s (%s)\n\n%s\n", f.name, f.letter, f.about)
		for _, r := range Rules() {
			if r.Code[:1] == f.letter {
				said++
				document(t, &out, r)
			}
		}
	}
	if said != len(Rules()) {
		t.Errorf("%d of %d rules have a heading", said, len(Rules()))
	}
	golden(t, filepath.Join("..", "docs", "checks.md"), out.String())
}

func trim(s string) string { return strings.TrimRight(s, "\n") + "\n" }

func document(t *testing.T, out *strings.Builder, r Rule) {
	fmt.Fprintf(out, "\n### %s (%s)\n\n%s", r.Code, r.Severity, lang.Word(lang.English, "check."+r.Code+".why"))
	switch r.Silent() {
	case "note":
		out.WriteString(" A `note` on the entry silences this.")
	case "explain":
		out.WriteString(" An `explain` that names the entry silences this.")
	}
	fmt.Fprintf(out, "\n\n```\n%s```\n\n```\n%s```\n", example(r), shown(t, r, lang.English))
}

// example is the example of a rule without its beginning.
func example(r Rule) string {
	if text := r.Lines(); strings.TrimSpace(text) != "" {
		return text
	}
	return "(the lock has words that the record no longer has)\n"
}

var holes = regexp.MustCompile(`^check\.([A-Z][0-9]{3})(\..*)?$`)

// Every message in the catalogue belongs to a rule, and each rule to a message.
func TestNoMessageIsWithoutARule(t *testing.T) {
	have := make(map[string]bool)
	for _, r := range Rules() {
		have[r.Code] = true
	}
	for _, k := range lang.Keys() {
		if m := holes.FindStringSubmatch(k); m != nil && !have[m[1]] {
			t.Errorf("%s belongs to no rule", k)
		}
	}
}

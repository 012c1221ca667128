package brief_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis"
	"parley/brief"
	"parley/lang"
)

// One analysis, one folder, one card: an analysis that nobody can ask for, or a
// card without an analysis, is a mistake.
func TestEveryAnalysisHasACard(t *testing.T) {
	entries, err := os.ReadDir("../analysis")
	if err != nil {
		t.Fatal(err)
	}
	var folders, names []string
	for _, e := range entries {
		if e.IsDir() {
			folders = append(folders, e.Name())
		}
	}
	for _, c := range brief.Cards() {
		names = append(names, c.Name)
	}
	if len(folders) == 0 || len(folders) != len(names) {
		t.Errorf("folders %v, cards %v", folders, names)
	}
	src, err := os.ReadFile("cards.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if !strings.Contains(string(src), f+".Card") {
			t.Errorf("analysis/%s has no card in Cards", f)
		}
	}
	slices.Sort(names)
	if got := slices.Compact(slices.Clone(names)); len(got) != len(names) {
		t.Errorf("a name stands twice: %v", names)
	}
}

// A card names kinds that there are, and says itself in both languages.
func TestCardsAreWhole(t *testing.T) {
	kinds := make(map[parley.Kind]bool)
	for _, e := range parley.Kinds() {
		kinds[e.Kind()] = true
	}
	for _, c := range brief.Cards() {
		if c.Since == "" || len(c.Assumes) == 0 || len(c.Reads) == 0 {
			t.Errorf("%s: the card has gaps: %+v", c.Name, c)
		}
		for _, k := range c.Reads {
			if !kinds[k] {
				t.Errorf("%s reads %q, which is no kind", c.Name, k)
			}
		}
		en, ko := brief.CardIn(c, lang.English), brief.CardIn(c, lang.Korean)
		if reflect.DeepEqual(en, ko) {
			t.Errorf("%s: the card is the same in both languages", c.Name)
		}
	}
}

// docs/analyses holds one page for each card and nothing else.
func TestDocumentsAreMadeFromTheCards(t *testing.T) {
	dir := "../docs/analyses"
	var want []string
	for _, c := range brief.Cards() {
		want = append(want, c.Name+".md")
		sameAs(t, filepath.Join(dir, c.Name+".md"), page(c))
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no pages in %s: %v", dir, err)
	}
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	slices.Sort(want)
	if d := cmp.Diff(want, found); d != "" {
		t.Errorf("pages (-want +got):\n%s", d)
	}
}

func page(c analysis.Card) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# `parley %s`\n", c.Name)
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		words := map[lang.Lang][2]string{lang.English: {"What it takes for granted", "A model, not a finding."}, lang.Korean: {"전제", "모형이며 사실 확인이 아님."}}[l]
		x := brief.CardIn(c, l)
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", x.Question, x.How)
		if c.Model {
			fmt.Fprintf(&b, "\n%s\n", words[1])
		}
		fmt.Fprintf(&b, "\n%s:\n\n", words[0])
		for _, a := range x.Assumes {
			fmt.Fprintf(&b, "- %s\n", a)
		}
	}
	var kinds []string
	for _, k := range c.Reads {
		kinds = append(kinds, "`"+string(k)+"`")
	}
	fmt.Fprintf(&b, "\n---\n\nReads: %s. Since %s.\n", strings.Join(kinds, ", "), c.Since)
	for _, r := range c.Refs {
		fmt.Fprintf(&b, "\n- %s\n", r)
	}
	return b.String()
}

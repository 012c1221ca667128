package web_test

import (
	"path/filepath"
	"strings"
	"testing"

	"parley"
	"parley/parleytest/browser"
)

// A search on the page of claims is a filter as the others are: its field keeps the
// words, and where they leave nothing the page says what to drop.
func TestClaimsAreFoundByWords(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sixth-round"), parley.All)
	for _, c := range []struct {
		address     string
		says, never []string
	}{
		{"/claims?text=considerably+GAP", []string{`name="text" value="considerably GAP"`, "narrowed considerably"}, []string{"$3.9 billion", "Without"}},
		{"/claims?text=%EB%85%B8%EC%98%81%EB%AF%BC", []string{"1 of ", "narrowed considerably"}, []string{"$3.9 billion"}},
		{"/claims?text=no-such-word", []string{"Nothing that was known", "Without “Words”: "}, nil},
		{"/claims?text=been+narrowed&status=reported", []string{"Without “Words”: ", "Without “Status”: 1"}, nil},
		{"/claims?text=no-such-word&lang=ko", []string{"“검색어” 조건 해제 시"}, nil},
		{"/timeline?text=pompeo", []string{"Mike Pompeo", `type="search"`}, []string{"Noh Young-min"}},
	} {
		_, page := get(s, c.address)
		in := main(page)
		for _, w := range c.says {
			if !strings.Contains(in, w) {
				t.Errorf("%s does not say %q:\n%.2000s", c.address, w, in)
			}
		}
		for _, w := range c.never {
			if strings.Contains(text(list(in)), w) {
				t.Errorf("%s says %q", c.address, w)
			}
		}
	}
}

// main is the main part of a page.
func main(page string) string {
	_, in, _ := strings.Cut(page, "<main")
	in, _, _ = strings.Cut(in, "</main>")
	return in
}

// list is the main part of a page without its form.
func list(in string) string {
	before, rest, found := strings.Cut(in, `<form class="controls"`)
	if !found {
		return in
	}
	_, after, _ := strings.Cut(rest, "</form>")
	return before + after
}

func TestTheKeyOfTheSearchFieldLeadsToIt(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sixth-round"))
	p.Open("/claims")
	p.Press("/")
	p.Until("the focus in the field", `document.activeElement.name === "text"`)
	p.Fill("main input[name=text]", "been narrowed")
	p.Press("Enter")
	p.Until("what was found", `new URLSearchParams(location.search).get("text") === "been narrowed" && document.readyState === "complete"`)
	says(t, p, []string{"1 of "}, []string{"$3.9 billion"})
}

// From a claim its owner comes to its text, and everybody to the disagreements in
// which it takes part, as far as they know of them.
func TestAClaimLeadsToItsDisagreementsAndItsOwnerToItsText(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sixth-round"), parley.All)
	for _, address := range []string{"/claims/gap-narrowed", "/entries/noh-on-radio"} {
		_, page := get(s, address)
		for _, w := range []string{`href="/conflicts#conflict-1"`, "one side is not of one voice", `href="/edit?entry=` + address[strings.LastIndex(address, "/")+1:] + `"`} {
			if !strings.Contains(main(page), w) {
				t.Errorf("%s does not say %q", address, w)
			}
		}
	}
	_, page := get(s, "/claims/gap-narrowed?as=public&lang=ko")
	if in := main(page); strings.Contains(in, "/edit") || !strings.Contains(in, `href="/conflicts?as=public&amp;lang=ko#conflict-1"`) {
		t.Errorf("for the public:\n%s", in)
	}
	if _, page := get(s, "/conflicts"); !strings.Contains(page, `id="conflict-1"`) || !strings.Contains(page, `id="conflict-2"`) {
		t.Error("the disagreements have no places")
	}
	if status, _ := get(s, "/edit?entry=gap-narrowed"); status != 200 {
		t.Errorf("the text of a claim: %d", status)
	}
	if _, page := get(s, "/claims/us-asks-3-9bn"); strings.Contains(main(page), "one side is not of one voice</a>") {
		t.Error("a disagreement of another claim")
	}
}

package web_test

import (
	"html"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley"
)

// takes are the addresses at the top of the page of a brief by which it is taken along.
func takes(t *testing.T, page string) (hrefs []string) {
	t.Helper()
	nav := regexp.MustCompile(`(?s)<nav class="take".*?</nav>`).FindString(page)
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(nav, -1) {
		hrefs = append(hrefs, html.UnescapeString(m[1]))
	}
	return hrefs
}

// What is taken along is the brief that is shown: the links keep its state.
func TestABriefIsTakenAlongAsItIsShown(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sixth-round"), parley.All)
	state := url.Values{"as": {"public"}, "as-of": {"2020-01-17"}, "lang": {"ko"}, "since": {"2019-12-31"}, "parts": {"gap", "change"}, "say": {"It may come down [us-asks-3-9bn]\nours: wait"}}
	status, page := get(s, "/brief?"+state.Encode())
	hrefs := takes(t, page)
	if status != 200 || len(hrefs) != 4 {
		t.Fatalf("%d, %q", status, hrefs)
	}
	for i, ext := range []string{".docx", ".pdf", ".md", ".html"} {
		u, err := url.Parse(hrefs[i])
		if err != nil || u.Path != "/brief"+ext || u.Query().Encode() != state.Encode() {
			t.Errorf("%s, want /brief%s?%s", hrefs[i], ext, state.Encode())
		}
		if status, file := get(s, hrefs[i]); status != 200 || !strings.Contains(file, `attachment; filename="brief-2020-01-17`+ext) {
			t.Errorf("%s: %d", hrefs[i], status)
		}
	}
	for _, want := range []string{`name="as-of" value="2020-01-17"`, `name="since" value="2019-12-31"`, `<option value="public" selected`, `<option value="ko" selected`, "It may come down [us-asks-3-9bn]\nours: wait</textarea>", `<span class="number">1. </span>`, "(근거 약함)"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

// A sentence without evidence is shown and said to have none, but no file is made; the
// page leads to the same brief with the sentence marked as our view.
func TestASentenceWithoutEvidenceIsShownAndNotTakenAlong(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sixth-round"), parley.All)
	state := "?" + url.Values{"say": {"It is so [us-asks-3-9bn]\nNobody knows", "There is a party [rok]"}}.Encode()
	_, page := get(s, "/brief"+state)
	for _, want := range []string{"Nobody knows (no evidence)", "There is a party (no evidence)", "Without evidence: 15, 16.", "Mark sentence 15 as our view", "Mark sentence 16 as our view", "It is so [us-asks-3-9bn]\nNobody knows\nThere is a party [rok]</textarea>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	for _, ext := range []string{".docx", ".pdf", ".md", ".html", ".json", ".csv"} {
		status, file := get(s, "/brief"+ext+state)
		if status != 422 || !strings.Contains(file, "15. Nobody knows") || !strings.Contains(file, "ours: before them") || strings.Contains(file, "attachment") {
			t.Errorf("%s: %d %s", ext, status, file)
		}
	}
	for range 2 { // one after the other
		hrefs := takes(t, page)
		if len(hrefs) == 0 || strings.HasPrefix(hrefs[0], "/brief.docx") {
			t.Fatalf("%q", hrefs)
		}
		_, page = get(s, hrefs[0])
	}
	if hrefs := takes(t, page); len(hrefs) != 4 || !strings.HasPrefix(hrefs[0], "/brief.docx?") {
		t.Fatalf("%q", hrefs)
	}
	for _, want := range []string{"Our view: Nobody knows.", "Our view: There is a party."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

// Whoever mistypes an id does not lose what they typed.
func TestASentenceOnAnUnknownEntryStaysInTheForm(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sixth-round"), parley.All)
	_, page := get(s, "/brief?say=It+is+so+%5Bnowhere%5D")
	if !strings.Contains(page, "It is so [nowhere]</textarea>") || !strings.Contains(html.UnescapeString(page), `no entry "nowhere" is known`) || takes(t, page) != nil {
		t.Errorf("%.3000s", page)
	}
	if status, _ := get(s, "/brief.docx?say=It+is+so+%5Bnowhere%5D"); status != 404 {
		t.Errorf("the file: %d", status)
	}
}

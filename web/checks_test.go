package web_test

import (
	"bytes"
	"errors"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/check"
	"parley/folder"
	"parley/lang"
)

const broken = talks + `
2020-01-32 report 노트 "방위비 보도 <script>alert(1)</script>"
  via          paper
  asserts      high

include away.parley
include more.parley
`

func TestEveryMistakeIsShownAtItsPlaceWithWhatToDo(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": broken, "more.parley": "source x\u202e\n  type         news-artcle\n"})
	status, page := get(d, "/checks")
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for _, want := range []string{"P010", "P008", "P016", "P013", "<mark>2020-01-32</mark>", "<mark>노트</mark>", "U+202E", "more.parley:2:", `href="/edit?file=case.parley&amp;line=`, "#L", "Look at the source again."} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, not := range []string{"<script>alert", "\u202e"} {
		if strings.Contains(page, not) {
			t.Errorf("%q is there", not)
		}
	}
	if _, page = get(d, "/checks?lang=ko"); !strings.Contains(page, "출처를 다시 볼 것.") {
		t.Error("not in Korean")
	}
	if _, page = get(d, "/checks?rule=p010"); !strings.Contains(page, "<mark>2020-01-32</mark>") || strings.Contains(page, "<mark>노트</mark>") || !strings.Contains(page, html.EscapeString(lang.Word(lang.English, "check.P010.why"))) {
		t.Error("one rule is not shown alone with what it means")
	}
	if status, _ := get(d, "/checks?rule=X999"); status != http.StatusNotFound {
		t.Errorf("a rule that is none: status %d", status)
	}
}

func TestChecksAsDataAreThoseOfTheCommandLine(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": broken, "evidence.lock": "no lock\n"})
	f, err := folder.Open(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	var o check.Options
	if o.Lock, err = f.Lock(); !errors.As(err, &o.LockFaults) {
		t.Fatalf("the lock should not be readable: %v", err)
	}
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		var want bytes.Buffer
		if err := check.Run(b, o).JSON(&want, l); err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420/checks.json?lang="+string(l), nil)
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		if diff := cmp.Diff(want.String(), w.Body.String()); diff != "" || !strings.Contains(want.String(), "Q0") {
			t.Error(diff)
		}
	}
}

func TestASoundCaseSaysWhatWasChecked(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": strings.Replace(talks, "  recorded     2020-01-02\n", "", 1)})
	_, page := get(d, "/checks")
	b, _ := folder.Open(d.dir)
	defer b.Close()
	book, err := b.Load()
	if err != nil {
		t.Fatal(err)
	}
	if r := check.Run(book, check.Options{}); len(r.Findings) > 0 {
		t.Fatalf("the case is not sound: %v", r.Findings)
	}
	for _, want := range []string{"Nothing in the files breaks a rule.", "1 file.", "party 2", "No mistakes found."} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

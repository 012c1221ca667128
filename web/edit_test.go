package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/folder"
	"parley/parleytest/hidden"
	"parley/web"
)

// A desk is a case in a folder with the server of its owner.
type desk struct {
	*web.Server
	t   *testing.T
	dir string
}

func newDesk(t *testing.T, files map[string]string) *desk {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &desk{serve(t, dir, parley.All), t, dir}
}

func (d *desk) disk(name string) string {
	b, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		d.t.Error(err)
	}
	return string(b)
}

// A sheet is the editor as a browser has it: the fields of its form.
type sheet struct {
	address    string
	base, text string
	began      string
	disk       string
	page       string
	status     int
}

var (
	baseField  = regexp.MustCompile(`name="base" value="([^"]*)"`)
	diskField  = regexp.MustCompile(`name="disk" value="([^"]*)"`)
	textField  = regexp.MustCompile(`(?s)<textarea id="text"[^>]*>\n(.*?)</textarea>`)
	beganField = regexp.MustCompile(`(?s)<textarea name="began"[^>]*>\n(.*?)</textarea>`)
)

func field(re *regexp.Regexp, page string) string {
	if m := re.FindStringSubmatch(page); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}

func read(address string, w *httptest.ResponseRecorder) sheet {
	page := w.Body.String()
	return sheet{address, field(baseField, page), field(textField, page), field(beganField, page), field(diskField, page), page, w.Code}
}

func (d *desk) open(address string) sheet {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420"+address, nil)
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return read(address, w)
}

// send posts the form of a sheet as a browser does; more are fields by name and
// value.
func (d *desk) send(s sheet, do string, more ...string) sheet {
	return read(s.address, d.post(s.address, append([]string{"base", s.base, "began", crlf(s.began), "text", crlf(s.text), "disk", s.disk, "do", do}, more...)...))
}

func (d *desk) post(address string, pairs ...string) *httptest.ResponseRecorder {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		form.WriteField(pairs[i], pairs[i+1])
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:7420"+address, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// crlf is how a browser sends what stands in a form.
func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func TestAFileIsSavedAsItWasWrittenWithItsLineEndsAndMark(t *testing.T) {
	for name, text := range map[string]string{
		"plain": talks, "windows": "\ufeff" + crlf(talks), "no end": strings.TrimSuffix(talks, "\n"), "begins empty": "\n\n" + talks,
		"mixed": strings.Replace(talks, "\n", "\r\n", 3), "markup": talks + "; </textarea><script>alert(1)</script> &amp; \"x\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, map[string]string{"case.parley": text})
			s := d.open("/edit")
			if s.status != http.StatusOK || strings.Contains(s.page, "<script>alert") {
				t.Fatalf("status %d", s.status)
			}
			if w := d.send(s, "save"); w.status != http.StatusSeeOther || d.disk("case.parley") != text {
				t.Fatalf("unchanged: status %d; the disk has\n%q", w.status, d.disk("case.parley"))
			}
			s.text = strings.Replace(s.text, `party a "A"`, "party a \"가\"\n  name.en      \"A\"", 1)
			if w := d.send(s, "save"); w.status != http.StatusSeeOther {
				t.Fatalf("status %d\n%s", w.status, w.page)
			}
			eol := "\n"
			if name == "windows" {
				eol = "\r\n"
			}
			want := strings.Replace(text, `party a "A"`, "party a \"가\""+eol+"  name.en      \"A\"", 1)
			if diff := cmp.Diff(want, d.disk("case.parley")); diff != "" {
				t.Error(diff)
			}
			if again := d.open("/edit?saved=1"); again.text != s.text || !strings.Contains(again.page, "Saved.") {
				t.Error("what was saved is not shown")
			}
		})
	}
}

func TestAFileThatMovedOnIsNotOverwrittenAndTheDraftIsKept(t *testing.T) {
	const mine = "party b \"B <mine> &amp; 나\""
	for _, c := range []struct{ name, theirs, both string }{
		{"elsewhere", strings.Replace(talks, `"A report"`, `"Their report"`, 1), strings.Replace(strings.Replace(talks, `"A report"`, `"Their report"`, 1), `party b "B"`, mine, 1)},
		{"the same line", strings.Replace(talks, `party b "B"`, `party b "Theirs"`, 1), ""},
		{"emptied", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, map[string]string{"case.parley": talks})
			s := d.open("/edit?file=case.parley")
			s.text = strings.Replace(talks, `party b "B"`, mine, 1)
			put(t, d.dir, "case.parley", c.theirs)
			got := d.send(s, "save")
			if got.status != http.StatusConflict || d.disk("case.parley") != c.theirs {
				t.Fatalf("status %d; the disk has %q", got.status, d.disk("case.parley"))
			}
			if diff := cmp.Diff(s.text, got.text); diff != "" {
				t.Errorf("the draft is another:\n%s", diff)
			}
			if again := d.send(got, "both"); c.both == "" {
				if again.status != http.StatusConflict || d.disk("case.parley") != c.theirs {
					t.Errorf("a choice that is a person's was made: status %d, disk %q", again.status, d.disk("case.parley"))
				}
			} else if diff := cmp.Diff(c.both, d.disk("case.parley")); again.status != http.StatusSeeOther || diff != "" {
				t.Errorf("status %d\n%s", again.status, diff)
			}
			kept := d.post(got.address, "base", got.base, "text", crlf(got.text), "do", "copy")
			if kept.Code != http.StatusSeeOther || d.disk("case.parley.draft-1") != s.text {
				t.Errorf("copy: status %d", kept.Code)
			}
			if page := d.open("/edit?draft=case.parley.draft-1"); page.text != s.text {
				t.Error("a kept draft cannot be taken up again")
			}
		})
	}
}

func TestOfTheSameLinesAPersonChooses(t *testing.T) {
	theirs := strings.Replace(talks, `party b "B"`, `party b "Theirs"`, 1)
	for pick, want := range map[string]string{"ours": `party b "Mine"`, "theirs": `party b "Theirs"`, "both": "party b \"Theirs\"\nparty b \"Mine\""} {
		d := newDesk(t, map[string]string{"case.parley": talks})
		s := d.open("/edit")
		s.text = strings.Replace(talks, `party b "B"`, `party b "Mine"`, 1)
		put(t, d.dir, "case.parley", theirs)
		got := d.send(d.send(s, "save"), "merge", "pick-0", pick)
		if got.status != http.StatusOK || !strings.Contains(got.text, want) || d.disk("case.parley") != theirs {
			t.Fatalf("%s: status %d, %q", pick, got.status, got.text)
		}
		if pick == "both" {
			continue // one id twice: an error
		}
		if got = d.send(got, "save"); got.status != http.StatusSeeOther || !strings.Contains(d.disk("case.parley"), want) {
			t.Errorf("%s: status %d, disk %q", pick, got.status, d.disk("case.parley"))
		}
	}
	d := newDesk(t, map[string]string{"case.parley": talks})
	s := d.open("/edit")
	s.text = strings.Replace(talks, `party b "B"`, `party b "Mine"`, 1)
	put(t, d.dir, "case.parley", theirs)
	s = d.send(s, "save")
	put(t, d.dir, "case.parley", strings.Replace(theirs, "Theirs", "Once more", 1))
	if got := d.send(s, "merge", "pick-0", "theirs"); got.status != http.StatusConflict || !strings.Contains(got.page, "Once more") {
		t.Errorf("a choice made of another text counted: status %d", got.status)
	}
}

func TestWhereADraftBeganMayBeForgottenAndTheDraftIsNot(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks})
	s := d.open("/edit")
	s.text += "\nparty c \"C\"\n"
	s.base, s.began = strings.Repeat("0", 64), "not that text"
	put(t, d.dir, "case.parley", talks+"\nparty d \"D\"\n")
	for _, do := range []string{"save", "both", "merge"} {
		if got := d.send(s, do); got.status != http.StatusConflict || got.text != s.text || !strings.Contains(got.page, "cannot be merged") {
			t.Errorf("%s: status %d", do, got.status)
		}
	}
}

func TestErrorsAreWrittenOnlyAfterAYesToThatMany(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks})
	s := d.open("/edit")
	s.text = strings.Replace(s.text, "on-record", "onrecord", 1)
	got := d.send(s, "save")
	if got.status != http.StatusUnprocessableEntity || d.disk("case.parley") != talks || got.text != s.text || !strings.Contains(got.page, "Save with 1 error") || !strings.Contains(got.page, "P013") {
		t.Fatalf("status %d\n%s", got.status, got.page)
	}
	got.text = strings.Replace(got.text, "party a", "prty a", 1)
	if more := d.send(got, "anyway", "errors", "1"); more.status != http.StatusUnprocessableEntity || d.disk("case.parley") != talks {
		t.Errorf("more errors than were said: status %d", more.status)
	}
	if w := d.send(s, "save", "errors", "9"); w.status != http.StatusUnprocessableEntity {
		t.Errorf("saved without a yes: status %d", w.status)
	}
	if w := d.send(s, "anyway", "errors", "1"); w.status != http.StatusSeeOther || d.disk("case.parley") != s.text {
		t.Errorf("status %d", w.status)
	}
	if page := d.open("/edit"); page.text != s.text || !strings.Contains(page.page, "P013") {
		t.Error("the file with the error is not shown")
	}
	if status, page := get(d, "/claims"); status != http.StatusOK || !strings.Contains(page, "It is too high") {
		t.Errorf("the last good state is gone: status %d", status)
	}
}

func TestACheckShowsFindingsAndWritesNothing(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks})
	s := d.open("/edit")
	s.text = strings.Replace(s.text, `party b "B"`, "prty b \"B\"", 1)
	for _, address := range []string{"/edit", "/edit/check", "/edit/check?lang=ko"} {
		w := d.post(address, "base", s.base, "text", crlf(s.text), "do", "check")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "P003") || !strings.Contains(w.Body.String(), "prty") || d.disk("case.parley") != talks {
			t.Errorf("%s: status %d", address, w.Code)
		}
		if w.Header().Get("Parley-Moved") != "" {
			t.Errorf("%s: the file is said to have moved", address)
		}
	}
	put(t, d.dir, "case.parley", talks+"\n")
	if w := d.post("/edit/check", "base", s.base, "text", s.text); w.Header().Get("Parley-Moved") == "" {
		t.Error("that the file moved is not said")
	}
}

func TestOneEntryIsEditedByItself(t *testing.T) {
	text := strings.Replace(talks, "  type         news-article", "  ; our own comment\r\n  type         news-article", 1)
	d := newDesk(t, map[string]string{"case.parley": "include more.parley\n\n" + talks[:strings.Index(talks, "source paper")], "more.parley": text[strings.Index(text, "source paper"):]})
	s := d.open("/edit?entry=paper")
	if want := "source paper \"A report\"\n  ; our own comment\n  type         news-article\n  published    2020-01-03"; s.text != want {
		t.Fatalf("shown: %q", s.text)
	}
	if !strings.Contains(s.page, "<code>published</code>") {
		t.Error("no help on the fields")
	}
	other := strings.Replace(d.disk("more.parley"), "It is too high", "It is far too high", 1)
	put(t, d.dir, "more.parley", other) // elsewhere in the file: no matter
	s.text = strings.Replace(s.text, "A report", "보고서", 1) + "\n\n"
	if got := d.send(s, "save"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d\n%s", got.status, got.page)
	}
	if diff := cmp.Diff(strings.Replace(other, "A report", "보고서", 1), d.disk("more.parley")); diff != "" {
		t.Error(diff)
	}
	s = d.open("/edit?entry=paper")
	s.text = strings.Replace(s.text, "news-article", "paper", 1)
	put(t, d.dir, "more.parley", strings.Replace(d.disk("more.parley"), "news-article", "wire-story", 1))
	if got := d.send(s, "save"); got.status != http.StatusConflict || got.text != s.text {
		t.Errorf("the entry itself moved on: status %d", got.status)
	}
	put(t, d.dir, "more.parley", "")
	if got := d.send(s, "save"); got.status != http.StatusConflict || got.text != s.text || d.disk("more.parley") != "" {
		t.Errorf("the entry is gone: status %d", got.status)
	}
	if got := d.send(s, "both"); got.status != http.StatusConflict {
		t.Errorf("the entry is gone, both: status %d", got.status)
	}
	if got := d.send(s, "copy"); got.status != http.StatusSeeOther || d.disk("more.parley.draft-1") != s.text {
		t.Errorf("the entry is gone, copy: status %d", got.status)
	}
}

func TestWhatIsNotOfTheCaseIsNotThere(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks, "other.parley": "party x \"SECRET\"\n", "notes.txt": "SECRET", "evidence.lock": "parley evidence 1\n"})
	_, want := get(d, "/nothing")
	for _, ask := range []string{"file=../case.parley", "file=/etc/passwd", "file=./case.parley", "file=case.parley%00", "file=other.parley", "file=notes.txt", "file=evidence.lock", "file=.parley.lock",
		"file=case.parley/", "file=C:%5Ccase.parley", "entry=nobody", "file=case.parley&entry=x", "draft=notes.txt", "draft=../case.parley.draft-1", "draft=case.parley.draft-9", "draft=case.parley.draft-1/../../x"} {
		status, got := get(d, "/edit?"+ask)
		if status != http.StatusNotFound || got != want {
			t.Errorf("%s: status %d; not as an unknown page", ask, status)
		}
		if strings.HasPrefix(ask, "draft") || strings.Contains(ask, "entry") {
			continue
		}
		for _, path := range []string{"/edit?", "/edit/check?"} {
			if w := d.post(path+ask, "text", "party x \"X\"\n", "base", "", "do", "copy"); w.Code != http.StatusNotFound {
				t.Errorf("post %s: status %d", ask, w.Code)
			}
		}
	}
	for _, ext := range []string{".json", ".csv", ".md"} {
		if status, _ := get(d, "/edit"+ext); status != http.StatusNotFound {
			t.Errorf("/edit%s: status %d", ext, status)
		}
	}
}

func TestForOtherReadersThereIsNoEditorAndNoChecks(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "case.parley", talks+secretClaim+"\nprty broken\n")
	owner, public := &desk{serve(t, dir, parley.All), t, dir}, &desk{serve(t, dir, parley.Public), t, dir}
	for _, c := range []struct {
		d  *desk
		as string
	}{{public, ""}, {owner, "as=public"}, {owner, "as=side:a"}, {owner, "as=case"}} {
		_, want := get(c.d, "/nothing?"+c.as)
		for _, path := range []string{"/checks", "/edit", "/edit?file=case.parley", "/edit?entry=hush", "/checks?rule=P003"} {
			status, got := get(c.d, path+and(path)+c.as)
			if status != http.StatusNotFound || got != want {
				t.Errorf("%s %s: status %d; not as an unknown page", path, c.as, status)
			}
		}
		if status, got := get(c.d, "/checks.json?"+c.as); status != http.StatusNotFound || strings.Contains(got, "prty") {
			t.Errorf("/checks.json %s: status %d", c.as, status)
		}
		for _, path := range []string{"/edit?file=case.parley&", "/edit/check?file=case.parley&"} {
			if w := c.d.post(path+c.as, "text", "x", "base", "", "do", "anyway", "errors", "99"); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "hush") {
				t.Errorf("post %s %s: status %d", path, c.as, w.Code)
			}
		}
	}
	if got := owner.disk("case.parley"); !strings.HasPrefix(got, talks) {
		t.Error("the file was written")
	}
}

func TestWhatIsNoTextIsRefusedWithItsLine(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks})
	s := d.open("/edit")
	for _, c := range []struct{ name, text, says string }{
		{"another encoding", "party a\r\n; \xb0\xa1\r\n", "Line 2"}, {"a zero", "\x00", "Line 1"},
	} {
		for _, do := range []string{"save", "anyway", "check", "copy", "both", "merge"} {
			w := d.post("/edit", "base", s.base, "text", c.text, "do", do, "errors", "99")
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), c.says) || !strings.Contains(w.Body.String(), "CP949") {
				t.Errorf("%s, %s: status %d", c.name, do, w.Code)
			}
		}
	}
	if w := d.post("/edit", "base", s.base); w.Code != http.StatusBadRequest {
		t.Errorf("no text: status %d", w.Code)
	}
	if d.disk("case.parley") != talks {
		t.Error("the file was written")
	}
	put(t, d.dir, "case.parley", "\xb0\xa1")
	if got := d.open("/edit"); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.page, "UTF-8") {
		t.Errorf("a file that is no text: status %d", got.status)
	}
	put(t, d.dir, "case.parley", talks)
	if hidden.Race {
		return // what follows is large
	}
	for _, size := range []int{17 << 20, 40 << 20} {
		if w := d.post("/edit", "base", s.base, "text", strings.Repeat("x", size)); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "16 MB") {
			t.Errorf("%d bytes: status %d", size, w.Code)
		}
	}
	if d.disk("case.parley") != talks {
		t.Error("the file was written")
	}
}

func TestAFileOfTenMegabytesIsEditedAndALargerOneIsNot(t *testing.T) {
	if testing.Short() || hidden.Race {
		t.Skip("large")
	}
	d := newDesk(t, map[string]string{"case.parley": talks + strings.Repeat("; a comment of some length that goes on and on\n", 10<<20/47)})
	s := d.open("/edit")
	s.text = strings.Replace(s.text, `"A report"`, `"Another report"`, 1)
	if got := d.send(s, "save"); got.status != http.StatusSeeOther || !strings.Contains(d.disk("case.parley"), "Another report") {
		t.Errorf("status %d", got.status)
	}
	put(t, d.dir, "case.parley", talks+strings.Repeat("; a comment of some length that goes on and on\n", 17<<20/47))
	if got := d.open("/edit"); got.status != http.StatusOK || got.text != "" || !strings.Contains(got.page, "up to 16 MB") {
		t.Errorf("too large: status %d, %d bytes", got.status, len(got.page))
	}
}

func TestAScriptIsToldWhatHappenedWithoutAPage(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks})
	s := d.open("/edit")
	quiet := func(text, base string) *httptest.ResponseRecorder {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for name, value := range map[string]string{"text": text, "base": base, "do": "save"} {
			form.WriteField(name, value)
		}
		form.Close()
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:7420/edit", &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Header.Set("Parley-Quiet", "1")
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		return w
	}
	w := quiet(s.text+"\n; more\n", s.base)
	next := w.Header().Get("Parley-Base")
	if w.Code != http.StatusNoContent || next == "" || next == s.base {
		t.Fatalf("status %d, base %q", w.Code, next)
	}
	if w := quiet(s.text+"\n; more and more\n", next); w.Code != http.StatusNoContent {
		t.Errorf("saved again: status %d", w.Code)
	}
	if w := quiet(s.text+"\n; other\n", s.base); w.Code != http.StatusConflict {
		t.Errorf("moved on: status %d", w.Code)
	}
	if w := quiet(s.text+"\nprty x\n", w.Header().Get("Parley-Base")); w.Code != http.StatusConflict && w.Code != http.StatusUnprocessableEntity {
		t.Errorf("errors: status %d", w.Code)
	}
}

// Two tabs, an editor and the command line write at once. An editor that knows
// nothing of the lock reads and writes in one go here: what it does between is its
// own, and nobody could know of it.
func TestEveryWriteThatWasAcceptedStandsOrItsWriterWasTold(t *testing.T) {
	d := newDesk(t, map[string]string{"case.parley": talks})
	var mu sync.Mutex
	var blind sync.RWMutex
	accepted, told := make(map[string]bool), 0
	note := func(id string, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		if ok {
			accepted[id] = true
		} else {
			told++
		}
	}
	entry := func(id string) string { return fmt.Sprintf("\nperson %s \"Somebody\"\n  speaks-for   a\n", id) }
	const rounds = 12
	var wait sync.WaitGroup
	for tab := range 4 {
		wait.Go(func() {
			for i := range rounds {
				id := fmt.Sprintf("tab-%d-%d", tab, i)
				blind.RLock()
				s := d.open("/edit")
				blind.RUnlock()
				if tab%2 == 0 {
					s.text += entry(id)
				} else { // at a place of its own
					s.text = strings.Replace(s.text, "\nperson anna", entry(id)+"\nperson anna", 1)
				}
				do := "save"
				for try := 0; ; try++ {
					blind.RLock()
					got := d.send(s, do)
					blind.RUnlock()
					if got.status == http.StatusSeeOther {
						note(id, true)
						break
					}
					if got.status != http.StatusConflict || got.text == "" {
						t.Errorf("%s: status %d\n%s", id, got.status, got.page)
						break
					}
					note(id, false)
					if got.text != s.text && do == "save" {
						t.Errorf("%s: another draft came back", id)
					}
					if try == 4 {
						break
					}
					do, s.base, s.began, s.text = "both", got.base, got.began, got.text
				}
			}
		})
	}
	wait.Go(func() { // an editor
		for i := range rounds {
			id := fmt.Sprintf("editor-%d", i)
			blind.Lock()
			put(t, d.dir, "case.parley", d.disk("case.parley")+entry(id))
			blind.Unlock()
			note(id, true)
		}
	})
	wait.Go(func() { // the command line
		f, err := folder.Open(d.dir)
		if err != nil {
			t.Error(err)
			return
		}
		defer f.Close()
		for i := range rounds {
			id := fmt.Sprintf("shell-%d", i)
			blind.RLock()
			base, err := casefile.Load(f.FS(), "case.parley")
			if err == nil {
				err = f.Write(context.Background(), casefile.Edit{File: "case.parley", Base: base.Digest(),
					New: casefile.Draft{Kind: "person", ID: id, Name: "Somebody", Lines: []casefile.DraftLine{{Field: "speaks-for", Value: "a"}}}})
			}
			blind.RUnlock()
			if err != nil && !errors.Is(err, casefile.ErrMoved) {
				t.Error(err)
			}
			note(id, err == nil)
		}
	})
	wait.Wait()
	final := d.disk("case.parley")
	for id := range accepted {
		if strings.Count(final, "person "+id+" ") != 1 {
			t.Errorf("%s was accepted and stands %d times in the file", id, strings.Count(final, "person "+id+" "))
		}
	}
	b, err := func() (*casefile.Book, error) {
		f, err := folder.Open(d.dir)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return f.Load()
	}()
	if err != nil || len(b.Faults) > 0 {
		t.Errorf("the file is broken: %v, %v", err, b.Faults)
	}
	t.Logf("%d accepted, %d told", len(accepted), told)
}

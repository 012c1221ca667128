package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/date"
	"parley/folder"
	"parley/parleytest/hidden"
	"parley/parleytest/secret"
	"parley/web"
)

// noon is the time of every test.
var noon = time.Date(2020, 2, 3, 12, 0, 0, 0, time.UTC)

// serve opens a case in a folder, without a key.
func serve(t testing.TB, dir string, most parley.Reader) *web.Server {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	s, err := web.New(f, web.Options{Reader: most, Open: true, Version: "test", Now: func() time.Time { return noon }, Today: func() date.Day { return date.On(2020, 2, 3) }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get is an answer, all of it: status, headers, body.
func get(s http.Handler, address string) (status int, all string) {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420"+address, nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	var b strings.Builder
	fmt.Fprintln(&b, w.Code)
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range w.Header() {
			if !yield(name) {
				return
			}
		}
	}) {
		fmt.Fprintln(&b, name, w.Header()[name])
	}
	b.WriteString(w.Body.String())
	return w.Code, b.String()
}

// Of what a reader may not know no byte is in any page, header, title, picture,
// file or error; and every answer is the one that they would get if none of it
// had been written, whether the server is theirs or the owner looks through their
// lens.
func TestNothingOfWhatIsHiddenIsInAnyByte(t *testing.T) {
	whole := t.TempDir()
	secrets := secret.Folder(t, whole, func(secret.Word) bool { return false })
	for _, who := range []string{"public", "case", "side:rok", "side:us", "caucus:rok/money", "mediator"} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			reader, _ := parley.ParseReader(who)
			bare := t.TempDir()
			secret.Folder(t, bare, func(s secret.Word) bool { return !s.For(reader) })
			shown := 0
			for n, most := range []parley.Reader{reader, parley.All} {
				with, without := serve(t, whole, most), serve(t, bare, most)
				for i, address := range addresses(t, secrets, reader) {
					if n == 1 && i%5 != 0 || (hidden.Race || testing.Short()) && i%11 != 0 { // by turns: neither divides the number of kinds
						continue
					}
					if most == parley.All {
						address += and(address) + "as=" + who
					}
					status, got := get(with, address)
					_, want := get(without, address)
					if got != want {
						t.Errorf("%s: what is hidden changes the answer:\n%s", address, hidden.Differ(want, got))
					}
					for _, s := range secrets {
						in := strings.Contains(strings.ToLower(got), s.Text) && !strings.Contains(address, s.Text)
						if in && !s.For(reader) {
							t.Errorf("%s shows %q", address, s.Text)
						}
						if in && status == http.StatusOK {
							shown++
						}
					}
				}
			}
			if shown == 0 && who != "public" {
				t.Error("nothing is shown that is for them: the test says nothing")
			}
		})
	}
}

func and(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}

// addresses are all pages in every form, of several days and in both languages,
// and those of things that a reader may not know, by their ids or nearly.
func addresses(t *testing.T, secrets []secret.Word, reader parley.Reader) (all []string) {
	paths := []string{"/desk", "/edit", "/checks", "/read", "/nothing", "/entries/told-1", "/claims/told-1", "/claims/told-2"}
	paths = append(paths, web.Paths()...)
	for _, path := range paths {
		for _, more := range []string{"", "?as-of=2020-01-10", "?recorded-as-of=2020-01-10&lang=ko", "?lang=ko"} {
			all = append(all, path+more)
		}
		for _, ext := range web.Extensions() {
			if path != "/" {
				all = append(all, path+ext)
			}
		}
	}
	for _, s := range secrets {
		if s.For(reader) {
			continue
		}
		for _, ask := range []string{"/claims/WORD-claim", "/claims/WORD-clam", "/entries/WORD-statement", "/entries/WORD-source", "/entries/WORD-party", "/entries/WORD-sorce",
			"/claims?by=WORD-party", "/claims?issue=WORD-isue", "/claims?text=WORD", "/claims.json?text=WORD", "/timeline?text=WORD", "/timeline?by=WORD-person", "/?as-of=WORD-round", "/?as-of=WORD-rond", "/compare?since=WORD-round",
			"/series.json?id=WORD-series", "/read/WORD-source", "/edit?entry=WORD-claim", "/edit?file=WORD-plan.parley", "/price?bid=WORD-offer", "/claims.csv?rows=WORD"} {
			all = append(all, strings.ReplaceAll(ask, "WORD", s.Text))
		}
	}
	if len(all) < 200 {
		t.Fatalf("only %d addresses", len(all))
	}
	return all
}

// What stands behind the question mark and cannot be read is not left out: as= would
// go with it.
func TestAnAddressThatCannotBeReadShowsNothing(t *testing.T) {
	dir := t.TempDir()
	secrets := secret.Folder(t, dir, func(secret.Word) bool { return false })
	s := serve(t, dir, parley.All)
	for _, address := range []string{"/claims?as=public;text=a", "/claims?as=public%", "/claims.csv?as=public;x", "/brief.md?as=public;parts=standing", "/claims?as=&as=public",
		"/claims?as=all&as=public", "/edit?as=public;x", "/events?as=public&tag=%", "/claims?text=told;x", "/?lang=en&lang=ko"} {
		status, got := get(s, address)
		if status != http.StatusBadRequest {
			t.Errorf("%s: %d", address, status)
		}
		for _, w := range secrets {
			if strings.Contains(strings.ToLower(got), w.Text) && !strings.Contains(address, w.Text) {
				t.Errorf("%s shows %q", address, w.Text)
			}
		}
	}
}

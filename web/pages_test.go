package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parley"
	"parley/parleytest/hidden"
	"parley/parleytest/secret"
)

// What pages must say, and what they must not.
func TestPagesSayWhatTheyShould(t *testing.T) {
	for _, c := range []struct {
		example, address string
		status           int
		says, not        string // words, apart by |
	}{
		{"sixth-round", "/", 200, "it is day 17 without an agreement|The last, the sixth, 14–15 Jan 2020, Washington, D.C., ended without a deal.|and more than 1.04 trillion won a year", "Round 7|2021"},
		{"sixth-round", "/?lang=ko", 200, "협정 공백 17일째|합의 없이 종료", "without an agreement"},
		{"sixth-round", "/timeline", 200, "14 of 14|Jeong Eun-bo|Noh Young-min", ""},
		{"sixth-round", "/claims", 200, "26 of 26|The US asks $3.9 billion a year for 2020|reported · declined", ""},
		{"sixth-round", "/claims?response=declined", 200, "The US asks $3.9 billion a year for 2020", "The US asks $5 billion"},
		{"sixth-round", "/claims/us-asks-3-9bn", 200, "declines|refused to confirm", ""},
		{"sixth-round", "/issues", 200, "Whether a deal stays within the SMA|no position is known", ""},
		{"sixth-round", "/agreements", 200, "10th Special Measures Agreement|Expired on 31 Dec 2019|No agreement since 1 Jan 2020", "12th Special"},
		{"sixth-round", "/zone", 200, "Nothing that this reader may know says what a deal is worth to the US", "Nash"},
		{"sixth-round", "/people", 200, "Jeong Eun-bo|정은보|chief negotiator, South Korea", ""},
		{"sixth-round", "/sources", 200, "South Korea, US remain poles apart in defense cost-sharing|Read a new source", ""},
		{"sixth-round", "/sources?as=public", 200, "South Korea, US remain poles apart in defense cost-sharing", "Read a new source"},
		{"sma", "/claims?as-of=2019-12-31", 200, "The US asks $5 billion a year for 2020", "$3.9 billion|$1.3 billion"},
		{"sma", "/claims?as-of=2020-01-17", 200, "The US asks $3.9 billion a year for 2020", "$1.3 billion"},
		{"sma", "/issues?as-of=2019-12-31", 200, "Where each side stands", "$3.9 billion"},
		{"sma", "/compare?as-of=2020-01-17&since=2019-12-31&as=public", 200, "$3.9 billion", "$1.3 billion"},
		{"sma", "/status?as-of=2024-10-10", 200, "8 rounds, concluded: agreed in principle about 2–3 Oct 2024", "ended without a deal"},
		{"sixth-round", "/brief?say=one+%5Bnosuch-a%5D%0Atwo+%5Bnosuch-b%5D", 200, `no entry "nosuch-a"|no entry "nosuch-b"`, `parley: no entry`},
		{"sixth-round", "/help", 200, "What each page answers|on record, second-hand|Checks|Editor|id=\"help-keys\"", "도움말"},
		{"sixth-round", "/help?lang=ko", 200, "화면별 내용|공개·전언|편집", "What each page"},
		{"sixth-round", "/help?as=public", 200, "What each page answers", "Editor|href=\"/checks|href=\"/edit"},
		{"sixth-round", "/help?day=1", 400, "day: this page takes no such parameter", "What each page"},
		{"sixth-round", "/help.csv", 404, "", "What each page"},
		{"sixth-round", "/nothing", 404, "There is no such page|Desk", ""},
		{"sixth-round", "/nothing?lang=ko", 404, "lang=\"ko\"", "There is no such page"},
		{"sixth-round", "/claims?statsu=reported", 400, "Did you mean status?", ""},
		{"sixth-round", "/?lang=fr", 400, "lang", ""},
		{"sixth-round", "/?as-of=never", 400, "never", ""},
		{"sixth-round", "/claims?text=zzzzz", 200, "Without", ""},
		{"sixth-round", "/?as-of=1990-01-01", 200, "<h1>", ""},
		{"sma", "/", 200, "<h1>", ""},
		{"sma", "/?as-of=2019-12-31", 200, "You are looking at", "2020-02-0"},
		{"sma", "/claims?status=reported&lang=ko", 200, "보도", "Reported, or"},
		{"sma", "/compare?as-of=2020-01-17", 200, `From 3 Jan 2020 to 17 Jan 2020|value="2020-01-03"|Only what was written by`, "As our file was on"},
		{"sma", "/compare?as-of=2020-01-17&since=2019-12-31", 200, `From 31 Dec 2019 to 17 Jan 2020|value="2019-12-31"`, ""},
		{"sma", "/compare?as-of=2020-01-17&lang=ko", 200, "2020년 1월 3일부터 2020년 1월 17일까지|이날까지 기록된 것만", "From 3 Jan"},
		{"sma", "/?as-of=2020-01-17", 200, "From 3 Jan 2020 to 17 Jan 2020|67 more rows|A badge says how well", "A number in brackets"},
		{"sma", "/", 200, `as-of=2021-03-08">7 Mar 2021|Ninth round of the 11th, known from 8 Mar 2021`, ""},
		{"sma", "/entries/dehart-to-the-pool", 200, `No words of it are recorded here|external" href="https://|A number in brackets`, ""},
		{"sma", "/claims/us-asks-5bn", 200, "No words of it are recorded here", ""},
		{"sma", "/conflicts", 200, `<details class="code"|reason       ?|closes it`, ""},
		{"sma", "/conflicts?as=public", 200, "The sides disagree", "reason       ?|closes it|<pre"},
		{"sma", "/conflicts.md?as=public", 200, "The sides disagree", "reason       ?|closes it"},
		{"sma", "/conflicts.md", 200, "reason       ?|closes it", ""},
		{"sma", "/people", 200, `class="asof"`, "A number in brackets|A badge says how well"},
		{"sma", "/checks?as-of=2020-01-17", 200, "<h1>", `class="asof"|You are looking at|A number in brackets`},
		{"sma", "/edit?as-of=2020-01-17", 200, "<h1>", `class="asof"|You are looking at|A number in brackets`},
		{"sma", "/read?as-of=2020-01-17", 200, "<h1>", `class="asof"|You are looking at|A number in brackets`},
		{"sma", "/claims", 200, `role="table"|role="columnheader"|role="rowheader"|role="cell"`, ""},
		{"sma", "/offers", 200, `<div class="table" `, `class="table worded"`},
	} {
		t.Run(c.example+" "+c.address, func(t *testing.T) {
			s := serve(t, filepath.Join("..", "examples", c.example), parley.All)
			status, got := get(s, c.address)
			if status != c.status {
				t.Errorf("%d, not %d", status, c.status)
			}
			got += "\n" + text(got)
			for _, word := range strings.Split(c.says, "|") {
				if !strings.Contains(got, word) {
					t.Errorf("it does not say %q", word)
				}
			}
			for _, word := range strings.Split(c.not, "|") {
				if word != "" && strings.Contains(got, word) {
					t.Errorf("it says %q", word)
				}
			}
			if _, again := get(s, c.address); again+"\n"+text(again) != got {
				t.Error("the same address gives other bytes")
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodHead, "http://127.0.0.1:7420"+c.address, nil))
			if w.Code != c.status {
				t.Errorf("HEAD: %d, not %d", w.Code, c.status)
			}
		})
	}
}

// mostAlike is how many addresses of one kind the crawl follows, for its time.
const mostAlike = 1

var last = regexp.MustCompile(`^/(claims|entries|read)/[^/.]+`)

// kind is what addresses have in common that differ only in what they name.
func kind(u *url.URL) string {
	k := last.ReplaceAllString(u.Path, "/$1/ID") + "?"
	for _, name := range []string{"as", "lang", "as-of", "rule", "entry", "file", "chart", "rows"} {
		if u.Query().Has(name) {
			k += name + "&"
		}
	}
	return k
}

// Every link of every kind of page leads somewhere, and to a place that is there;
// no place has its name twice.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	if hidden.Race { // nothing runs beside anything here
		t.Skip("followed without the race detector")
	}
	restricted := t.TempDir()
	secret.Folder(t, restricted, func(secret.Word) bool { return false })
	for _, c := range []struct {
		name, dir, lang string
		reader          parley.Reader
	}{
		{"sixth-round", "../examples/sixth-round", "ko", parley.All},
		{"sma", "../examples/sma", "en", parley.All}, {"public", restricted, "en", parley.Public},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			crawl(t, serve(t, c.dir, c.reader), "/?lang="+c.lang)
		})
	}
}

func crawl(t *testing.T, s http.Handler, start string) {
	type link struct{ from, to string }
	queue, places, alike := []link{{"", start}}, map[string]map[string]bool{}, map[string]int{}
	var fragments []link
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		u, err := url.Parse(at.to)
		if err != nil || u.Host != "" || u.Scheme != "" {
			continue
		}
		address := u.RequestURI()
		if _, seen := places[address]; !seen {
			if alike[kind(u)]++; alike[kind(u)] > mostAlike {
				continue
			}
			r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420"+address, nil)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			places[address] = nil
			if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
				t.Errorf("%s, to which %s leads: %d", address, at.from, w.Code)
				continue
			}
			if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || w.Header().Get("Content-Disposition") != "" {
				continue
			}
			doc, err := html.Parse(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			for n := range doc.Descendants() {
				for _, a := range n.Attr {
					switch {
					case a.Key == "id" && ids[a.Val]:
						t.Errorf("%s has id %q twice", address, a.Val)
					case a.Key == "id":
						ids[a.Val] = true
					case n.Data == "a" && (a.Key == "href" || a.Key == "xlink:href"):
						if to, err := u.Parse(a.Val); err == nil {
							queue = append(queue, link{address, to.String()})
						}
					}
				}
			}
			places[address] = ids
		}
		if u.Fragment != "" {
			fragments = append(fragments, at)
		}
	}
	told := map[string]bool{}
	for _, l := range fragments {
		u, _ := url.Parse(l.to)
		if ids := places[u.RequestURI()]; ids != nil && !ids[u.Fragment] && !told[l.to] {
			told[l.to] = true
			t.Errorf("%s leads to %s, where there is no such place", l.from, l.to)
		}
	}
	for _, path := range []string{"/claims", "/timeline", "/help", "/compare", "/brief"} {
		found := false
		for address := range places {
			found = found || address == path || strings.HasPrefix(address, path+"?")
		}
		if !found {
			t.Errorf("%s was not reached", path)
		}
	}
}

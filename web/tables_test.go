package web_test

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley"
	"parley/web"
)

// Under every table stand the addresses where that table alone is data.
func TestEveryTableIsThereAsDataByItself(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sma"), parley.All)
	body := func(address string) []byte {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420"+address, nil))
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", address, w.Code)
		}
		return w.Body.Bytes()
	}
	link, tables := regexp.MustCompile(`href="(/[^"?]*)\.csv\?([^"]*rows=[^"]*)"`), map[string]bool{}
	for _, path := range web.Paths() {
		_, page := get(s, path+"?as-of=2020-01-17")
		seen := make(map[string]bool)
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			if seen[m[0]] {
				t.Errorf("%s: two tables have the address %s", path, m[0])
			}
			seen[m[0]] = true
			at, query := m[1], html.UnescapeString(m[2])
			var d struct {
				Schema string
				Rows   []map[string]any
			}
			if err := json.Unmarshal(body(at+".json?"+query), &d); err != nil || !strings.Contains(query, "rows="+strings.ReplaceAll(d.Schema, "/", "%2F")) {
				t.Errorf("%s.json?%s: %v, it is %s", at, query, err, d.Schema)
			}
			rows, err := csv.NewReader(strings.NewReader(string(body(at + ".csv?" + query)))).ReadAll()
			if err != nil || len(rows) != len(d.Rows)+1 {
				t.Errorf("%s.csv?%s: %v, %d rows; as JSON %d", at, query, err, len(rows), len(d.Rows))
			}
			tables[d.Schema] = true
		}
	}
	if len(tables) < 15 {
		t.Errorf("only %d tables: %v", len(tables), tables)
	}
}

// Where the words name a command that asks a question, its page is one step away.
func TestACommandInTheWordsLeadsToItsPage(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sma"), parley.All)
	for address, want := range map[string]string{
		"/status?as-of=2020-01-17":           `<a href="/conflicts?as-of=2020-01-17"><code>parley conflicts</code></a>`,
		"/status?as-of=2020-01-17&as=public": `<a href="/conflicts?as=public&amp;as-of=2020-01-17"><code>parley conflicts</code></a>`,
	} {
		if _, page := get(s, address); !strings.Contains(page, want) {
			t.Errorf("%s does not say %s", address, want)
		}
	}
}

// The picture of the money says that other money was converted where any was, and only there.
func TestTheLadderSaysAtWhichRateOtherMoneyStands(t *testing.T) {
	for address, want := range map[string]bool{"sma /amounts?as-of=2020-01-17": true, "sma /amounts?as-of=2020-01-17&lang=ko": true, "strike /amounts": false} {
		example, path, _ := strings.Cut(address, " ")
		s := serve(t, filepath.Join("..", "examples", example), parley.All)
		_, page := get(s, path)
		if !strings.Contains(page, "<svg") {
			t.Errorf("%s: no picture", address)
		}
		if got := strings.Contains(page, "at the rate of that day") || strings.Contains(page, "그날 환율로 환산"); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

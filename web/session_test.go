package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
	"parley/folder"
	"parley/web"
)

// A house is a server with its door shut, and a clock that tests turn.
type house struct {
	*web.Server
	now time.Time
}

func locked(t *testing.T) *house {
	t.Helper()
	f, err := folder.Open("../examples/sixth-round")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	h := &house{now: noon}
	h.Server, err = web.New(f, web.Options{Reader: parley.All, Now: func() time.Time { return h.now }, Today: func() date.Day { return date.On(2020, 2, 3) }})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request with headers, name and value by turns.
func (h *house) ask(method, url string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, url, nil)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

const here = "http://127.0.0.1:7420"

func TestAKeyOpensOneSessionOnce(t *testing.T) {
	h := locked(t)
	if got := h.ask("GET", here+"/").StatusCode; got != http.StatusForbidden {
		t.Errorf("without a key: %d", got)
	}
	key := h.NewKey()
	in := h.ask("GET", here+"/claims?k="+key+"&lang=ko")
	if in.StatusCode != http.StatusSeeOther {
		t.Fatalf("with a key: %d", in.StatusCode)
	}
	if diff := cmp.Diff("/claims?lang=ko", in.Header.Get("Location")); diff != "" {
		t.Error(diff)
	}
	cookies := in.Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode || cookies[0].Name != "parley-7420" || cookies[0].Value == key {
		t.Fatalf("cookies: %v", cookies)
	}
	cookie := cookies[0].Name + "=" + cookies[0].Value
	if got := h.ask("GET", here+"/claims", "Cookie", cookie).StatusCode; got != http.StatusOK {
		t.Errorf("with the cookie: %d", got)
	}
	if got := h.ask("GET", "http://127.0.0.1:7421/claims", "Cookie", cookie).StatusCode; got != http.StatusForbidden {
		t.Errorf("at another port: %d", got)
	}
	if got := h.ask("GET", here+"/?k="+key).StatusCode; got != http.StatusForbidden {
		t.Errorf("the key again: %d", got)
	}
	if got := h.ask("GET", here+"/?k="+key, "Cookie", cookie).StatusCode; got != http.StatusSeeOther {
		t.Errorf("the key again, from inside: %d", got)
	}
	for _, wrong := range []string{"", "x", strings.ToLower(key), key + "A"} {
		if got := h.ask("GET", here+"/?k="+wrong).StatusCode; got != http.StatusForbidden {
			t.Errorf("key %q: %d", wrong, got)
		}
	}
}

func TestAKeyThatNobodyUsedGoesBad(t *testing.T) {
	h := locked(t)
	key := h.NewKey()
	h.now = h.now.Add(web.KeyLife + time.Second)
	if got := h.ask("GET", here+"/?k="+key).StatusCode; got != http.StatusForbidden {
		t.Errorf("after its time: %d", got)
	}
}

func TestTheRedirectAfterAKeyStaysHere(t *testing.T) {
	for _, path := range []string{"//elsewhere.example/", "/\\elsewhere.example/", "///elsewhere.example"} {
		h := locked(t)
		in := h.ask("GET", here+path+"?k="+h.NewKey())
		if to := in.Header.Get("Location"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\") || strings.Contains(to, ":") {
			t.Errorf("%q leads to %q", path, to)
		}
	}
}

func TestOnlyOurOwnPagesMayAsk(t *testing.T) {
	h := locked(t)
	in := h.ask("GET", here+"/?k="+h.NewKey())
	cookie := in.Cookies()[0].Name + "=" + in.Cookies()[0].Value
	for _, x := range []struct {
		why     string
		headers []string
		allowed bool
	}{
		{"typed", []string{"Sec-Fetch-Site", "none"}, true},
		{"from our page", []string{"Sec-Fetch-Site", "same-origin"}, true},
		{"from another site", []string{"Sec-Fetch-Site", "cross-site"}, false},
		{"from another port", []string{"Sec-Fetch-Site", "same-site"}, false},
		{"an old browser, our page", []string{"Origin", here}, true},
		{"an old browser, another page", []string{"Origin", "http://elsewhere.example"}, false},
		{"an old browser, no origin", []string{"Origin", "null"}, false},
		{"a name that was made to lead here", []string{"Host", "elsewhere.example:7420"}, false},
		{"a name that looks like here", []string{"Host", "127.0.0.1.elsewhere.example:7420"}, false},
		{"localhost", []string{"Host", "localhost:7420"}, true},
		{"the other loopback", []string{"Host", "[::1]:7420"}, true},
		{"an address of the network", []string{"Host", "192.168.1.7:7420"}, false},
	} {
		for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
			got := h.ask(method, here+"/claims", append(x.headers, "Cookie", cookie)...).StatusCode
			if refused := got == http.StatusForbidden; refused == x.allowed {
				t.Errorf("%s %s: %d", method, x.why, got)
			}
		}
	}
}

func TestEveryAnswerForbidsWhatAPageNeedNotDo(t *testing.T) {
	h := locked(t)
	in := h.ask("GET", here+"/?k="+h.NewKey())
	cookie := in.Cookies()[0].Name + "=" + in.Cookies()[0].Value
	for _, path := range []string{"/", "/nothing", "/claims.json", "/static/parley.css", "/openapi.json", "/?as-of=never"} {
		for _, cookie := range []string{cookie, ""} {
			got := h.ask("GET", here+path, "Cookie", cookie).Header
			policy := got.Get("Content-Security-Policy")
			for _, word := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
				if !strings.Contains(policy, word) {
					t.Errorf("%s: the policy lacks %s", path, word)
				}
			}
			if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
				t.Errorf("%s: %s", path, policy)
			}
			for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin", "Access-Control-Allow-Origin": ""} {
				if diff := cmp.Diff(want, got.Get(name)); diff != "" {
					t.Errorf("%s: %s: %s", path, name, diff)
				}
			}
		}
	}
}

// What a ceiling lets through, the ceiling itself may know.
func TestALensSeesNoMoreThanTheCeiling(t *testing.T) {
	s := serve(t, "../examples/sixth-round", parley.Public)
	for _, as := range []string{"all", "case", "mediator", "side:us", "caucus:us/money"} {
		if status, _ := get(s, "/?as="+as); status != http.StatusBadRequest {
			t.Errorf("as=%s: %d", as, status)
		}
	}
	if status, _ := get(s, "/?as=public"); status != http.StatusOK {
		t.Error("the public may not read as the public")
	}
	for _, path := range []string{"/edit", "/checks", "/read"} {
		status, got := get(s, path)
		_, want := get(s, "/nothing-there")
		if status != http.StatusNotFound || got != want {
			t.Errorf("%s: %d, and not the page of what is not there", path, status)
		}
	}
}

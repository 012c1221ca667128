// Package capture tests that a text becomes entries of a case by the keyboard
// alone, in a browser.
package capture

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/folder"
	"parley/lang"
	"parley/parleytest/browser"
	"parley/web"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const record = `case dues "A talk on dues"
  name.ko      "요금 협상"
  parties      harbour port
  money        EUR
  zone         Europe/Berlin
  audience     public

party harbour "Harbour"
  name.ko      "하버"

party port "Port"
  name.ko      "포트"

person jon "Jon"
  name.ko      "욘"
  role         harbour "chief negotiator"
  speaks-for   harbour

person mara "Mara"
  name.ko      "마라"
  role         port "chief negotiator"
  speaks-for   port

issue fee "The yearly fee"
  name.ko      "연간 요금"
  unit         "EUR per year"

issue pace "How soon a deal"
  name.ko      "타결 시점"
`

const article = `The second round of talks between the port and the harbour over the yearly fee ended without a deal on Thursday.
“The fee is 2 million euros or nothing,” the port’s chief negotiator, Mara, told reporters Thursday. “We will not hurry.”
Jon, who leads the harbour’s side, refused to confirm a report that it had offered €1.5 million. “Numbers belong at the table,” he said.
Jon said he had heard from the port that “a deal is near,” but that he did not see it. The two sides will meet again next Tuesday.`

// open serves a new case and opens a page of it.
func open(t *testing.T) (dir string, p *browser.Page) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "case.parley"), []byte(record), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	day := date.On(2026, 11, 25)
	s, err := web.New(f, web.Options{Reader: parley.All, Lang: lang.English, Open: true, Version: "test", Now: func() time.Time { return day.Begin(time.UTC) }, Today: func() date.Day { return day }})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(s)
	t.Cleanup(served.Close)
	return dir, browser.New(t, served.URL)
}

func text(t *testing.T, dir string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "case.parley"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// take keeps the article, by the keyboard.
func take(p *browser.Page) {
	p.Open("/read")
	p.Focus("#f-text")
	p.Type(article)
	p.Press("Tab", "Tab")
	p.Type("Harbour talks stall over fee")
	p.Press("Tab")
	p.Type("The Daily Tide")
	p.Press("Tab", "Tab")
	p.Type("2026-11-20")
	p.Press("Enter")
	p.Arrive("/read/dt-1120")
}

// picture keeps a screenshot where somebody wants to see it.
func picture(t *testing.T, p *browser.Page, name string) {
	if dir := os.Getenv("PARLEY_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), p.Screenshot(false), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const words = `document.getElementById("f-words-0").value`

func TestAnArticleIsCapturedByTheKeyboardAlone(t *testing.T) {
	dir, p := open(t)
	take(p)
	p.Until("the first quotation to be chosen", words+` === "The fee is 2 million euros or nothing"`)
	p.Press("w")
	p.Type("M") // the first in the list whose name begins so
	p.Press("Tab", "Tab", "Tab", "Tab")
	p.Type("on the r")
	p.Press("Escape", "1", "c", "Tab")
	p.Press("Enter") // opens the new claim
	p.Press("Tab")
	p.Type("The y")
	p.Press("Tab")
	p.Press("Tab", "Tab", "Tab")
	p.Type("P")
	p.Press("Tab", "Tab", "Tab")
	p.Type("EUR 2 million per year")
	picture(t, p, "filling")
	p.Until("the lines that will be written", `document.querySelector("#writes pre")?.textContent.includes("that         port asks fee = EUR 2 million per year")`)
	picture(t, p, "filled")
	p.Press("Enter")
	p.Until("the next quotation", `location.search.includes("saved=mara-asserts-port-asks-fee-2mn") && `+words+` === "We will not hurry."`)
	want := `
source dt-1120 "Harbour talks stall over fee"
  type         news-article
  publisher    "The Daily Tide"
  published    2026-11-20
  file         sources/dt-1120.txt
  seen         yes
  language     en

claim port-asks-fee-2mn
  that         port asks fee = EUR 2 million per year

2026-11-19 statement mara-asserts-port-asks-fee-2mn
  by           mara
  mode         on-record
  printed-as   "Thursday"
  dated-from   dt-1120
  asserts      port-asks-fee-2mn
  via          dt-1120
  > 2 "The fee is 2 million euros or nothing"
  recorded     2026-11-25
`
	if d := cmp.Diff(record+want, text(t, dir)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	b, err := casefile.Read(os.DirFS(dir), "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check.Run(b, check.Options{Copies: os.DirFS(dir)}).Findings {
		t.Errorf("%s %s", f.Code, f.Message.In("en"))
	}
}

func TestKeysGoFromSpanToSpanAndWidenIt(t *testing.T) {
	_, p := open(t)
	take(p)
	p.Press("n", "n")
	p.Until("the second quotation and, past the amount in the first, the next", words+` === "€1.5 million" || `+words+` === "We will not hurry."`)
	p.Press("n", "p")
	p.Press("Shift+Right", "Shift+Right")
	p.Until("a wider span", words+`.length > 15`)
	p.Press("4", "h")
	p.Until("declines and hearsay", `document.querySelector("[name=does]:checked").value === "declines" && document.querySelector("[name=hearsay]").checked`)
	p.Click("Preview")
	p.Until("what is missing, at its field", `document.activeElement.getAttribute("aria-invalid") === "true"`)
	picture(t, p, "missing")
	p.Press("Escape")
	p.Until("the text again", `document.activeElement.id === "text"`)
}

func TestTheReadPagesCanBeUsedByEverybody(t *testing.T) {
	_, p := open(t)
	take(p)
	for _, l := range []string{"en", "ko"} {
		for _, theme := range []string{"light", "dark"} {
			for name, path := range map[string]string{"new": "/read", "read": "/read/dt-1120"} {
				p.Size(1300, 900)
				p.Open(path + "?lang=" + l + "&theme=" + theme)
				picture(t, p, strings.Join([]string{name, l, theme}, "-"))
				p.Size(320, 800)
				p.Open(path + "?lang=" + l + "&theme=" + theme)
				p.Fits()
			}
		}
	}
	picture(t, p, "narrow")
	for _, l := range []string{"en", "ko"} {
		for _, theme := range []string{"light", "dark"} {
			for _, path := range []string{"/read", "/read/dt-1120"} {
				p.Open(path + "?lang=" + l + "&theme=" + theme)
				p.Accessible()
			}
		}
	}
}

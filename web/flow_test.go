package web_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/parleytest/browser"
)

var update = flag.Bool("update", false, "take the pictures of docs/pictures anew")

// says fails unless a page shows words, and none of others.
func says(t *testing.T, p *browser.Page, words, never []string) {
	t.Helper()
	text := p.Text("main")
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s does not say %q:\n%.1500s", p.Address(), w, text)
		}
	}
	for _, w := range never {
		if strings.Contains(text, w) {
			t.Errorf("%s says %q", p.Address(), w)
		}
	}
}

func TestAClaimOnTheDeskLeadsToItsWords(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sixth-round"))
	p.Open("/")
	p.ClickIn("main", "reported · declined (South Korea)")
	p.Arrive("/claims/us-asks-3-9bn")
	says(t, p, []string{"declined", "The Korea Times", "“", "line "}, nil)
}

func TestAnEarlierDayTakesAwayWhatWasNotKnown(t *testing.T) {
	t.Parallel()
	early, late := []string{"Fifth round of the 11th"}, []string{"Sixth round of the 11th", "Sixth round of the 12th"}
	p := browser.New(t, shelf(t, "sma"))
	p.Open("/timeline")
	says(t, p, append(early, late...), nil)
	p.Focus("#as-of")
	p.Type("12312019")
	p.Press("Enter")
	p.Arrive("/timeline?as-of=2019-12-31")
	says(t, p, early, late)
	p.ClickIn("header nav", "Compare")
	p.Arrive("/compare?as-of=2019-12-31")
	says(t, p, nil, late)
	p.Open("/timeline?as-of=2019-12-31")
	p.ClickIn(".looking a", "")
	p.Until("the latest day", `!location.search.includes("as-of") && document.readyState === "complete"`)
	says(t, p, append(early, late...), nil)
}

func TestReaderLanguageAndThemeKeepThePlaceAndTheDay(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sixth-round"))
	p.Open("/claims?as-of=2020-01-17")
	p.ClickIn("details.reader summary", "")
	p.ClickIn("details.reader", "South Korea")
	p.Until("the reader", `new URLSearchParams(location.search).get("as") === "side:rok"`)
	p.ClickIn("header", "한국어")
	p.Until("Korean", `document.documentElement.lang === "ko"`)
	p.ClickIn("header", "어둡게")
	p.Until("the dark", `document.documentElement.dataset.theme === "dark"`)
	for name, want := range map[string]string{"as-of": "2020-01-17", "as": "side:rok", "lang": "ko", "theme": "dark"} {
		if got := browser.Value[string](p, `new URLSearchParams(location.search).get("`+name+`") || ""`); got != want {
			t.Errorf("%s is %q, not %q: %s", name, got, want, p.Address())
		}
	}
	if !strings.HasPrefix(p.Address(), "/claims?") {
		t.Errorf("it led away, to %s", p.Address())
	}
	if browser.Value[bool](p, `document.querySelector("header nav").innerText.includes("0 errors") || !!document.querySelector("a[href^='/edit'], a[href^='/checks']")`) {
		t.Error("a side is shown what is the owner's")
	}
}

func TestTwoDatesAreCompared(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sixth-round"))
	p.Open("/compare")
	p.Focus("main input[name=since]")
	p.Type("01152020")
	p.Press("Enter")
	p.Arrive("/compare?since=2020-01-15")
	says(t, p, []string{"$3.9 billion"}, nil)
	p.Open("/compare?since=2020-01-17")
	says(t, p, nil, []string{"$3.9 billion"})
}

func TestOffersArePricedAsTheAddressSays(t *testing.T) {
	t.Parallel()
	base := shelf(t, "sma")
	p := browser.New(t, base)
	p.Open("/offers")
	p.Fill("main input[name=years]", "2020-2022")
	p.Press("Enter")
	p.Until("the years", `new URLSearchParams(location.search).get("years") === "2020-2022" && document.readyState === "complete"`)
	says(t, p, []string{"2020", "2022"}, nil)
	if got := browser.Value[string](p, `document.querySelector("main input[name=years]").value`); got != "2020-2022" {
		t.Errorf("the field forgets what was asked: %q", got)
	}
	again := browser.New(t, base)
	again.Open(p.Address())
	if got, want := again.Text("main"), p.Text("main"); got != want {
		t.Errorf("the address does not give the same again:\n%.600s\n---\n%.600s", got, want)
	}
}

func TestABriefIsTakenAlong(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sixth-round"))
	p.Open("/brief")
	for what, begins := range map[string]string{"Word": "PK", "PDF": "%PDF-"} {
		name, data := p.Download(func() { p.ClickIn("main, footer", what) })
		if !bytes.HasPrefix(data, []byte(begins)) || !strings.Contains(name, ".") {
			t.Errorf("%s: kept %q, which begins with %.20q", what, name, data)
		}
	}
}

// change replaces a piece of a file of a case, as an editor does.
func change(t *testing.T, dir, was, now string) {
	t.Helper()
	name := filepath.Join(dir, "case.parley")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(was)) {
		t.Fatalf("%s does not hold %q", name, was)
	}
	if err := os.WriteFile(name, bytes.Replace(text, []byte(was), []byte(now), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAPageFollowsTheFileAndABrokenFileTakesNothingAway(t *testing.T) {
	t.Parallel()
	base, dir := open(t, "sixth-round")
	p := browser.New(t, base)
	p.Open("/people")
	says(t, p, []string{"Noh Young-min"}, []string{"Noh Y. M."})
	change(t, dir, `"Noh Young-min"`, `"Noh Y. M."`)
	p.Until("the new name", `document.querySelector("main").innerText.includes("Noh Y. M.")`)
	says(t, p, nil, []string{"Noh Young-min"})
	change(t, dir, "\nperson ", "\nperzon ")
	p.Until("word of the fault", `!document.querySelector("header.top").innerText.includes("0 errors")`)
	says(t, p, []string{"Noh Y. M."}, nil)
	change(t, dir, "\nperzon ", "\nperson ")
	p.Until("that it is mended", `document.querySelector("header.top").innerText.includes("0 errors")`)
}

func TestTheSecondOfTwoWindowsKeepsItsDraft(t *testing.T) {
	t.Parallel()
	base, dir := open(t, "sixth-round")
	first, second := browser.New(t, base), browser.New(t, base)
	for p, words := range map[*browser.Page]string{first: "; from the first window\n", second: "; from the second window\n"} {
		p.Open("/edit?file=case.parley")
		p.ClickIn("#text", "")
		p.Press("Ctrl+Home")
		p.Type(words)
	}
	second.Expect("/edit?file=case.parley")
	first.Click("Save")
	first.Until("that it is saved", `/Saved/.test(document.body.innerText)`)
	second.Click("Save")
	second.Until("the conflict", `document.querySelector("#conflict") && document.querySelector("#text").value.includes("from the second window")`)
	text, err := os.ReadFile(filepath.Join(dir, "case.parley"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "; from the first window") || strings.Contains(string(text), "second window") {
		t.Errorf("the file begins\n%.200s", text)
	}
}

// The pictures of the documentation, taken with -update; without, that they are
// there and small.
func TestThePicturesOfTheDocumentation(t *testing.T) {
	for _, c := range []struct{ name, example, path string }{
		{"desk", "sma", "/?as-of=2020-01-17"},
		{"claim", "sixth-round", "/claims/us-asks-3-9bn"},
		{"timeline", "sma", "/timeline?as-of=2021-03-10&since=2019-01-01"},
		{"offers", "sma", "/offers?as-of=2020-01-17"},
		{"zone", "sma", "/zone?as-of=2020-01-17"},
		{"compare", "sixth-round", "/compare?since=2020-01-15"},
		{"desk-ko", "sma", "/?as-of=2020-01-17&lang=ko"},
		{"claim-dark", "sixth-round", "/claims/us-asks-3-9bn?theme=dark"},
	} {
		file := filepath.Join("..", "docs", "pictures", c.name+".png")
		if *update {
			p := browser.New(t, shelf(t, c.example))
			p.Size(1200, 600)
			p.Open(c.path)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, p.Screenshot(false), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if png, err := os.ReadFile(file); err != nil {
			t.Error(err)
		} else if len(png) > 150_000 || !bytes.HasPrefix(png, []byte("\x89PNG")) {
			t.Errorf("%s is no small picture: %d bytes", file, len(png))
		}
	}
}

package web_test

import (
	"testing"

	"parley/parleytest/browser"
)

// A browser keeps six connections to one server: a page that nobody sees gives its
// own back, and catches up when it is seen again.
func TestAPageThatNobodySeesGivesItsConnectionBack(t *testing.T) {
	t.Parallel()
	base, dir := open(t, "sixth-round")
	p := browser.New(t, base)
	p.Open("/people")
	p.Until("the stream", `stream?.source.readyState === EventSource.OPEN`)
	show := func(hidden string) {
		browser.Value[bool](p, `Object.defineProperty(document, "hidden", {get: () => `+hidden+`, configurable: true}) && document.dispatchEvent(new Event("visibilitychange"))`)
	}
	browser.Value[bool](p, `(window.before = stream.source) !== null`)
	show("true")
	if !browser.Value[bool](p, `before.readyState === EventSource.CLOSED`) {
		t.Error("a hidden page keeps its stream")
	}
	change(t, dir, `"Noh Young-min"`, `"Noh Y. M."`)
	show("false")
	p.Until("what changed meanwhile", `document.querySelector("main").innerText.includes("Noh Y. M.")`)
}

// What was typed before the script ran is unsaved, as anything else.
func TestWhatWasTypedBeforeTheScriptRanIsUnsaved(t *testing.T) {
	t.Parallel()
	base, _ := open(t, "sixth-round")
	p := browser.New(t, base)
	p.Open("/edit?file=case.parley")
	browser.Value[bool](p, `(() => {
		const t = document.getElementById("text"), s = document.createElement("script");
		t.value = "; typed early\n" + t.value;
		s.src = document.querySelector("script[src*='/edit.js']").src;
		document.body.append(s);
		return true;
	})()`)
	p.Until("the page says that nothing is saved", `document.getElementById("state").textContent === "Not saved yet."`)
}

// Without theme= a page follows the system; with it, it does not.
func TestThemesAreSeen(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sixth-round"))
	const paper = `getComputedStyle(document.body).backgroundColor`
	for _, c := range []struct {
		system bool
		query  string
		dark   bool
	}{{false, "", false}, {true, "", true}, {true, "?theme=light", false}, {false, "?theme=dark", true}} {
		p.Dark(c.system)
		p.Open("/people" + c.query)
		if got := browser.Value[string](p, paper); (got == "rgb(15, 23, 42)") != c.dark {
			t.Errorf("system dark %v, %q: %s", c.system, c.query, got)
		}
	}
	p.Dark(true)
	p.Open("/people?theme=dark")
	p.Print(true)
	if got := browser.Value[string](p, paper); got == "rgb(15, 23, 42)" {
		t.Error("paper is dark")
	}
}

package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/parleytest/browser"
)

// typeIn puts words into the text of the editor where a mark stands, as typing does.
const typeIn = `(() => {
	const t = document.getElementById("text"), at = t.value.indexOf("FROM");
	t.setRangeText("TO", at, at + "FROM".length, "end");
	t.dispatchEvent(new Event("input", {bubbles: true}));
	return at;
})()`

func typed(t *testing.T, p *browser.Page, from, to string) {
	t.Helper()
	if browser.Value[int](p, strings.ReplaceAll(strings.ReplaceAll(typeIn, "FROM", from), "TO", to)) < 0 {
		t.Fatalf("%q is not in the text", from)
	}
}

func TestTheEditorChecksSavesAndFollowsInTheBrowser(t *testing.T) {
	base, dir := open(t, "sixth-round")
	file := filepath.Join(dir, "case.parley")
	disk := func() string {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	before := disk()
	p := browser.New(t, base)
	p.Expect("/edit?file=case.parley") // where the file moved on
	p.Open("/edit")
	p.Accessible()
	typed(t, p, "on-record", "onrecord")
	p.Until("the finding is shown", `document.querySelector("#findings .finding.error") !== null`)
	p.Until("the page says that nothing is saved", `document.querySelector(".gutter") !== null && document.getElementById("state").textContent === "Not saved yet."`)
	p.Accessible()
	if disk() != before {
		t.Error("a check wrote")
	}
	p.Until("the browser keeps the draft", `Object.keys(localStorage).some(k => k.startsWith("parley-draft:case.parley:"))`)
	typed(t, p, "onrecord", "on-record")
	p.Until("the finding is gone", `document.querySelector("#findings .finding.error") === null`)
	typed(t, p, "noh-on-radio", "noh-on-the-radio")
	typed(t, p, "noh-on-the-radio", "noh-on-radio")
	typed(t, p, "\\n", "\\n; typed in a browser\\n")
	p.Press("Ctrl+s")
	p.Until("it is saved", `document.getElementById("state").textContent.startsWith("Saved at")`)
	if !strings.Contains(disk(), "; typed in a browser") {
		t.Error("not saved")
	}
	p.Until("the browser keeps no draft", `!Object.keys(localStorage).some(k => k.startsWith("parley-draft:"))`)

	// Another program writes while nothing is unsaved: the page shows it.
	other := strings.Replace(disk(), "; typed in a browser", "; typed elsewhere", 1)
	if err := os.WriteFile(file, []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	p.Until("the page follows the file", `document.getElementById("text").value.includes("; typed elsewhere")`)

	// And while something is: it is said, and saving shows both.
	typed(t, p, "; typed elsewhere", "; typed here <b>")
	if err := os.WriteFile(file, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	p.Until("the page says that the file moved on", `document.getElementById("state").textContent.startsWith("The file changed on disk")`)
	p.ClickIn(".buttons", "Save")
	p.Until("both versions are shown", `document.getElementById("conflict") !== null`)
	p.Accessible()
	if disk() != before || !browser.Value[bool](p, `document.getElementById("text").value.includes("; typed here <b>")`) {
		t.Error("something is lost")
	}
	p.Click("Keep yours as a copy")
	p.Until("the copy is told", `document.getElementById("edit") !== null && document.querySelector(".told") !== null`)
	if b, _ := os.ReadFile(file + ".draft-1"); !strings.Contains(string(b), "; typed here <b>") {
		t.Error("no copy is kept")
	}
	p.Click("Take it up") // of what the browser kept
	p.Until("the draft is back", `document.getElementById("text").value.includes("; typed here <b>")`)
}

func TestAnEditorThatNobodySeesGivesItsConnectionBack(t *testing.T) {
	base, _ := open(t, "sixth-round")
	p := browser.New(t, base)
	p.Open("/edit?file=case.parley")
	browser.Value[bool](p, `(() => { window.all = []; const E = EventSource;
		window.EventSource = class extends E { constructor(a) { super(a); all.push(this) } };
		const s = document.createElement("script"); s.src = document.querySelector("script[src*='/edit.js']").src; document.body.append(s); return true })()`)
	p.Until("a stream", `all.length === 1`)
	browser.Value[bool](p, `Object.defineProperty(document, "hidden", {get: () => true, configurable: true}) && document.dispatchEvent(new Event("visibilitychange"))`)
	if !browser.Value[bool](p, `all.every(s => s.readyState === EventSource.CLOSED)`) {
		t.Error("a hidden editor keeps its stream")
	}
}

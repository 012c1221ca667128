package web_test

import (
	"testing"

	"parley/parleytest/browser"
)

// A picture is one stop of the tab key; arrows go from mark to mark, the mark is
// said, and Enter follows its link.
func TestArrowsGoFromMarkToMark(t *testing.T) {
	t.Parallel()
	p := browser.New(t, shelf(t, "sma"))
	p.Open("/timeline?as-of=2020-01-17")
	browser.Value[bool](p, `(document.querySelector(".picture [tabindex='0']").focus(), window.first = document.activeElement, true)`)
	p.Press("Right")
	if !browser.Value[bool](p, `document.activeElement !== first && document.activeElement.closest(".picture") !== null`) {
		t.Fatal("the arrow leads nowhere")
	}
	if !browser.Value[bool](p, `document.querySelectorAll(".picture [tabindex='0']").length === document.querySelectorAll(".picture").length`) {
		t.Error("a picture is more than one stop, or none")
	}
	if !browser.Value[bool](p, `document.querySelector(".picture + .mark").textContent.trim() !== ""`) {
		t.Error("the mark is not said")
	}
	p.Press("Home")
	if !browser.Value[bool](p, `document.activeElement === first`) {
		t.Error("Home is not the first")
	}
	p.Press("Enter")
	p.Until("the page of the mark", `/^\/(claims|entries)\//.test(location.pathname)`)
}

// Two keys lead to a page, one to the list of keys; whoever does not want them turns
// them off.
func TestKeysLeadToPages(t *testing.T) {
	p := browser.New(t, shelf(t, "sixth-round"))
	p.Open("/")
	p.Press("g", "c")
	p.Arrive("/claims")
	p.Press("?")
	p.Until("the list of keys", `document.getElementById("keys").open`)
	p.Press("Escape")
	p.Until("the list is closed", `!document.getElementById("keys").open`)
	p.Press("?")
	p.ClickIn("#keys input", "")
	p.Press("Escape")
	p.Until("the keys are off", `!document.getElementById("keys").open && !document.querySelector("#keys input").checked`)
	p.Press("g", "d")
	p.Press("?")
	if browser.Value[bool](p, `document.getElementById("keys").open`) || p.Address() != "/claims" {
		t.Error("keys act that are turned off")
	}
}

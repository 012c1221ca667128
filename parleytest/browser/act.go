package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Click presses the link, button or other control that shows words or is
// labelled with them: the first that is called so exactly, else the first whose
// name holds them.
func (p *Page) Click(words string) {
	p.t.Helper()
	p.press(words, "")
}

// ClickIn is Click for what stands inside the elements that a selector finds.
// Without words it presses the first of these elements.
func (p *Page) ClickIn(selector, words string) {
	p.t.Helper()
	p.press(words, selector)
}

func (p *Page) press(words, within string) {
	p.t.Helper()
	var at *struct{ X, Y float64 }
	p.until(fmt.Sprintf("something to press: %s %q", within, words), func() (ok bool) {
		spot, err := call[*struct{ X, Y float64 }](p, "press", words, within)
		at = spot
		return err == nil && spot != nil
	})
	do(p, "press "+words, chromedp.MouseClickXY(at.X, at.Y))
}

// Fill puts text into the field that a label or a selector names, in place of
// what it holds.
func (p *Page) Fill(field, text string) {
	p.t.Helper()
	p.Focus(field)
	p.Type(text)
}

// Focus puts the focus into the field that a label or a selector names, and
// selects what it holds.
func (p *Page) Focus(field string) {
	p.t.Helper()
	p.until("a field "+field, func() bool {
		ok, err := call[bool](p, "focus", field)
		return err == nil && ok
	})
}

// Focused describes what has the focus, "" when nothing has it.
func (p *Page) Focused() string {
	p.t.Helper()
	s, err := call[string](p, "focused")
	if err != nil {
		p.t.Fatal(err)
	}
	return s
}

// Type types text into what has the focus, key by key.
func (p *Page) Type(text string) {
	p.t.Helper()
	do(p, "type", chromedp.KeyEvent(text))
}

// keys are the keys that have a name.
var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace, "Delete": kb.Delete,
	"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight, "Home": kb.Home, "End": kb.End,
}

var modifiers = map[string]chromedp.Modifier{"Shift": chromedp.ModifierShift, "Ctrl": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt}

// Press presses keys one after the other: "Tab", "Shift+Tab", "Ctrl+Enter", "j".
func (p *Page) Press(names ...string) {
	p.t.Helper()
	for _, name := range names {
		parts := strings.Split(name, "+")
		key, held := parts[len(parts)-1], chromedp.Modifier(0)
		for _, m := range parts[:len(parts)-1] {
			held |= modifiers[m]
		}
		if k, ok := keys[key]; ok {
			key = k
		}
		do(p, "press "+name, chromedp.KeyEvent(key, chromedp.KeyModifiers(held)))
	}
}

// Reachable fails the test unless the keyboard alone reaches every link and
// control of the page, and each shows that it has the focus, in the window. On a
// page with very many it goes part of the way.
func (p *Page) Reachable() {
	p.t.Helper()
	type trip struct{ Missed, Unseen, Outside []string }
	n, err := call[int](p, "setOut")
	if err != nil {
		p.t.Fatal(err)
	}
	if n == 0 {
		p.t.Fatal("the page has nothing that the keyboard could reach")
	}
	var way trip
	for pressed := 0; pressed <= 2*n+20; pressed += n {
		for range n {
			p.Press("Tab")
		}
		if way, err = call[trip](p, "walked"); err != nil {
			p.t.Fatal(err)
		}
		if len(way.Missed) == 0 {
			break
		}
	}
	for _, s := range way.Missed {
		p.t.Errorf("the keyboard does not reach %s", s)
	}
	for _, s := range way.Unseen {
		p.t.Errorf("nothing shows that the focus is on %s", s)
	}
	for _, s := range way.Outside {
		p.t.Errorf("the focus is out of the window on %s", s)
	}
}

// Fits fails the test if the page is wider than the window, so that it has to
// be scrolled sideways.
func (p *Page) Fits() {
	p.t.Helper()
	out, err := call[[]string](p, "wide")
	if err != nil {
		p.t.Fatal(err)
	}
	if len(out) > 0 {
		p.t.Error(strings.Join(out, "\n    "))
	}
}

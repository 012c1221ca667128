package web_test

import (
	"testing"

	"parley/parleytest/browser"
)

// smallest is the size of the smallest text of the pictures of a page as it is shown,
// in CSS pixels; -1 where there is no picture.
const smallest = `(() => {
	const sizes = [...document.querySelectorAll(".picture svg text")].filter(x => x.textContent.trim() !== "" && x.getClientRects().length > 0)
		.map(x => parseFloat(getComputedStyle(x).fontSize) * x.getScreenCTM().a)
	return sizes.length === 0 ? -1 : Math.min(...sizes)
})()`

// Pictures that are wider than the window scroll in their own box: their text never
// gets smaller than people can read, on a telephone or in half a window.
func TestTextInPicturesCanBeReadInNarrowWindows(t *testing.T) {
	base := shelf(t, "sma")
	for _, path := range []string{"/", "/amounts", "/timeline", "/issues", "/offers", "/agreements", "/zone", "/gap", "/claims/us-asks-3-9bn"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := browser.New(t, base)
			p.Open(path + "?as-of=2020-01-17")
			for _, width := range []int64{400, 768, 1000, 1200} {
				p.Size(width, 900)
				if got := browser.Value[float64](p, smallest); got < 10.9 {
					t.Errorf("at %d: text of %.1f pixels", width, got)
				}
				p.Fits()
			}
		})
	}
}

// Each mark of each picture leads somewhere, but for what no entry stands behind: that
// nothing is recorded of an issue, and a point of a model.
func TestEachMarkIsALink(t *testing.T) {
	p := browser.New(t, shelf(t, "sma"))
	const none = `/the record does not say|not yet heard of|^Nash point/`
	for _, path := range []string{"/amounts", "/timeline", "/issues", "/gap", "/agreements", "/claims/us-asks-3-9bn", "/offers", "/zone"} {
		p.Open(path + "?as-of=2020-01-17")
		const marks = `[...document.querySelectorAll('.picture [role="graphics-symbol"][aria-label]')]`
		if browser.Value[int](p, marks+`.length`) == 0 {
			t.Errorf("%s: no marks", path)
		}
		if bad := browser.Value[[]string](p, marks+`.filter(m => !m.closest("a[href]") && !`+none+`.test(m.getAttribute("aria-label"))).map(m => m.getAttribute("aria-label"))`); len(bad) > 0 {
			t.Errorf("%s: no links: %q", path, bad)
		}
	}
}

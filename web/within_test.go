package web

import (
	"testing"

	"parley"
)

func TestWhoIsWithinACeilingMayKnowNoMore(t *testing.T) {
	readers := []parley.Reader{parley.Public, parley.InCase, parley.Mediator, parley.All,
		parley.Side("a"), parley.Side("b"), parley.Caucus("a", "x"), parley.Caucus("a", "y"), parley.Caucus("b", "x")}
	allowed := 0
	for _, most := range readers {
		for _, r := range readers {
			if !within(most, r) {
				continue
			}
			allowed++
			for _, word := range []string{"public", "case", "mediator", "side:a", "side:b", "caucus:a/x", "caucus:a/y", "caucus:b/x", ""} {
				a, _ := parley.ParseAudience(word)
				if a.Admits(r) && !a.Admits(most) {
					t.Errorf("%s reads %q, and %s, the ceiling, does not", r, word, most)
				}
			}
		}
		if !within(most, most) || !within(most, parley.Public) {
			t.Errorf("%s may not read as itself, or as the public", most)
		}
	}
	if allowed < 25 {
		t.Errorf("only %d pairs", allowed)
	}
}

package casefile

import (
	"testing"

	"parley"
)

func TestAnEntryHasTheLinesFromItsHeadToItsLastField(t *testing.T) {
	f := Parse("case.parley", []byte("\ufeff; a comment\r\n\r\nparty a \"A\"\r\n  note         \"n\"\r\n  ; inside\r\n  name.ko      \"가\"\r\n  ; after\r\n\r\nparty b \"B\"\r\n\r\npart c\r\n  x"))
	for id, want := range map[parley.ID][3]int{"a": {3, 6, 1}, "b": {9, 9, 1}, "c": {11, 12, 1}, "d": {}, "": {}} {
		first, last, ok := f.LinesOf(id)
		if got := [3]int{first, last, 0}; ok {
			if got[2] = 1; got != want {
				t.Errorf("%q: lines %v, not %v", id, got, want)
			}
		} else if got != want {
			t.Errorf("%q: not found", id)
		}
	}
}

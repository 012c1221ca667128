package brief

import "testing"

func TestWordsAreFoundHoweverTheyAreWritten(t *testing.T) {
	texts := []string{"The gap has narrowed “considerably”", "Jeong Eun-bo", "정은보는", "Müller’s note"}
	for _, c := range []struct {
		words string
		found bool
	}{
		{"GAP narrowed", true},
		{"jeong narrowed", true}, // in different texts of one entry
		{`"considerably"`, true},
		{"ｇａｐ", true},
		{"정은보", true},
		{"\u1112\u1161\u11ab", false}, // 한, in parts
		{"\u110c\u1165\u11bc은보", true},
		{"mu\u0308ller's", true},
		{"gap widened", false},
		{"gapnarrowed", false},
		{"  ", true}, // no words: nothing is left out
	} {
		if got := searching(c.words).finds(texts); got != c.found {
			t.Errorf("%q: found %v", c.words, got)
		}
	}
}

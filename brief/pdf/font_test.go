package pdf

import (
	"maps"
	"testing"
)

// Bold shows what regular shows, so that it is enough to ask one of them; the font for
// Hanja has what both lack.
func TestTheFontsHaveWhatIsAskedOfThem(t *testing.T) {
	if !maps.Equal(regular().has, bold().has) {
		t.Errorf("regular has %d characters, bold %d", len(regular().has), len(bold().has))
	}
	for _, r := range "한글 Ee α Ж かカ ○●△□–“”…\u00a0\u202f" {
		if !regular().has[r] {
			t.Errorf("Pretendard lacks %U", r)
		}
	}
	for _, r := range "韓美日中北方衛費分擔金◉◐" {
		if regular().has[r] || !hanja().has[r] {
			t.Errorf("%c: regular %v, Hanja %v", r, regular().has[r], hanja().has[r])
		}
	}
	if n := len(hanja().has); n < 4888 || n > 6000 {
		t.Errorf("%d Hanja", n)
	}
}

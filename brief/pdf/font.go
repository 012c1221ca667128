package pdf

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"io"
	"sync"
)

// The fonts: Pretendard has Latin, Greek, Cyrillic, Hangul and kana. Hanja, and marks that
// it lacks, come from another, which font/hanja.py made of Noto Sans CJK.
const (
	family      = "Pretendard"
	hanjaFamily = "Hanja"
)

//go:embed font/Pretendard-Regular.ttf.gz
var regularFile []byte

//go:embed font/Pretendard-Bold.ttf.gz
var boldFile []byte

//go:embed font/Hanja-Regular.ttf.gz
var hanjaFile []byte

var regular, bold, hanja = unpacked(regularFile), unpacked(boldFile), unpacked(hanjaFile)

// A face is a font with the characters that it has.
type face struct {
	ttf []byte
	has map[rune]bool
}

// unpacked returns a font that is unpacked once, when it is first needed.
func unpacked(file []byte) func() face {
	return sync.OnceValue(func() face {
		z, err := gzip.NewReader(bytes.NewReader(file))
		if err != nil {
			panic(err) // the file is ours
		}
		ttf, err := io.ReadAll(z)
		if err != nil {
			panic(err)
		}
		return face{ttf, characters(ttf)}
	})
}

// characters are those of a TrueType font up to U+FFFF: what its table cmap lists in
// format 4, each with the glyph that shows it. Glyph 0 shows what is missing.
func characters(ttf []byte) map[rune]bool {
	number := func(at int) int { return int(binary.BigEndian.Uint16(ttf[at:])) }
	offset := func(at int) int { return int(binary.BigEndian.Uint32(ttf[at:])) }
	cmap := 0
	for i := range number(4) {
		if at := 12 + 16*i; string(ttf[at:at+4]) == "cmap" {
			cmap = offset(at + 8)
		}
	}
	has := make(map[rune]bool)
	for i := range number(cmap + 2) {
		t := cmap + offset(cmap+4+8*i+4)
		if number(t) != 4 {
			continue
		}
		width := number(t + 6) // of one list: the ends of the segments, their starts, deltas, and where their glyphs are
		ends := t + 14
		starts := ends + width + 2
		for s := 0; s < width; s += 2 {
			delta, from := number(starts+width+s), starts+2*width+s
			for c := number(starts + s); c <= number(ends+s) && c < 0xFFFF; c++ {
				glyph := c + delta
				if skip := number(from); skip != 0 {
					glyph = number(from + skip + 2*(c-number(starts+s)))
					if glyph != 0 {
						glyph += delta
					}
				}
				if glyph&0xFFFF != 0 {
					has[rune(c)] = true
				}
			}
		}
	}
	return has
}

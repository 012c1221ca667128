package brief_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley/analysis/zone"
	"parley/brief"
	"parley/lang"
)

// bargained is a case with a guess of what a deal is worth to each side: the buyer
// would pay so much, the seller take so much.
func bargained(buyer, seller string) string {
	return `
case bargained "A bargain"
  name.ko      "흥정"
  parties      buyer seller
  money        EUR
  zone         UTC
  audience     public
party buyer "the buyer"
  name.ko      "매수인"
party seller "the seller"
  name.ko      "매도인"
issue price "What is paid"
  name.ko      "대금"
2024-01-10 valuation of-buyer "What it is worth to the buyer"
  of           buyer
  by           ours
  limit        price <= ` + buyer + ` per year
2024-01-10 valuation of-seller "What it is worth to the seller"
  of           seller
  by           ours
  limit        price >= ` + seller + ` per year
2024-01-11 offer middle "The middle"
  name.ko      "중간안"
  sets         price = EUR 100 per year for 2024
  covers       2024-01-01/2024-12-31
2024-01-12 offer moon "The moon"
  name.ko      "무리한 안"
  sets         price = EUR 90000 per year for 2024
  covers       2024-01-01/2024-12-31
`
}

// zonePicture is what is written in the picture of a zone.
func zonePicture(t *testing.T, src string, l lang.Lang) (all string, words []string) {
	t.Helper()
	a := weigh(t, src, "2024-02-01")
	r, err := zone.Of(a, zone.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	cs := brief.Zone(a, r, l, brief.StampOf(a.View())).Charts()
	if len(cs) != 1 || cs[0].Key != "zone" {
		t.Fatalf("%d pictures", len(cs))
	}
	b, err := json.Marshal(cs[0].Spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, layer := range cs[0].Spec.Layer {
		for _, row := range layer.Data.Values {
			if text, ok := row["text"].(string); ok {
				words = append(words, strings.ReplaceAll(text, "\n", " "))
			}
		}
	}
	return string(b), words
}

func TestThePictureOfAZoneSaysThatItIsAModelOfGuesses(t *testing.T) {
	for l, want := range map[lang.Lang][]string{
		lang.English: {"in a model of our guesses", "our guess, no source", "Least acceptable to the seller", "Most payable by the buyer", "Nash point", "Asked, offered, and our own what-ifs", "ours, no source", "100 / 100", "0 / 100", "beyond the axis"},
		lang.Korean:  {"자체 추정에 따른 모형", "자체 추정, 출처 없음", "최소 수용액: 매도인", "최대 지불액: 매수인", "내시 해", "요구·제안과 자체 검토안", "자체 검토안, 출처 없음", "100 / 100", "0 / 100", "축 범위 밖"},
	} {
		all, words := zonePicture(t, bargained("EUR 110..120", "EUR 80..95"), l)
		for _, w := range append(want, "#of-seller", "#of-buyer", "#middle", "#moon") {
			if !strings.Contains(strings.ReplaceAll(all, `\n`, " "), w) {
				t.Errorf("%s: %q is not in the picture: %q", l, w, words)
			}
		}
		if slices.Contains(words, lang.Word(l, "zone.chart.apart")) {
			t.Errorf("%s: something is missing where there is room: %q", l, words)
		}
	}
}

func TestThePictureShowsWhatIsMissingWhereThereIsNoRoom(t *testing.T) {
	for _, l := range languages {
		all, words := zonePicture(t, bargained("EUR 80..95", "EUR 110..120"), l)
		if !slices.Contains(words, lang.Word(l, "zone.chart.apart")) || slices.Contains(words, lang.Word(l, "zone.chart.nash")) || slices.Contains(words, lang.Word(l, "zone.chart.between")) {
			t.Errorf("%s: %q", l, words)
		}
		if !strings.Contains(all, lang.Word(l, "zone.chart.none")) {
			t.Errorf("%s: not said that there is no room in %s", l, all)
		}
	}
}

// Where few draws have a zone, their limits alone would draw one.
func TestThePictureOfHardlyAnyRoomIsOfAllDraws(t *testing.T) {
	_, words := zonePicture(t, bargained("EUR 80..112", "EUR 110..140"), lang.English)
	if !slices.Contains(words, lang.Word(lang.English, "zone.chart.apart")) || slices.Contains(words, lang.Word(lang.English, "zone.chart.nash")) {
		t.Errorf("%q", words)
	}
}

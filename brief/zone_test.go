package brief_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley"
	"parley/analysis/zone"
	"parley/brief"
	"parley/evidence"
	"parley/lang"
)

// Guesses of what the pact is worth, with everything that a valuation may say, and
// what is on the table.
const guesses = `
issue reach "What it covers"
  name.ko      "적용 범위"
  option       wide "Everything"
  option.ko    wide "전부"
  option       middle "Most of it"
  option.ko    middle "대부분"
  option       narrow "The base alone"
  option.ko    narrow "기지만"

issue length "How many years"
  name.ko      "기간"
  option       several "Several years"
  option.ko    several "여러 해"
  option       one "One year"
  option.ko    one "1년"

issue music "What is played"
  name.ko      "음악"
  option       slow "Slow"
  option.ko    slow "느린 곡"
  option       fast "Fast"
  option.ko    fast "빠른 곡"

2020-05-01/2020-05-10 deadline gates "The gates close"
  name.ko      "출입문 폐쇄"
  via          paper-0110

2020-01-11 valuation guess-north "What the pact is worth to the North"
  name.ko      "북국에 대한 협약의 가치"
  of           north
  by           ours
  limit        pay <= USD 150 million..250 million per year
  with         reach narrow
  ranks        pay length
  prefers      reach narrow middle wide
  prefers      length several one
  prefers      music slow fast
  trades       reach narrow over wide > length several over one
  worth        reach narrow over wide = USD 10 million..30 million per year
  loses        USD 1 million..3 million per month after gates
  gains        USD 2 million per year for 2020-01-01/2020-02-29
  note         "A guess."
  note.ko      "추정임."

2020-01-11 valuation guess-south "What the pact is worth to the South"
  name.ko      "남국에 대한 협약의 가치"
  of           south
  by           ours
  limit        pay >= USD 100 million..160 million per year
  worth        reach wide over narrow = USD 5 million..20 million per year
  loses        USD 12 million..24 million per year

2020-01-12 offer middle-way "A middle way"
  name.ko      "절충안"
  sets         pay >= USD 140 million per year for 2020/2021
  sets         reach = wide
`

func zoned(t *testing.T, day string, o zone.Options) (*evidence.Assessment, zone.Result) {
	t.Helper()
	a := weigh(t, pact+guesses, day)
	r, err := zone.Of(a, o)
	if err != nil {
		t.Fatal(err)
	}
	return a, r
}

func TestTheZoneReadsAsWritten(t *testing.T) {
	for name, o := range map[string]zone.Options{
		"zone-full":   {Draws: 500, Ahead: 6},
		"zone-weight": {Draws: 500, Weight: zone.Weight{Low: 0.3, High: 0.6}},
	} {
		a, r := zoned(t, "2020-01-17", o)
		for _, l := range languages {
			d := brief.Zone(a, r, l, brief.StampOf(a.View()))
			for _, s := range d.Unsupported() {
				t.Errorf("a sentence rests on nothing and does not say that it is ours: %s", lang.Plain(s.Runs))
			}
			sameAs(t, filepath.Join("testdata", "analyses", name+"."+string(l)+".txt"), plain(d))
		}
	}
}

// Every figure of a guess of ours carries its badge, and a side's own does not.
func TestGuessesAreMarked(t *testing.T) {
	for _, x := range []struct {
		l     lang.Lang
		badge string
	}{{lang.English, "our guess, no source"}, {lang.Korean, "자체 추정, 출처 없음"}} {
		a, r := zoned(t, "2020-01-17", zone.Options{Draws: 50})
		text := plain(brief.Zone(a, r, x.l, brief.StampOf(a.View())))
		if n := strings.Count(text, "["+x.badge+"]"); n != 2+2+2 {
			t.Errorf("%d badges: one for each valuation, limit and worth are to be there:\n%s", n, text)
		}
		own := strings.ReplaceAll(pact+guesses, "  by           ours\n", "")
		a = assess(t, own, parley.All, parse(t, "2020-01-17"))
		r, err := zone.Of(a, zone.Options{Draws: 50})
		if err != nil {
			t.Fatal(err)
		}
		if text = plain(brief.Zone(a, r, x.l, brief.StampOf(a.View()))); strings.Contains(text, x.badge) {
			t.Errorf("a side's own is marked as a guess:\n%s", text)
		}
	}
}

// A demand for more than a figure is placed at the figure, and that is said.
func TestADemandForMoreThanAFigureIsSaidToBePricedAsItStands(t *testing.T) {
	a, r := zoned(t, "2020-01-17", zone.Options{Draws: 50})
	for l, want := range map[lang.Lang]*regexp.Regexp{
		lang.English: regexp.MustCompile(`(?m)^.*A middle way.*\n   It is said to be at least the figure, which is priced as it stands\.`),
		lang.Korean:  regexp.MustCompile(`(?m)^.*절충안.*\n   .*이상`),
	} {
		if text := plain(brief.Zone(a, r, l, brief.StampOf(a.View()))); !want.MatchString(text) {
			t.Errorf("no line %s in\n%s", want, text)
		}
	}
}

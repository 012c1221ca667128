package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/ask"
	"parley/parleytest/hidden"
)

// herd is a record of which each side's own valuation is for that side alone, and
// all may know of a guess of Yak.
const herd = `case talks "Talks"
  parties      cow yak
  money        EUR
  zone         Europe/Berlin
  audience     public

party cow "Cow"

party yak "Yak"

issue pay "What is paid"

issue fee "A fee"

issue scope "What it covers"
  option       wide "Wide"
  option       narrow "Narrow"

issue term "How long"
  option       five "Five years"
  option       one "One year"

source paper "A paper"
  type         news-article
  published    2020-01-02

2020-01-02 report paper-says
  asserts      cow-asks
  via          paper

claim cow-asks
  that         cow asks pay = EUR 70 million per year for 2020

2020-01-12 offer middle "A middle way"
  sets         pay = EUR 60 million per year for 2020
  sets         scope = wide

2020-03-01 deadline gates "The gates"
  via          paper

2020-01-09 valuation guess-yak "A guess of Yak"
  of           yak
  by           ours
  limit        pay <= EUR 60 million..90 million per year
  prefers      scope wide narrow
  worth        scope wide over narrow = EUR 1 million..9 million per year

2020-01-11 valuation cow-own "What it is worth to Cow"
  of           cow
  limit        pay >= EUR 40 million..50 million per year
  ranks        pay scope
  prefers      scope narrow wide
  loses        EUR 1 million..2 million per month after gates

`

// hiddenOnes are what Yak may have written for itself: one that can be used, and
// some that cannot. The words and amounts stand nowhere else.
var hiddenOnes = map[string]string{
	usable: `2020-01-11 event quagga "Quagga"
  audience     side:yak
  via          paper

2020-01-11 valuation yak-own "Zebra"
  name.ko      "얼룩말"
  of           yak
  limit        pay <= EUR 77.7 million..88.8 million per year
  with         scope wide
  ranks        pay term scope
  prefers      scope wide narrow
  prefers      term five one
  trades       term five over one > scope wide over narrow
  worth        scope wide over narrow = EUR 1.11 million..2.22 million per year
  loses        EUR 3.33 million per month after quagga
  gains        EUR 4.44 million per year for 2020-02-02/2020-02-22
  from         quagga
  note         "Gnu"
  note.ko      "영양"
`,
	"that contradicts itself": `2020-01-11 valuation yak-own "Zebra"
  of           yak
  limit        pay <= EUR 77.7 million per year
  worth        scope wide over narrow = EUR 1.11 million per year
  worth        scope narrow over wide = EUR 2.22 million per year
`,
	"in money without a rate": `2020-01-11 valuation yak-own "Zebra"
  of           yak
  limit        pay <= CHF 77.7 million per year
`,
	"on another issue": `2020-01-11 valuation yak-own "Zebra"
  of           yak
  limit        fee >= EUR 77.7 million per year
  note         "Gnu"
`,
	"without a limit": `2020-01-11 valuation yak-own "Zebra"
  of           yak
  prefers      term five one
`,
	"that says that all may know": `2020-01-11 valuation yak-own "Zebra"
  of           yak
  audience     public
  limit        pay <= EUR 77.7 million per year
`,
}

// planted is what stands in what is hidden alone, in any way of writing it.
var planted = regexp.MustCompile(`(?i)zebra|quagga|gnu|얼룩말|영양|yak-own|77[.,]?7|88[.,]?8|1[.,]11\b|2[.,]22\b|3[.,]33\b|4[.,]44\b|CHF|2020-02-22`)

// What a side wrote for itself alone is in no byte that another is shown, and
// changes none: not the draws, not the numbers of notes, not what is said of a
// mistake, and not how a command ends. Every reader is asked of the usable one, the
// other side of each.
func TestAValuationOfTheOtherSideChangesNoByte(t *testing.T) {
	bare := lay(t, herd)
	copyOfBare := copied(t, bare)
	for _, who := range []string{"side:cow", "caucus:cow/money", "public", "case", "mediator"} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			desks := make(map[string]desk)
			for name, text := range hiddenOnes {
				if name == usable || who == "side:cow" {
					desks[name] = lay(t, herd+text)
				}
			}
			for i, args := range askedOfHerd() {
				if hidden.Race && i%5 != 0 { // .ci/run asks them all without the race detector
					continue
				}
				args = append(args, "--as", who)
				code, out, errs := bare.run(args...)
				for name, d := range desks {
					code2, out2, errs2 := d.run(args...)
					if code != code2 || out != out2 || errs != errs2 {
						t.Errorf("%q, with a valuation %s: what is hidden changes the answer: ended with %d and %d\n%s", args, name, code, code2, hidden.Differ(out+errs, out2+errs2))
					}
				}
				if s := planted.FindString(out + errs); s != "" && !strings.Contains(strings.Join(args, " "), s) && !slices.ContainsFunc(args, wordless) { // coordinates are any number
					t.Errorf("%q shows %q without anything hidden: the test says less", args, s)
				}
			}
		})
	}
	for name, text := range hiddenOnes {
		d := lay(t, herd+text)
		if name == "that says that all may know" {
			if code, out, errs := d.run("public", ".", "copy"); code == int(done) || !strings.Contains(out+errs, "V004") {
				t.Errorf("a copy of it is made: %d %s", code, out+errs)
			}
		} else if got := copied(t, d); got != copyOfBare || planted.MatchString(got) {
			t.Errorf("the public copy tells: %s", hidden.Differ(copyOfBare, got))
		}
	}
	_, out, _ := lay(t, herd+hiddenOnes[usable]).run("zone", ".", "--as", "side:yak", "-o", "md")
	if !strings.Contains(out, "What a deal is worth to Yak: by its own") || len(planted.FindAllString(out, -1)) < 5 {
		t.Errorf("the side itself is not shown its own: %s", out)
	}
}

const usable = "usable"

// wordless says whether a form has pictures or bytes that are no words.
func wordless(form string) bool { return slices.Contains([]string{"svg", "html", "docx", "pdf"}, form) }

// lay is a folder with a case.
func lay(t *testing.T, text string) desk {
	d := desk{t, t.TempDir()}
	if err := os.WriteFile(filepath.Join(d.dir, "case.parley"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

// copied is the public copy of a record, byte for byte.
func copied(t *testing.T, d desk) string {
	t.Helper()
	if code, out, errs := d.run("public", ".", "copy"); code != int(done) {
		t.Fatal(code, out, errs)
	}
	files, err := filepath.Glob(filepath.Join(d.dir, "copy", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var b strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(filepath.Base(f) + "\n" + string(text))
	}
	return b.String()
}

// askedOfHerd are questions of which the answer could tell.
func askedOfHerd() (all [][]string) {
	zone := []string{"zone", ".", "--draws", "300"}
	for _, f := range formats {
		all = append(all, append(zone[:4:4], "-o", f), append(zone[:4:4], "-o", f, "--lang", "ko"))
	}
	for _, more := range [][]string{{}, {"--between", "cow,yak"}, {"--between", "yak,nobody"}, {"--between", "yak-own,cow"}, {"--weight", "0.3..0.6"}, {"--seed", "9"}, {"--ahead", "3"},
		{"--as-of", "2020-01-10"}, {"--as-of", "2020-03-01"}, {"--as-of", "quagga"}, {"--recorded-as-of", "2020-01-11"}, {"--in", "CHF"}, {"--weight", "2"}} {
		all = append(all, append(zone[:4:4], more...))
	}
	for _, r := range ask.Questions() {
		switch r.Name {
		case "zone", "claim", "diff", "entry":
		default:
			all = append(all, []string{r.Name, "."}, []string{r.Name, ".", "--lang", "ko"})
		}
	}
	all = append(all, []string{"diff", ".", "2020-01-10"}, []string{"claim", ".", "yak-own"}, []string{"entry", ".", "yak-own"}, []string{"entry", ".", "yak"}, []string{"entry", ".", "cow"}, []string{"log", ".", "--by", "yak-own"}, []string{"export", "json", "."})
	for _, table := range []string{"claims", "stances", "quotations", "log", "sources", "people"} {
		all = append(all, []string{"export", "csv", ".", "--table", table})
	}
	return all
}

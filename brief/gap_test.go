package brief_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"parley/analysis/gap"
	"parley/analysis/verify"
	"parley/brief"
	"parley/lang"
)

// figures adds to the pact what can be reckoned with: amounts of both sides, a
// percentage said with an amount, a figure ten times another, categories, and
// words on how far apart the sides are.
const figures = `
issue distance "How far apart they are"
  name.ko      "양측 입장 차이"
  part-of      pay
  measure      gap

issue wages "Wages"
  name.ko      "인건비"
  part-of      pay

issue building "Building"
  name.ko      "건설비"
  part-of      pay

claim nearer
  about        distance
  that         "The sides are nearer to each other."
  that.ko      "양측의 거리가 좁혀졌음"

claim further
  about        distance
  that         "The sides are further apart."
  that.ko      "양측의 거리가 벌어졌음"

claim north-offers
  that         north offers pay = 10% over pact-1 per year for 2020
  that.ko      "북국, 2020년분으로 직전 협약 대비 10% 인상을 제안함"

claim north-limit
  that         north holds pay <= USD 1 billion per year for 2020
  that.ko      "북국은 2020년분 10억 달러가 한도라는 입장임"
  replaces     north-offers

claim south-percent
  that         south says pay about 300% over pact-1 per year for 2020
  that.ko      "남국은 직전 협약 대비 약 300% 인상이라는 입장임"

claim slip
  that         south asks pay = USD 39 billion per year for 2020
  that.ko      "남국, 2020년분 390억 달러를 요구함"

claim wages-2019
  that         north pays wages = KRW 500.1 billion per year for 2019
  that.ko      "북국의 2019년 인건비는 5,001억 원임"

claim building-2019
  that         north pays building = KRW 521.3 billion per year for 2019
  that.ko      "북국의 2019년 건설비는 5,213억 원임"

2020-01-16 report on-nearness
  asserts      nearer south-asks-4 south-percent
  via          paper-0117

2020-01-08 report on-categories
  asserts      wages-2019 building-2019
  via          paper-0110

2020-01-25 report of-an-offer
  asserts      north-offers
  via          paper-0201

2020-01-26 statement of-a-limit
  by           north-office
  mode         on-record
  asserts      north-limit
  via          paper-0208

2020-02-07 report of-a-slip
  asserts      slip further
  via          paper-0208

source paper-0208 "A paper"
  type         news-article
  publisher    "The Paper"
  published    2020-02-08
  seen         yes
`

// As of three days: one side's figure is known; both; and one side has two.
func TestFiguresReadAsWritten(t *testing.T) {
	for _, day := range []string{"2020-01-17", "2020-02-01", "2020-02-08"} {
		a := weigh(t, pact+figures, day)
		for _, x := range answers(t, a, parse(t, day)-1) {
			if x.name != "gap" && x.name != "verify" {
				continue
			}
			for _, l := range languages {
				sameAs(t, filepath.Join("testdata", "analyses", x.name+"-"+day+"."+string(l)+".txt"), plain(x.in(l)))
			}
			holds(t, "figures", a.View(), x)
		}
	}
}

func gapOf(t *testing.T, text, day string, l lang.Lang) string {
	t.Helper()
	a := weigh(t, text, day)
	r, err := gap.Of(a, gap.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return plain(brief.Gap(a, r, l, brief.StampOf(a.View())))
}

// What cannot be compared is said to be so, and no figure is made up.
func TestWithoutARateTheGapIsNotSaid(t *testing.T) {
	text := strings.Replace(pact, "KRW 1.04 trillion ~ USD 896 million", "KRW 1.04 trillion", 1) + "\nclaim euro\n  that         north offers pay = EUR 500 million per year for 2020\n  that.ko      \"북국, 2020년분 5억 유로를 제안함\"\n" +
		"\n2020-01-16 report in-euro\n  asserts      euro\n  via          paper-0117\n"
	for l, want := range map[lang.Lang]string{lang.English: "These figures cannot be compared", lang.Korean: "비교 불가"} {
		got := gapOf(t, text, "2020-01-17", l)
		if !strings.Contains(got, want) || strings.Contains(got, "billion won") || strings.Contains(got, "조") {
			t.Errorf("%s", got)
		}
	}
}

// The table has a row for every change, with exact ends, and the picture a mark for
// every figure.
func TestTheGapIsATableAndAPicture(t *testing.T) {
	a := weigh(t, pact+figures, "2020-02-01")
	r, err := gap.Of(a, gap.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := brief.Gap(a, r, lang.English, brief.StampOf(a.View()))
	list := d.List()
	if list == nil || len(list.Rows) != len(r.Rows) || len(list.Rows) == 0 || len(d.Charts()) != 1 {
		t.Fatalf("%d rows of %d, %d pictures", len(list.Rows), len(r.Rows), len(d.Charts()))
	}
	if title := d.Charts()[0].Title; title == nil || !strings.HasPrefix(strings.Join(title.Text, " "), "What is paid") {
		t.Errorf("the picture is called %v", title)
	}
}

// A picture is of the last talks only: its lines end when those were over.
func TestThePictureEndsWithTheTalks(t *testing.T) {
	signed := "\n2020-02-05 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0301\n\nsource paper-0301 \"A paper\"\n  type         news-article\n  published    2020-03-01\n"
	again := "\nclaim south-again\n  that         south asks pay = USD 7 billion per year for 2021\n  that.ko      \"남국, 2021년분 70억 달러를 요구함\"\n\n2020-06-01 report again\n  asserts      south-again\n  via          paper-0601-2020\n\nsource paper-0601-2020 \"A paper\"\n  type         news-article\n  published    2020-06-01\n"
	for day, want := range map[string][2]string{"2020-04-01": {"$3.9 billion", "$7 billion"}, "2020-07-01": {"$7 billion", "$3.9 billion"}} {
		a := weigh(t, pact+signed+again, day)
		r, err := gap.Of(a, gap.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(brief.Gap(a, r, lang.English, brief.StampOf(a.View())).Charts()[0].Spec)
		if err != nil || !strings.Contains(string(text), want[0]) || strings.Contains(string(text), want[1]) || strings.Contains(string(text), day) {
			t.Errorf("as of %s: want %q and neither %q nor the day itself in %s (%v)", day, want[0], want[1], text, err)
		}
	}
}

// Nothing is called right or wrong.
func TestFindingsJudgeNobody(t *testing.T) {
	a := weigh(t, pact+figures, "2020-02-08")
	r, err := verify.Of(a, verify.Options{})
	if err != nil || len(r.Findings) < 5 {
		t.Fatal(r.Findings, err)
	}
	for l, words := range map[lang.Lang][]string{
		lang.English: {" true", " false", " wrong", " right", " correct", " lie", " error", " mistake"},
		lang.Korean:  {"거짓", "사실임", "사실이", "틀림", "틀린", "맞음", "오류", "허위"},
	} {
		got := plain(brief.Verify(a, r, l, brief.StampOf(a.View())))
		for _, w := range words {
			if strings.Contains(got, w) {
				t.Errorf("%q is said in\n%s", w, got)
			}
		}
	}
}

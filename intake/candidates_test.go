package intake_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
	"parley/intake"
)

const seed = "../../shared/seed/korea-times-2020-01-17.txt"

func day(t testing.TB, s string) date.Day {
	d, err := date.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// found lists candidates of one kind: what they say, and what it means.
func found(text string, published date.Day, k intake.Kind) (out []string) {
	for _, c := range intake.Candidates(text, published) {
		switch {
		case c.Kind != k:
		case k == intake.Quoted:
			out = append(out, c.Words)
		case k == intake.Amount:
			out = append(out, c.Text+" = "+c.Value)
		default:
			out = append(out, c.Text+" = "+c.Date.String())
		}
	}
	return out
}

func TestTheSeedArticleHasTenQuotationsFiveAmountsAndSevenWeekdays(t *testing.T) {
	text, err := os.ReadFile(seed)
	if err != nil {
		t.Fatal(err)
	}
	on := day(t, "2020-01-17")
	var quoted []string
	for _, c := range intake.Candidates(string(text), on) {
		if c.Kind == intake.Quoted {
			quoted = append(quoted, fmt.Sprint(c.Line, " ", strings.Join(strings.Fields(c.Words)[:2], " ")))
		}
	}
	want := []string{"6 The two", "6 The Korean", "9 the gap", "10 During negotiations,", "11 Considerably could", "13 We are", "13 South Korea's", "16 The current", "18 We've continued", "19 One thing"}
	if d := cmp.Diff(want, quoted); d != "" {
		t.Errorf("quoted (-want +got):\n%s", d)
	}
	amounts := []string{"1.04 trillion won = KRW 1.04 trillion", "$896 million = USD 896 million", "$5 billion = USD 5 billion", "$5 billion = USD 5 billion", "$3.9 billion = USD 3.9 billion"}
	if d := cmp.Diff(amounts, found(string(text), on, intake.Amount)); d != "" {
		t.Errorf("amounts (-want +got):\n%s", d)
	}
	days := []string{"Tuesday = 2020-01-14", "Tuesday = 2020-01-14", "Wednesday = 2020-01-15", "Thursday = 2020-01-16", "Thursday = 2020-01-16", "Thursday = 2020-01-16", "Thursday = 2020-01-16"}
	if d := cmp.Diff(days, found(string(text), on, intake.Day)); d != "" {
		t.Errorf("days (-want +got):\n%s", d)
	}
}

func TestQuotedSpans(t *testing.T) {
	for text, want := range map[string][]string{
		`"We will pay," he said. "In time."`:                   {"We will pay", "In time."},
		`He said “we will not” twice.`:                         {"we will not"},
		`Don't say it's the unions' fault in '99.`:             nil,
		`I don’t think it’s the allies’ fault.`:                nil,
		`He called it ‘the allies’ share’ of it.`:              {"the allies’ share"},
		`It was 'a blank' and 'a bridge', no more.`:            {"a blank", "a bridge"},
		`"He told me ‘never’ and left," she said.`:             {"He told me ‘never’ and left", "never"},
		`그는 "합의가 가까워졌다"고 말했다.`:                                 {"합의가 가까워졌다"},
		`그는 ‘동맹’이라는 “말 자체가 틀렸다”라고 했다.`:                         {"동맹", "말 자체가 틀렸다"},
		`장관은 「특별협정」과 『백서』를 들었다.`:                               {"특별협정", "백서"},
		`Er sagte „nein“ und »vielleicht«, elle « oui ».`:      {"nein", "vielleicht", "oui"},
		`A 6'2" man and a 3" pipe.`:                            nil,
		`"The talks go on, and we do what we can.`:             {"The talks go on, and we do what we can."},
		`"The first paragraph goes on` + "\n" + `"and ends."`:  {"The first paragraph goes on", "and ends."},
		`the "so-called "demand" was there"`:                   {`so-called "demand" was there`, "demand"},
		`" spaced out "`:                                       {"spaced out"},
		`"" and "..." and ''`:                                  nil,
		`(“in brackets”)—“after a dash”`:                       {"in brackets", "after a dash"},
		`"<script>alert(1)</script>"`:                          {"<script>alert(1)</script>"},
		``:                                                     nil,
		`He never closed “what he opened in the middle of it.`: nil,
	} {
		if d := cmp.Diff(want, found(text, 0, intake.Quoted)); d != "" {
			t.Errorf("%s (-want +got):\n%s", text, d)
		}
	}
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string][]string{
		"5조 8,000억원":                            {"5조 8,000억원 = KRW 5조 8,000억"},
		"약 1조 400억 원을 낸다":                       {"약 1조 400억 원 = KRW 약 1조 400억"},
		"1조389억원(9억2000만 달러)":                   {"1조389억원 = KRW 1조389억", "9억2000만 달러 = USD 9억2000만"},
		"3천억원을 더":                               {"3천억원 = KRW 3,000억"},
		"50억달러에서 39억달러로":                        {"50억달러 = USD 50억", "39억달러 = USD 39억"},
		"1.04 trillion won ($896 million)":      {"1.04 trillion won = KRW 1.04 trillion", "$896 million = USD 896 million"},
		"$4.7bn, US$5 billion or €1,250":        {"$4.7bn = USD 4.7 billion", "US$5 billion = USD 5 billion", "€1,250 = EUR 1,250"},
		"USD 3.9 billion; KRW 920,000,000":      {"USD 3.9 billion = USD 3.9 billion", "KRW 920,000,000 = KRW 920,000,000"},
		"$4-5 billion":                          {"$4-5 billion = USD 4 billion..5 billion"},
		"500 million euros and 30 million yen":  {"500 million euros = EUR 500 million", "30 million yen = JPY 30 million"},
		"a $5-billion demand":                   {"$5-billion = USD 5 billion"},
		"5 billion U.S. dollars":                {"5 billion U.S. dollars = USD 5 billion"},
		"2 million Swiss francs":                {"2 million Swiss francs = CHF 2 million"},
		"the party that in 2016 won the vote":   nil,
		"he weighs 200 pounds, 1,000 won":       {"1,000 won = KRW 1,000"},
		"at least 13 percent, or 13.9%, 8.2퍼센트": {"13 percent = 13%", "13.9% = 13.9%", "8.2퍼센트 = 8.2%"},
		"3원칙과 2020엔 없다":                         nil,
		"5 billion people, 28,500 troops":       nil,
		"$5.6.7 and $1,23":                      nil,
		"10억 원, 7000원과 12,000원":                 {"10억 원 = KRW 10억", "12,000원 = KRW 12,000"},
	} {
		if d := cmp.Diff(want, found(text, 0, intake.Amount)); d != "" {
			t.Errorf("%s (-want +got):\n%s", text, d)
		}
	}
}

func TestDays(t *testing.T) {
	for text, want := range map[string][]string{ // published on Friday 17 January 2020
		"Friday and Saturday":                           {"Friday = 2020-01-17", "Saturday = 2020-01-11"},
		"last Friday, next Friday":                      {"last Friday = 2020-01-10", "next Friday = 2020-01-24"},
		"this coming Monday":                            {"this coming Monday = 2020-01-20"},
		"yesterday, the day before yesterday, tomorrow": {"yesterday = 2020-01-16", "the day before yesterday = 2020-01-15", "tomorrow = 2020-01-18"},
		"on Jan. 14 and 3 February 2019":                {"Jan. 14 = 2020-01-14", "3 February 2019 = 2019-02-03"},
		"December 31":                                   {"December 31 = 2019-12-31"},
		"February 30, May be":                           nil,
		"지난 16일(현지시간)":                                  {"지난 16일 = 2020-01-16"},
		"오는 18일과 오는 3일":                                 {"오는 18일 = 2020-01-18", "오는 3일 = 2020-02-03"},
		"17일과 20일":                                      {"17일 = 2020-01-17", "20일 = 2019-12-20"},
		"지난달 28일, 다음 달 3일":                              {"지난달 28일 = 2019-12-28", "다음 달 3일 = 2020-02-03"},
		"2019년 12월 31일, 1월 14일":                         {"2019년 12월 31일 = 2019-12-31", "1월 14일 = 2020-01-14"},
		"지난주 목요일, 다음 주 월요일, 목요일":                        {"지난주 목요일 = 2020-01-09", "다음 주 월요일 = 2020-01-20", "목요일 = 2020-01-16"},
		"어제와 모레":                                        {"어제 = 2020-01-16", "모레 = 2020-01-19"},
		"30일간, 2일 동안, 45일, 13월 3일":                      nil,
		"Fridays and a Mondayish feeling":               nil,
	} {
		if d := cmp.Diff(want, found(text, day(t, "2020-01-17"), intake.Day)); d != "" {
			t.Errorf("%s (-want +got):\n%s", text, d)
		}
	}
}

func TestWithoutADayOfPublicationAWordHasNoDay(t *testing.T) {
	if d := cmp.Diff([]string{"Thursday = none", "지난 16일 = none"}, found("Thursday, 지난 16일", 0, intake.Day)); d != "" {
		t.Error(d)
	}
}

func TestPlacesCountCharacters(t *testing.T) {
	const line = `한국은 😀 "안 된다"고 했다`
	for _, c := range intake.Candidates("\r\n"+line, 0) {
		if c.Line != 2 || intake.Part(line, c.Start, c.End) != c.Text || c.Words != "안 된다" {
			t.Errorf("got %+v", c)
		}
	}
}

func TestUsedIsWhatTheRecordQuotesOnTheLine(t *testing.T) {
	text := "one \"we will pay\"\ntwo \"we will pay\" and $5 billion"
	cs := intake.Candidates(text, 0)
	used := func(qs ...parley.Quote) (out []bool) {
		for _, c := range cs {
			out = append(out, intake.Used(c, qs))
		}
		return out
	}
	for _, c := range []struct {
		q    parley.Quote
		want []bool
	}{
		{parley.Quote{Line: 2, Words: "will pay"}, []bool{false, true, false}},
		{parley.Quote{Line: 0, Words: "we will pay"}, []bool{true, true, false}},
		{parley.Quote{Line: 2, Words: "two \"we will pay\" and $5 billion"}, []bool{false, true, true}},
		{parley.Quote{Line: 2, Words: "and"}, []bool{false, false, false}},
	} {
		if d := cmp.Diff(c.want, used(c.q)); d != "" {
			t.Errorf("%+v (-want +got):\n%s", c.q, d)
		}
	}
}

func TestATextOfMarksOnlyIsReadInTime(t *testing.T) {
	for _, s := range []string{`"`, `'`, "“", "‘", "’", "「", "$1 ", "1조 ", "s' ", "‘s’ ", "Jan 1 ", "1일 ", "1,"} {
		if n := len(intake.Candidates(strings.Repeat(s, 20_000), day(t, "2020-01-17"))); n > intake.MaxCandidates {
			t.Errorf("%q: %d candidates", s, n)
		}
	}
}

func FuzzCandidates(f *testing.F) {
	for _, s := range []string{`"a" ‘b’ 「c」 $5 billion 5조 8,000억원 Thursday 지난 16일`, "\xff\"\x00\"", "\xe2a\x9c„«‚'1\xec\x9d'", "“„«‚'1일"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines := intake.Lines(s)
		for _, c := range intake.Candidates(s, 737440) {
			if c.Line < 1 || c.Line > len(lines) {
				t.Fatalf("line %d of %d", c.Line, len(lines))
			}
			if got := string([]rune(lines[c.Line-1])[c.Start:c.End]); got != string([]rune(c.Text)) {
				t.Fatalf("%q is not %q", got, c.Text)
			}
		}
	})
}

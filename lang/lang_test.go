package lang

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
	"parley/money"
)

func amountOf(t *testing.T, s string) money.Amount {
	t.Helper()
	a, err := money.ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func dateOf(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// say says a value in both languages.
func say(v any) [2]string {
	return [2]string{Plain(runsOf(English, Arg{Value: v})), Plain(runsOf(Korean, Arg{Value: v}))}
}

func TestDatesAreSaidAsUncertainAsTheyWerePrinted(t *testing.T) {
	for _, x := range []struct{ in, en, ko string }{
		{"2020-01-14", "14 Jan 2020", "2020년 1월 14일"},
		{"2020-01", "Jan 2020", "2020년 1월"},
		{"2020", "2020", "2020년"},
		{"2020-01-14/2020-01-15", "14–15 Jan 2020", "2020년 1월 14–15일"},
		{"2020-02-28/2020-03-03", "28 Feb – 3 Mar 2020", "2020년 2월 28일–3월 3일"},
		{"2019-12-28/2020-01-03", "28 Dec 2019 – 3 Jan 2020", "2019년 12월 28일–2020년 1월 3일"},
		{"2020-01/2020-03", "Jan–Mar 2020", "2020년 1–3월"},
		{"2019-12/2020-01", "Dec 2019 – Jan 2020", "2019년 12월–2020년 1월"},
		{"2014/2018", "2014–2018", "2014–2018년"},
		{"2019-01-01/2019-12-31", "2019", "2019년"},
		{"2020-02-01/2020-02-29", "Feb 2020", "2020년 2월"},
		{"2019-12~", "about Dec 2019", "2019년 12월경"},
		{"2019-12?", "perhaps Dec 2019", "2019년 12월(불확실)"},
		{"2019/..", "since 2019", "2019년부터"},
		{"2019-11-18/..", "since 18 Nov 2019", "2019년 11월 18일부터"},
		{"../2020-01-17", "by 17 Jan 2020", "2020년 1월 17일 이전"},
		{"../2020-01", "by Jan 2020", "2020년 1월 이전"},
		{"../2020-01~", "by about Jan 2020", "2020년 1월경 이전"},
		{"2020-01-17T17:32 Asia/Seoul", "17 Jan 2020, 17:32 (Seoul)", "2020년 1월 17일 17:32(서울)"},
	} {
		if diff := cmp.Diff([2]string{x.en, x.ko}, say(dateOf(t, x.in))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.in, diff)
		}
	}
	if diff := cmp.Diff([2]string{"an unknown day", "일자 미상"}, say(date.Date{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([2]string{"by 5 Mar 2020", "2020년 3월 5일 이전"}, say(date.Date{Last: date.On(2020, 3, 5)})); diff != "" {
		t.Errorf("a date without a printed form: %s", diff)
	}
}

func TestOtherWaysOfSayingADay(t *testing.T) {
	day := date.On(2020, 1, 14)
	night := dateOf(t, "2020-01-16T20:00 America/New_York")
	for _, x := range []struct {
		name   string
		v      any
		en, ko string
	}{
		{"day", day, "14 Jan 2020", "2020년 1월 14일"},
		{"weekday", Weekday(day), "Tue 14 Jan 2020", "2020년 1월 14일(화)"},
		{"no weekday", Weekday(0), "an unknown day", "일자 미상"},
		{"on", When(dateOf(t, "2020-01-14")), "on 14 Jan 2020", "2020년 1월 14일"},
		{"on days", When(dateOf(t, "2020-01-14/2020-01-15")), "on 14–15 Jan 2020", "2020년 1월 14–15일"},
		{"in", When(dateOf(t, "2020-01")), "in Jan 2020", "2020년 1월"},
		{"by", When(dateOf(t, "../2020-01-14")), "by 14 Jan 2020", "2020년 1월 14일 이전"},
		{"about", When(dateOf(t, "2020-01~")), "about Jan 2020", "2020년 1월경"},
		{"both days", Moment{night, []string{"America/New_York", "Asia/Seoul"}},
			"Thu 16 Jan 2020, 20:00 in Washington (Fri 17 Jan 2020, 10:00 in Seoul)", "2020년 1월 16일(목) 20:00(워싱턴 시각), 2020년 1월 17일(금) 10:00(서울 시각)"},
		{"one clock", Moment{night, []string{"America/New_York"}}, "Thu 16 Jan 2020, 20:00 in Washington", "2020년 1월 16일(목) 20:00(워싱턴 시각)"},
		{"no time", Moment{dateOf(t, "2020-01"), []string{"Asia/Seoul"}}, "Jan 2020", "2020년 1월"},
	} {
		if diff := cmp.Diff([2]string{x.en, x.ko}, say(x.v)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
}

func TestValuesAreSaidAsPrinted(t *testing.T) {
	pct, err := money.ParsePercent("13%")
	if err != nil {
		t.Fatal(err)
	}
	krw, usd := amountOf(t, "KRW 1.04 trillion"), amountOf(t, "USD 896 million")
	for _, x := range []struct {
		v      any
		en, ko string
	}{
		{krw, "1.04 trillion won", "약 1조 400억 원"},
		{amountOf(t, "KRW 1조 389억"), "1.0389 trillion won", "1조 389억 원"},
		{amountOf(t, "USD 3.9 billion"), "$3.9 billion", "39억 달러"},
		{parley.Money{Amount: krw, Beside: usd}, "1.04 trillion won ($896 million)", "약 1조 400억 원(8억 9,600만 달러)"},
		{parley.Percent{Percent: pct}, "13\u00a0%", "13%"},
		{parley.Percent{Percent: pct, Amount: krw}, "13\u00a0% over 1.04 trillion won", "약 1조 400억 원 대비 13%"},
		{parley.Percent{Percent: pct, Over: "base"}, "13\u00a0% over base", "base 대비 13%"},
		{parley.NotKnown{}, "unknown", "미상"},
		{parley.Nothing{}, "none", "없음"},
		{parley.Phrase("as it is"), "as it is", "as it is"},
		{parley.Choice("keep"), "keep", "keep"},
		{1234567, "1,234,567", "1,234,567"},
		{-1, "-1", "-1"},
		{Nth(6), "sixth", "제6차"},
		{Nth(21), "21st", "제21차"},
		{Nth(112), "112th", "제112차"},
		{Place("Asia/Seoul"), "Seoul", "서울"},
		{Place("America/New_York"), "Washington", "워싱턴"},
		{Place("America/Sao_Paulo"), "Sao Paulo", "Sao Paulo"},
		{Tongue("ko"), "Korean", "한국어"},
		{Tongue("xx"), "xx", "xx"},
		{parley.Text{{Words: "gap"}, {Lang: "ko", Words: "차이"}}, "gap", "차이"},
		{parley.Text{{Words: "gap"}}, "gap", "gap"},
		{Message{Key: "mode.on-record"}, "on the record", "공개 발언"},
	} {
		if diff := cmp.Diff([2]string{x.en, x.ko}, say(x.v)); diff != "" {
			t.Errorf("%#v (-want +got):\n%s", x.v, diff)
		}
	}
}

func TestBadges(t *testing.T) {
	for _, x := range []struct {
		s      parley.Status
		en, ko string
	}{
		{parley.Status{Basis: parley.SecondHand, Response: parley.Qualified}, "on record, second-hand · qualified", "공개·전언 · 일부 이견"},
		{parley.Status{Basis: parley.OtherSide, Response: parley.Denied}, "on record, other side · denied", "상대측 공개 발언 · 부인"},
		{parley.Status{Basis: parley.Reported, Response: parley.Declined}, "reported · declined", "보도 · 확인 거부"},
		{parley.Status{Basis: parley.Confirmed}, "confirmed", "확인됨"},
		{parley.Status{}, "not sourced", "근거 없음"},
	} {
		if diff := cmp.Diff([2]string{x.en, x.ko}, say(x.s)); diff != "" {
			t.Error(diff)
		}
	}
	if r := runsOf(English, Arg{Value: parley.Status{}, Link: "c"}); !r[0].Badge || r[0].Link != "c" {
		t.Errorf("a status is not a badge that leads to its claim: %v", r)
	}
}

// Every word that a case file may use has its words in both languages.
func TestEveryWordOfACaseFileCanBeSaid(t *testing.T) {
	var keys []string
	add := func(family string, words ...string) {
		for _, w := range words {
			keys = append(keys, family+w)
		}
	}
	for _, e := range parley.Kinds() {
		add("kind.", string(e.Kind()))
	}
	add("mode.", parley.Modes...)
	add("type.", parley.SourceTypes...)
	add("stage.", append(slices.Clone(parley.AgreementStages), parley.RoundStages...)...)
	add("reason.", parley.Reasons...)
	add("basis.", parley.BasisWords()...)
	add("response.", parley.ResponseWords()...)
	for _, k := range parley.ConflictKinds() {
		add("conflict.", string(k))
	}
	for _, a := range parley.Acts() {
		add("act.", a.String())
	}
	for _, v := range parley.Verbs {
		add("claim.", v, v+".for", v+".words")
	}
	for _, key := range keys {
		for _, l := range []Lang{English, Korean} {
			if !Has(l, key) {
				t.Errorf("%s cannot be said in %s", key, l)
			}
		}
	}
}

func TestParticles(t *testing.T) {
	for _, x := range []struct{ word, subject, object, by string }{
		{"한국", "한국은", "한국을", "한국으로"},
		{"미국의 요구", "미국의 요구는", "미국의 요구를", "미국의 요구로"},
		{"서울", "서울은", "서울을", "서울로"},
		{"50억 달러", "50억 달러는", "50억 달러를", "50억 달러로"},
		{"1월 14일(화)", "1월 14일(화)은", "1월 14일(화)을", "1월 14일(화)로"},
		{"\"합의\"", "\"합의\"는", "\"합의\"를", "\"합의\"로"},
		{"13%", "13%는", "13%를", "13%로"},
		{"2", "2는", "2를", "2로"}, {"3", "3은", "3을", "3으로"}, {"7", "7은", "7을", "7로"},
		{"10", "10은", "10을", "10으로"}, {"1,000,000", "1,000,000은", "1,000,000을", "1,000,000으로"},
		{"1,000,000,000,000", "1,000,000,000,000는", "1,000,000,000,000를", "1,000,000,000,000로"},
		{"SMA", "SMA는", "SMA를", "SMA로"}, {"NSL", "NSL은", "NSL을", "NSL로"}, {"GM", "GM은", "GM을", "GM으로"},
		{"Washington", "Washington은", "Washington을", "Washington으로"},
		{"Esper", "Esper는", "Esper를", "Esper로"},
		{"Bill", "Bill은", "Bill을", "Bill로"},
		{"internet", "internet은", "internet을", "internet으로"},
		{"韓國", "韓國은(는)", "韓國을(를)", "韓國으로(로)"},
		{"", "은(는)", "을(를)", "으로(로)"},
		{"(", "(은(는)", "(을(를)", "(으로(로)"},
		{")", ")은(는)", ")을(를)", ")으로(로)"},
	} {
		got := [3]string{x.word + particle(x.word, "은", "는"), x.word + particle(x.word, "을", "를"), x.word + particle(x.word, "으로", "로")}
		if diff := cmp.Diff([3]string{x.subject, x.object, x.by}, got); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzParticle(f *testing.F) {
	for _, s := range []string{"한국", "(", "14일(화)", "1,2.3", "\xff", "가\u0301", "()()", "A(", "0."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := particle(s, "은", "는"); got != "은" && got != "는" && got != "은(는)" {
			t.Errorf("%q: %q", s, got)
		}
	})
}

func TestLists(t *testing.T) {
	for _, x := range []struct {
		items  []string
		en, ko string
	}{
		{nil, "", ""},
		{[]string{"A"}, "A", "A"},
		{[]string{"한국", "미국"}, "한국 and 미국", "한국과 미국"},
		{[]string{"한국", "미국", "일본"}, "한국, 미국 and 일본", "한국, 미국 및 일본"},
		{[]string{"1", "2", "3", "4"}, "1, 2, 3 and 4", "1, 2, 3 및 4"},
	} {
		if diff := cmp.Diff([2]string{x.en, x.ko}, [2]string{JoinWords(English, x.items), JoinWords(Korean, x.items)}); diff != "" {
			t.Error(diff)
		}
	}
	a, b := Run{Text: "A", Link: "a", RestsOn: []parley.ID{"x"}}, Run{Text: "B", Link: "b"}
	if diff := cmp.Diff([]Run{a, {Text: " and "}, b}, Join(English, [][]Run{{a}, {b}})); diff != "" {
		t.Errorf("the evidence of the items (-want +got):\n%s", diff)
	}
}

// with replaces the catalogues for one test.
func with(t *testing.T, en, ko string) {
	old := catalogues
	t.Cleanup(func() { catalogues = old })
	fsys := fstest.MapFS{"en/a.txt": {Data: []byte(en)}, "ko/a.txt": {Data: []byte(ko)}}
	catalogues = func() map[Lang]map[string][]piece {
		return map[Lang]map[string][]piece{English: load(fsys, "en"), Korean: load(fsys, "ko")}
	}
}

func TestEachStretchKeepsItsEvidenceWhereverTheLanguagePutsIt(t *testing.T) {
	with(t, "k = {who} asks {what} a year.\n", "k = {what}, {who}{who:이/가} 요구.\n")
	args := []Arg{{Name: "who", Value: "미국", Link: "us"}, {Name: "what", Value: "5", Link: "c", RestsOn: []parley.ID{"r"}}}
	who, what := Run{Text: "미국", Link: "us"}, Run{Text: "5", Link: "c", RestsOn: []parley.ID{"r"}}
	if diff := cmp.Diff([]Run{who, {Text: " asks "}, what, {Text: " a year."}}, Say(English, "k", args...)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Run{what, {Text: ", "}, who, {Text: "이 요구."}}, Say(Korean, "k", args...)); diff != "" {
		t.Error(diff)
	}
}

func TestAnArgumentOfRunsGivesItsEvidenceToThoseThatHaveNone(t *testing.T) {
	with(t, "k = {x}\n", "k = {x}\n")
	in := []Run{{Text: "a", Link: "own", RestsOn: []parley.ID{"own"}}, {Text: "b"}}
	want := []Run{in[0], {Text: "b", Link: "all", RestsOn: []parley.ID{"u"}}}
	if diff := cmp.Diff(want, Say(English, "k", Arg{Name: "x", Value: in, Link: "all", RestsOn: []parley.ID{"u"}})); diff != "" {
		t.Error(diff)
	}
	if in[1].Link != "" {
		t.Error("Say wrote to the runs that it was given")
	}
}

func TestPatterns(t *testing.T) {
	with(t, "days = {n} {n:day/days}\nspace = { }and{ }\nbrace = {{x} is a hole\nempty =\n; a comment = of the catalogue\n\n",
		"days = {n}일\nspace = { }및{ }\nbrace = {{x}\nempty = \n")
	for _, x := range []struct{ got, want string }{
		{Message{"days", []Arg{{Name: "n", Value: 1}}}.In(English), "1 day"},
		{Message{"days", []Arg{{Name: "n", Value: 0}}}.In(English), "0 days"},
		{Message{"days", []Arg{{Name: "n", Value: 17}}}.In(English), "17 days"},
		{Message{"days", []Arg{{Name: "n", Value: 17}}}.In(Korean), "17일"},
		{Word(English, "space"), " and "},
		{Word(English, "brace"), "{x} is a hole"},
		{Word(English, "empty"), ""},
	} {
		if x.got != x.want {
			t.Errorf("want %q, got %q", x.want, x.got)
		}
	}
	if diff := cmp.Diff([]string{"brace", "days", "empty", "space"}, Keys()); diff != "" {
		t.Error(diff)
	}
}

func TestMistakesOfOursPanic(t *testing.T) {
	for name, f := range map[string]func(){
		"no such key":        func() { Say(English, "no.such.key") },
		"a missing argument": func() { Say(English, "nth") },
		"a value of no kind": func() { Say(English, "nth", Arg{Name: "n", Value: 1.5}) },
		"a key twice":        func() { load(fstest.MapFS{"en/a.txt": {Data: []byte("a = b\na = c\n")}}, "en") },
		"a key in two files": func() {
			load(fstest.MapFS{"en/a.txt": {Data: []byte("a = b\n")}, "en/b.txt": {Data: []byte("a = b\n")}}, "en")
		},
		"no pattern":   func() { load(fstest.MapFS{"en/a.txt": {Data: []byte("a: b\n")}}, "en") },
		"an open hole": func() { load(fstest.MapFS{"en/a.txt": {Data: []byte("a = {b\n")}}, "en") },
		"no catalogue": func() { load(fstest.MapFS{}, "en") },
	} {
		func() {
			defer func() {
				if r := recover(); r == nil || !strings.HasPrefix(r.(string), "lang: ") {
					t.Errorf("%s: %v", name, r)
				}
			}()
			f()
		}()
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "{a}", "{a:b/c}", "{{", "{", "}", "{}", "{ }", "{a:}", "x{a}y{{z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { parse(s) })
}

package intake_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/intake"
)

const dues = `case dues "A talk on dues"
  parties      harbour port
  money        EUR
  zone         Europe/Berlin
  audience     public

party harbour "Harbour"

party port "Port"

person mara "Mara"
  speaks-for   port

issue fee "The yearly fee"
  unit         "EUR per year"

claim port-asks-more
  about        fee
  of           port
  that         "The port asks for more."
  that.ko      "항만은 증액을 요구함"

source post-0302 "Talks stall over dues"
  type         news-article
  publisher    "The Harbour Post"
  published    2024-03-02
  file         sources/post-0302.txt
  seen         yes
  language     en

2024-03-01 statement mara-first
  by           mara
  mode         on-record
  ; A remark that somebody wrote here.
  asserts      port-asks-more
  via          post-0302
  > 1 "We will not hurry"
`

const duesCopy = "“We will not hurry,” Mara said on Friday. “The fee is EUR 2 million or nothing.”\nA report has it that the harbour offers €1.5 million.\n"

func dueFiles() fstest.MapFS {
	return fstest.MapFS{"case.parley": {Data: []byte(dues)}, "sources/post-0302.txt": {Data: []byte(duesCopy)}}
}

// write writes a form into a case, and returns what was added and what check
// finds.
func write(t *testing.T, files fstest.MapFS, f intake.Form) (text string, findings []string) {
	t.Helper()
	b, err := casefile.Read(files, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	after, err := b.Files[0].Apply(f.Edits(b, "case.parley")...)
	if err != nil {
		t.Fatal(err)
	}
	text = strings.TrimPrefix(after.Text(), string(files["case.parley"].Data))
	files["case.parley"] = &fstest.MapFile{Data: []byte(after.Text())}
	if b, err = casefile.Read(files, "case.parley"); err != nil {
		t.Fatal(err)
	}
	for _, x := range check.Run(b, check.Options{Copies: files}).Findings {
		findings = append(findings, x.Code+" "+x.Message.In("en"))
	}
	return text, findings
}

func TestAFormIsWrittenAsAPersonWouldWriteIt(t *testing.T) {
	for name, c := range map[string]struct {
		form intake.Form
		want string
	}{
		"a new claim by somebody known": {intake.Form{
			Source: "post-0302", Who: []parley.ID{"mara"}, Mode: "on-record", Date: "2024-03-01", PrintedAs: "Friday",
			Words:   []intake.Words{{1, "The fee is EUR 2 million or nothing.", true}},
			Stances: []parley.Stance{{Does: parley.Asserts}},
			Claim:   &intake.NewClaim{Issue: "fee", Party: "port", Verb: "asks", Value: "EUR 2 million per year"},
		}, `
claim port-asks-fee-2mn
  that         port asks fee = EUR 2 million per year

2024-03-01 statement mara-asserts-port-asks-fee-2mn
  by           mara
  mode         on-record
  printed-as   "Friday"
  dated-from   post-0302
  asserts      port-asks-fee-2mn
  via          post-0302
  > 1 "The fee is EUR 2 million or nothing."
`},
		"an unnamed report with a source of its own": {intake.Form{
			Source: "post-0302", Date: "../2024-03-02", Attributed: "A report",
			Words:   []intake.Words{{2, "the harbour offers €1.5 million", false}, {0, " ", true}},
			Stances: []parley.Stance{{Does: parley.Asserts, Hearsay: true}},
			Claim:   &intake.NewClaim{Issue: "fee", Of: "harbour", Words: "The harbour offers\n\"some\" money.", Other: "항만 \\ 제안함"},
			Origin:  &intake.NewSource{Name: "a report", Type: "press-unnamed", Publisher: "unknown"},
		}, `
source report "a report"
  type         press-unnamed
  publisher    unknown
  published    unknown
  seen         no

claim harbour-offers-some-money
  about        fee
  of           harbour
  that         "The harbour offers \"some\" money."
  that.ko      "항만 \\ 제안함"

../2024-03-02 report report-asserts-harbour-offers-some-money
  attributed   "A report"
  asserts      harbour-offers-some-money hearsay
  via          report quoted-in post-0302
  | 2 the harbour offers €1.5 million
`},
		"a new person who spoke another language": {intake.Form{
			Source: "post-0302", Mode: "on-record", Date: "2024-03-02", Spoken: "ko", Recorded: day(t, "2024-03-05"), Note: "Seen by us.",
			Words:   []intake.Words{{2, "A report has it", true}},
			Stances: []parley.Stance{{Claim: "port-asks-more", Does: parley.Qualifies, Outlet: parley.Denies}},
			Person:  &intake.NewPerson{Name: "Kim", Other: "김", Of: "harbour", Role: "chief negotiator", SpeaksFor: "harbour"},
		}, `
person kim "Kim"
  name.ko      "김"
  role         harbour "chief negotiator"
  speaks-for   harbour

2024-03-02 statement kim-qualifies-port-asks-more
  by           kim
  mode         on-record
  spoken       ko
  translated-by post-0302
  qualifies    port-asks-more outlet-says denies
  via          post-0302
  > 2 "A report has it"
  note         "Seen by us."
  recorded     2024-03-05
`},
	} {
		got, findings := write(t, dueFiles(), c.form)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		for _, f := range findings {
			if !strings.HasPrefix(f, "W") && !strings.HasPrefix(f, "U") {
				t.Errorf("%s: %s", name, f)
			}
		}
		if m := c.form.Missing(); m != nil {
			t.Errorf("%s: missing %v", name, m)
		}
	}
}

func TestWhatIsAddedToAnUtteranceStandsWithItsLike(t *testing.T) {
	files := dueFiles()
	f := intake.Form{Source: "post-0302", Into: "mara-first",
		Words:   []intake.Words{{1, "We will not hurry", true}, {1, "The fee is EUR 2 million", true}},
		Stances: []parley.Stance{{Claim: "port-asks-more", Does: parley.Asserts}, {Does: parley.Asserts}}}
	f.Stances = f.Stances[1:]
	f.Claim = &intake.NewClaim{ID: "fee-is-two", Issue: "fee", Words: "The fee is two.", Other: "이백만임"}
	_, findings := write(t, files, f)
	got := string(files["case.parley"].Data)
	got = got[strings.Index(got, "2024-03-01 statement"):]
	want := `2024-03-01 statement mara-first
  by           mara
  mode         on-record
  ; A remark that somebody wrote here.
  asserts      port-asks-more
  asserts      fee-is-two
  via          post-0302
  > 1 "We will not hurry"
  > 1 "The fee is EUR 2 million"

claim fee-is-two
  about        fee
  that         "The fee is two."
  that.ko      "이백만임"
`
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(findings) > 0 {
		t.Error(findings)
	}
	again, _ := write(t, files, intake.Form{Source: "post-0302", Into: "mara-first", Words: f.Words, Stances: []parley.Stance{{Claim: "port-asks-more", Does: parley.Asserts}}})
	if again != "" || strings.Count(string(files["case.parley"].Data), "We will not hurry") != 1 {
		t.Errorf("said twice: %s", files["case.parley"].Data)
	}
}

func TestASecondChainOfAnUtteranceHasItsOwnWords(t *testing.T) {
	files := dueFiles()
	_, findings := write(t, files, intake.Form{Source: "post-0302", Into: "mara-first", Words: []intake.Words{{2, "A report has it", false}},
		Origin: &intake.NewSource{Name: "Desk", Type: "press-unnamed"}})
	if got := string(files["case.parley"].Data); !strings.Contains(got, "  > 1 \"We will not hurry\"\n  via          desk quoted-in post-0302\n  | 2 A report has it\n") {
		t.Error(got, findings)
	}
}

func TestMissingNamesEveryFieldAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		form intake.Form
		want []string
	}{
		"nothing":        {intake.Form{}, []string{"words", "date", "claim"}},
		"a person":       {intake.Form{Who: []parley.ID{"x"}, Person: &intake.NewPerson{}}, []string{"words", "mode", "date", "person"}},
		"half a claim":   {intake.Form{Words: []intake.Words{{1, "w", true}}, Date: "2020", Claim: &intake.NewClaim{Party: "p"}, Origin: &intake.NewSource{Name: "x"}}, []string{"claim", "origin"}},
		"no claim named": {intake.Form{Words: []intake.Words{{1, "w", true}}, Date: "2020", Stances: []parley.Stance{{Does: parley.Denies}}}, []string{"claim"}},
		"into":           {intake.Form{Words: []intake.Words{{1, "w", true}}, Into: "e"}, nil},
	} {
		if d := cmp.Diff(c.want, c.form.Missing()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestSourcesAreCalledByTheirOutletAndDay(t *testing.T) {
	taken := func(s string) bool { return s == "kt-0117" }
	for want, p := range map[string]intake.Page{
		"kt-0117-2": {Publisher: "The Korea Times", Published: "2020-01-17T17:32 Asia/Seoul"},
		"politico":  {Publisher: "Politico"},
		"yna-0301":  {Publisher: "연합뉴스", URL: "https://www.yna.co.kr/view/1", Published: "2024-03-01"},
		"source":    {Publisher: "1984"},
		"lm-12":     {Publisher: "Le Monde", URL: "x", Published: "2019-12~"},
		"elan":      {Publisher: "Élan"},
	} {
		if got := intake.SourceID(p, taken); got != want {
			t.Errorf("%+v: got %s, want %s", p, got, want)
		}
	}
}

func TestSuggestedIDsAreFreeAndCanBeRead(t *testing.T) {
	for _, words := range []string{"", "안 된다", "12 345", strings.Repeat("verylongword", 20), "a-b_c/d\"e", "…", "The the the"} {
		f := intake.Form{Source: "post-0302", Who: []parley.ID{"mara"}, Mode: "on-record", Date: "2024-03-01",
			Words: []intake.Words{{0, "x", true}}, Claim: &intake.NewClaim{Issue: "fee", Words: cmpOr(words, "x")}, Person: &intake.NewPerson{Name: cmpOr(words, "x")}}
		b, err := casefile.Read(dueFiles(), "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range f.Edits(b, "case.parley") {
			if _, faults := e.New.Decode(); len(faults) > 0 {
				t.Errorf("%q: %v\n%s", words, faults, e.New)
			}
		}
	}
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func TestHostileFieldsStayOnTheirLines(t *testing.T) {
	evil := "x\"\n\nclaim evil\n  that \"y\"\r\x00\u2028; <script>"
	f := intake.Form{Source: "post-0302", Who: []parley.ID{"mara"}, Mode: evil, Date: evil, ID: evil, PrintedAs: evil, Note: evil, Spoken: evil,
		Words: []intake.Words{{1, evil, true}, {1, evil, false}}, Stances: []parley.Stance{{Does: parley.Asserts, Claim: parley.ID(evil)}},
		Claim: &intake.NewClaim{ID: evil, Issue: parley.ID(evil), Words: evil, Other: evil}, Person: &intake.NewPerson{ID: evil, Name: evil, Role: evil, Of: "port"}, Origin: &intake.NewSource{ID: evil, Name: evil, Type: evil, URL: evil}}
	b, err := casefile.Read(dueFiles(), "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range f.Edits(b, "case.parley") {
		if got := casefile.Parse("x", []byte(e.New.String())); len(got.Blocks) != 1 {
			t.Errorf("%s", e.New)
		}
	}
}

func TestTheSeedCanBeReadAndItsUsesAreSeen(t *testing.T) {
	data, err := os.ReadFile(seed)
	if err != nil {
		t.Fatal(err)
	}
	p, err := intake.Read("korea-times-2020-01-17.txt", data, seoul(t))
	if err != nil || len(intake.Lines(p.Text)) != 19 || p.Language != "en" {
		t.Fatalf("%d lines, language %s, %v", len(intake.Lines(p.Text)), p.Language, err)
	}
}

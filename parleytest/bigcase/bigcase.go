// Package bigcase makes a case as large as the benchmarks want it, with the
// kept copies that its quotations stand in, and ledgers with as many
// transactions, to measure accounting programs beside. What it makes depends on
// the size alone: the same bytes on every machine.
//
// The case is sound: nobody speaks before the source that says so, every
// quotation stands at its line, every chain leads through sources that were
// published in order, and no two figures are about one thing.
package bigcase

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing/fstest"
	"time"
)

// A Size says how much of everything there is.
type Size struct {
	Statements, Claims, Sources int
	Copy                        int // bytes of a kept copy, about
}

// Full is the size of the benchmarks, Small one for tests.
var (
	Full  = Size{Statements: 100_000, Claims: 10_000, Sources: 5_000, Copy: 4096}
	Small = Size{Statements: 300, Claims: 60, Sources: 40, Copy: 1024}
)

const (
	seed    = 11
	people  = 200
	issues  = 500
	depth   = 3    // links of a chain
	perLine = 12   // words on a line of a copy
	days    = 3650 // over which the sources appeared
)

var (
	begin   = time.Date(2010, 1, 4, 0, 0, 0, 0, time.UTC)
	parties = []string{"rok", "us"}
	english = strings.Fields("the talks on cost sharing went on for a third day and both sides said that some gap remains between what one of them asks " +
		"and what other offers while officials spoke of progress patience fairness burden troops bases workers budget agreement framework")
	korean = strings.Fields("협상 방위비 분담금 입장 차이 합의 정부 대표 회의 미국 한국 예산 근로자 인상 총액 협정 발표 부인 확인 논의")
)

// stream is random numbers for one thing of a kind: what one statement draws
// does not depend on how many there are.
func stream(kind, n int) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(kind)<<32|uint64(n))) }

const (
	ofLine = iota
	ofStatement
	ofClaim
)

func (s Size) published(source int) time.Time { return begin.AddDate(0, 0, source*days/s.Sources) }

func day(t time.Time) string { return t.Format("2006-01-02") }

// words are those of a line of the copy of a source. Every fourth source is
// Korean.
func words(source, line int) []string {
	list := english
	if source%4 == 3 {
		list = korean
	}
	r := stream(ofLine, source<<8|line)
	ws := make([]string, perLine)
	for i := range ws {
		ws[i] = list[r.IntN(len(list))]
	}
	return ws
}

// lines is how many lines the copy of a source has.
func (s Size) lines(source int) int {
	return max(1, s.Copy/(1+len(strings.Join(words(source, 0), " "))))
}

// WriteCopy writes the kept copy of a source, numbered from 0.
func (s Size) WriteCopy(w io.Writer, source int) error {
	var b strings.Builder
	for l := range s.lines(source) {
		b.WriteString(strings.Join(words(source, l), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// CopyName is the path of that copy inside the case folder.
func CopyName(source int) string { return fmt.Sprintf("sources/s%d.txt", source) }

// Case writes the case file.
func (s Size) Case(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	fmt.Fprint(w, "; A case made for measuring. Nobody in it exists, and nothing in it was said.\ncase big \"A large case\"\n"+
		"  parties      rok us\n  money        KRW\n  zone         Asia/Seoul\n  audience     public\n\n")
	fmt.Fprint(w, "party rok \"South Korea\"\n  zone         Asia/Seoul\nparty us \"US\"\n  zone         America/New_York\n\n")
	for i := range people {
		fmt.Fprintf(w, "person p%d \"Speaker %d\"\n  speaks-for   %s\n", i, i, parties[i%2])
	}
	for i := range issues {
		fmt.Fprintf(w, "issue i%d \"Issue %d\"\n", i, i)
	}
	for i := range s.Sources {
		fmt.Fprintf(w, "source s%d \"Report %d\"\n  type         news-article\n  published    %s\n  file         %s\n  seen         yes\n", i, i, day(s.published(i)), CopyName(i))
	}
	for i := range s.Claims {
		claim(w, i)
	}
	for i := range s.Statements {
		s.statement(w, i)
	}
	return w.Flush()
}

// claim writes a claim: three in four a figure, each for another issue, party
// or year; the rest words.
func claim(w io.Writer, i int) {
	r := stream(ofClaim, i)
	fmt.Fprintf(w, "claim c%d\n", i)
	if i%4 == 3 {
		fmt.Fprintf(w, "  about        i%d\n  that         \"Point %d is open.\"\n  that.ko      \"쟁점 %d은 미정이다.\"\n", i%issues, i, i)
		return
	}
	amount := fmt.Sprintf("USD %d.%d billion", 1+r.IntN(8), r.IntN(10))
	if i%2 == 0 {
		amount = fmt.Sprintf("KRW %d조 %d억", 1+r.IntN(8), 1+r.IntN(9999))
	}
	verb := []string{"asks", "offers"}[i/issues/2%2]
	fmt.Fprintf(w, "  that         %s %s i%d = %s for %d per year\n", parties[i/issues%2], verb, i%issues, amount, 2010+i/issues/4)
}

func (s Size) statement(w io.Writer, i int) {
	r := stream(ofStatement, i)
	// The sources take turns, and each turn quotes another line: no two
	// statements quote the same words, and every claim is spoken of.
	read := s.Sources - depth + 1
	last := depth - 1 + i%read
	chain := make([]string, depth)
	for j := range chain {
		chain[j] = fmt.Sprintf("s%d", last-depth+1+j)
	}
	line := i / read % s.lines(last)
	from := r.IntN(perLine - 5)
	quote := strings.Join(words(last, line)[from:from+5], " ")
	does := []string{"asserts", "asserts", "asserts", "asserts", "asserts", "asserts", "asserts", "denies", "qualifies", "declines"}[r.IntN(10)]
	claim := r.IntN(s.Claims)
	if i < s.Claims {
		claim = i
	}
	mode := []string{"on-record", "on-record", "on-record", "official-statement", "background"}[r.IntN(5)]
	fmt.Fprintf(w, "%s statement st%d\n  by p%d\n  mode %s\n  via %s\n  %s c%d\n  > %d %q\n",
		day(s.published(last-depth+1)), i, r.IntN(people), mode, strings.Join(chain, " quoted-in "), does, claim, line+1, quote)
}

// FS returns the case and its copies as files in memory.
func (s Size) FS() (fstest.MapFS, error) {
	files := make(fstest.MapFS)
	var b strings.Builder
	if err := s.Case(&b); err != nil {
		return nil, err
	}
	files[CaseName] = &fstest.MapFile{Data: []byte(b.String())}
	for i := range s.Sources {
		var b strings.Builder
		if err := s.WriteCopy(&b, i); err != nil {
			return nil, err
		}
		files[CopyName(i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return files, nil
}

// CaseName is the name of the case file in its folder.
const CaseName = "case.parley"

// Journal writes an hledger journal with a transaction for each statement.
func (s Size) Journal(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	fmt.Fprint(w, "decimal-mark .\ncommodity USD 1,000.00\n\n")
	for i := range s.Statements {
		x := s.transaction(i)
		fmt.Fprintf(w, "%s * (st%d) p%d | %s  ; via: s%d\n    assets:%s:c%d    USD %s\n    income:talks:i%d    USD -%s\n\n",
			x.day, i, x.person, x.words, x.source, x.party, x.claim, x.amount, x.issue, x.amount)
	}
	return w.Flush()
}

// Beancount writes the same transactions for beancount.
func (s Size) Beancount(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	fmt.Fprint(w, "option \"operating_currency\" \"USD\"\n\n")
	for i := range s.Claims {
		fmt.Fprintf(w, "2009-01-01 open Assets:Talks:C%d USD\n", i)
	}
	for i := range issues {
		fmt.Fprintf(w, "2009-01-01 open Income:Talks:I%d USD\n", i)
	}
	for i := range s.Statements {
		x := s.transaction(i)
		fmt.Fprintf(w, "\n%s * \"p%d\" \"%s\" ^s%d #%s\n  id: \"st%d\"\n  Assets:Talks:C%d  %s USD\n  Income:Talks:I%d  -%s USD\n",
			x.day, x.person, x.words, x.source, x.party, i, x.claim, x.amount, x.issue, x.amount)
	}
	return w.Flush()
}

type transaction struct {
	day, words, party, amount    string
	person, source, claim, issue int
}

func (s Size) transaction(i int) transaction {
	r := stream(ofStatement, i)
	source := r.IntN(s.Sources)
	person := r.IntN(people)
	return transaction{day(s.published(source)), strings.Join(words(source, r.IntN(s.lines(source)))[:8], " "), parties[person%2],
		fmt.Sprintf("%d.%02d", 1+r.IntN(900), r.IntN(100)), person, source, r.IntN(s.Claims), r.IntN(issues)}
}

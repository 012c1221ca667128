package quote

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	digestA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	digestB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

func mustParse(t *testing.T, src string) *Lock {
	t.Helper()
	l, err := ParseLock("evidence.lock", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestALockIsReadAsItWasPrinted(t *testing.T) {
	var l Lock
	l.AddSource(Source{"paper", NewCopy([]byte("two words\n")).Digest(), 10})
	l.AddSource(Source{"agency", Of("x"), 0})
	l.AddQuote(Quote{"second", "paper", 10, Of("two words")})
	l.AddQuote(Quote{"second", "paper", 9, Of("other words")})
	l.AddQuote(Quote{"first", "agency", 0, Of("no line")})
	l.AddQuote(Quote{"second", "paper", 9, Of("“other words.”")}) // the same
	text := l.Print()
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if len(lines) != 5 || !slices.IsSorted(lines) {
		t.Errorf("not five sorted lines:\n%s", text)
	}
	for _, want := range []string{
		"quote first agency - " + Of("no line").String() + "\n",
		"quote second paper 9 " + Of("other words").String() + "\n",
		"source paper " + NewCopy([]byte("two words\n")).Digest().String() + " 10\n",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no line %q in\n%s", want, text)
		}
	}
	if diff := cmp.Diff(string(text), string(mustParse(t, string(text)).Print())); diff != "" {
		t.Error(diff)
	}
	if q, s := mustParse(t, string(text)).Len(); q != 3 || s != 2 {
		t.Errorf("%d quotations and %d sources, want 3 and 2", q, s)
	}
}

func TestALockIsReadInAnyOrderAndWithAnyLineEnd(t *testing.T) {
	want := "quote a s 1 " + digestA + "\nquote b s - " + digestB + "\nsource s " + digestA + " 7\n"
	for _, src := range []string{
		want,
		"source s " + digestA + " 7\nquote b s - " + digestB + "\nquote a s 1 " + digestA,
		strings.ReplaceAll(want, "\n", "\r\n"),
		"\ufeff\n" + want + "\n\n",
	} {
		if diff := cmp.Diff(want, string(mustParse(t, src).Print())); diff != "" {
			t.Errorf("%q: %s", src, diff)
		}
	}
	if got := mustParse(t, "").Print(); len(got) != 0 {
		t.Errorf("an empty lock prints %q", got)
	}
}

func TestEveryLineThatCannotBeReadIsNamed(t *testing.T) {
	good := "quote a s 1 " + digestA
	for _, tt := range []struct {
		name, src string
		want      LineErrors
	}{
		{"a conflict of a merge", good + "\n<<<<<<< HEAD\n", LineErrors{{"l", 2, 1, 8, UnknownWord, 0}}},
		{"a comment", "; no\n", LineErrors{{"l", 1, 1, 2, UnknownWord, 0}}},
		{"blanks", "   \n", LineErrors{{"l", 1, 1, 2, UnknownWord, 0}}},
		{"too few fields", "quote a 1 " + digestA, LineErrors{{"l", 1, 1, 75, FieldCount, 0}}},
		{"two spaces", "quote  a s 1 " + digestA, LineErrors{{"l", 1, 1, 78, FieldCount, 0}}},
		{"a tab", "source\ts " + digestA + " 1", LineErrors{{"l", 1, 1, 9, UnknownWord, 0}}},
		{"an id in capitals", "source S " + digestA + " 1", LineErrors{{"l", 1, 8, 9, BadID, 0}}},
		{"a Korean id", "quote 노영민 s 1 " + digestA, LineErrors{{"l", 1, 7, 10, BadID, 0}}},
		{"no entry", "quote  s 1 " + digestA, LineErrors{{"l", 1, 7, 8, BadID, 0}}},
		{"line 0", "quote a s 0 " + digestA, LineErrors{{"l", 1, 11, 12, BadLine, 0}}},
		{"line 01", "quote a s 01 " + digestA, LineErrors{{"l", 1, 11, 13, BadLine, 0}}},
		{"a line beyond number", "quote a s 99999999999999999999 " + digestA, LineErrors{{"l", 1, 11, 31, BadLine, 0}}},
		{"a digest in capitals", "quote a s 1 " + strings.ToUpper(digestA), LineErrors{{"l", 1, 13, 77, BadDigest, 0}}},
		{"a digit too few", "quote a s 1 " + digestA[1:], LineErrors{{"l", 1, 13, 76, BadDigest, 0}}},
		{"no digest", "quote a s 1 ", LineErrors{{"l", 1, 13, 14, BadDigest, 0}}},
		{"a digit that is none", "source s " + digestA[1:] + "g 1", LineErrors{{"l", 1, 10, 74, BadDigest, 0}}},
		{"bytes below zero", "source s " + digestA + " -1", LineErrors{{"l", 1, 75, 77, BadBytes, 0}}},
		{"a quotation twice", good + "\n\n" + good, LineErrors{{"l", 3, 1, 77, Twice, 1}}},
		{"two digests of a source", "source s " + digestA + " 1\nsource s " + digestB + " 1", LineErrors{{"l", 2, 8, 9, TwoDigests, 1}}},
		{"a source twice", "source s " + digestA + " 1\nsource s " + digestA + " 1", LineErrors{{"l", 2, 8, 9, TwoDigests, 1}}},
		{"not UTF-8", "quote \xff s 1 " + digestA, LineErrors{{"l", 1, 1, 2, NotText, 0}}},
		{"a line without end", "quote " + strings.Repeat("a ", 1<<20), LineErrors{{"l", 1, 1, 2, NotText, 0}}},
		{"all at once, in order", good + "\nx\n" + good + "\nquote a s x " + digestA + "\ny", LineErrors{
			{"l", 2, 1, 2, UnknownWord, 0}, {"l", 3, 1, 77, Twice, 1}, {"l", 4, 11, 12, BadLine, 0}, {"l", 5, 1, 2, UnknownWord, 0}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, err := ParseLock("l", []byte(tt.src))
			var got LineErrors
			if !errors.As(err, &got) || l == nil {
				t.Fatalf("lock %v, error %v", l, err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnErrorSaysWhereWhatAndWhatToDo(t *testing.T) {
	_, err := ParseLock("evidence.lock", []byte(strings.Repeat("x\n", 12)))
	for _, want := range []string{"evidence.lock:1:1: a line begins with", "evidence.lock:10:1", "and 2 more", "parley lock"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %q", want, err)
		}
	}
	if strings.Contains(err.Error(), ":11:") {
		t.Error("too long a message")
	}
	for f := UnknownWord; f <= NotText; f++ {
		if f.String() == "" || strings.HasPrefix(f.String(), "Fault(") {
			t.Errorf("fault %d has no words", f)
		}
	}
}

func TestAPublicLockHasNothingOfHiddenEntries(t *testing.T) {
	l := mustParse(t, "quote a s 1 "+digestA+"\nquote hidden s 2 "+digestB+"\nquote a secret 3 "+digestB+
		"\nsource s "+digestA+" 7\nsource secret "+digestB+" 7\n")
	got := l.Only(func(e string) bool { return e != "hidden" }, func(s string) bool { return s != "secret" })
	if diff := cmp.Diff("quote a s 1 "+digestA+"\nsource s "+digestA+" 7\n", string(got.Print())); diff != "" {
		t.Error(diff)
	}
}

// what the tests below lock
func sample() *Lock {
	var l Lock
	l.AddSource(Source{"paper", NewCopy([]byte(wrappedCopy)).Digest(), len(wrappedCopy)})
	for _, q := range sampleQuotes() {
		l.AddQuote(q)
	}
	return &l
}

func sampleQuotes() []Quote {
	return []Quote{
		{"statement", "paper", 1, Of("The two delegations")},
		{"statement", "paper", 4, Of("We came")},
		{"statement", "paper", 4, Of("a new proposal")},
		{"report", "paper", 0, Of("meet again")},
	}
}

// outcomes in the record's order, then those of stale lines
func quoteOutcomes(rs []Result) (out []Outcome) {
	for _, r := range rs {
		out = append(out, r.Outcome)
	}
	return out
}

func TestEveryChangeOfAQuotationHasItsOwnOutcome(t *testing.T) {
	now := func(change func(q []Quote)) []Quote {
		q := sampleQuotes()
		change(q)
		return q
	}
	same := func([]Quote) {}
	digest := Of("a new proposal").String()
	replace := func(old, new string) *Lock {
		text := string(sample().Print())
		if !strings.Contains(text, old) {
			t.Fatalf("no %q in the lock", old)
		}
		l, _ := ParseLock("evidence.lock", []byte(strings.Replace(text, old, new, 1)))
		return l
	}
	other := map[byte]string{'0': "1"}[digest[0]]
	if other == "" {
		other = "0"
	}
	for _, tt := range []struct {
		name string
		lock *Lock
		now  []Quote
		want []Outcome
	}{
		{"nothing changed", sample(), now(same), []Outcome{Matches, Matches, Matches, Matches}},
		{"a letter of the words", sample(), now(func(q []Quote) { q[2].Digest = Of("a new proposals") }),
			[]Outcome{Matches, Matches, WordsChanged, Matches}},
		{"the line", sample(), now(func(q []Quote) { q[2].Line = 5 }), []Outcome{Matches, Matches, LineMoved, Matches}},
		{"the line is no longer said", sample(), now(func(q []Quote) { q[0].Line = 0 }), []Outcome{LineMoved, Matches, Matches, Matches}},
		{"a letter of a digest", replace(digest, other+digest[1:]), now(same), []Outcome{Matches, Matches, DigestAltered, Matches}},
		{"a letter of a digest that is none", replace(digest, "g"+digest[1:]), now(same), []Outcome{Matches, Matches, DigestMalformed, Matches}},
		{"a letter of a digest left out", replace(digest, digest[:30]+digest[31:]), now(same), []Outcome{Matches, Matches, DigestMalformed, Matches}},
		{"a digest cut off", replace(digest, digest[:10]), now(same), []Outcome{Matches, Matches, DigestMalformed, Matches}},
		{"a quotation more", sample(), append(now(same), Quote{"late", "paper", 8, Of("They")}), []Outcome{Matches, Matches, Matches, Matches, NotLocked}},
		{"a quotation less", sample(), now(same)[1:], []Outcome{Matches, Matches, Matches, Stale}},
		{"another source", sample(), now(func(q []Quote) { q[0].Source = "agency" }), []Outcome{NotLocked, Matches, Matches, Matches, Stale}},
		{"the same words twice", sample(), append(now(same), sampleQuotes()[1]), []Outcome{Matches, Matches, Matches, Matches, Matches}},
		{"one altered and one changed on a line", replace(Of("We came").String(), Of("We came").String()[:63]+"x"),
			now(func(q []Quote) { q[2].Digest = Of("an old one") }), []Outcome{Matches, DigestMalformed, WordsChanged, Matches}},
		{"nothing was locked", &Lock{}, now(same), []Outcome{NotLocked, NotLocked, NotLocked, NotLocked}},
		{"nothing is recorded", sample(), nil, []Outcome{Stale, Stale, Stale, Stale}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rs := tt.lock.Quotes(tt.now)
			if diff := cmp.Diff(tt.want, quoteOutcomes(rs)); diff != "" {
				t.Error(diff)
			}
			for i, r := range rs {
				if (i >= len(tt.now)) != (r.Outcome == Stale) || i < len(tt.now) && r.Quote != tt.now[i] {
					t.Errorf("result %d: %+v", i, r)
				}
				if (r.Outcome == NotLocked) != (r.Locked == Quote{}) {
					t.Errorf("%s: locked as %v", r.Outcome, r.Locked)
				}
			}
		})
	}
}

func TestAResultSaysWhereItsLineStands(t *testing.T) {
	l := mustParse(t, "source paper "+digestA+" 7\n\n"+"quote a paper 3 "+Of("x").String()+"\n")
	rs := l.Quotes([]Quote{{"a", "paper", 4, Of("x")}})
	want := []Result{{LineMoved, Quote{"a", "paper", 4, Of("x")}, Quote{"a", "paper", 3, Of("x")}, 3}}
	if diff := cmp.Diff(want, rs); diff != "" {
		t.Error(diff)
	}
	if ks := l.Copies(nil); len(ks) != 1 || ks[0].Outcome != Stale || ks[0].At != 1 {
		t.Errorf("%+v", ks)
	}
}

func TestEveryChangeOfACopyHasItsOwnOutcome(t *testing.T) {
	text := string(sample().Print())
	digest := NewCopy([]byte(wrappedCopy)).Digest().String()
	altered := "0" + digest[1:]
	if digest[0] == '0' {
		altered = "1" + digest[1:]
	}
	here := NewCopy([]byte(wrappedCopy))
	for _, tt := range []struct {
		name, old, new string
		held           []Held
		want           []Outcome
	}{
		{"nothing changed", "", "", []Held{{"paper", here}}, []Outcome{Matches}},
		{"a letter of the copy", "", "", []Held{{"paper", NewCopy([]byte(strings.Replace(wrappedCopy, "third", "tHird", 1)))}}, []Outcome{CopyChanged}},
		{"its line ends", "", "", []Held{{"paper", NewCopy([]byte(strings.ReplaceAll(wrappedCopy, "\n", "\r\n")))}}, []Outcome{CopyChanged}},
		{"a letter of the digest", digest, altered, []Held{{"paper", here}}, []Outcome{DigestAltered}},
		{"a letter that is none", digest, "z" + digest[1:], []Held{{"paper", here}}, []Outcome{DigestMalformed}},
		{"the length", digest + " ", digest + " 1", []Held{{"paper", here}}, []Outcome{BytesAltered}},
		{"the copy is elsewhere", "", "", []Held{{"paper", nil}}, []Outcome{CopyAway}},
		{"another source has a copy", "", "", []Held{{"paper", here}, {"agency", here}}, []Outcome{Matches, NotLocked}},
		{"the source has no copy any more", "", "", nil, []Outcome{Stale}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(text, tt.old) {
				t.Fatalf("no %q in the lock", tt.old)
			}
			l, _ := ParseLock("evidence.lock", []byte(strings.Replace(text, tt.old, tt.new, 1)))
			var got []Outcome
			for _, k := range l.Copies(tt.held) {
				got = append(got, k.Outcome)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryOutcomeHasItsOwnWords(t *testing.T) {
	seen := make(map[string]bool)
	for o := Matches; o <= Stale; o++ {
		if s := o.String(); seen[s] || s == "" || strings.HasPrefix(s, "Outcome(") {
			t.Errorf("outcome %d says %q", o, s)
		}
		seen[o.String()] = true
	}
}

func TestTwoLocksMergeByTheirLines(t *testing.T) {
	var a, b, both Lock
	for i, w := range []string{"one", "two", "three", "four"} {
		q := Quote{"e", "s", i + 1, Of(w)}
		both.AddQuote(q)
		if i != 1 {
			a.AddQuote(q)
		}
		if i != 2 {
			b.AddQuote(q)
		}
	}
	lines := slices.Concat(slices.Collect(bytes.Lines(a.Print())), slices.Collect(bytes.Lines(b.Print())))
	slices.SortFunc(lines, bytes.Compare) // sort -u
	lines = slices.CompactFunc(lines, bytes.Equal)
	if diff := cmp.Diff(string(both.Print()), string(bytes.Join(lines, nil))); diff != "" {
		t.Error(diff)
	}
}

func TestManyQuotationsOnOneLineDoNotTakeForever(t *testing.T) {
	var l Lock
	var now []Quote
	for i := range 20000 {
		l.AddQuote(Quote{"e", "s", 1, Of(strconv.Itoa(i))})
		now = append(now, Quote{"e", "s", 1, Of("now " + strconv.Itoa(i))})
	}
	rs := l.Quotes(now)
	if len(rs) != len(now) {
		t.Errorf("%d of %d changed", len(rs), len(now))
	}
	for _, r := range rs {
		if r.Outcome != WordsChanged {
			t.Fatal(r.Outcome)
		}
	}
}

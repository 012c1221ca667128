package bigcase

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/money"
)

func TestTheCaseIsSoundAndItsQuotationsStandInTheCopies(t *testing.T) {
	s := Small
	files, err := s.FS()
	if err != nil {
		t.Fatal(err)
	}
	b, err := casefile.Read(files, CaseName)
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	claims, statements, sources := 0, 0, 0
	for _, e := range b.Entries() {
		switch e := e.(type) {
		case *parley.Claim:
			claims++
		case *parley.Source:
			sources++
		case *parley.Statement:
			statements++
			c := e.Via[0]
			if len(c.Links) != depth || len(c.Quotes) != 1 {
				t.Fatalf("%s: %+v", e.ID, c)
			}
			read := b.Entry(c.Read()).(*parley.Source)
			if p := read.Published.Value; p.First < e.Happened.Last {
				t.Errorf("%s is said after it was published", e.ID)
			}
			q := c.Quotes[0]
			if lines := strings.Split(string(files[read.File].Data), "\n"); !strings.Contains(lines[q.Line-1], q.Words) {
				t.Errorf("%s: %q does not stand in line %d", e.ID, q.Words, q.Line)
			}
		}
	}
	if diff := cmp.Diff(s, Size{statements, claims, sources, s.Copy}); diff != "" {
		t.Error(diff)
	}
}

func TestNoTwoFiguresAreAboutOneThing(t *testing.T) {
	var out bytes.Buffer
	s := Size{Statements: 0, Claims: Full.Claims, Sources: depth, Copy: 100}
	if err := s.Case(&out); err != nil {
		t.Fatal(err)
	}
	f := casefile.Parse(CaseName, out.Bytes())
	seen := make(map[parley.Proposition]parley.ID)
	for _, bl := range f.Blocks {
		e, faults := casefile.Decode(f, bl)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		c, ok := e.(*parley.Claim)
		if !ok || c.That == nil {
			continue
		}
		if v := c.That.Value.(parley.Money); v.Value == (money.Decimal{}) {
			t.Errorf("%s is nothing", c.ID)
		}
		p := *c.That
		p.Value = nil
		if first, twice := seen[p]; twice {
			t.Fatalf("%s and %s are about one thing", first, c.ID)
		}
		seen[p] = c.ID
	}
	if len(seen) < Full.Claims/2 {
		t.Errorf("only %d figures", len(seen))
	}
}

func TestTheSameBytesEveryTime(t *testing.T) {
	for _, write := range []func(*bytes.Buffer) error{
		func(b *bytes.Buffer) error { return Small.Case(b) },
		func(b *bytes.Buffer) error { return Small.WriteCopy(b, 3) },
		func(b *bytes.Buffer) error { return Small.Journal(b) },
		func(b *bytes.Buffer) error { return Small.Beancount(b) },
	} {
		var one, two bytes.Buffer
		if write(&one) != nil || write(&two) != nil || one.Len() == 0 || !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Error("not the same")
		}
	}
}

package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"parley/casefile"
)

// large is a record of many statements with a quotation each, and the kept
// copies (4 KB each) that they stand in.
func large(statements, claims, sources int) fstest.MapFS {
	fsys := fstest.MapFS{}
	var b strings.Builder
	b.WriteString(exampleHead)
	b.WriteString("issue share\n\n")
	for i := range 100 {
		fmt.Fprintf(&b, "person p%d \"Person %d\"\n  speaks-for   %s\n\n", i, i, []string{"rok", "us"}[i%2])
	}
	for i := range sources {
		fmt.Fprintf(&b, "source s%d \"Source %d\"\n  type         news-article\n  published    2020-01-%02d\n  file         c/%d.txt\n  language     en\n\n", i, i, 1+i%28, i)
		var c strings.Builder
		for n := 0; c.Len() < 4000; n++ {
			fmt.Fprintf(&c, "On line %d of copy %d the delegates said that they would meet again soon.\n", n+1, i)
		}
		fsys[fmt.Sprintf("c/%d.txt", i)] = &fstest.MapFile{Data: []byte(c.String())}
	}
	for i := range claims {
		fmt.Fprintf(&b, "claim c%d\n  that         %s asks share = USD %d.%d billion per year for %d\n  that.ko      \"주장 %d\"\n\n", i, []string{"rok", "us"}[i%2], 2+i%7, i%10, 1991+i%30, i)
	}
	for i := range statements {
		s := i % sources
		fmt.Fprintf(&b, "2020-01-%02d statement st%d\n  by           p%d\n  mode         on-record\n  via          s%d\n  > %d \"line %d of copy %d the delegates said\"\n  asserts      c%d\n\n",
			1+s%28, i, i%100, s, 1+i/sources%50, 1+i/sources%50, s, i%claims)
	}
	fsys["case.parley"] = &fstest.MapFile{Data: []byte(b.String())}
	return fsys
}

func BenchmarkHundredThousandStatements(b *testing.B) {
	fsys := large(100_000, 10_000, 5_000)
	b.ReportAllocs()
	for b.Loop() {
		book, err := casefile.Read(fsys, "case.parley")
		if err != nil {
			b.Fatal(err)
		}
		r := Run(book, Options{Copies: fsys})
		if len(r.Findings) > 0 || r.Counts.InCopy != 100_000 {
			b.Fatalf("%d findings, %d in copies: %v", len(r.Findings), r.Counts.InCopy, r.Findings[:min(1, len(r.Findings))])
		}
	}
}

func BenchmarkRulesAlone(b *testing.B) {
	fsys := large(100_000, 10_000, 5_000)
	book, err := casefile.Read(fsys, "case.parley")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		Run(book, Options{})
	}
}

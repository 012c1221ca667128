package parley_test

import (
	"os"
	"strings"
	"testing"

	"parley"
)

// The table of docs/format.md is the rule, and the code is compared with it: a
// row an audience, a column a reader.
func TestAudiencesAdmitWhoTheTableSays(t *testing.T) {
	rows := audienceTable(t)
	readers := rows[0][1:]
	want := []string{"public", "case", "side:P", "side:Q", "caucus:P/N", "caucus:P/M", "caucus:Q/N", "mediator", "all"}
	if strings.Join(readers, " ") != strings.Join(want, " ") {
		t.Fatalf("the readers are %v", readers)
	}
	audiences := 0
	for _, row := range rows[2:] {
		var a parley.Audience
		if row[0] != "none" {
			ok := false
			if a, ok = parley.ParseAudience(row[0]); !ok {
				t.Fatalf("%q is no audience", row[0])
			}
			if a.String() != row[0] {
				t.Errorf("%q is written %q", row[0], a)
			}
		}
		audiences++
		if len(row) != len(readers)+1 {
			t.Fatalf("%s has %d cells", row[0], len(row))
		}
		for i, cell := range row[1:] {
			r, ok := parley.ParseReader(readers[i])
			if !ok {
				t.Fatalf("%q is no reader", readers[i])
			}
			if r.String() != readers[i] {
				t.Errorf("reader %q is written %q", readers[i], r)
			}
			if cell != "reads" && cell != "–" {
				t.Fatalf("%s, %s: %q", row[0], readers[i], cell)
			}
			if got := a.Admits(r); got != (cell == "reads") {
				t.Errorf("%s reads of an entry for %s: %v; the table says %q", readers[i], row[0], got, cell)
			}
		}
	}
	if audiences != 6 {
		t.Errorf("%d audiences", audiences)
	}
}

// audienceTable returns the cells of the table, head and rule first.
func audienceTable(t *testing.T) (rows [][]string) {
	src, err := os.ReadFile("docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(src), "| Audience ")
	if !ok {
		t.Fatal("docs/format.md has no table of audiences")
	}
	text, _, _ = strings.Cut("| Audience "+text, "\n\n")
	for line := range strings.Lines(text) {
		var row []string
		for _, cell := range strings.Split(strings.Trim(line, "|\n"), "|") {
			row = append(row, strings.Trim(cell, " `"))
		}
		rows = append(rows, row)
	}
	if len(rows) < 4 {
		t.Fatal("the table of audiences has no rows")
	}
	return rows
}

func TestWhatIsNoAudienceIsNotRead(t *testing.T) {
	for _, s := range []string{"", "all", "Public", "public:", "case:rok", "side", "side:", "side:a/b", "caucus:a", "caucus:a/", "caucus:/b", "mediator:x", "nobody", "none"} {
		if a, ok := parley.ParseAudience(s); ok {
			t.Errorf("%q is read as %v", s, a)
		}
	}
	if _, ok := parley.ParseReader("all"); !ok {
		t.Error("all is a reader")
	}
	for _, s := range []string{"", "nobody", "side:"} {
		if r, ok := parley.ParseReader(s); ok {
			t.Errorf("%q is read as %v", s, r)
		}
	}
}

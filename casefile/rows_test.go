package casefile

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
)

func table(t *testing.T, text string) *Table {
	t.Helper()
	x, faults := ParseTable("f.csv", []byte(text), "s", time.UTC)
	if len(faults) > 0 {
		t.Fatalf("%v in %q", faults, text)
	}
	return x
}

func TestARowIsLaidInWhereItsTimeAndPublicationWantIt(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		rows       []Row
		want       string
	}{
		{"at the end, after a line without an end", "for,value,published\n2018,1.5,2019-01-02", []Row{{For: "2019", Value: "0.4", Published: "2020-01-02"}},
			"for,value,published\n2018,1.5,2019-01-02\n2019,0.4,2020-01-02\n"},
		{"a revision after what it revises", "for,value,published\n2018,1.5,2019-01-02\n# then\n2019,0.4,2020-01-02\n", []Row{{For: "2018", Value: "1.6", Published: "2019-03-02"}},
			"for,value,published\n2018,1.5,2019-01-02\n2018,1.6,2019-03-02\n# then\n2019,0.4,2020-01-02\n"},
		{"before all others", "# head\n\nfor,value,published\n2018,1.5,2019-01-02\n", []Row{{For: "2017", Value: "1.9", Published: "2018-01-02"}},
			"# head\n\nfor,value,published\n2017,1.9,2018-01-02\n2018,1.5,2019-01-02\n"},
		{"with a mark, carriage returns and columns in another order", "\ufeffpublished , value,for\r\n2019-01-02, \"1,500\" ,2018 \r\n", []Row{{For: "2019", Value: "1,600", Published: "2020-01-02"}},
			"\ufeffpublished , value,for\r\n2019-01-02, \"1,500\" ,2018 \r\n2020-01-02,\"1,600\",2019\r\n"},
		{"a column that was not there", "for,value\n2018,1.5\n", []Row{{For: "2019", Value: "0.4", Published: "2020-01-02", Note: "as \"voted\", and\nprinted"}},
			"for,value,published,note\n2018,1.5,,\n2019,0.4,2020-01-02,\"as \"\"voted\"\", and printed\"\n"},
		{"several behind one", "for,value\n2018,1.5\n", []Row{{For: "2019", Value: "1"}, {For: "2020", Value: "2"}}, "for,value\n2018,1.5\n2019,1\n2020,2\n"},
	} {
		got := table(t, tt.text).With(tt.rows)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		if n, want := len(table(t, got).figures), len(table(t, tt.text).figures)+len(tt.rows); n != want {
			t.Errorf("%s: %d figures, want %d", tt.name, n, want)
		}
	}
	var none *Table
	if got, want := none.With([]Row{{For: "2018", Value: "1.5", Published: "2019-01-02"}}), "for,value,published\n2018,1.5,2019-01-02\n"; got != want {
		t.Errorf("a new file is %q", got)
	}
}

func TestACopyHasNoNotesNoCommentsAndOnlyWhatIsLetThrough(t *testing.T) {
	x := table(t, "# ours: secret\nnote,for,value,published,source\nsecret,2018,\"1,500\",2019-01-02~,bank\n,2019,0.4,2020-01-02,desk\n")
	got := x.Only(func(f parley.Figure) bool { return f.Source == "bank" })
	if want := "for,value,published,source\n2018,\"1,500\",2019-01-02~,bank\n"; got != want {
		t.Errorf("got %q", got)
	}
	if got := x.Only(func(parley.Figure) bool { return false }); got != "" {
		t.Errorf("nothing let through gives %q", got)
	}
}

func TestAFigureIsReadAsWritten(t *testing.T) {
	x := table(t, "\ufefffor,value,published,source,note\r\n# a comment\r\n\r\n2018 , -0.4,2019-01-02~,bank,\"a \"\"b\"\", c\"\r\n2026-03,\"1,160.7\",2026-04-05T23:00 America/New_York,,\r\n")
	seoul, err := date.Zone("Asia/Seoul")
	if err != nil {
		t.Fatal(err)
	}
	x, _ = ParseTable("f.csv", []byte(x.Text()), "s", seoul)
	var got []string
	for _, f := range x.figures {
		got = append(got, f.For.Printed+" "+f.Value.String()+" "+f.Published.String()+" "+string(f.Source))
	}
	if diff := cmp.Diff([]string{"2018 -0.4 2019-01-02 bank", "2026-03 1160.7 2026-04-06 "}, got); diff != "" {
		t.Error(diff)
	}
	if got := x.written(0).Note; got != `a "b", c` {
		t.Errorf("note %q", got)
	}
}

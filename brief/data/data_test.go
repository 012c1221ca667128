package data

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/brief"
	"parley/lang"
)

func TestADocumentOfSentencesHasItsRunsTablesAndNotes(t *testing.T) {
	d := &brief.Document{Schema: "parley.status/1", Lang: lang.English, From: brief.Stamp{Reader: "public", AsOf: "2020-01-17", Digest: "d"}, Parts: []brief.Part{
		brief.Heading("not for machines"),
		brief.Sentence{Key: "ask", Runs: []lang.Run{{Text: "It asks "}, {Text: "reported", Link: "c", RestsOn: []parley.ID{"r"}, Badge: true}}},
		brief.Sentence{Key: "own", Ours: true},
		&brief.Table{Schema: "parley.days/1", Columns: []brief.Column{{Key: "b"}, {Key: "a"}}, Rows: [][]brief.Cell{{brief.Number(17), nil}, {brief.Flag(true), brief.IDs(nil)}}},
	}, Notes: []brief.Note{{ID: "r", Runs: []lang.Run{{Text: "Report"}}, Words: []brief.Words{{Text: "five", Speaker: true, Source: "s", Line: 4}}}}}
	const want = `{"schema":"parley.status/1","lang":"en","from":{"reader":"public","as_of":"2020-01-17","digest":"d"},` +
		`"sentences":[{"key":"ask","text":"It asks [reported]","rests_on":["r"],"runs":[{"text":"It asks ","rests_on":[]},{"text":"reported","link":"c","rests_on":["r"],"badge":true}]},` +
		`{"key":"own","text":"","rests_on":[],"ours":true,"runs":[]}],` +
		`"tables":[{"schema":"parley.days/1","rows":[{"b":17,"a":null},{"b":true,"a":[]}]}],` +
		`"notes":[{"id":"r","text":"Report","words":[{"text":"five","speaker":true,"source":"s","line":4}]}]}`
	var b, compact bytes.Buffer
	if err := JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&compact, b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, compact.String()); diff != "" {
		t.Error(diff)
	}
}

func TestAnEmptyListHasRowsAndNotNull(t *testing.T) {
	d := &brief.Document{Schema: "x/1", Lang: lang.Korean, Parts: []brief.Part{&brief.Table{Schema: "x/1"}}}
	var b bytes.Buffer
	if err := JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b.Bytes(), []byte(`"rows": []`)) {
		t.Error(b.String())
	}
	b.Reset()
	if err := JSONL(&b, d); err != nil || b.Len() != 0 {
		t.Errorf("%q, %v", b.String(), err)
	}
}

func TestWhatWouldActIsEscapedAndNothingIsLost(t *testing.T) {
	const hostile = "a\x1b[2J\u009b\u202e\u200b\U000e0041<&>\u2028\"\\ 가"
	d := &brief.Document{Schema: "x/1", Parts: []brief.Part{&brief.Table{Schema: "x/1", Columns: []brief.Column{{Key: "k"}}, Rows: [][]brief.Cell{{brief.Text(hostile)}}}}}
	var b bytes.Buffer
	if err := JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsFunc(b.Bytes(), acts) || !bytes.Contains(b.Bytes(), []byte("<&>")) {
		t.Errorf("%q", b.String())
	}
	var got struct{ Rows []map[string]string }
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(hostile, got.Rows[0]["k"]); diff != "" {
		t.Error(diff)
	}
}

package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/date"
	"parley/examples"
	"parley/lang"
	"parley/view"
)

// TestQuestionsSayWhichPicturesTheyHave puts every question to every example and
// compares the pictures of the answers with those that the question says it may
// have: what is said where an answer has none is made of these.
func TestQuestionsSayWhichPicturesTheyHave(t *testing.T) {
	drawn := make(map[string][]string)
	for _, o := range occasions {
		book, err := casefile.Read(examples.Cases, o.example+"/case.parley")
		if err != nil {
			t.Fatal(err)
		}
		record := view.Index(book.Entries())
		for _, q := range ask.Questions() {
			i, err := ask.Put(record, ask.Asker{Reader: "all", AsOf: o.main, Lang: lang.English, Today: date.On(2024, 6, 1)})
			if err != nil {
				t.Fatal(err)
			}
			if q.Flags != nil {
				q.Flags(pflag.NewFlagSet(q.Name, pflag.ContinueOnError))
			}
			for _, args := range argumentsOf(i, q) {
				d, err := q.Answer(i, args)
				if err != nil {
					continue
				}
				for _, c := range d.Charts() {
					if !slices.Contains(drawn[q.Name], c.Key) {
						drawn[q.Name] = append(drawn[q.Name], c.Key)
					}
				}
			}
		}
	}
	if len(drawn) < 5 {
		t.Fatalf("only %d questions have a picture", len(drawn))
	}
	said := make(map[string][]string)
	for _, q := range ask.Questions() {
		slices.Sort(drawn[q.Name])
		if len(q.Charts) > 0 {
			said[q.Name] = q.Charts
		}
	}
	if diff := cmp.Diff(said, drawn); diff != "" {
		t.Errorf("- as the questions say, + as they answer:\n%s", diff)
	}
}

// argumentsOf are none, and of a question about ids some of them.
func argumentsOf(i *ask.Inquiry, q *ask.Question) [][]string {
	args := [][]string{nil}
	if q.Name == "diff" {
		return [][]string{{"2020-01-01"}}
	}
	n := 0
	for e := range view.Each[parley.Entry](i.At.View()) {
		if n < 20 && q.Most > 0 && slices.Contains(q.Complete, e.Kind()) {
			args = append(args, []string{string(e.Base().ID)})
			n++
		}
	}
	return args
}

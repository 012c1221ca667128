package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/ask"
	"parley/parleytest/hidden"
	"parley/parleytest/secret"
)

// secretDesk is a folder with a case that holds a word for each audience in
// every field, without those that leave says.
func secretDesk(t *testing.T, leave func(secret.Word) bool) (desk, []secret.Word) {
	t.Helper()
	d := desk{t, t.TempDir()}
	return d, secret.Folder(t, d.dir, leave)
}

// whoReads are readers of every sort, as typed.
var whoReads = []string{"public", "case", "side:rok", "side:us", "caucus:rok/money", "caucus:us/money", "mediator", "all"}

// questions are the commands that read a case for a reader, with arguments that
// they need.
func questions(t *testing.T) [][]string {
	t.Helper()
	var qs [][]string
	for _, r := range ask.Questions() {
		switch r.Name {
		case "claim":
			for _, id := range []string{"told-1", "told-2"} {
				qs = append(qs, []string{"claim", ".", id})
			}
		case "entry":
			for _, id := range []string{"told-1", "told-2", "rok"} {
				qs = append(qs, []string{"entry", ".", id})
			}
		case "diff":
			qs = append(qs, []string{"diff", ".", "2020-01-01"}, []string{"diff", ".", "2020-01-05", "2020-01-10"})
		case "zone":
			qs = append(qs, []string{"zone", ".", "--draws", "200"}, []string{"zone", ".", "--between", "us,rok", "--ahead", "6", "--weight", "0.3..0.6", "--draws", "100"})
		default:
			qs = append(qs, []string{r.Name, "."})
		}
	}
	if len(qs) < 12 {
		t.Fatalf("only %d commands read a case", len(qs))
	}
	for _, table := range []string{"claims", "stances", "quotations", "log", "sources", "people"} {
		qs = append(qs, []string{"export", "csv", ".", "--table", table})
	}
	return append(qs, []string{"export", "json", "."})
}

// Nobody is shown a byte of a word that stands only where they may not read,
// by any command, in any language and format; and every answer, with its exit
// code, is the one that they would get if none of that had been written. That
// something is not for them and that it is not there are one answer.
func TestNoCommandTellsWhatIsHidden(t *testing.T) {
	whole, secrets := secretDesk(t, func(secret.Word) bool { return false })
	for _, who := range whoReads {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			reader, ok := parley.ParseReader(who)
			if !ok {
				t.Fatal(who)
			}
			bare, _ := secretDesk(t, func(s secret.Word) bool { return !s.For(reader) })
			shown := 0
			for i, args := range slices.Concat(asked(t, who), strange(secrets, reader)) {
				if hidden.Race && i%5 != 0 { // .ci/run asks them all without the race detector
					continue
				}
				code, out, errs := whole.run(args...)
				code2, out2, errs2 := bare.run(args...)
				if code != code2 || out != out2 || errs != errs2 {
					t.Errorf("%q: what is hidden changes the answer: ended with %d and %d\n%s", args, code, code2, hidden.Differ(out2+errs2, out+errs))
				}
				for _, s := range secrets {
					in := strings.Contains(strings.ToLower(out+errs), s.Text) && !strings.Contains(strings.Join(args, " "), s.Text)
					if in && !s.For(reader) {
						t.Errorf("%q shows %q", args, s.Text)
					}
					if in && code == int(done) {
						shown++
					}
				}
			}
			if shown == 0 && who != "public" {
				t.Error("nothing is shown that is for them: the test says nothing")
			}
		})
	}
}

// asked are questions in every way in which they can be asked.
func asked(t *testing.T, who string) (all [][]string) {
	for _, q := range questions(t) {
		for _, more := range variants(q) {
			all = append(all, slices.Concat(q, []string{"--as", who}, more))
		}
	}
	return all
}

// strange are questions about what a reader may not know, by its id or nearly.
func strange(secrets []secret.Word, reader parley.Reader) (all [][]string) {
	for _, s := range secrets {
		if s.For(reader) {
			continue
		}
		for _, ask := range []string{
			"entry . WORD-source", "entry . WORD-sorce", "entry . WORD-statement", "claim . WORD-claim", "claim . WORD-clam", "claim . WORD", "claim . WORD-statement",
			"claims . --by WORD-party", "claims . --issue WORD-issue", "claims . --through WORD-source", "claims . --through WORD-sorce",
			"log . --by WORD-person", "log . --issue WORD-agreement", "log . --issue WORD-agreemet",
			"status . --as-of WORD-round", "status . --as-of WORD-round+3d", "status . --recorded-as-of WORD-round", "diff . WORD-round", "diff . WORD-rond",
		} {
			all = append(all, append(strings.Fields(strings.ReplaceAll(ask, "WORD", s.Text)), "--as", reader.String()))
		}
		for _, begun := range []string{"claim . ", "claim . " + s.Text, "log . --by ", "claims . --through ", "claims . --issue "} {
			words := strings.Split("__complete "+begun, " ")
			all = append(all, slices.Insert(words, 2, "--as", reader.String()))
		}
	}
	return all
}

// variants are the ways in which a question is asked.
func variants(q []string) [][]string {
	if q[0] == "export" {
		return [][]string{{}, {"--as-of", "2020-01-10"}}
	}
	vs := [][]string{{"--recorded-as-of", "2020-01-10"}, {"--lang", "ko", "--wide"}, {"--lang", "ko", "-o", "json"}}
	if q[0] != "diff" || len(q) < 4 { // whose second date is the day
		vs = append(vs, []string{"--as-of", "2020-01-10"})
	}
	if hidden.Race || testing.Short() { // the formats see documents only, and are tested with them
		return vs
	}
	for _, f := range formats {
		vs = append(vs, []string{"-o", f})
	}
	return vs
}

// A public copy holds no byte of what is not public, not even in its lock or in
// the names of its files.
func TestAPublicCopyHoldsNoWordOfWhatIsHidden(t *testing.T) {
	d, secrets := secretDesk(t, func(secret.Word) bool { return false })
	// A public entry that names a hidden one is refused, so without these.
	text := d.file()
	var kept []string
	for _, block := range strings.Split(text, "\n\n") {
		if !strings.HasPrefix(block, "2020-") && !strings.HasPrefix(block, "claim told") {
			kept = append(kept, block)
		}
	}
	kept = append(kept, "2020-01-09 round open-round\n  talks deal\n  via paper\n")
	if err := os.WriteFile(filepath.Join(d.dir, "case.parley"), []byte(strings.Join(kept, "\n\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := d.run("public", ".", "copy")
	if code != int(done) {
		t.Fatalf("ended with %d: %s%s", code, out, errs)
	}
	files, err := filepath.Glob(filepath.Join(d.dir, "copy", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("wrote %v: %v", files, err)
	}
	inside, err := filepath.Glob(filepath.Join(d.dir, "copy", "series", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, inside...) {
		if filepath.Base(name) == "series" {
			continue // a folder
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range secrets {
			if strings.Contains(string(text)+filepath.Base(name), s.Text) {
				t.Errorf("%s holds %q", filepath.Base(name), s.Text)
			}
		}
	}
	if text, _ := os.ReadFile(filepath.Join(d.dir, "copy", "case.parley")); !strings.Contains(string(text), "open-round") {
		t.Error("the copy does not hold what is public")
	}
}

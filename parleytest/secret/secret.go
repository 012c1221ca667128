// Package secret plants words in a case: in every field, of every kind of entry,
// for every audience. Whoever is shown one that is not for them has found a leak.
package secret

import (
	"fmt"
	"strings"
	"testing"

	"parley"
	"parley/casefile"
	"parley/parleytest/hidden"
)

// A Word is a word that stands in every field of every kind of entry that an
// audience may know of, in their ids, and nowhere else.
type Word struct {
	Text     string
	Audience parley.Audience
}

// For reports whether a reader may come across the word.
func (s Word) For(r parley.Reader) bool { return hidden.Reads(r, s.Audience) }

// IDs are the ids that hold the word.
func (s Word) IDs() (ids []string) {
	for _, k := range casefile.KindNames() {
		if k != "case" {
			ids = append(ids, s.Text+"-"+k)
		}
	}
	return ids
}

// Case returns a case of several files that begins in case.parley. What is
// public in it mentions what is not, wherever an entry can.
func Case(t testing.TB) (files map[string]string, secrets []Word) {
	t.Helper()
	files = map[string]string{"case.parley": open, "won.csv": "for,value,published,source,note\n2018,1099.3,2019-01-02,paper,\n"}
	for _, who := range []string{"case", "side:rok", "side:us", "caucus:rok/money", "mediator"} {
		a, ok := parley.ParseAudience(who)
		if !ok {
			t.Fatal(who)
		}
		word := "zq" + strings.NewReplacer(":", "", "/", "").Replace(who) + "qz"
		secrets = append(secrets, Word{word, a})
		p := planter{t: t, word: word, audience: who}
		files[word+"-plan.parley"] = p.file()
		figures := fmt.Sprintf("2019,%d,2020-01-%02d,%s-source,%s\n", 1160+len(secrets), 5+len(secrets), word, word)
		files[word+".csv"] = "for,value,published,source,note\n" + figures
		files["won.csv"] += "# " + word + "\n" + figures
		files["case.parley"] += fmt.Sprintf("; %s stands in a comment\ninclude %s-plan.parley\n\n", word, word) + strings.NewReplacer("WORD", word, "NUMBER", fmt.Sprint(len(secrets))).Replace(told)
	}
	return files, secrets
}

// open is what everybody may know.
const open = `case talks "The talks"
  parties      rok us
  money        USD
  rates        won
  zone         Asia/Seoul
  audience     public

series won "Won per dollar"
  unit         "KRW per USD"
  file         won.csv

party rok "South Korea"

party us "US"

issue contribution "The contribution"

issue scope "What it is for"
  option       low "Low"
  option       high "High"

agreement deal "The deal"

person kim "Kim"
  speaks-for   rok

source paper "The paper"
  type         news-article
  published    2020-01-10

`

// told is public, and mentions what is for an audience.
const told = `claim told-NUMBER "Told"
  about        contribution
  that         "Something is so."
  replaces     WORD-claim

2020-01-09 statement said-NUMBER
  by           kim
  mode         on-record
  translated-by WORD-source
  via          WORD-source quoted-in paper
  > 4 "WORD was said"
  via          paper
  asserts      told-NUMBER WORD-claim
  dated-from   WORD-source

2020-01-09 round round-NUMBER "A round"
  talks        deal
  heads        kim WORD-person
  via          WORD-source
  via          paper

2020-01-09 event event-NUMBER "An event"
  about        contribution WORD-issue WORD-agreement
  on           rok WORD-party
  same-as      WORD-event
  via          paper

`

// A planter writes entries for one audience with a word in every field.
type planter struct {
	t              testing.TB
	word, audience string
}

// file writes one entry of every kind, with every field that it may have.
func (p planter) file() string {
	var b strings.Builder
	fmt.Fprintf(&b, "; %s in a comment\n", p.word)
	for _, k := range casefile.KindNames() {
		if k == "case" {
			continue
		}
		if casefile.DateOf(parley.Kind(k)) != "" {
			b.WriteString("2020-01-05 ")
		}
		fmt.Fprintf(&b, "%s %s-%s %q\n  ; %s\n", k, p.word, k, p.word+" "+k, p.word)
		for _, f := range casefile.FieldDocs(parley.Kind(k)) {
			for _, line := range p.lines(k, f) {
				fmt.Fprintf(&b, "  %s\n", line)
			}
		}
		if k == "event" {
			fmt.Fprintf(&b, "  known 2020-01-06 %q\n", p.word+" is why")
		}
		fmt.Fprintf(&b, "  name.ko %q\n  note %q\n  note.ko %q\n  x-own %s\n  audience %s\n\n", p.word+" 이름", p.word+" note", p.word+" 메모", p.word, p.audience)
	}
	if side, ok := strings.CutPrefix(p.audience, "side:"); ok { // it has no audience, and is that side's alone
		rel := "<="
		if side == "us" { // who receives, so that there is a zone
			rel = ">="
		}
		fmt.Fprintf(&b, "2020-01-05 valuation %[1]s-own \"%[1]s\"\n  of           %[2]s\n  limit        contribution %[3]s USD 5.1 billion counts \"%[1]s\"\n  note         \"%[1]s\"\n\n", p.word, side, rel)
	}
	return b.String()
}

// lines writes a field with the word in it, where a word can stand.
func (p planter) lines(kind string, f casefile.FieldDoc) []string {
	w := p.word
	id := func(kind string) string { return w + "-" + kind }
	switch kind + " " + f.Name {
	case "correct field":
		return []string{"field note"}
	case "correct of":
		return []string{"of " + id("report")}
	case "correct was":
		return []string{fmt.Sprintf("was %q", w+" was")}
	case "correct now":
		return []string{fmt.Sprintf("now %q", w+" note")}
	case "disclose to":
		return []string{"to " + p.audience}
	case "retract of":
		return []string{"of " + id("statement") + " " + id("claim")}
	case "claim that":
		return []string{fmt.Sprintf("that rok asks %s = %q counts %q", id("issue"), w+" value", w+" counted"), fmt.Sprintf("that.ko %q", w+" 값")}
	case "claim about", "issue part-of", "agreement follows", "claim replaces", "event same-as", "seat leaves": // its own kind, or said by the proposition
		return nil
	case "statement denies", "statement qualifies", "statement declines", "report asserts", "report qualifies", "report declines", "stage next": // not both
		return nil
	case "issue option":
		return []string{fmt.Sprintf("option %s-word %q", w, w+" option"), fmt.Sprintf("option.ko %s-word %q", w, w+" option"), fmt.Sprintf("option %s-over %q", w, w+" over")}
	case "body speaks-for", "person speaks-for", "seat speaks-for", "body of", "claim of", "offer by", "valuation of":
		return []string{f.Name + " rok"}
	}
	var out []string
	for _, v := range p.values(kind, f) {
		out = append(out, f.Name+" "+v)
		if f.Langs && strings.HasPrefix(v, `"`) {
			out = append(out, f.Name+".ko "+v)
		}
	}
	return out
}

// values writes values of a field, by its name or else its form.
func (p planter) values(kind string, f casefile.FieldDoc) []string {
	w := p.word
	id := func(kind string) string { return w + "-" + kind }
	swap := fmt.Sprintf("%[1]s-issue %[1]s-word over %[1]s-over", w)
	switch words := fmt.Sprintf("%q", w+" "+f.Name); {
	case len(f.Words) > 0:
		return []string{f.Words[0]}
	case f.Name == "via":
		return []string{fmt.Sprintf("%[1]s-source at 3\n  > 4 \"%[1]s said\"\n  | 5 %[1]s reported", w)}
	case f.Name == ">" || f.Name == "|": // after their via
	case f.Name == "sets":
		return []string{fmt.Sprintf("%s = %q", id("issue"), w+" value")}
	case f.Name == "limit":
		return []string{"contribution <= USD 5.1 billion counts " + words}
	case f.Name == "with":
		return []string{fmt.Sprintf("%[1]s-issue %[1]s-word", w)}
	case f.Name == "prefers":
		return []string{fmt.Sprintf("%[1]s-issue %[1]s-word %[1]s-over", w)}
	case f.Name == "trades":
		return []string{swap + " > scope low over high"}
	case f.Name == "worth":
		return []string{swap + " = USD 0.1 billion..0.2 billion per year"}
	case f.Name == "loses" || f.Name == "gains":
		return []string{"USD 0.1 billion per month after " + id("event")}
	case f.Name == "pays":
		return []string{"2020 = USD 5.1 billion"}
	case f.Name == "once":
		return []string{"2020 = USD 0.1 billion"}
	case f.Name == "rounds":
		return []string{"0.1% USD 0.1 billion"}
	case f.Name == "file" && kind == "series":
		return []string{w + ".csv"}
	case f.Name == "role":
		return []string{id("body") + " " + words}
	case f.Name == "reached":
		return []string{"signed"}
	case f.Name == "file":
		return []string{w + ".txt"}
	case f.Name == "url":
		return []string{"https://example.org/" + w}
	case f.Name == "zone":
		return []string{"Asia/Seoul"}
	case f.Name == "language" || f.Name == "spoken":
		return []string{"ko"}
	case strings.Contains(f.Form, `"WORDS"`):
		return []string{words}
	case strings.HasPrefix(f.Form, "DATE"):
		return []string{"2020-01-06"}
	case f.Form == "NUMBER":
		return []string{"7"}
	case f.Form == "WORD":
		return []string{w}
	case len(f.Wants) > 0:
		return []string{id(string(f.Wants[0]))}
	case strings.HasPrefix(f.Form, "CLAIM"):
		return []string{id("claim")}
	case strings.HasPrefix(f.Form, "ID"):
		return []string{id("statement")}
	default:
		p.t.Fatalf("nothing says how to write %s %s: %s", kind, f.Name, f.Form)
	}
	return nil
}

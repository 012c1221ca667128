package web

import (
	"slices"
	"strings"

	"parley/brief"
	"parley/lang"
)

// briefControls are the choices of a brief: of which day, since when, for whom, in
// which language, of which parts, and what whoever hands it over adds. What is left
// empty is as the server has it.
func briefControls(v *visit) []control {
	form := []control{v.field("date", "as-of"), v.field("date", "since")}
	if lenses := v.lenses(); len(lenses) > 1 {
		as := v.field("choice", "as")
		as.Blank = readerWords(v.At.View(), v.lang, v.s.Reader)
		for _, r := range lenses {
			if r != v.s.Reader {
				as.Choose = append(as.Choose, choice{r.String(), readerWords(v.At.View(), v.lang, r)})
			}
		}
		form = append(form, as)
	}
	speaks := v.field("choice", "lang")
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		if words := lang.Word(l, "web.speaks"); l == v.s.Lang {
			speaks.Blank = words
		} else {
			speaks.Choose = append(speaks.Choose, choice{string(l), words})
		}
	}
	parts := v.field("choices", "parts")
	for _, p := range brief.HandoutParts() {
		parts.Choose = append(parts.Choose, choice{p, lang.Word(v.lang, "brief.part."+p)})
	}
	if parts.Values == nil {
		parts.Values = brief.HandoutParts()
	}
	say := v.field("area", "say")
	say.Values = []string{strings.Join(v.own(), "\n")}
	say.Hint = lang.Word(v.lang, "field.say.hint") + "\n" + lang.Word(v.lang, "field.say.view")
	return append(form, speaks, parts, say)
}

// own are the lines of the address that are sentences of one's own.
func (v *visit) own() (lines []string) {
	for _, value := range given(v.query["say"]) {
		for line := range strings.Lines(value) {
			if len(brief.ParseOwn(line)) == 1 {
				lines = append(lines, strings.TrimSpace(line))
			}
		}
	}
	return lines
}

// A taking is how a document is taken along: as which files, or why not yet and what
// would mend that.
type taking struct {
	words string
	items []Item
}

// mostMarked is how many sentences without evidence a page offers to mark.
const mostMarked = 8

// takeBrief offers the brief that is shown as files. While a sentence has no evidence
// there are none: it leads to the same brief with the sentence marked as our view, and
// to where evidence can be found. A brief that cannot be shown cannot be taken along.
func takeBrief(v *visit) (t taking) {
	d, err := v.answer(part{question: "brief"})
	if err != nil {
		return taking{}
	}
	lines := v.own()
	for at, n := range unfounded(d) {
		if n == 0 {
			continue
		}
		if len(t.items) == mostMarked { // each link holds all the sentences
			break
		}
		marked := slices.Clone(lines)
		marked[at] = lang.Word(v.lang, "brief.ours") + " " + marked[at]
		t.items = append(t.items, Item{Label: counted(v.lang, "brief.mark", "n", n), Href: v.same("", "say", strings.Join(marked, "\n"))})
	}
	if t.items != nil {
		t.words = lang.Word(v.lang, "brief.unfounded")
		t.items = append(t.items, Item{Label: lang.Word(v.lang, "brief.find"), Href: v.href("/claims")})
		return t
	}
	t.words = lang.Word(v.lang, "brief.take")
	for _, ext := range []string{".docx", ".pdf", ".md", ".html"} {
		t.items = append(t.items, Item{Label: lang.Word(v.lang, "form."+ext[1:]), Href: v.same(ext)})
	}
	return t
}

// unfounded are the numbers of the sentences of one's own, in their order: 0 for one
// that has evidence or is our view.
func unfounded(d *brief.Document) (numbers []int) {
	for _, p := range d.Parts {
		s, ok := p.(brief.Sentence)
		switch {
		case !ok || !strings.HasPrefix(s.Key, "handout.own."):
		case s.Ours || len(s.RestsOn()) > 0:
			numbers = append(numbers, 0)
		default:
			numbers = append(numbers, s.Number)
		}
	}
	return numbers
}

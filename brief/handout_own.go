package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/lang"
)

// An OwnSentence is one that a person adds to a hand-out: it rests on entries, or is
// the view of those who hand it over.
type OwnSentence struct {
	Text    string
	RestsOn []parley.ID
	Ours    bool
}

// ours are the marks before what is our view, in either language of a document: what
// somebody types does not depend on what somebody reads.
var ours = []string{"ours:", "our view:", "의견:", "자체 의견:"}

// ParseOwn reads what a person types, one sentence a line:
//
//	The ask may come down further [us-asks-3-9bn dehart-to-the-pool]
//	ours: Wait for the seventh round
//	의견: 7차 회의까지 대기
//
// Ids in brackets at the end of a line are what it rests on; a mark at its beginning
// makes it our view; it may have both. A line that begins with a semicolon is a
// comment. What stands in brackets elsewhere is text.
func ParseOwn(text string) (own []OwnSentence) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line == "" || line[0] == ';' {
			continue
		}
		own = append(own, parseOwn(line))
	}
	return own
}

func parseOwn(line string) (s OwnSentence) {
	for _, mark := range ours {
		if len(line) >= len(mark) && strings.EqualFold(line[:len(mark)], mark) {
			s.Ours, line = true, strings.TrimSpace(line[len(mark):])
			break
		}
	}
	words := strings.TrimRight(strings.TrimSuffix(line, "."), " ")
	if at := strings.LastIndexByte(words, '['); at >= 0 && strings.HasSuffix(words, "]") {
		ids := strings.FieldsFunc(words[at+1:len(words)-1], func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
		if len(ids) > 0 && !slices.ContainsFunc(ids, notID) {
			for _, id := range ids {
				s.RestsOn = append(s.RestsOn, parley.ID(id))
			}
			line = strings.TrimSpace(words[:at]) + line[len(words):]
		}
	}
	s.Text = line
	return s
}

// notID reports whether a word has what no id has.
func notID(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
	})
}

// An UnknownEvidence names ids on which a sentence is to rest and that nobody knows
// for whom the hand-out is. What is hidden from them is unknown.
type UnknownEvidence struct{ IDs []parley.ID }

func (e *UnknownEvidence) Error() string {
	var ids []string
	for _, id := range e.IDs {
		ids = append(ids, string(id))
	}
	return "not known to this reader: " + strings.Join(ids, ", ")
}

// unknown returns an *UnknownEvidence, or nil.
func (p handoutPen) unknown() error {
	var ids []parley.ID
	for _, s := range p.in.Own {
		for _, id := range s.RestsOn {
			if _, ok := p.v.Entry(id); !ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	if ids == nil {
		return nil
	}
	return &UnknownEvidence{ids}
}

// own writes what the sender adds. A claim comes with its badge, and rests on what it
// rests on; who or what there is, without anything said or done, is no evidence. What
// has none says so, until it is marked as our view: see [Exportable].
func (p handoutPen) own() (parts []Part) {
	for _, o := range p.in.Own {
		key := "handout.own.said"
		if o.Ours {
			key = "handout.own.view"
		}
		text := o.Text
		if !full(text) {
			text += p.word("handout.stop")
		}
		rests, badges := p.evidence(o.RestsOn)
		stop := lastStop(text)
		runs := append([]lang.Run{{Text: text[:stop], RestsOn: rests}}, badges...)
		runs = append(runs, lang.Run{Text: text[stop:]})
		s := Sentence{Key: key, Runs: p.say(key, arg("words", runs)), Ours: o.Ours}
		switch {
		case len(rests) > 0:
			s = p.judge(s)
		case !o.Ours:
			s.Runs = beforeStop(s.Runs, lang.Run{Text: " " + p.word("handout.unfounded")})
		}
		parts = append(parts, s)
	}
	return parts
}

// evidence returns the entries on which a sentence rests that rests on some, and the
// badges of the claims among them.
func (p *pen) evidence(ids []parley.ID) (rests []parley.ID, badges []lang.Run) {
	for _, id := range ids {
		e, _ := p.v.Entry(id)
		switch e := e.(type) {
		case *parley.Claim:
			s := p.a.Of(id)
			rests = append(rests, s.RestsOn()...)
			badges = append(badges, lang.Run{Text: " "})
			badges = append(badges, p.badge(id, s).Value.([]lang.Run)...)
		case *parley.Source:
			rests = append(rests, id)
		default:
			if !parley.Declared(e) {
				rests = append(rests, id)
			}
		}
	}
	return rests, badges
}

// full reports whether words end as a sentence does.
func full(words string) bool {
	r, _ := utf8.DecodeLastRuneInString(words)
	return strings.ContainsRune(".!?…。", r)
}

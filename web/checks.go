package web

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"sync"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/check"
	"parley/folder"
	"parley/lang"
)

// A checked holds what check found in the files as they were read last.
type checked struct {
	mu     sync.Mutex
	of     *casefile.Book
	report check.Report
}

// report is what check finds in a case as it was read; once for each reading.
func (s *Server) report(b *casefile.Book) (check.Report, error) {
	c := &s.editing.checked
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == b {
		return c.report, nil
	}
	o, err := s.vouchers(b)
	if err != nil {
		return check.Report{}, err
	}
	c.of, c.report = b, check.Run(b, o)
	return c.report, nil
}

// vouchers are what quotations are held against: the kept copies, if one of the
// case's is here, and the lock.
func (s *Server) vouchers(b *casefile.Book) (o check.Options, err error) {
	if o.Lock, err = s.folder.Lock(); err != nil && !errors.As(err, &o.LockFaults) {
		return o, ask.Fail(ask.Unreadable, "%s: %v", folder.LockFile, err)
	}
	copies := s.folder.Copies()
	for _, e := range b.Entries() {
		if x, ok := e.(*parley.Source); ok && x.File != "" {
			if _, err := fs.Stat(copies, x.File); err == nil {
				o.Copies = copies
				break
			}
		}
	}
	return o, nil
}

// A mistake is a finding as a page shows it.
type mistake struct {
	check.Finding
	Word, Message, Fix, Why string
	Href, Rule              string // to its line in the editor; to what the code means
	Quoted                  *quoted
}

// mistakes are findings in words, with the lines on which they stand.
func (v *visit) mistakes(fs []check.Finding, b *casefile.Book) (out []mistake) {
	for _, f := range fs {
		m := mistake{Finding: f, Word: lang.Word(v.lang, "check."+f.Severity.String()), Message: visible(f.Message.In(v.lang)), Fix: visible(f.Fix().In(v.lang)),
			Why: lang.Word(v.lang, "check."+f.Code+".why"), Rule: v.href("/checks", "rule", f.Code)}
		if line := b.Line(f.Span.File, f.Span.Line); line != "" {
			m.Quoted = markedIn(line, f.Span)
		}
		if editable(b, f.Span.File) {
			m.Href = v.href("/edit", "file", f.Span.File, "line", itoa(f.Span.Line)) + "#L" + itoa(f.Span.Line)
		}
		out = append(out, m)
	}
	return out
}

// A checksPage is the page of findings.
type checksPage struct {
	lang    lang.Lang
	Summary []string
	Rule    *ruleWords // of which alone findings are shown
	All     string     // address without it
	Files   []mistakesIn
	Gone    []string // numbers of what was gone through, in words
	Sound   bool     // nothing was found
	More    string   // how many findings are not shown
}

// mostMistakes is how many findings a page shows: who has more has one cause.
const mostMistakes = 500

// A mistakesIn is the findings of one file.
type mistakesIn struct {
	File, Href, Count string
	Mistakes          []mistake
}

// A ruleWords says what a rule is about.
type ruleWords struct{ Code, Word, Why, Silent, Example string }

// checks shows what is wrong with the files, to their owner.
func (s *Server) checks(v *visit) error {
	if !v.owner() {
		return nowhere
	}
	if err := only(v.query, append(slices.Clone(stateNames), "rule", "tag")); err != nil {
		return err
	}
	b := v.state.latest
	r, err := s.report(b)
	switch {
	case err != nil:
		return err
	case v.ext == ".json":
		var out bytes.Buffer
		if err := r.JSON(&out, v.lang); err != nil {
			return err
		}
		v.w.Header().Set("Content-Type", "application/json")
		v.w.Header().Set("Content-Language", string(v.lang))
		v.w.Write(out.Bytes())
		return nil
	case v.ext != "":
		return nowhere
	}
	p := checksPage{lang: v.lang, Summary: r.Summary(v.lang), Sound: len(r.Findings) == 0, All: v.href("/checks"), Gone: gone(v.lang, b, r)}
	found := r.Findings
	if code := v.query.Get("rule"); code != "" {
		if p.Rule = ruleIn(v.lang, code); p.Rule == nil {
			return nowhere
		}
		found = slices.DeleteFunc(slices.Clone(found), func(f check.Finding) bool { return f.Code != p.Rule.Code })
	}
	if more := len(found) - mostMistakes; more > 0 {
		p.More = counted(v.lang, "checks.more", "n", more)
		found = found[:mostMistakes]
	}
	p.Files = v.byFile(found, b)
	f := v.undated(lang.Word(v.lang, "checks.title"), p.Summary[0])
	f.Styles = append(f.Styles, "/static/edit.css")
	f.Forms = []Item{{Label: "JSON", Href: v.same(".json", "rule", "")}}
	return v.page(http.StatusOK, f, checksBody(p))
}

// byFile groups findings, which are in the order of the files, by file.
func (v *visit) byFile(found []check.Finding, b *casefile.Book) (out []mistakesIn) {
	for _, m := range v.mistakes(found, b) {
		file := m.Span.File
		if n := len(out); n == 0 || out[n-1].File != file {
			in := mistakesIn{File: file}
			if editable(b, file) {
				in.Href = v.href("/edit", "file", file)
			}
			out = append(out, in)
		}
		in := &out[len(out)-1]
		in.Mistakes = append(in.Mistakes, m)
	}
	for i := range out {
		var n [2]int
		for _, m := range out[i].Mistakes {
			n[m.Severity]++
		}
		out[i].Count = counted(v.lang, "check.summary", "errors", n[check.Error], "warnings", n[check.Warning])
	}
	return out
}

// ruleIn says what a rule is about; nil if there is none.
func ruleIn(l lang.Lang, code string) *ruleWords {
	rules := check.Rules()
	i := slices.IndexFunc(rules, func(r check.Rule) bool { return r.Code == strings.ToUpper(code) })
	if i < 0 {
		return nil
	}
	r := rules[i]
	w := &ruleWords{Code: r.Code, Word: lang.Word(l, "check."+r.Severity.String()), Why: lang.Word(l, "check."+r.Code+".why"), Example: strings.TrimSpace(r.Lines())}
	if by := r.Silent(); by != "" {
		w.Silent = lang.Word(l, "checks.silent."+by)
	}
	return w
}

// gone says what was gone through: files, entries by kind, quotations, rules.
func gone(l lang.Lang, b *casefile.Book, r check.Report) []string {
	n := 0
	var kinds []string
	for _, k := range r.Counts.Entries {
		n += k.N
		kinds = append(kinds, lang.Word(l, "kind."+string(k.Kind))+" "+itoa(k.N))
	}
	out := []string{
		counted(l, "checks.gone.files", "n", len(b.Files)+len(b.Tables())),
		counted(l, "checks.gone.entries", "n", n, "kinds", strings.Join(kinds, ", ")),
		counted(l, "checks.gone.quotations", "n", r.Counts.Quotations),
		counted(l, "checks.gone.rules", "n", len(check.Rules())),
	}
	return out
}

// counted says a pattern; pairs are names and values by turns.
func counted(l lang.Lang, key string, pairs ...any) string {
	m := lang.Message{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Args = append(m.Args, lang.Arg{Name: pairs[i].(string), Value: pairs[i+1]})
	}
	return m.In(l)
}

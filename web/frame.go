package web

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"parley"
	"parley/brief"
	"parley/date"
	"parley/lang"
	"parley/view"
)

// frame is what stands round a page of this visit.
func (v *visit) frame(title, lead string) Frame {
	f := Frame{Lang: v.lang, Theme: v.theme, Title: title, Lead: lead, Home: v.href("/"), Help: v.href("/help")}
	for _, p := range pages {
		if p.nav && (!p.owner || v.owner()) {
			f.Nav = append(f.Nav, Item{Label: lang.Word(v.lang, "page."+p.name), Href: v.href(p.path), Current: p.path == v.path || p.path != "/" && strings.HasPrefix(v.path, p.path+"/")})
		}
	}
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		f.Langs = append(f.Langs, Item{Label: lang.Word(l, "web.speaks"), Href: v.same("", "lang", string(l)), Current: l == v.lang, Lang: l})
	}
	for _, t := range append([]string{""}, themes...) {
		f.Themes = append(f.Themes, Item{Label: lang.Word(v.lang, "theme."+cmp.Or(t, "system")), Href: v.same("", "theme", t), Current: t == v.theme})
	}
	if v.Inquiry == nil {
		return f
	}
	view := v.At.View()
	f.Case, f.AsOf, f.Readers = name(view, v.lang), v.asOf(), v.readers(func(r string) string { return v.same("", "as", r) })
	if f.Case == "" && v.owner() { // of a new case nothing is known on any day
		f.Case = headed(v.state.book, v.lang)
	}
	f.ReaderWords = readerWords(view, v.lang, v.reader)
	f.Keep = v.keep("as-of")
	f.Live = v.href("/events", "tag", v.tag())
	d := view.Digest()
	f.Digest = fmt.Sprintf("%x", d[:6])
	if !f.AsOf.Latest {
		f.Compare = v.href("/compare", "as-of", "", "since", f.AsOf.Value)
	}
	if v.owner() {
		f.Checks, f.Notices = v.checked(), v.notices()
	}
	return f
}

// undated is the frame of a page that shows the files as they are, whatever the day.
func (v *visit) undated(title, lead string) Frame {
	f := v.frame(title, lead)
	f.AsOf, f.Compare = AsOf{Latest: true}, ""
	if v.Inquiry == nil {
		return f
	}
	f.Readers = v.readers(func(r string) string { return v.href("/", "as", r) }) // for whom this page does not exist
	return f
}

// asOf is the control of the day, with what this reader knows of others.
func (v *visit) asOf() AsOf {
	from := v.At.View().From()
	whole := v.whole()
	last, day := whole.Last(), from.AsOf
	a := AsOf{Action: v.path, Latest: v.AsOf == "" || day >= last, Words: lang.Day(v.lang, day), ToLatest: v.same("", "as-of", "")}
	if day == 0 {
		return AsOf{Action: v.path, Latest: true}
	}
	a.Value, a.Max = day.String(), last.String()
	first := whole.KnownOn(parley.ID(v.r.PathValue("id"))) // of an entry, before which it has no page
	to := func(d date.Day) string {
		if d < first {
			return v.href("/", "as-of", d.String())
		}
		return v.same("", "as-of", d.String())
	}
	known := days(whole)
	if len(known) > 0 {
		a.Min = known[0].String()
	}
	n, here := slices.BinarySearch(known, day)
	if n > 0 {
		a.Earlier = to(known[n-1])
	}
	if here {
		n++
	}
	if n < len(known) {
		a.Later = to(known[n])
	}
	for r := range view.Each[*parley.Round](whole) {
		if d := r.Happened.Last; d != 0 {
			note, _ := r.Name.In(string(v.lang))
			on := max(d, ended(whole, r))
			if on > d {
				note = counted(v.lang, "web.round.known", "round", note, "day", lang.Day(v.lang, on))
			}
			a.Days = append(a.Days, Item{Label: lang.Day(v.lang, d), Note: note, Href: to(on), Current: on == day})
		}
	}
	return a
}

// ended is the day on which the end of a round became known, else the round itself.
func ended(whole *view.View, r *parley.Round) date.Day {
	first := date.Day(0)
	for s := range view.Each[*parley.Stage](whole) {
		if d := whole.KnownOn(s.ID); s.Of == r.ID && d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return max(first, whole.KnownOn(r.ID))
}

// keep are the fields by which a form keeps the state, and the page's own words,
// but for those that it sets itself.
func (v *visit) keep(but ...string) (fields []Hidden) {
	names := make([]string, 0, len(v.query))
	for name := range v.query {
		if !slices.Contains(but, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range v.query[name] {
			if value != "" {
				fields = append(fields, Hidden{name, value})
			}
		}
	}
	return fields
}

// readers are the lenses that this visitor may choose: those of whom something in
// the case says that it is for them, as far as the lens now in use may know.
func (v *visit) readers(to func(reader string) string) (items []Item) {
	if v.s.Reader == parley.Public {
		return nil
	}
	for _, r := range v.lenses() {
		items = append(items, Item{Label: readerWords(v.At.View(), v.lang, r), Href: to(r.String()), Current: r == v.reader})
	}
	return items
}

// lenses are the readers within the ceiling: the ceiling itself, those in between
// that the case has a use for, and the public. Who they are depends on the ceiling
// alone if the visitor is at it, and on nothing hidden from the lens else.
func (v *visit) lenses() (out []parley.Reader) {
	out = append(out, v.s.Reader)
	for p := range view.Each[*parley.Party](v.At.View()) {
		out = append(out, parley.Side(p.ID))
	}
	out = append(out, parley.Mediator, parley.InCase, parley.Public)
	if !slices.Contains(out, v.reader) {
		out = append(out, v.reader)
	}
	all := out
	out = nil
	for _, r := range all {
		if within(v.s.Reader, r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// whole is what the lens knows at the end of time, and latest the last day on which
// it learned anything.
func (v *visit) whole() *view.View {
	from := v.At.View().From()
	from.AsOf = date.On(9999, 12, 31)
	return view.Of(v.state.record, from)
}

// days are the days on which anything became known in a view, each once.
func days(whole *view.View) (days []date.Day) {
	for e := range view.Each[parley.Entry](whole) {
		if d := whole.KnownOn(e.Base().ID); d != 0 {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// page writes a page of HTML. It is made whole before any of it is sent, so that
// what fails can still be said. Characters that would act, such as those that turn the
// direction of writing, are shown as their code, wherever they came from.
func (v *visit) page(status int, f Frame, body templ.Component) error {
	var out bytes.Buffer
	if err := Page(f, body).Render(v.r.Context(), &out); err != nil {
		return err
	}
	return v.send(status, tame(out.Bytes()))
}

// exact is page for what holds a text that must stay as it is, to be written again: a
// file, or a kept copy. The frame is tamed.
func (v *visit) exact(status int, f Frame, body templ.Component) error {
	for _, words := range []*string{&f.Case, &f.Title, &f.Lead, &f.ReaderWords} {
		*words = brief.Visible(*words)
	}
	for _, items := range [][]Item{f.Readers, f.AsOf.Days} {
		for i := range items {
			items[i].Label, items[i].Note = brief.Visible(items[i].Label), brief.Visible(items[i].Note)
		}
	}
	var out bytes.Buffer
	if err := Page(f, body).Render(v.r.Context(), &out); err != nil {
		return err
	}
	return v.send(status, out.Bytes())
}

func (v *visit) send(status int, html []byte) error {
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", string(v.lang))
	v.w.WriteHeader(status)
	if v.r.Method != http.MethodHead {
		v.w.Write(html) // an error: nobody reads it any more
	}
	return nil
}

// tame shows characters that would act, but for those by which HTML is laid out.
func tame(html []byte) []byte {
	acts := func(r rune) bool { return r != '\n' && r != '\t' && r != '\r' && brief.Invisible(r) }
	if !bytes.ContainsFunc(html, acts) {
		return html
	}
	var out bytes.Buffer
	for len(html) > 0 {
		r, n := utf8.DecodeRune(html)
		if acts(r) {
			out.WriteString(brief.Visible(string(html[:n])))
		} else {
			out.Write(html[:n])
		}
		html = html[n:]
	}
	return out.Bytes()
}

// readerWords is what a reader is called: "the public".
func readerWords(v *view.View, l lang.Lang, r parley.Reader) string {
	a, ok := parley.ParseAudience(r.String())
	if !ok || a.Of() == "" {
		return lang.Word(l, "reader."+r.String())
	}
	words := string(a.Of())
	if p, ok := view.Get[*parley.Party](v, a.Of()); ok {
		if called, _ := p.Name.In(string(l)); called != "" {
			words = called
		}
	}
	return lang.Message{Key: "reader.side", Args: []lang.Arg{{Name: "reader", Value: words}}}.In(l)
}

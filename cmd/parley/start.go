package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/standing"
	"parley/brief"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/evidence"
	"parley/examples"
	"parley/folder"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// sample is the example that demo writes.
const sample = examples.Sample

func demoCommand(w *world) *cobra.Command {
	x := stall{question: question{as: "all"}}
	var write bool
	c := &cobra.Command{
		Use: "demo [FOLDER]", Short: "Write the sample case, check it, say where the talks stand, and open it in the browser", Args: takes(0, 1),
		Example: "  parley demo\n  parley demo --no-serve",
		RunE: func(c *cobra.Command, args []string) error {
			l, err := x.speaks()
			if err != nil {
				return err
			}
			dir := "parley-demo"
			if len(args) > 0 {
				dir = args[0]
			}
			f, err := folder.Create(w.path(dir))
			if err != nil {
				return fail(unreadable, "%s: %v", dir, err)
			}
			if err := writeSample(c, f); err != nil {
				return err
			}
			if err := w.show(l, f, dir); err != nil || write {
				return err
			}
			say(w.out, "\n")
			return x.serve(c.Context(), w, f, dir)
		},
	}
	c.Flags().BoolVar(&write, "no-serve", false, "only write it and say where the talks stand")
	x.flags(c, w)
	return c
}

func writeSample(c *cobra.Command, f *folder.Folder) error {
	files, err := fs.Sub(examples.Cases, sample)
	if err != nil {
		return err
	}
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if err := f.WriteFile(c.Context(), name, text); err != nil {
			return writing(err)
		}
		return nil
	})
}

// show checks a case, says where the talks stand in it, and what to try next.
func (w *world) show(l lang.Lang, f *folder.Folder, dir string) error {
	b, err := f.Load()
	if err != nil {
		return err
	}
	var o check.Options
	if err := w.evidence(f, b, "", &o); err != nil {
		return err
	}
	w.tell(l, "cli.wrote", lang.Arg{Name: "folder", Value: dir}, lang.Arg{Name: "entries", Value: len(b.Entries())})
	r := check.Run(b, o)
	for _, s := range r.Summary(l) {
		say(w.out, "%s\n", s)
	}
	rec := view.Index(b.Entries())
	v := view.Of(rec, view.Vantage{AsOf: view.Of(rec, view.Vantage{AsOf: end}).Last()})
	a := evidence.Assess(v)
	st, err := standing.Of(a, standing.Options{})
	if err != nil {
		return err
	}
	say(w.out, "\n")
	i := &inquiry{question: &question{output: "table"}, w: w}
	from := brief.StampOf(v)
	from.Latest = true
	if err := i.print(brief.Standing(a, st, l, from)); err != nil {
		return err
	}
	say(w.out, "\n")
	w.tell(l, "cli.next")
	for _, t := range try(a, dir) {
		say(w.out, "  parley %-44s  %s\n", t.command, lang.Message{Key: t.why}.In(l))
	}
	return nil
}

type trial struct{ command, why string }

// try proposes what to look at in a case: whatever it has.
func try(a *evidence.Assessment, dir string) (out []trial) {
	add := func(why, format string, args ...any) { out = append(out, trial{fmt.Sprintf(format, args...), why}) }
	for c := range a.Claims() {
		if s := a.Of(c.ID); s.Response == parley.Declined {
			add("cli.try.claim", "claim %s %s", dir, c.ID)
			break
		}
	}
	if len(a.Open()) > 0 {
		add("cli.try.conflicts", "conflicts %s", dir)
	}
	add("cli.try.before", "status %s --as-of %s", dir, a.View().Last()-1)
	add("cli.try.korean", "status %s --lang ko", dir)
	add("cli.try.log", "log %s -o md", dir)
	add("cli.try.new", "new \"My talks\" --parties a,b --money EUR --zone Europe/Berlin")
	return out
}

func newCommand(w *world) *cobra.Command {
	var x fresh
	c := &cobra.Command{
		Use: "new NAME [FOLDER]", Short: "Start a case", Args: takes(0, 2),
		Long: `Writes a folder with a case in it, ready for the first source and the first
statement. Without flags, on a terminal, it asks six questions.`,
		Example: `  parley new "Base support talks" --parties bh,us --money USD --zone Asia/Bahrain`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				x.name = args[0]
			}
			if len(args) > 1 {
				x.folder = args[1]
			}
			if err := x.complete(c.Context(), w); err != nil {
				return err
			}
			f, err := folder.Create(w.path(x.folder))
			if err != nil {
				return fail(unreadable, "%s: %v", x.folder, err)
			}
			if err := f.WriteFile(c.Context(), folder.MainFile, []byte(x.text())); err != nil {
				return writing(err)
			}
			say(w.out, "%s\n", filepath.ToSlash(filepath.Join(x.folder, folder.MainFile)))
			if w.terminal {
				say(w.err, "Next: parley add source %s ID --type news-article --published DATE; parley help tutorial\n", x.folder)
			}
			return nil
		},
	}
	fs := c.Flags()
	fs.StringSliceVar(&x.parties, "parties", nil, "the sides, by `IDS`: bh,us")
	fs.StringVar(&x.money, "money", "", "the `CURRENCY` of the talks: USD")
	fs.StringVar(&x.zone, "zone", "", "the time `ZONE` in which days are reckoned: Asia/Seoul")
	fs.StringVar(&x.language, "language", "", "the `LANGUAGE` of the record; default: en")
	fs.StringVar(&x.audience, "audience", "", "who may know of its entries: `AUDIENCE` public or case; default: case")
	fs.BoolVar(&x.noInput, "no-input", false, "ask nothing")
	return c
}

// fresh is what a new case needs to be told.
type fresh struct {
	name, folder, money, zone, language, audience string
	parties                                       []string
	noInput                                       bool
}

// complete asks for what was not given, or says which flag gives it.
func (x *fresh) complete(ctx context.Context, w *world) error {
	parties := strings.Join(x.parties, ",")
	var p *prompt
	var lack []string
	for _, q := range []struct {
		at                       *string
		flag, question, fallback string
	}{
		{&x.name, "NAME", "What are the talks called", ""},
		{&parties, "--parties", "The sides, by short ids: bh,us", ""},
		{&x.money, "--money", "The currency: USD, KRW, EUR", ""},
		{&x.zone, "--zone", "The time zone in which you reckon days: Asia/Seoul", ""},
		{&x.language, "--language", "The language of your record [en]", "en"},
		{&x.audience, "--audience", "Who may know of its entries, public or case [case]", "case"},
	} {
		if *q.at == "" && w.asks && !x.noInput {
			if p == nil {
				p = newPrompt(ctx, w)
			}
			*q.at = p.line(q.question)
		}
		if *q.at = cmp.Or(*q.at, q.fallback); *q.at == "" {
			lack = append(lack, q.flag)
		}
	}
	if ctx.Err() != nil {
		return fail(wrong, "interrupted; nothing was written.")
	}
	if len(lack) > 0 {
		return fail(wrong, "a new case needs %s: parley new \"NAME\" --parties a,b --money EUR --zone Europe/Berlin\nNothing was written.", strings.Join(lack, ", "))
	}
	x.parties = strings.FieldsFunc(parties, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	if x.folder == "" {
		x.folder = slug(x.name)
	}
	return x.mistakes()
}

// mistakes reports every answer that will not do, at once.
func (x *fresh) mistakes() error {
	var wrongs []said
	if len(x.parties) < 2 {
		wrongs = append(wrongs, saying("--parties: talks have two sides at least: bh,us"))
	}
	if strings.ContainsFunc(x.name, unicode.IsControl) {
		wrongs = append(wrongs, saying("NAME: a name stands on one line"))
	}
	for i, p := range x.parties {
		switch {
		case slug(p) != p:
			wrongs = append(wrongs, saying("--parties %s: an id is of lower-case letters, digits and -, and begins with a letter", p))
		case slices.Contains(x.parties[:i], p):
			wrongs = append(wrongs, saying("--parties %s: it is there twice", p))
		}
	}
	if l := len(x.language); slug(x.language) != x.language || l < 2 || l > 3 {
		wrongs = append(wrongs, saying("--language %s: write the code of a language: en, ko, de", x.language))
	}
	if _, ok := money.Lookup(money.Currency(x.money)); !ok {
		wrongs = append(wrongs, saying("--money %s: write the code of a currency: USD, KRW, EUR", x.money))
	}
	if _, err := date.Zone(x.zone); err != nil {
		wrongs = append(wrongs, saying("--zone %s: write the name of a time zone: Asia/Seoul, Europe/Berlin", x.zone))
	}
	if a, ok := parley.ParseAudience(x.audience); !ok || a.Of() != "" && !slices.Contains(x.parties, string(a.Of())) {
		wrongs = append(wrongs, saying("--audience %s: public, case, mediator, or side:PARTY of one of the parties", x.audience))
	}
	if len(wrongs) == 0 {
		return nil
	}
	return fail(wrong, "%s.\nNothing was written.", wrongs)
}

// slug makes an id of a name; "case" where nothing of it can stand in one.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "case"
}

// tongue is the language in which a new case is begun.
func (x *fresh) tongue() lang.Lang {
	if x.language == string(lang.Korean) {
		return lang.Korean
	}
	return lang.English
}

// text is the case file.
func (x *fresh) text() string {
	id := slug(x.name)
	issue := "amount"
	if slices.Contains(x.parties, id) || id == issue {
		id += "-talks"
	}
	if slices.Contains(x.parties, issue) {
		issue = "payment"
	}
	head := casefile.Draft{Kind: "case", ID: id, Name: x.name, Lines: []casefile.DraftLine{
		{Field: "parties", Value: strings.Join(x.parties, " ")}, {Field: "money", Value: x.money}, {Field: "zone", Value: x.zone},
		{Field: "language", Value: x.language}, {Field: "audience", Value: x.audience}}}
	var b strings.Builder
	b.WriteString("; " + x.name + "\n; " + lang.Word(x.tongue(), "cli.new.next") + "\n; parley help file-format\n\n" + head.String())
	for _, p := range x.parties {
		b.WriteString("\n" + casefile.Draft{Kind: "party", ID: p, Name: strings.ToUpper(p[:1]) + p[1:]}.String())
	}
	b.WriteString("\n" + casefile.Draft{Kind: "issue", ID: issue, Name: lang.Word(x.tongue(), "cli.new.issue")}.String())
	return b.String()
}

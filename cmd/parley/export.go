package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/path"
	"parley/brief"
	"parley/brief/data"
	"parley/casefile"
	"parley/evidence"
	"parley/folder"
	"parley/lang"
	"parley/view"
)

func exportCommand(w *world) *cobra.Command {
	c := &cobra.Command{Use: "export json|csv [CASE]", Short: "Write a case for other programs: the text as JSON, or its tables",
		Example: "  parley export json CASE --as all > case.json\n  parley export csv CASE tables"}
	c.AddCommand(exportJSON(w), exportCSV(w))
	return divided(c)
}

func exportJSON(w *world) *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use: "json [CASE]", Short: "The text of a case as JSON", Args: takes(0, 1),
		Long: `With --as all it reads the text itself and loses nothing: parley import json of it
is the case again, comments and line ends included, laid out as parley fmt does.
For any other reader it holds the entries that they know of as of the day,
without comments, notes and fields of your own.`,
		Example: "  parley export json CASE --as all > case.json",
		RunE: func(_ *cobra.Command, args []string) error {
			if q.as == "all" && q.asOf == "" && q.recorded == "" {
				case_, err := w.only(args)
				if err != nil {
					return err
				}
				_, b, err := w.read(case_)
				if err != nil {
					return err
				}
				return w.json(append(slices.Clone(b.Files), figures(b, nil)...))
			}
			i, _, err := q.ask(w, args)
			if err != nil {
				return err
			}
			return w.json(append([]*casefile.File{i.file()}, figures(i.book, i.At.View())...))
		},
	}
	q.flags(c, w)
	return c
}

// figures are the files of the figures of a case: as they are, or what a reader
// knows of each series, in a file of its own.
func figures(b *casefile.Book, v *view.View) (files []*casefile.File) {
	if v == nil {
		for _, t := range b.Tables() {
			files = append(files, t.File)
		}
		return files
	}
	for s := range view.Each[*parley.Series](v) {
		if text := known(b, s); text != "" {
			t, _ := casefile.ParseTable(figuresFile(s.ID), []byte(text), s.ID, nil)
			files = append(files, t.File)
		}
	}
	return files
}

// known is the file of the figures that a view has of a series, "" if it has
// none.
func known(b *casefile.Book, s *parley.Series) string {
	if len(s.Figures) == 0 {
		return ""
	}
	in := make(map[parley.Figure]bool)
	for _, f := range s.Figures {
		in[f] = true
	}
	return b.Table(s.ID).Only(func(f parley.Figure) bool { return in[f] })
}

// figuresFile is where a copy of a case keeps the figures of a series.
func figuresFile(series parley.ID) string { return "series/" + string(series) + ".csv" }

func (w *world) json(files []*casefile.File) error {
	var b bytes.Buffer
	if err := casefile.WriteJSON(&b, files); err != nil {
		return fail(unreadable, "%v", err)
	}
	if _, err := w.out.Write(inert(b.Bytes())); err != nil {
		return fail(unreadable, "the JSON could not be written: %v", err)
	}
	return nil
}

// inert writes what a terminal would act on as JSON escapes, which say the same.
func inert(text []byte) []byte {
	acts := func(r rune) bool { return r != '\n' && brief.Invisible(r) }
	if bytes.IndexFunc(text, acts) < 0 {
		return text
	}
	var out bytes.Buffer
	for _, r := range string(text) {
		if !acts(r) {
			out.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, `\u%04x`, u)
		}
	}
	return out.Bytes()
}

// file is the case as the reader knows it, written anew.
func (i *inquiry) file() *casefile.File {
	var out strings.Builder
	reader := i.At.View().From().Reader
	for e := range view.Each[parley.Entry](i.At.View()) {
		if ofPrivate(e) {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		if _, head := e.(*parley.Case); head && reader == parley.All {
			reader = parley.Public // nobody may read who is not named
		}
		d := bare(e, reader.String())
		if s, ok := e.(*parley.Series); ok && known(i.book, s) != "" {
			d.Lines = append(d.Lines, casefile.DraftLine{Field: "file", Value: figuresFile(s.ID)})
		}
		out.WriteString(d.String())
	}
	return casefile.Parse(folder.MainFile, []byte(out.String()))
}

// tables are what export csv writes, by file name.
func (i *inquiry) tables() map[string]*brief.Document {
	out := map[string]*brief.Document{
		"claims": brief.Claims(i.At, i.Lang, i.Stamp(), brief.ClaimFilter{}), "log": brief.Log(i.At, i.Lang, i.Stamp(), brief.LogFilter{}),
	}
	for name, list := range map[string]listing{"conflicts": brief.Conflicts, "rounds": brief.Rounds, "people": brief.People, "sources": brief.Sources,
		"agreements": agreements, "figures": brief.Known, "stances": brief.Stances, "quotations": brief.Quotations} {
		out[name] = list(i.At, i.Lang, i.Stamp())
	}
	for _, d := range out {
		d.Parts = slices.DeleteFunc(d.Parts, func(p brief.Part) bool {
			_, table := p.(*brief.Table)
			return !table
		})
	}
	return out
}

func exportCSV(w *world) *cobra.Command {
	q := &question{}
	var table string
	c := &cobra.Command{
		Use: "csv [CASE] [FOLDER]", Short: "The tables of a case as CSV files", Args: takes(0, 2),
		Long: `Writes a CSV file for each table to a folder that is not there yet; or, with
--table, one table to standard output. The files are UTF-8 with a byte order mark,
so that a Korean Windows opens them as they are.`,
		Example: "  parley export csv CASE tables\n  parley export csv CASE --table claims > claims.csv",
		RunE: func(c *cobra.Command, args []string) error {
			i, rest, err := q.ask(w, args)
			if err != nil {
				return err
			}
			tables := i.tables()
			if table != "" {
				d := tables[table]
				if d == nil {
					return fail(missing, "there is no table %q; there are claims, stances, quotations, log, conflicts, rounds, people, sources, agreements, figures.", table)
				}
				return writeCSV(w.out, d)
			}
			if len(rest) == 0 {
				return fail(wrong, "to which folder? parley export csv %s FOLDER, or --table TABLE for one of them.", i.Case)
			}
			to, err := folder.Create(w.path(rest[0]))
			if err != nil {
				return fail(unreadable, "%s: %v", rest[0], err)
			}
			for name, d := range tables {
				b := bytes.NewBufferString("\ufeff")
				if err := writeCSV(b, d); err != nil {
					return err
				}
				if err := to.WriteFile(c.Context(), name+".csv", b.Bytes()); err != nil {
					return writing(err)
				}
			}
			say(w.out, "%s: %d tables\n", rest[0], len(tables))
			return nil
		},
	}
	q.flags(c, w)
	c.Flags().StringVar(&table, "table", "", "only this `TABLE`, to standard output")
	return c
}

func writeCSV(out io.Writer, d *brief.Document) error {
	if err := data.CSV(out, d); err != nil {
		return fail(unreadable, "the table could not be written: %v", err)
	}
	return nil
}

func importCommand(w *world) *cobra.Command {
	c := &cobra.Command{Use: "import json FILE [FOLDER]", Short: "Make a case of what export json wrote",
		Example: "  parley import json case.json FOLDER"}
	c.AddCommand(&cobra.Command{
		Use: "json FILE [FOLDER]", Short: "Make a case of what export json wrote", Args: takes(1, 2),
		Long: `Reads JSON and writes the case it stands for: to a folder that is not there yet,
or, if it is one file, to standard output. Whatever can be derived is checked:
an amount whose value is not what its printed form says fails, with its place.`,
		Example: "  parley export json CASE --as all | parley import json -",
		RunE: func(c *cobra.Command, args []string) error {
			src, err := w.slurp(args[0])
			if err != nil {
				return err
			}
			files, err := casefile.ReadJSON(src)
			if err != nil {
				return fail(unreadable, "%s: %v\nNothing was written.", args[0], err)
			}
			if len(args) == 1 {
				if len(files) != 1 {
					return fail(wrong, "this case has %d files; name a folder for them: parley import json %s FOLDER", len(files), args[0])
				}
				_, err := w.out.Write(files[0].Print())
				return err
			}
			to, err := folder.Create(w.path(args[1]))
			if err != nil {
				return fail(unreadable, "%s: %v", args[1], err)
			}
			for _, f := range files {
				if err := to.WriteFile(c.Context(), f.Name, f.Print()); err != nil {
					return writing(err)
				}
			}
			say(w.out, "%s: %d %s\n", args[1], len(files), plural(len(files), "file", "files"))
			return nil
		},
	})
	return divided(c)
}

// slurp reads a file, or standard input for "-".
func (w *world) slurp(name string) ([]byte, error) {
	if name == "-" {
		b, err := io.ReadAll(w.in)
		if err != nil {
			return nil, fail(unreadable, "standard input: %v", err)
		}
		return b, nil
	}
	b, err := os.ReadFile(filepath.Clean(w.path(name)))
	if err != nil {
		return nil, fail(unreadable, "%s: it cannot be read.", name)
	}
	return b, nil
}

// A listing is a plain list made from an assessment.
type listing func(*evidence.Assessment, lang.Lang, brief.Stamp) *brief.Document

// agreements is a listing: the analysis has no options that could be wrong.
func agreements(a *evidence.Assessment, l lang.Lang, from brief.Stamp) *brief.Document {
	r, err := path.Of(a, path.Options{})
	if err != nil {
		panic(err)
	}
	return brief.Agreements(a, r, l, from)
}

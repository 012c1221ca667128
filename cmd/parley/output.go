package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"parley/ask"
	"parley/brief"
	"parley/brief/data"
	"parley/brief/docx"
	"parley/brief/page"
	"parley/brief/pdf"
	"parley/brief/text"
	"parley/chart/vega"
)

// print writes an answer in the format asked for.
func (i *inquiry) print(d *brief.Document) error {
	out := bufio.NewWriter(i.w.out)
	if slices.Contains(pictures, i.output) {
		return i.picture(d)
	}
	format := i.format(d)
	if err := i.handed(d, format); err != nil {
		return err
	}
	err := i.render(out, d, format)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fail(unreadable, "the answer could not be written: %v", err)
	}
	return nil
}

// render writes an answer in a format. Of a PDF it says what its fonts cannot show.
func (i *inquiry) render(out io.Writer, d *brief.Document, format string) error {
	if format != "pdf" {
		return render(out, d, format, i.layout())
	}
	return pdf.Write(out, d, pdf.Options{Lacks: func(chars []rune) {
		said := saying("the fonts of the PDF lack %s, shown as □; -o docx and -o html keep it.", string(chars[:min(len(chars), 12)]))
		say(i.w.err, "parley: %s\n", said.In(i.Lang))
	}})
}

// files are the formats of files for other programs, which no terminal shows.
var files = []string{"docx", "pdf"}

// handed refuses what would be of no use to whoever gets it: a file in a terminal, and
// as a page to hand on what has sentences without evidence.
func (i *inquiry) handed(d *brief.Document, format string) error {
	if i.w.terminal && slices.Contains(files, format) {
		return fail(wrong, "-o %s is a file, and this is a terminal: write `> brief.%s` after the command.", format, format)
	}
	if format == "table" {
		return nil
	}
	return ask.Exportable(d)
}

// pictures are the formats of pictures: drawn, and as a specification.
var pictures = []string{"svg", "vl.json"}

// picture writes the picture that an answer has: the one asked for by --chart,
// else its first.
func (i *inquiry) picture(d *brief.Document) error {
	cs := d.Charts()
	if len(cs) == 0 {
		return fail(wrong, "this answer has no picture; -o %s is for those that have one: %s.", i.output, strings.Join(ask.Pictured(), ", "))
	}
	c := cs[0]
	if i.chart != "" {
		var keys []string
		for _, x := range cs {
			if keys = append(keys, x.Key); x.Key == i.chart {
				c = x
			}
		}
		if err := ask.OneOf("--chart", i.chart, keys); err != nil {
			return err
		}
	}
	b, err := drawn(c, i.output)
	if err == nil {
		_, err = i.w.out.Write(b)
	}
	if err != nil {
		return fail(unreadable, "the answer could not be written: %v", err)
	}
	return nil
}

func drawn(c *brief.Chart, format string) ([]byte, error) {
	if format == "svg" {
		return c.Drawn(vega.SVG)
	}
	b, err := json.MarshalIndent(c.Spec, "", " ")
	return append(b, '\n'), err
}

// format is what was asked for; else a table in a terminal, and in a pipe
// lists as tsv and sentences as they are.
func (i *inquiry) format(d *brief.Document) string {
	switch {
	case i.output != "":
		return i.output
	case i.w.terminal || !lists(d):
		return "table"
	}
	return "tsv"
}

func lists(d *brief.Document) bool {
	for _, p := range d.Parts {
		if _, ok := p.(*brief.Table); !ok {
			return false
		}
	}
	return true
}

func (i *inquiry) layout() text.Options {
	o := text.Options{Width: i.w.width, Wide: i.wide || !i.w.terminal, Colour: i.w.color(i.plain)}
	if !i.w.terminal {
		o.Width = proseWidth
	}
	return o
}

// proseWidth is how wide sentences are set where nobody says how wide the paper
// is.
const proseWidth = 100

// color reports whether to use colour: meaning never hangs on it alone.
func (w *world) color(plain bool) bool {
	switch {
	case plain || w.env("NO_COLOR") != "" || w.env("TERM") == "dumb":
		return false
	case w.env("CLICOLOR_FORCE") != "" && w.env("CLICOLOR_FORCE") != "0":
		return true
	}
	return w.terminal
}

func render(out io.Writer, d *brief.Document, format string, o text.Options) error {
	switch format {
	case "md":
		return text.Markdown(out, d)
	case "html":
		return page.Sheet(out, d, page.Options{Picture: func(c *brief.Chart) ([]byte, error) { return c.Drawn(vega.SVG) }})
	case "docx":
		return docx.Write(out, d, docx.Options{})
	case "tsv":
		return text.TSV(out, d)
	case "json":
		return data.JSON(out, d)
	case "jsonl":
		return data.JSONL(out, d)
	case "csv":
		return data.CSV(out, d)
	}
	return text.Table(out, d, o)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// console says whether a file is a terminal, and how wide it is.
func console(f *os.File) (terminal bool, width int) {
	if !isTerminal(f) {
		return false, 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 40 {
		width = 100
	}
	return true, width
}

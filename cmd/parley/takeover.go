package main

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// A takeover says how somebody else's table is read as figures of a series.
type takeover struct {
	time, value string // columns
	where       []string
	published   string
	from        string // column of the publication
	source      string
	each        string
	as          string // what the figures of the table are
	comma       bool   // it begins decimals
	plain       bool   // whether comma was said

	file string // as typed, for messages
	unit evidence.Unit
}

func importFigures(w *world) *cobra.Command {
	var q question
	var x takeover
	c := &cobra.Command{
		Use: "import [CASE] ID FILE", Short: "Take over figures from somebody else's CSV", Args: takes(2, 3),
		Long: `Import reads a table with a header, one figure a row (- reads standard input), and
lays what is new into the file of the series. Commas, semicolons or tabs divide its
columns, which are found by their usual names, or named; --where picks rows. Rows
without a figure are passed over.

A figure that is there with another value is a revision if it was published later,
and else refuses the whole: both values are shown, and nothing is written. So do
figures of another length than those of the series, unless --each says for what
they stand, and levels among growth: --as growth reckons growth on the year before
from them, and --as printed takes the figures as they are.`,
		Example: `  parley series import CASE ID annual.csv --where Country=France --published 2026-01-05 --source SOURCE
  parley series import CASE ID DEXKOUS.csv --each month --published-column released
  parley series import CASE ID index.csv --as growth --published 2026-01-05
  parley series import CASE ID - --for Year --value Inflation --source SOURCE < table.csv`,
		RunE: func(c *cobra.Command, args []string) error {
			l, err := q.speaks()
			if err != nil {
				return err
			}
			case_, rest, err := w.split(args)
			switch {
			case err != nil:
				return err
			case len(rest) != 2:
				return fail(wrong, "which file? parley series import %s ID FILE --published DATE", case_)
			case x.published == "" && x.from == "" && x.source == "":
				return fail(wrong, "when was it published? Give --published DATE, --published-column COLUMN, or --source SOURCE that says so. Nothing was written.")
			}
			x.file, x.plain = rest[1], c.Flags().Changed("decimal-comma")
			t, err := w.figures(case_, rest[0])
			if err == nil {
				err = x.agrees(t, w.today)
			}
			if err != nil {
				return err
			}
			src, err := w.slurp(x.file)
			if err != nil {
				return err
			}
			rows, skipped, err := x.rows(src)
			if err != nil {
				return err
			}
			var m merger
			_, err = t.rewrite(c.Context(), w, l, func(table *casefile.Table) ([]casefile.Row, error) {
				m = merger{target: t, takeover: &x, today: w.today, skipped: skipped}
				return m.merge(table, rows)
			})
			if err != nil {
				return err
			}
			return m.report(w, l)
		},
	}
	fs := c.Flags()
	fs.StringVar(&x.time, "for", "", "the `COLUMN` that says for which time; default: for, date, year, time, period, ...")
	fs.StringVar(&x.value, "value", "", "the `COLUMN` of the figures; default: value, or the only other one")
	fs.StringArrayVar(&x.where, "where", nil, "only rows with this `COLUMN=VALUE`; may be repeated")
	fs.StringVar(&x.published, "published", "", "the `DATE` on which all of it came out")
	fs.StringVar(&x.from, "published-column", "", "the `COLUMN` that says when each figure came out")
	fs.StringVar(&x.source, "source", "", "the `SOURCE` that has them (id)")
	fs.StringVar(&x.each, "each", "", "figures are of a whole `PERIOD`, year, quarter, month or day, where the table names a day of it")
	fs.StringVar(&x.as, "as", "", "growth: reckon `GROWTH` in % on the year before from the levels of the table; printed: take them as they are, whatever they look like")
	fs.BoolVar(&x.comma, "decimal-comma", false, "a comma begins decimals: 1.160,7 (default: where semicolons divide the columns and the figures leave no doubt)")
	q.language(c, w)
	return c
}

// agrees says what is wrong with the flags, for a series.
func (x *takeover) agrees(t *target, today date.Day) error {
	s := t.book.Entry(t.id).(*parley.Series)
	x.unit = evidence.ParseUnit(s.Unit)
	if x.each != "" {
		if err := ask.OneOf("--each", x.each, lengths); err != nil {
			return err
		}
	}
	if x.as != "" {
		if err := ask.OneOf("--as", x.as, []string{"growth", "printed"}); err != nil {
			return err
		}
	}
	if x.as == "growth" && !x.unit.Percent {
		return fail(wrong, "--as growth: %s is no growth in %%; its unit is %q. Nothing was written.", s.ID, s.Unit)
	}
	if _, ok := t.book.Entry(parley.ID(x.source)).(*parley.Source); x.source != "" && !ok {
		return fail(missing, "there is no source %q. Nothing was written.", x.source)
	}
	return t.outBy(x.published, today)
}

// A record is a row of a foreign table, and its line.
type record struct {
	line  int
	cells []string
}

// A taken is a figure of a foreign table.
type taken struct {
	casefile.Row
	when   date.Date
	number money.Decimal
	record
}

// rows reads the table.
func (x *takeover) rows(src []byte) (rows []taken, skipped int, err error) {
	head, all, divider, err := x.records(src)
	if err != nil {
		return nil, 0, err
	}
	m, err := x.columns(head)
	if err != nil {
		return nil, 0, err
	}
	all = slices.DeleteFunc(all, func(r record) bool { return !m.picks(r.cells) })
	if x.comma, err = x.commas(m, all, divider); err != nil {
		return nil, 0, err
	}
	var bad []said
	for _, r := range all {
		row, ok, wrongly := x.row(m, r)
		switch {
		case wrongly != nil:
			bad = append(bad, saying("%s:%d: %v", x.file, r.line, *wrongly))
		case ok:
			rows = append(rows, row)
		default:
			skipped++
		}
	}
	if len(bad) > 0 {
		return nil, 0, fail(findings, "%s\nNothing was written.", few(bad))
	}
	if len(rows) == 0 {
		return nil, 0, fail(findings, "%s: no row has a figure. Look at --where and --value. Nothing was written.", x.file)
	}
	return rows, skipped, x.twice(m, head, rows)
}

// records divides the table into cells.
func (x *takeover) records(src []byte) (head []string, all []record, divider rune, err error) {
	text := strings.TrimPrefix(string(src), "\ufeff")
	if !utf8.ValidString(text) {
		bad := strings.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError })
		return nil, nil, 0, fail(unreadable, "%s:%d: not UTF-8 text. If it comes from Korean Windows (CP949) or Excel, save it as UTF-8", x.file, 1+strings.Count(text[:bad], "\n"))
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = dividing(text)
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, r.Comma != '\t' // which would be space itself
	if head, err = r.Read(); err != nil {
		return nil, nil, 0, fail(unreadable, "%s: there is no header in it. Nothing was written.", x.file)
	}
	for i := range head {
		head[i] = strings.TrimSpace(head[i])
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return head, all, r.Comma, nil
		}
		if err != nil {
			return nil, nil, 0, fail(unreadable, "%s: %v. Nothing was written.", x.file, err)
		}
		line, _ := r.FieldPos(0)
		all = append(all, record{line, cells})
	}
}

// dividing is what divides the header of a table: the commonest outside quote
// marks of a comma, a semicolon and a tab.
func dividing(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	count := make(map[rune]int)
	quoted := false
	for _, r := range head {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// most is how many mistakes of a foreign table are shown.
const most = 20

func few(bad []said) []said {
	if n := len(bad); n > most {
		bad = append(bad[:most:most], saying("and %d more", n-most))
	}
	return bad
}

// A mapping says which cells of a row are what; -1: none.
type mapping struct {
	time, value, published int
	where                  map[int]string
}

// columns finds the columns by the names typed, else by their usual names.
func (x *takeover) columns(head []string) (m mapping, err error) {
	named := func(name string) (int, error) {
		at := slices.IndexFunc(head, func(h string) bool { return strings.EqualFold(h, name) })
		if at >= 0 {
			return at, nil
		}
		if near := casefile.Near(name, head); near != "" {
			return -1, fail(wrong, "%s has no column %q. Did you mean %q? It has: %s.", x.file, name, near, strings.Join(head, ", "))
		}
		return -1, fail(wrong, "%s has no column %q. It has: %s.", x.file, name, strings.Join(head, ", "))
	}
	m = mapping{time: usual(head, "for", "date", "year", "time", "period", "time_period", "observation_date", "month", "연도", "시점"), value: usual(head, "value", "obs_value", "figure", "수치", "값"), published: -1, where: make(map[int]string)}
	for _, c := range []struct {
		name string
		at   *int
	}{{x.time, &m.time}, {x.value, &m.value}, {x.from, &m.published}} {
		if c.name != "" {
			if *c.at, err = named(c.name); err != nil {
				return m, err
			}
		}
	}
	for _, w := range x.where {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return m, fail(wrong, "--where %s: write COLUMN=VALUE.", w)
		}
		at, err := named(name)
		if err != nil {
			return m, err
		}
		m.where[at] = strings.TrimSpace(value)
	}
	if m.value < 0 && m.time >= 0 && len(head) == 2 {
		m.value = 1 - m.time
	}
	if m.time < 0 || m.value < 0 {
		return m, fail(wrong, "%s: which columns? Give --for and --value. It has: %s.", x.file, strings.Join(head, ", "))
	}
	return m, nil
}

func usual(head []string, names ...string) int {
	for _, name := range names {
		if at := slices.IndexFunc(head, func(h string) bool { return strings.EqualFold(h, name) }); at >= 0 {
			return at
		}
	}
	return -1
}

func (m mapping) picks(cells []string) bool {
	for at, want := range m.where {
		if cell(cells, at) != want || at >= len(cells) {
			return false
		}
	}
	return true
}

// cell is one of a row, "" where it has none.
func cell(cells []string, at int) string {
	if at < 0 || at >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[at])
}

// absent is what tables write where they have no figure.
var absent = []string{"", ".", "..", "...", "-", "na", "n/a", "nan", "null"}

// row reads one row; ok is false where it has no figure.
func (x *takeover) row(m mapping, r record) (t taken, ok bool, wrongly *said) {
	t.record = r
	value, when := cell(r.cells, m.value), cell(r.cells, m.time)
	if slices.Contains(absent, strings.ToLower(value)) {
		return t, false, nil
	}
	if t.number, wrongly = x.number(value); wrongly != nil {
		return t, false, wrongly
	}
	t.Row = casefile.Row{For: period(when, x.each), Value: t.number.String(), Published: x.published, Source: x.source}
	var err error
	if t.when, err = date.Parse(t.For); err != nil || t.when.First == 0 || t.when.Last == 0 {
		return t, false, ptr(notADate(when))
	}
	if x.each != "" && length(t.when) != x.each {
		return t, false, ptr(saying("%q is no day of a %s, nor a whole one", when, spoken(x.each)))
	}
	if m.published >= 0 {
		t.Published = cell(r.cells, m.published)
	}
	if p, err := date.Parse(t.Published); t.Published != "" && (err != nil || p.Last == 0) {
		return t, false, ptr(saying("%q is not a date of publication", t.Published))
	}
	if t.Published == "" && t.Source == "" {
		return t, false, ptr(saying("it does not say when it was published"))
	}
	return t, true, nil
}

func ptr(s said) *said { return &s }

// twice refuses a table that says two things of one time, published on one day,
// and names the column by which to choose.
func (x *takeover) twice(m mapping, head []string, rows []taken) error {
	type key struct {
		first, last date.Day
		published   string
	}
	seen := make(map[key]taken)
	for _, r := range rows {
		k := key{r.when.First, r.when.Last, r.Published}
		o, ok := seen[k]
		if !ok || o.number == r.number {
			seen[k] = r
			continue
		}
		for i, name := range head {
			if v := cell(o.cells, i); i != m.time && i != m.value && v != cell(r.cells, i) {
				return fail(findings, "%s: rows %d and %d are both of %s: pick one with --where %s. Nothing was written.", x.file, o.line, r.line, r.For, shellWord(name+"="+v))
			}
		}
		return fail(findings, "%s: rows %d and %d are both of %s, and say %s and %s. Nothing was written.", x.file, o.line, r.line, r.For, o.Value, r.Value)
	}
	return nil
}

// shellWord is a word as it is typed to a shell.
func shellWord(s string) string {
	if strings.ContainsAny(s, " \t'\"$&|;<>()*?`\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/lang"
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
	file        string // as typed, for messages
}

func importFigures(w *world) *cobra.Command {
	var q question
	var x takeover
	c := &cobra.Command{
		Use: "import [CASE] ID FILE", Short: "Take over figures from somebody else's CSV", Args: takes(2, 3),
		Long: `Import reads a table with a header, one figure a row (- reads standard input), and
lays what is new into the file of the series. Columns are found by their usual
names, or named; --where picks rows. A figure that is there with another value is a
revision if it was published later, and else refuses the whole: both values are
shown, and nothing is written. Rows without a figure are passed over.`,
		Example: `  parley series import CASE ID annual.csv --where Country=Korea --published 2026-01-05 --source SOURCE
  parley series import CASE ID DEXKOUS.csv --each month --published-column released
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
			t, err := w.figures(case_, rest[0])
			if err != nil {
				return err
			}
			if _, ok := t.book.Entry(parley.ID(x.source)).(*parley.Source); x.source != "" && !ok {
				return fail(missing, "there is no source %q. Nothing was written.", x.source)
			}
			x.file = rest[1]
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
				m = merger{target: t, skipped: skipped}
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
	fs.StringVar(&x.each, "each", "", "figures are of a whole `PERIOD`, year or month, where the table names its first day")
	q.language(c, w)
	return c
}

// rows reads the table.
func (x *takeover) rows(src []byte) (rows []casefile.Row, skipped int, err error) {
	if x.each != "" {
		if err := oneOf("--each", x.each, []string{"year", "month"}); err != nil {
			return nil, 0, err
		}
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	head, err := r.Read()
	if err != nil {
		return nil, 0, fail(unreadable, "%s: there is no header in it. Nothing was written.", x.file)
	}
	m, err := x.columns(head)
	if err != nil {
		return nil, 0, err
	}
	var bad []said
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, 0, fail(unreadable, "%s: %v. Nothing was written.", x.file, err)
		}
		line, _ := r.FieldPos(0)
		if !m.picks(cells) {
			continue
		}
		row, ok, wrongly := x.row(m, cells)
		switch {
		case wrongly != nil:
			bad = append(bad, saying("%s:%d: %v", x.file, line, *wrongly))
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
	return rows, skipped, nil
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
	for i := range head {
		head[i] = strings.TrimSpace(head[i])
	}
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
		if at >= len(cells) || strings.TrimSpace(cells[at]) != want {
			return false
		}
	}
	return true
}

// absent is what tables write where they have no figure.
var absent = []string{"", ".", "..", "...", "-", "na", "n/a", "nan", "null"}

// row reads one row; ok is false where it has no figure.
func (x *takeover) row(m mapping, cells []string) (r casefile.Row, ok bool, wrongly *said) {
	cell := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	value := cell(m.value)
	if slices.Contains(absent, strings.ToLower(value)) {
		return r, false, nil
	}
	d, err := money.ParseGrouped(value)
	if err != nil {
		return r, false, ptr(saying("%q is not a number", value))
	}
	r = casefile.Row{For: period(cell(m.time), x.each), Value: d.String(), Published: x.published, Source: x.source}
	if when, err := date.Parse(r.For); err != nil || when.First == 0 || when.Last == 0 {
		return r, false, ptr(saying("%q is not a date; write it as 2019, 2019-03 or 2019-03-01", cell(m.time)))
	}
	if m.published >= 0 {
		r.Published = cell(m.published)
	}
	if p, err := date.Parse(r.Published); r.Published != "" && (err != nil || p.Last == 0) {
		return r, false, ptr(saying("%q is not a date of publication", r.Published))
	}
	if r.Published == "" && r.Source == "" {
		return r, false, ptr(saying("it does not say when it was published"))
	}
	return r, true, nil
}

func ptr(s said) *said { return &s }

var (
	monthly   = regexp.MustCompile(`^(\d{4})-?[Mm](\d{2})$`)
	quarterly = regexp.MustCompile(`^(\d{4})-?[Qq]([1-4])$`)
	quarters  = map[string]string{"1": "$1-01/$1-03", "2": "$1-04/$1-06", "3": "$1-07/$1-09", "4": "$1-10/$1-12"}
)

// period is a time as tables write it, in the form of a case file: 2019M03,
// 2019Q4, the first day of a month or a year.
func period(s, each string) string {
	if m := quarterly.FindStringSubmatch(s); m != nil {
		return strings.ReplaceAll(quarters[m[2]], "$1", m[1])
	}
	s = monthly.ReplaceAllString(s, "$1-$2")
	length := map[string]int{"year": len("2019"), "month": len("2019-03")}[each]
	if length > 0 && len(s) > length {
		s = s[:length]
	}
	return s
}

// A merger brings rows together with those that are there.
type merger struct {
	*target
	skipped, same int
	fresh         []casefile.Row
	revised       []revision
}

type revision struct {
	casefile.Row
	old string
}

// A vintage is a figure and when it was published.
type vintage struct {
	value money.Decimal
	out   date.Day
}

// merge returns the rows to lay in, by their time and publication. It refuses
// all of them if one says something else of a time and was not published later.
func (m *merger) merge(table *casefile.Table, rows []casefile.Row) ([]casefile.Row, error) {
	type span struct{ first, last date.Day }
	have := make(map[span][]vintage)
	if table != nil {
		for _, x := range table.Figures() {
			k := span{x.For.First, x.For.Last}
			have[k] = append(have[k], vintage{x.Value, m.out(x)})
		}
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, m.compare)
	var bad []said
	var out []casefile.Row
	for _, r := range rows {
		when, _ := date.Parse(r.For)
		k, v := span{when.First, when.Last}, m.vintage(r)
		switch last, there := latest(have[k]); {
		case !there:
			m.fresh, out = append(m.fresh, r), append(out, r)
		case last.value == v.value || slices.Contains(have[k], v):
			m.same++
			continue
		case v.out > last.out:
			m.revised, out = append(m.revised, revision{r, last.value.String()}), append(out, r)
		default:
			bad = append(bad, saying("%s: %s is there, published %s, and %s now; a revision is published later", r.For, last.value.String(), last.out, r.Value))
			continue
		}
		have[k] = append(have[k], v)
	}
	if len(bad) > 0 {
		return nil, fail(findings, "%s\nNothing was written.", few(bad))
	}
	return out, nil
}

func (m *merger) compare(a, b casefile.Row) int {
	x, _ := date.Parse(a.For)
	y, _ := date.Parse(b.For)
	if c := date.Compare(x, y); c != 0 {
		return c
	}
	return int(m.vintage(a).out - m.vintage(b).out)
}

func (m *merger) vintage(r casefile.Row) vintage {
	d, _ := money.ParseDecimal(r.Value)
	x := parley.Figure{Source: parley.ID(r.Source)}
	if p, err := date.Parse(r.Published); err == nil {
		x.Published = p.Day(m.book.Zone())
	}
	return vintage{d, m.out(x)}
}

func latest(vs []vintage) (last vintage, ok bool) {
	for _, v := range vs {
		if !ok || v.out >= last.out {
			last, ok = v, true
		}
	}
	return last, ok
}

// report says what was laid in.
func (m *merger) report(w *world, l lang.Lang) error {
	err := w.tell(l, "cli.series.imported", lang.Arg{Name: "file", Value: m.path}, lang.Arg{Name: "new", Value: len(m.fresh)},
		lang.Arg{Name: "revised", Value: len(m.revised)}, lang.Arg{Name: "same", Value: m.same}, lang.Arg{Name: "skipped", Value: m.skipped})
	for _, r := range m.fresh {
		err = errors.Join(err, w.tell(l, "cli.series.new", lang.Arg{Name: "for", Value: r.For}, lang.Arg{Name: "value", Value: r.Value}))
	}
	for _, r := range m.revised {
		err = errors.Join(err, w.tell(l, "cli.series.revised", lang.Arg{Name: "for", Value: r.For}, lang.Arg{Name: "value", Value: r.Value}, lang.Arg{Name: "old", Value: r.old}))
	}
	return err
}

package text

import (
	"slices"
	"strings"

	"parley/brief"
)

const (
	gap   = 2  // columns between two columns
	least = 10 // to which a column is cut
)

// table writes rows in aligned columns. Columns that may be cut share what the
// others leave.
func (p *terminal) table(t *brief.Table, shown []int) {
	rows := [][]string{p.head(t, shown)}
	for _, row := range t.Rows {
		var cells []string
		for _, i := range shown {
			cells = append(cells, brief.Visible(brief.CellWords(p.d.Lang, row[i])))
		}
		rows = append(rows, cells)
	}
	widths := p.widths(t, shown, rows)
	right := make([]bool, len(shown))
	for i, n := range shown {
		right[i] = numeric(t, n)
	}
	for n, row := range rows {
		s := plain
		if n == 0 {
			s = bold
		}
		p.write(s, aligned(row, widths, n > 0, right))
	}
}

func (p *terminal) head(t *brief.Table, shown []int) (cells []string) {
	for _, i := range shown {
		title := brief.Visible(t.Columns[i].Title)
		if !t.Columns[i].Name {
			title = strings.ToUpper(title)
		}
		cells = append(cells, title)
	}
	return cells
}

// numeric reports whether a column holds numbers, which stand to the right.
func numeric(t *brief.Table, i int) bool {
	return !slices.ContainsFunc(t.Rows, func(r []brief.Cell) bool {
		_, ok := r[i].(brief.Number)
		return !ok && r[i] != nil
	})
}

func aligned(row []string, widths []int, body bool, right []bool) string {
	var b strings.Builder
	for i, s := range row {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", gap))
		}
		s = cut(s, widths[i])
		if body && right[i] {
			s = strings.Repeat(" ", widths[i]-Columns(s)) + s
		}
		b.WriteString(pad(s, widths[i]))
	}
	return strings.TrimRight(b.String(), " ")
}

// widths returns the width of each column. If the lines are too long, those
// columns that may be cut get one common limit, the largest that fits.
func (p *terminal) widths(t *brief.Table, shown []int, rows [][]string) []int {
	widths := make([]int, len(shown))
	for _, row := range rows {
		for i, s := range row {
			widths[i] = max(widths[i], Columns(s))
		}
	}
	if p.o.Wide || p.o.Width == 0 {
		return widths
	}
	limit := 0
	for _, w := range widths {
		limit = max(limit, w)
	}
	for ; limit > least && total(t, shown, widths, limit) > p.o.Width; limit-- {
	}
	for i, n := range shown {
		if t.Columns[n].Wide {
			widths[i] = min(widths[i], limit)
		}
	}
	return widths
}

func total(t *brief.Table, shown, widths []int, limit int) int {
	sum := gap * (len(widths) - 1)
	for i, w := range widths {
		if t.Columns[shown[i]].Wide {
			w = min(w, limit)
		}
		sum += w
	}
	return sum
}

package docx

import (
	"fmt"
	"strconv"

	"parley/brief"
)

const edges = `<w:tblBorders><w:top w:val="single" w:sz="6" w:color="475569"/><w:bottom w:val="single" w:sz="6" w:color="475569"/><w:insideH w:val="single" w:sz="4" w:color="CBD5E1"/></w:tblBorders>`

// letter is how wide a letter of a cell is, more or less, in twentieths of a point.
const letter = 95

// table writes a table as wide as the page. Its head is repeated on each page, and no
// row is broken.
func (p *pen) table(t *brief.Table, shown []int) {
	room := p.paper.width - 2*p.paper.margin
	p.put(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`, room, edges))
	var widths []int
	for _, share := range t.Shares(p.d.Lang, shown, float64(room)/letter) {
		w := int(share * float64(room))
		widths = append(widths, w)
		p.put(`<w:gridCol w:w="` + strconv.Itoa(w) + `"/>`)
	}
	p.put(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range shown {
		p.cell(widths[i], t.Numeric(c), styled("Weak", t.Columns[c].Title))
	}
	p.put(`</w:tr>`)
	for _, row := range t.Rows {
		p.put(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, c := range shown {
			p.cell(widths[i], t.Numeric(c), text(brief.CellWords(p.d.Lang, row[c])))
		}
		p.put(`</w:tr>`)
	}
	p.put(`</w:tbl>`)
	p.line("Normal", "") // two tables without a paragraph between are one
}

func (p *pen) cell(width int, right bool, runs string) {
	side := ""
	if right {
		side = `<w:jc w:val="right"/>`
	}
	p.put(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>` + side + `</w:pPr>` + runs + `</w:p></w:tc>`)
}

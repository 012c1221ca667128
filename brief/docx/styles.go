package docx

import "parley/lang"

// fonts are those of Word on every system in either country; where they are missing,
// the word processor takes others.
func fonts(l lang.Lang) string {
	latin := "Calibri"
	if l == lang.Korean {
		latin = "Malgun Gothic"
	}
	return `<w:rFonts w:ascii="` + latin + `" w:hAnsi="` + latin + `" w:cs="` + latin + `" w:eastAsia="Malgun Gothic"/>`
}

// styles are the styles of a document. Between Hangul and a number there is the space
// that the text has, and none besides. The language of Latin letters is English in
// Korean documents too, else their words are broken anywhere. Grey is dark enough to be read (7:1).
func (p *pen) styles() string {
	return head + `<w:styles ` + wordNS + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts(p.d.Lang) +
		`<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="ko-KR"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="271" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		paragraph("Normal", "Normal", `<w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`, ``) +
		paragraph("Title", "Title", `<w:keepNext/><w:spacing w:after="60" w:line="240" w:lineRule="auto"/>`, `<w:b/><w:sz w:val="34"/>`) +
		paragraph("Subtitle", "Subtitle", `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="475569"/></w:pBdr><w:spacing w:after="160"/>`, grey) +
		paragraph("Heading1", "heading 1", `<w:keepNext/><w:keepLines/><w:spacing w:before="260" w:after="80"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:sz w:val="25"/>`) +
		paragraph("Sentence", "Sentence", `<w:widowControl/><w:tabs><w:tab w:val="left" w:pos="480"/></w:tabs><w:ind w:left="480" w:hanging="480"/>`, ``) +
		paragraph("Item", "Item", `<w:widowControl/><w:tabs><w:tab w:val="left" w:pos="760"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="760" w:hanging="280"/>`, ``) +
		paragraph("Note", "Note", `<w:widowControl/><w:tabs><w:tab w:val="left" w:pos="480"/></w:tabs><w:spacing w:after="50" w:line="240" w:lineRule="auto"/><w:ind w:left="480" w:hanging="480"/>`, `<w:sz w:val="17"/>`) +
		paragraph("CodeLine", "Code Line", `<w:shd w:val="clear" w:color="auto" w:fill="F1F5F9"/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>`, `<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas" w:eastAsia="Malgun Gothic"/><w:sz w:val="18"/>`) +
		paragraph("Cell", "Cell", `<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>`, `<w:sz w:val="17"/>`) +
		paragraph("Header", "header", `<w:spacing w:after="0"/>`, grey+`<w:sz w:val="16"/>`) +
		paragraph("Footer", "footer", `<w:tabs><w:tab w:val="right" w:pos="`+p.paper.line()+`"/></w:tabs><w:spacing w:after="0"/>`, grey+`<w:sz w:val="16"/>`) +
		character("Badge", "Badge", grey) +
		character("Weak", "Weak", `<w:b/>`) +
		character("Mark", "Mark", `<w:color w:val="1D4ED8"/><w:vertAlign w:val="superscript"/>`) +
		character("Hyperlink", "Hyperlink", `<w:color w:val="1D4ED8"/><w:u w:val="single"/>`) +
		character("EntryID", "Entry ID", grey) +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`</w:styles>`
}

const grey = `<w:color w:val="475569"/>`

func paragraph(id, name, p, r string) string {
	first, based := "", `<w:basedOn w:val="Normal"/>`
	if id == "Normal" {
		first, based = ` w:default="1"`, ""
	}
	if r != "" {
		r = `<w:rPr>` + r + `</w:rPr>`
	}
	return `<w:style w:type="paragraph"` + first + ` w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + based + `<w:qFormat/><w:pPr>` + p + `</w:pPr>` + r + `</w:style>`
}

func character(id, name, r string) string {
	return `<w:style w:type="character" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:rPr>` + r + `</w:rPr></w:style>`
}

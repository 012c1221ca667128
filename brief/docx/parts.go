package docx

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"parley/brief"
	"parley/lang"
)

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relNS  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relsNS = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relOf  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	typeOf = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

const contentTypes = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + typeOf + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + typeOf + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + typeOf + `settings+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="` + typeOf + `header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + typeOf + `footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`</Types>`

const packageRels = head + `<Relationships ` + relsNS + `>` +
	`<Relationship Id="rId1" Type="` + relOf + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + relOf + `extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

const app = head + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Parley</Application></Properties>`

const settings = head + `<w:settings ` + wordNS + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

// core says the title, the language, and of which day the document is.
func (p *pen) core() string {
	dates := ""
	if day, err := time.Parse(time.DateOnly, p.d.From.AsOf); err == nil && day.Year() > 0 {
		at := day.Format(time.RFC3339)
		dates = `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	}
	return head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escaped(p.d.Title) + `</dc:title><dc:subject>` + escaped(p.d.Lead) + `</dc:subject><dc:creator>Parley</dc:creator>` +
		`<dc:language>` + locale(p.d.Lang) + `</dc:language>` + dates + `</cp:coreProperties>`
}

func locale(l lang.Lang) string {
	if l == lang.Korean {
		return "ko-KR"
	}
	return "en-US"
}

// rels are what the body refers to: its own parts, then the addresses in the notes, in
// the order of first mention.
func (p *pen) rels() string {
	var b strings.Builder
	b.WriteString(head + `<Relationships ` + relsNS + `>`)
	for i, part := range []string{"styles", "settings", "header", "footer"} {
		target := part + ".xml"
		if part == "header" || part == "footer" {
			target = part + "1.xml"
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s"/>`, i+1, relOf, part, target)
	}
	for _, url := range p.urls {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%shyperlink" Target="%s" TargetMode="External"/>`, p.links[url], relOf, escaped(url))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// header is on every page but the first, which begins with the title.
func (p *pen) header() string {
	return head + `<w:hdr ` + wordNS + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>` + text(p.d.Title) + `</w:p></w:hdr>`
}

// footer says of which day and for whom, and which page of how many.
func (p *pen) footer() string {
	var b strings.Builder
	b.WriteString(head + `<w:ftr ` + wordNS + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + text(cmp.Or(p.d.Lead, p.d.Title)) + tab)
	for _, r := range brief.Page(p.d.Lang, lang.Run{Text: "1", Link: "PAGE"}, lang.Run{Text: "1", Link: "NUMPAGES"}) {
		if r.Link == "" {
			b.WriteString(text(r.Text))
			continue
		}
		b.WriteString(`<w:fldSimple w:instr=" ` + string(r.Link) + ` ">` + text(r.Text) + `</w:fldSimple>`)
	}
	b.WriteString(`</w:p></w:ftr>`)
	return b.String()
}

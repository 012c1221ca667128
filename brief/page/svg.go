package page

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley"
)

// What may be in a picture. Whatever else a drawing holds makes it unfit for a
// page: it is then left out, for its table says the same.
var (
	elements   = words("svg g path line rect text tspan a title desc defs clipPath linearGradient stop")
	attributes = words(`xmlns version viewBox width height class id transform d x y x1 y1 x2 y2 dx dy rx ry cx cy r
		fill fill-opacity stroke stroke-width stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
		stroke-miterlimit stroke-opacity opacity clip-path font-size font-weight font-style text-anchor
		text-decoration dominant-baseline pointer-events cursor display visibility offset stop-color
		role aria-label aria-hidden aria-roledescription aria-describedby`)
	// dropped says nothing in a page: the font is the page's own.
	dropped = words("font-family xmlns:xlink xml:space")
)

func words(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// colours are those of package chart, with the names that the style sheet gives
// them, in which they follow the theme.
var colours = map[string]string{
	"#0F766E": "teal",
	"#B45309": "amber",
	"#475569": "slate",
	"#1E293B": "ink",
	"#64748B": "muted",
	"#E2E8F0": "faint",
	"#CBD5E1": "band",
	"#FFFFFF": "paper",
}

// A drawing is an SVG on its way into a page.
type drawing struct {
	out     bytes.Buffer
	id      string                 // before every id in it
	address func(parley.ID) string // of an entry
	open    []string               // the elements that are open, by the names that they are written with
}

// inline makes an SVG document one that stands inside a page: its links lead to
// entries' pages, its colours follow the theme, its ids are its own, and it
// holds nothing that a strict policy forbids.
func inline(svg []byte, id string, address func(parley.ID) string) (string, error) {
	p := &drawing{id: id, address: address}
	in := xml.NewDecoder(bytes.NewReader(svg))
	for {
		t, err := in.RawToken()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = p.token(t)
		}
		if err != nil {
			return "", fmt.Errorf("page: a picture cannot stand in a page: %w", err)
		}
	}
	if len(p.open) > 0 || p.out.Len() == 0 {
		return "", errors.New("page: a picture ends too early")
	}
	return p.out.String(), nil
}

func (p *drawing) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return p.start(t)
	case xml.EndElement:
		if len(p.open) == 0 {
			return errors.New("an end without a beginning")
		}
		last := len(p.open) - 1
		p.out.WriteString("</" + p.open[last] + ">")
		p.open = p.open[:last]
	case xml.CharData:
		if len(p.open) == 0 && len(bytes.TrimSpace(t)) > 0 {
			return errors.New("text outside")
		}
		return xml.EscapeText(&p.out, t)
	}
	return nil // a comment, a declaration: nothing to see
}

func (p *drawing) start(t xml.StartElement) error {
	name := written(t.Name)
	if !elements[name] || len(p.open) == 0 && name != "svg" {
		return fmt.Errorf("<%s>", name)
	}
	var list []xml.Attr
	for _, a := range t.Attr {
		list = append(list, unstyled(a)...)
	}
	if name == "a" && p.lead(list) == "" {
		name = "g"
	}
	if invisible(list) {
		list = slices.DeleteFunc(list, func(a xml.Attr) bool { return a.Name.Local == "fill" })
		list = append(list, xml.Attr{Name: xml.Name{Local: "fill"}, Value: "transparent"})
	}
	p.out.WriteString("<" + name)
	for _, a := range list {
		if err := p.attribute(name, written(a.Name), a.Value); err != nil {
			return err
		}
	}
	p.out.WriteByte('>')
	p.open = append(p.open, name)
	return nil
}

// invisible reports what is there only to be hit; the colour that it would have
// is none of ours.
func invisible(list []xml.Attr) bool {
	return slices.ContainsFunc(list, func(a xml.Attr) bool { return a.Name.Local == "opacity" && a.Value == "0" })
}

func written(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// unstyled returns the declarations of a style attribute as attributes.
func unstyled(a xml.Attr) (list []xml.Attr) {
	if written(a.Name) != "style" {
		return []xml.Attr{a}
	}
	for declaration := range strings.SplitSeq(a.Value, ";") {
		if name, value, ok := strings.Cut(declaration, ":"); ok && attributes[strings.TrimSpace(name)] {
			list = append(list, xml.Attr{Name: xml.Name{Local: strings.TrimSpace(name)}, Value: strings.TrimSpace(value)})
		}
	}
	return list
}

// lead is the address to which a link in a picture leads in the page.
func (p *drawing) lead(list []xml.Attr) string {
	for _, a := range list {
		if id, ok := strings.CutPrefix(a.Value, "#"); ok && isHref(written(a.Name)) {
			return p.address(parley.ID(id))
		}
	}
	return ""
}

func isHref(name string) bool { return name == "href" || name == "xlink:href" }

func (p *drawing) attribute(element, name, value string) error {
	switch {
	case dropped[name]:
		return nil
	case isHref(name):
		id, ok := strings.CutPrefix(value, "#")
		if !ok {
			return fmt.Errorf("a link to %q", value)
		}
		if element != "a" {
			return nil
		}
		name, value = "href", p.address(parley.ID(id))
	case !attributes[name]:
		return fmt.Errorf("%s=%q", name, value)
	case name == "id" || name == "aria-describedby":
		value = p.id + "-" + value
	case name == "fill" || name == "stroke" || name == "stop-color":
		value = coloured(value)
	}
	if ref, ok := strings.CutPrefix(value, "url("); ok && name != "aria-label" {
		id, own := strings.CutPrefix(ref, "#")
		if !own {
			return fmt.Errorf("%s=%q", name, value)
		}
		value = "url(#" + p.id + "-" + id
	}
	p.out.WriteString(" " + name + `="`)
	if err := xml.EscapeText(&p.out, []byte(value)); err != nil {
		return err
	}
	p.out.WriteByte('"')
	return nil
}

// coloured names a colour of the palette, so that a theme can give another.
func coloured(value string) string {
	hex := strings.ToUpper(value)
	if hex == "WHITE" || hex == "#FFF" {
		hex = "#FFFFFF"
	}
	if name, ok := colours[hex]; ok {
		return "var(--chart-" + name + ", " + hex + ")"
	}
	return value
}

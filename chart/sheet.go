package chart

import "strings"

// A sheet is what stands around the figures of a picture: names, leaders, the
// key, and what can be clicked, all placed in pixels. Drawing a layer costs more
// than drawing a hundred marks, so what is of one kind is one layer.
type sheet struct {
	bands, rules                 []Row // beneath the figures
	backs, shapes, words, opened []Row // over them
}

// A box is a rectangle, in pixels.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

func (b box) row() Row { return Row{"x": b.left, "x2": b.right, "y": b.top, "y2": b.bottom} }

// around is the box around a point.
func around(x, y, r float64) box { return box{x - r, y - r, x + r, y + r} }

// A stroke is the look of a line.
type stroke struct {
	colour  string
	width   float64
	dash    []float64
	opacity float64
}

var solid = []float64{1, 0}

// hair is a thin line.
func hair(colour string) stroke { return stroke{colour, 1, solid, 1} }

// lead is the line from what is named to its name.
func lead(colour string) stroke { return stroke{colour, 1, solid, 0.5} }

func (k stroke) on(r Row) Row {
	r["stroke"], r["width"], r["dash"], r["opacity"] = k.colour, k.width, k.dash, k.opacity
	return r
}

func (s *sheet) rule(x, y, x2, y2 float64, k stroke) {
	s.rules = append(s.rules, k.on(Row{"x": x, "y": y, "x2": x2, "y2": y2}))
}

func (s *sheet) shape(x, y float64, side Side, status Status) {
	s.shapes = append(s.shapes, mark(side, status, Row{"x": x, "y": y}))
}

// A lettering is the look of text.
type lettering struct {
	size                  float64
	colour, align, weight string
}

func small(colour string) lettering { return lettering{smallSize, colour, "left", "normal"} }
func large(colour string) lettering { return lettering{labelSize, colour, "left", "normal"} }

func (l lettering) bold() lettering {
	l.weight = "bold"
	return l
}

func (l lettering) to(align string) lettering {
	l.align = align
	return l
}

func (l lettering) line() float64 { return l.size + leading }

// write puts lines of text with their middle at a height.
func (s *sheet) write(x, y float64, l lettering, lines ...string) {
	if len(lines) == 0 {
		return
	}
	y -= float64(len(lines)-1) * l.line() / 2
	s.words = append(s.words, Row{"x": x, "y": y, "text": strings.Join(lines, "\n"), "size": l.size, "fill": l.colour, "align": l.align, "weight": l.weight})
}

// back keeps text legible over what lies beneath it.
func (s *sheet) back(b box) { s.backs = append(s.backs, b.row()) }

// open makes a box say something to assistive technology and whoever points at
// it, and link to where its figure comes from. Either may be empty.
func (s *sheet) open(b box, href, description string) {
	if href == "" && description == "" {
		return
	}
	r := b.row()
	r["href"], r["description"] = href, description
	s.opened = append(s.opened, r)
}

// around puts the layers of the sheet beneath and over those of the figures.
func (s *sheet) around(figures ...Spec) []Spec {
	area := Encoding{X: pixel("x"), X2: second("x2"), Y: pixel("y"), Y2: second("y2")}
	place := Encoding{X: pixel("x"), Y: pixel("y")}
	layers := append([]Spec{bandsOf(area, s.bands), rulesOf(area, s.rules)}, figures...)
	layers = append(layers, layer(Mark{Type: "rect", Fill: paper, FillOpacity: new(0.75), Aria: off}, area, s.backs),
		points(place, 70, s.shapes), wordsOf(place, s.words), openedOf(area, s.opened))
	var drawn []Spec
	for _, l := range layers {
		if len(l.Data.Values) > 0 {
			drawn = append(drawn, l)
		}
	}
	return drawn
}

func bandsOf(e Encoding, rows []Row) Spec {
	return layer(Mark{Type: "rect", Fill: "#CBD5E1", Stroke: muted, StrokeWidth: 1, StrokeDash: []float64{2, 2}, Aria: off}, e, rows)
}

func rulesOf(e Encoding, rows []Row) Spec {
	e.Stroke, e.StrokeWidth, e.StrokeDash, e.Opacity = raw("stroke"), pure("width"), raw("dash"), pure("opacity")
	return layer(Mark{Type: "rule", Aria: off}, e, rows)
}

func wordsOf(e Encoding, rows []Row) Spec {
	e.Text, e.Fill = field("text"), raw("fill")
	e.Description = &Channel{Value: ""} // or Vega-Lite describes it, in English
	m := Mark{Type: "text", LineBreak: "\n", Baseline: "middle", Align: "datum.align", FontSize: "datum.size", FontWeight: "datum.weight", LineHeight: "datum.size + 3"}
	return layer(m, e, rows)
}

func openedOf(e Encoding, rows []Row) Spec {
	e.Href, e.Description, e.Tooltip = field("href"), field("description"), field("description")
	return layer(Mark{Type: "rect", Opacity: new(0.0)}, e, rows)
}

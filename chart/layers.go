package chart

import "math"

var (
	on  = new(true)
	off = new(false)
)

// raw is a channel whose field holds the property itself: a colour, a shape.
func raw(field string) *Channel {
	return &Channel{Field: field, Type: "nominal", Scale: &Scale{Off: true}}
}

// pure is a channel whose field holds the property itself, which is a number.
func pure(field string) *Channel {
	return &Channel{Field: field, Type: "quantitative", Scale: &Scale{Off: true}}
}

// pixel is a position given in pixels by a field.
func pixel(field string) *Channel {
	return &Channel{Field: field, Type: "quantitative", Scale: &Scale{Off: true}, Axis: &Axis{Off: true}}
}

func at(px float64) *Channel { return &Channel{Value: px} }

func field(name string) *Channel { return &Channel{Field: name, Type: "nominal"} }

// places are the fields that hold pixels. They are rounded: what is less than
// a hundredth depends on the processor.
var places = []string{"x", "x2", "y", "y2", "across", "along"}

// layer draws rows with a mark.
func layer(m Mark, e Encoding, rows []Row) Spec {
	if rows == nil {
		rows = []Row{}
	}
	for _, r := range rows {
		for _, name := range places {
			if px, ok := r[name].(float64); ok {
				r[name] = math.Round(px*100) / 100
			}
		}
	}
	return Spec{Data: &Data{rows}, Mark: &m, Encoding: &e}
}

// points draws marks of sides and statuses.
func points(e Encoding, size float64, rows []Row) Spec {
	e.Shape, e.Stroke, e.Fill = raw("shape"), raw("stroke"), raw("fill")
	m := Mark{Type: "point", Size: size, StrokeWidth: 1.6, Opacity: new(1.0), Aria: off}
	return layer(m, e, rows)
}

// second is the other end of a mark: it has the scale of its first.
func second(field string) *Channel { return &Channel{Field: field} }

// zigzags is the strip where an x axis breaks: white, a zigzag on each side.
func zigzags(from, to, length float64) []Spec {
	strip, line := tear(from, to, length)
	line.Encoding.X, line.Encoding.Y = pixel("across"), pixel("along")
	strip.Encoding = &Encoding{X: at(from + 7), X2: at(to - 7), Y: at(-1), Y2: at(length + 2)}
	return []Spec{strip, line}
}

// acrossZigzags is the strip where a y axis breaks. Its pixels fall upwards.
func acrossZigzags(from, to, length float64) []Spec {
	strip, line := tear(to, from, length)
	line.Encoding.X, line.Encoding.Y = pixel("along"), pixel("across")
	strip.Encoding = &Encoding{X: at(-2), X2: at(length + 1), Y: at(to + 7), Y2: at(from - 7)}
	return []Spec{strip, line}
}

func tear(from, to, length float64) (strip, line Spec) {
	var rows []Row
	for i := 0; float64(i)*8 <= length+7; i++ {
		for side, at := range []float64{from + 7, to - 7} {
			rows = append(rows, Row{"across": at + 2*float64(i%2*2-1), "along": float64(i) * 8, "side": side})
		}
	}
	strip = layer(Mark{Type: "rect", Fill: paper, Aria: off}, Encoding{}, []Row{{}})
	return strip, layer(Mark{Type: "line", Stroke: muted, StrokeWidth: 1, Aria: off}, Encoding{Detail: field("side"), Order: &Channel{Field: "along", Type: "quantitative"}}, rows)
}

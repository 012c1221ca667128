package chart

import "encoding/json"

// schema is the version of Vega-Lite that the specifications are written for.
const schema = "https://vega.github.io/schema/vega-lite/v6.json"

// A Spec is a Vega-Lite specification or a part of one: a layer, or a panel of
// several side by side. encoding/json writes it, always the same bytes for the
// same value.
type Spec struct {
	Schema      string    `json:"$schema,omitempty"`
	Title       *Title    `json:"title,omitempty"`
	Description string    `json:"description,omitempty"`
	Background  string    `json:"background,omitempty"`
	Padding     float64   `json:"padding,omitempty"`
	Config      *Config   `json:"config,omitempty"`
	Data        *Data     `json:"data,omitempty"`
	Width       float64   `json:"width,omitempty"`   // of the plot without its labels, in pixels
	Height      float64   `json:"height,omitempty"`  // likewise
	Spacing     float64   `json:"spacing,omitempty"` // between the plots of panels
	Bounds      string    `json:"bounds,omitempty"`  // "flush": spacing is between plots, whatever stands beside them
	Mark        *Mark     `json:"mark,omitempty"`
	Encoding    *Encoding `json:"encoding,omitempty"`
	Layer       []Spec    `json:"layer,omitempty"`
	HConcat     []Spec    `json:"hconcat,omitempty"`
}

// A Title stands above a chart; its lines are broken already.
type Title struct {
	Text     []string `json:"text"`
	Subtitle []string `json:"subtitle,omitempty"`
	Offset   float64  `json:"offset,omitempty"`
	Aria     *bool    `json:"aria,omitempty"`
}

// Data holds the rows that a layer draws.
type Data struct {
	Values []Row `json:"values"`
}

// A Row is one mark: its fields by name.
type Row map[string]any

// A Mark says what is drawn for each row. Lengths are in pixels.
type Mark struct {
	Type        string    `json:"type"`
	Aria        *bool     `json:"aria,omitempty"` // off: hidden from assistive technology
	Fill        string    `json:"fill,omitempty"`
	FillOpacity *float64  `json:"fillOpacity,omitempty"`
	Stroke      string    `json:"stroke,omitempty"`
	StrokeWidth float64   `json:"strokeWidth,omitempty"`
	StrokeDash  []float64 `json:"strokeDash,omitempty"`
	Opacity     *float64  `json:"opacity,omitempty"`
	Size        float64   `json:"size,omitempty"`
	Interpolate string    `json:"interpolate,omitempty"`
	Align       Expr      `json:"align,omitempty"`
	Baseline    string    `json:"baseline,omitempty"`
	FontSize    Expr      `json:"fontSize,omitempty"`
	FontWeight  Expr      `json:"fontWeight,omitempty"`
	LineBreak   string    `json:"lineBreak,omitempty"`
	LineHeight  Expr      `json:"lineHeight,omitempty"`
}

// An Expr is a property that an expression of Vega gives for each row.
type Expr string

// MarshalJSON writes the expression as Vega-Lite wants it.
func (e Expr) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"expr": string(e)})
}

// An Encoding ties the properties of a mark to fields of its row, or to values.
type Encoding struct {
	X           *Channel `json:"x,omitempty"`
	X2          *Channel `json:"x2,omitempty"`
	Y           *Channel `json:"y,omitempty"`
	Y2          *Channel `json:"y2,omitempty"`
	Fill        *Channel `json:"fill,omitempty"`
	Stroke      *Channel `json:"stroke,omitempty"`
	StrokeWidth *Channel `json:"strokeWidth,omitempty"`
	StrokeDash  *Channel `json:"strokeDash,omitempty"`
	Opacity     *Channel `json:"opacity,omitempty"`
	Shape       *Channel `json:"shape,omitempty"`
	Detail      *Channel `json:"detail,omitempty"`
	Order       *Channel `json:"order,omitempty"` // of the points of a line; without it, along x
	Text        *Channel `json:"text,omitempty"`
	Href        *Channel `json:"href,omitempty"`
	Description *Channel `json:"description,omitempty"`
	Tooltip     *Channel `json:"tooltip,omitempty"`
}

// A Channel is one property: of a field, through a scale, or a fixed value, for
// a position in pixels.
type Channel struct {
	Field string `json:"field,omitempty"`
	Type  string `json:"type,omitempty"`
	Value any    `json:"value,omitempty"`
	Scale *Scale `json:"scale,omitempty"`
	Axis  *Axis  `json:"axis,omitempty"`
}

// A Scale takes values to pixels. With four values and four pixels it is in two
// pieces, with a break between.
type Scale struct {
	Off    bool      `json:"-"` // the field holds the property itself
	Type   string    `json:"type,omitempty"`
	Domain []float64 `json:"domain,omitempty"`
	Range  []float64 `json:"range,omitempty"`
	Nice   *bool     `json:"nice,omitempty"`
	Zero   *bool     `json:"zero,omitempty"`
}

// MarshalJSON writes null for a scale that is off.
func (s Scale) MarshalJSON() ([]byte, error) {
	type plain Scale
	if s.Off {
		return []byte("null"), nil
	}
	return json.Marshal(plain(s))
}

// An Axis has its ticks where it is told.
type Axis struct {
	Off       bool      `json:"-"`
	Title     []string  `json:"title"` // lines; null: none
	Orient    string    `json:"orient,omitempty"`
	Values    []float64 `json:"values,omitempty"`
	Format    string    `json:"format,omitempty"`    // of d3-format
	LabelExpr string    `json:"labelExpr,omitempty"` // an expression of Vega, where a format does not do
	Grid      *bool     `json:"grid,omitempty"`
	Aria      *bool     `json:"aria,omitempty"`
}

// MarshalJSON writes null for an axis that is off.
func (a Axis) MarshalJSON() ([]byte, error) {
	type plain Axis
	if a.Off {
		return []byte("null"), nil
	}
	return json.Marshal(plain(a))
}

// A Config is the look of a whole chart.
type Config struct {
	Font  string      `json:"font"`
	View  ViewConfig  `json:"view"`
	Axis  AxisConfig  `json:"axis"`
	Title TitleConfig `json:"title"`
}

// A ViewConfig is the look of a plot's frame; no stroke is none.
type ViewConfig struct {
	Stroke *string `json:"stroke"`
}

// An AxisConfig is the look of all axes.
type AxisConfig struct {
	DomainColor     string  `json:"domainColor"`
	GridColor       string  `json:"gridColor"`
	TickColor       string  `json:"tickColor"`
	LabelColor      string  `json:"labelColor"`
	LabelFontSize   float64 `json:"labelFontSize"`
	TitleColor      string  `json:"titleColor"`
	TitleFontSize   float64 `json:"titleFontSize"`
	TitleFontWeight string  `json:"titleFontWeight"`
	TitlePadding    float64 `json:"titlePadding"`
}

// A TitleConfig is the look of a chart's title.
type TitleConfig struct {
	Anchor           string  `json:"anchor"`
	Frame            string  `json:"frame"`
	Color            string  `json:"color"`
	FontSize         float64 `json:"fontSize"`
	FontWeight       string  `json:"fontWeight"`
	LineHeight       float64 `json:"lineHeight"`
	SubtitleColor    string  `json:"subtitleColor"`
	SubtitleFontSize float64 `json:"subtitleFontSize"`
	SubtitleLine     float64 `json:"subtitleLineHeight"`
	SubtitlePadding  float64 `json:"subtitlePadding"`
}

// String is the title in one line.
func (t *Title) String() string {
	if t == nil {
		return ""
	}
	return join(t.Text)
}

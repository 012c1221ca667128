package chart

// A Side is whose an offer is.
type Side int

// The sides. Joint is both, or neither.
const (
	Joint Side = iota
	First
	Second
)

// A Status is how well a mark is sourced; it has a shape.
type Status int

// The statuses, in the order of a key.
const (
	Confirmed  Status = iota // a disc with a ring
	OnRecord                 // a disc
	SecondHand               // half a disc
	Reported                 // a circle, hollow
	Inferred                 // a triangle, hollow
	Ours                     // a diamond: the reader's own figure, it has no source
	Conflict                 // a square, hollow: sources disagree
	statuses
)

// Colours that keep their contrast on white: 4.5 to 1 for text, 3 to 1 for marks.
const (
	teal  = "#0F766E"
	amber = "#B45309"
	slate = "#475569"
	ink   = "#1E293B"
	muted = "#64748B"
	faint = "#E2E8F0"
	paper = "#FFFFFF"
	fonts = `Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif`
)

func (s Side) colour() string {
	switch s {
	case First:
		return teal
	case Second:
		return amber
	}
	return slate
}

// dash tells the sides' lines apart without colour.
func (s Side) dash() []float64 {
	switch s {
	case First:
		return solid
	case Second:
		return []float64{7, 3}
	}
	return []float64{2, 2}
}

// Shapes that Vega does not have, as SVG paths in a square from −1 to 1. A part
// that runs the other way round is a hole.
const (
	ring = "M0,-1.2A1.2,1.2,0,0,1,0,1.2A1.2,1.2,0,0,1,0,-1.2ZM0,-1.2A1.2,1.2,0,0,0,0,1.2A1.2,1.2,0,0,0,0,-1.2ZM0,-0.4A0.4,0.4,0,0,1,0,0.4A0.4,0.4,0,0,1,0,-0.4Z"
	half = "M0,-1A1,1,0,0,1,0,1A1,1,0,0,1,0,-1ZM0,-1A1,1,0,0,0,0,1Z"
)

func (s Status) shape() string {
	switch s {
	case Confirmed:
		return ring
	case SecondHand:
		return half
	case Inferred:
		return "triangle-up"
	case Ours:
		return "diamond"
	case Conflict:
		return "square"
	}
	return "circle"
}

func (s Status) hollow() bool { return s == Reported || s == Inferred || s == Conflict }

// fill is the colour inside a mark.
func (s Status) fill(colour string) string {
	if s.hollow() {
		return paper
	}
	return colour
}

// mark is a row that draws a mark of a side and a status.
func mark(side Side, status Status, fields Row) Row {
	c := side.colour()
	fields["shape"], fields["stroke"], fields["fill"] = status.shape(), c, status.fill(c)
	return fields
}

// Sizes of text, in pixels.
const (
	titleSize    = 17.0
	subtitleSize = 12.5
	labelSize    = 12.5
	smallSize    = 11.0
	leading      = 3.0 // between lines, beyond the size
	lineHeight   = labelSize + leading
)

func blockHeight(lines []string) float64 { return float64(max(len(lines), 1))*lineHeight + 5 }

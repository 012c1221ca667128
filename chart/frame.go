package chart

import "slices"

// A Frame is what all pictures have. All its texts come ready in the reader's
// language; it may hold the markup of any language, none is interpreted.
type Frame struct {
	Title       string            // what the picture shows, in a sentence
	Subtitle    string            // how to read it
	Description string            // for those who do not see it: the sentence that the picture makes
	Unit        string            // of the amounts: "trillion won, 2020–2024"
	Broken      string            // what to say beside the unit where an axis breaks: "the scale changes at the break"
	Nothing     string            // what to say when there is nothing to draw
	Width       float64           // of the whole picture in pixels, about; 0 is 760
	Key         map[Status]string // what the shapes of marks mean; those that do not occur are not shown
}

func (f Frame) width() float64 {
	if f.Width > 0 {
		return max(f.Width, 320)
	}
	return 760
}

// used lists the statuses in use that the caller has words for.
func (f Frame) used(marks []Status) (list []Status) {
	has := make(map[Status]bool)
	for _, s := range marks {
		has[s] = true
	}
	for s := range statuses {
		if has[s] && f.Key[s] != "" {
			list = append(list, s)
		}
	}
	return list
}

// A sample is an entry of a key that is not a status: it draws its line or band
// at a place.
type sample struct {
	words string
	draw  func(s *sheet, x, y float64)
}

// line is a sample of a line.
func line(words string, k stroke) sample {
	return sample{words, func(s *sheet, x, y float64) { s.rule(x, y, x+22, y, k) }}
}

// sides are the samples of the sides in use that the caller has words for, if
// there is more than one to tell apart.
func sides(words map[Side]string, used []Side) (list []sample) {
	for _, s := range []Side{First, Second, Joint} {
		if words[s] != "" && slices.Contains(used, s) {
			list = append(list, line(words[s], stroke{s.colour(), 6, solid, 0.8}))
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// key writes the lines that say what shapes mean, the last of them at a height in
// pixels, all beginning at x.
func (f Frame) key(s *sheet, marks []Status, samples []sample, x, y float64) {
	used := f.used(marks)
	var entries []string
	for _, u := range used {
		entries = append(entries, f.Key[u])
	}
	for _, p := range samples {
		entries = append(entries, p.words)
	}
	for i, p := range f.flow(entries, len(used), x, y) {
		room := 15.0
		if i < len(used) {
			s.shape(p.x+5, p.y, Joint, used[i])
		} else {
			room = 28
			samples[i-len(used)].draw(s, p.x, p.y)
		}
		s.write(p.x+room, p.y, small(slate), entries[i])
	}
}

type spot struct{ x, y float64 }

// flow puts entries of a key in lines no wider than the picture; the first few
// have a mark before them, the others a longer sample.
func (f Frame) flow(entries []string, marks int, x, y float64) (spots []spot) {
	left, line := x, 0.0
	for i, words := range entries {
		room := TextWidth(words, smallSize, false) + 33
		if i >= marks {
			room += 13
		}
		if x > left && x+room-18 > left+f.width()-24 {
			x, line = left, line+1
		}
		spots = append(spots, spot{x, line * 18})
		x += room
	}
	for i := range spots {
		spots[i].y += y - line*18
	}
	return spots
}

// unit is the unit as the title of an axis.
func (f Frame) unit(a axis) string {
	if a.broken() && f.Broken != "" {
		return f.Unit + " · " + f.Broken
	}
	return f.Unit
}

// finish makes a whole specification of a picture: the title, the look.
func (f Frame) finish(s Spec, offset float64) Spec {
	s.Schema, s.Description, s.Background, s.Padding = schema, f.Description, paper, 12
	s.Title = &Title{
		Text:     wrap(f.Title, titleSize, f.width()-30, true, 3),
		Subtitle: wrap(f.Subtitle, subtitleSize, f.width()-30, false, 4),
		Offset:   offset,
	}
	s.Config = &Config{
		Font:  fonts,
		View:  ViewConfig{Stroke: nil},
		Axis:  AxisConfig{DomainColor: muted, GridColor: faint, TickColor: muted, LabelColor: slate, LabelFontSize: smallSize, TitleColor: slate, TitleFontSize: smallSize, TitleFontWeight: "normal", TitlePadding: 8},
		Title: TitleConfig{Anchor: "start", Frame: "bounds", Color: ink, FontSize: titleSize, FontWeight: "bold", LineHeight: titleSize + 5, SubtitleColor: slate, SubtitleFontSize: subtitleSize, SubtitleLine: subtitleSize + 4, SubtitlePadding: 6},
	}
	return s
}

// nothing is the picture with nothing to draw.
func (f Frame) nothing() Spec {
	var s sheet
	s.write(0, 24, large(slate), wrap(f.Nothing, labelSize, f.width()-60, false, 4)...)
	return f.finish(Spec{Width: f.width() - 30, Height: 48, Layer: s.around()}, 8)
}

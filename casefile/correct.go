package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley"
)

// A Correction is what somebody found wrong in the file.
type Correction struct {
	Of     parley.ID
	Field  string // as in the file: "mode", "name.ko"; "date" for the date in the head
	Was    string // the value that stands there; needed only where a field has several lines
	Now    string // the right value, as in a file; "-": no such line
	Reason string
	ID     parley.ID // of the new entry; empty: the first one free
	Date   string    // of the new entry: when the mistake was found
}

// Correct returns the edits, of one file, by which a field gets its right value
// and an entry says so. They are applied together or not at all. Strings may be
// given without their quote marks. The faults are those that the two entries
// would have; with any, nothing should be written.
func (b *Book) Correct(c Correction) ([]Edit, []Fault, error) {
	f := b.File(c.Of)
	if f == nil {
		return nil, nil, fmt.Errorf("%w: %q", ErrNoEntry, c.Of)
	}
	d, ok := f.DraftOf(c.Of)
	if !ok {
		return nil, nil, fmt.Errorf("the head of %q cannot be read; see parley check", c.Of)
	}
	for _, v := range []*string{&c.Was, &c.Now} {
		*v = valueOf(d.Kind, c.Field, *v)
	}
	if err := c.change(&d); err != nil {
		return nil, nil, err
	}
	if c.ID == "" {
		c.ID = b.free("correct-" + c.Of)
	}
	note := Draft{Date: c.Date, Kind: "correct", ID: string(c.ID), Lines: []DraftLine{{"of", "", string(c.Of)}, {"field", "", c.Field},
		{"was", "", c.Was}, {"now", "", c.Now}, {"reason", "", quote(c.Reason)}}}
	_, faults := d.Decode()
	_, more := note.Decode()
	base := f.Digest()
	return []Edit{{f.Name, base, c.Of, d}, {f.Name, base, "", note}}, append(faults, more...), nil
}

// valueOf gives a string its quote marks.
func valueOf(kind, field, v string) string {
	name, _, _ := strings.Cut(field, ".")
	f, _ := infoOf(kind, name)
	if v == "" || v == "-" || v[0] == '"' || f.form != formString {
		return squeeze(v)
	}
	return quote(v)
}

// free returns id, or id with a number after it if that is taken.
func (b *Book) free(id parley.ID) parley.ID {
	for n := 1; ; n++ {
		try := id
		if n > 1 {
			try += parley.ID("-" + itoa(n))
		}
		if b.Entry(try) == nil && !b.broken[try] {
			return try
		}
	}
}

// change gives the field of d its right value, and c the one it had.
func (c *Correction) change(d *Draft) error {
	switch {
	case c.Field == "audience":
		return fmt.Errorf("an audience is not corrected; use a disclose entry to widen it")
	case c.Field == "date":
		return c.swap(&d.Date)
	case c.Field == "name" && d.Name != "":
		name := quote(d.Name)
		if err := c.swap(&name); err != nil {
			return err
		}
		d.Name, _ = unquote(name)
		return nil
	}
	name, lang, _ := strings.Cut(c.Field, ".")
	var at []int
	for i, l := range d.Lines {
		if l.Field == name && l.Lang == lang && (c.Was == "" || sameText(squeeze(l.Value), c.Was)) {
			at = append(at, i)
		}
	}
	switch {
	case len(at) > 1:
		return fmt.Errorf("%q has several lines %s; say which by the value that it has now", c.Of, c.Field)
	case len(at) == 1:
		err := c.swap(&d.Lines[at[0]].Value)
		if c.Now == "-" {
			d.Lines = slices.Delete(d.Lines, at[0], at[0]+1)
		}
		return err
	case c.Was != "" && c.Was != "-":
		return fmt.Errorf("%q has no line %s %s", c.Of, c.Field, c.Was)
	case c.Now == "-":
		return fmt.Errorf("%q has no line %s", c.Of, c.Field)
	}
	c.Was = "-"
	d.Lines = append(d.Lines, DraftLine{name, lang, c.Now})
	return nil
}

// swap puts the right value in the place of the one that stands there.
func (c *Correction) swap(v *string) error {
	was := squeeze(*v)
	switch {
	case c.Was != "" && !sameText(was, c.Was):
		return fmt.Errorf("%s of %q is %s, not %s", c.Field, c.Of, was, c.Was)
	case sameText(was, c.Now):
		return fmt.Errorf("%s of %q is %s already", c.Field, c.Of, was)
	}
	c.Was, *v = was, c.Now
	if c.Now == "-" {
		*v = ""
	}
	return nil
}

// Package scenario reads and writes the scenario folders of other programs:
// Genius XML, GeniusWeb JSON, NegMAS YAML and JSON. It keeps their formats, and
// a YAML library, out of package deal.
//
//	Scenario     a space with what each party makes of it
//	ReadOptions  how many points a continuous issue is given
//	Error        what is wrong with a file, where, and what to do
//
// A folder holds one domain (the issues) and a profile for each party, told from
// each other by their content. The parties join in the byte order of their file
// names, as in NegMAS; a name within a profile counts before the file's. Files
// whose name begins with "." or "_" (NegMAS: _info, _stats), "…pareto.xml"
// and "…specials.json" are passed over; every other .xml, .json, .yml and .yaml
// file, in capitals too, has to be understood. No two parties may have one name.
// All that is wrong with a folder is reported at once.
//
// # What the programs mean
//
// A profile is read as the program that owns its format reads it:
//
//   - Genius divides the evaluations of a discrete issue by the largest of them,
//     so that the best option of every issue counts its whole weight; where the
//     largest is under 0.00001 all count nothing. An integer issue is worth
//     offset + slope × (value − lowerbound of the profile), a real one
//     parameter0 + parameter1 × value, both cut to 0..1; a constant is not cut.
//     Issues, weights and the sides of boxes are matched by index. NegMAS reads
//     the same files without dividing, subtracting or cutting.
//   - Genius discounts by d^t, with t in 0..1 the part of the time that has
//     passed; 0 and 1 are no discount. NegMAS reads the same number as d^round.
//     A NegMAS discount is read where it is over relative_time.
//   - Weights are taken as they stand. Genius and NegMAS read weights that do not
//     sum to 1 as well, but Genius cuts utilities at 1, which is not done here.
//     Where no issue has a weight each weighs 1, as in NegMAS. Where only some have
//     one a missing one is 1 in NegMAS; the others' profiles are refused, since
//     they cannot be played.
//   - No reserved value is 0 in Genius and GeniusWeb and −∞ in NegMAS: any
//     agreement is better than none. GeniusWeb has a bid in its place.
//   - A pair of numbers in a NegMAS hyper-rectangle is an open interval: NegMAS
//     evaluates it so, though it says otherwise.
//
// A continuous issue becomes a grid of [DefaultPoints] points, as many as Genius
// uses, or as many as [ReadOptions] says.
//
// # What comes back
//
// [Files] writes what [Read] reads back: the same options, names and numbers.
// Utilities come back bit for bit from NegMAS files, but for constraints that are
// worth something unmet. From the other formats they come back within 1e-9: Genius
// divides by the largest evaluation, GeniusWeb needs values in 0..1 and weights
// that sum to 1, both have nothing but straight lines on numeric issues, and a sum
// in another order ends in another last digit. What a format cannot say is an
// error that names it:
//
//	             weighted sums  boxes         other utilities  reserved value  discount  deadline
//	genius       yes            on integers   no               yes             yes       no
//	geniusweb    yes            no            no               of an outcome   no        rounds
//	negmas       yes            yes           as boxes         yes             yes       no
//	negmas-json  yes            no            no               yes             yes       no
//
// NegMAS looks the issues of boxes up by number, and JSON has only text as keys.
//
// Genius does not say how many points a continuous issue has; it comes back with
// as many as are asked for. Points that are whole numbers at distance 1 come back
// as integers. A scenario or a party without a name gets its file's.
//
// # Limits
//
// Folders come from anywhere. The files of one have at most [MaxBytes] bytes in
// all, 64 levels, and [MaxOptions] options for an issue; all parties have at most
// 2^24 values for options and outcomes. Documents with a DOCTYPE are refused, and
// so are aliases in YAML that multiply. Only regular files are opened.
package scenario

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"

	"parley/deal"
)

// Limits of what is read.
const (
	MaxBytes   = 8 << 20 // bytes of all files of a folder
	MaxOptions = 1 << 20 // options of an issue, outcomes of an explicit table
	maxFiles   = 1000    // files of a folder
	maxDepth   = 64      // levels of a document
	maxSides   = 1 << 24 // options of all sides of all boxes of a folder
	maxTables  = 1 << 24 // values of all parties of a folder: 128 MB
)

// DefaultPoints is the number of points of a continuous issue: 21, as in Genius.
const DefaultPoints = 21

// A Scenario is a space with what each party makes of it.
type Scenario struct {
	Name    string
	Space   *deal.Space
	Parties []deal.Preferences // in joining order
	Rounds  int                // deadline that the folder names; 0: none
	Format  string             // one of Formats
}

// Formats are the formats that can be read and written. NegMAS is negmas in YAML
// and negmas-json in JSON.
var Formats = []string{"genius", "geniusweb", "negmas", "negmas-json"}

// ReadOptions say how a folder is read. The zero value has the defaults.
type ReadOptions struct {
	Points int // points of a continuous issue, both ends among them; 0: DefaultPoints
}

// Read reads the scenario in the root of fsys, of whichever format. What cannot
// be read is an [*Error], or several joined.
func Read(fsys fs.FS) (*Scenario, error) { return ReadOptions{}.Read(fsys) }

// Read is [Read] with options.
func (o ReadOptions) Read(fsys fs.FS) (*Scenario, error) {
	if o.Points < 0 || o.Points > MaxOptions {
		return nil, fmt.Errorf("scenario: %d points for a continuous issue; choose 1..%d", o.Points, MaxOptions)
	}
	r := &reader{points: cmp.Or(o.Points, DefaultPoints)}
	s := r.folder(fsys)
	if err := r.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// Files returns the files of s in a format, by name. It fails where the format
// cannot say what s says. The same scenario gives the same bytes.
func Files(s *Scenario, format string) (map[string][]byte, error) {
	if err := checkWritable(s); err != nil {
		return nil, fmt.Errorf("scenario: %w", err)
	}
	write, ok := writers[format]
	if !ok {
		return nil, fmt.Errorf("scenario: no format is called %q; choose one of %q", format, Formats)
	}
	files, err := write(s)
	if err != nil {
		return nil, fmt.Errorf("scenario: %s: %w", format, err)
	}
	total := 0
	for _, text := range files {
		total += len(text)
	}
	if total > MaxBytes {
		return nil, fmt.Errorf("scenario: %s: %d bytes in all; at most %d can be read back", format, total, MaxBytes)
	}
	if err := readBack(s, files); err != nil {
		return nil, fmt.Errorf("scenario: %s: the files could not be read back: %s", format, strings.TrimPrefix(err.Error(), "scenario: "))
	}
	return files, nil
}

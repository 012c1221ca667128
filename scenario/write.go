package scenario

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/deal"
)

var writers = map[string]func(*Scenario) (map[string][]byte, error){
	"genius":      writeGenius,
	"geniusweb":   writeWeb,
	"negmas":      writeNegmas,
	"negmas-json": writeNegmasJSON,
}

// closeTo is how far a number may be from what it stands for: 1e-9, about a
// million times the rounding of the sums that the formats need.
const closeTo = 1e-9

// checkWritable reports what no format can say.
func checkWritable(s *Scenario) error {
	if s == nil || s.Space == nil || len(s.Parties) == 0 {
		return errors.New("a scenario to write needs a space and a party")
	}
	if err := checkSize(s); err != nil {
		return err
	}
	names := []string{s.Name}
	for i := range s.Space.Issues() {
		issue := s.Space.Issue(i)
		names = append(names, issue.Name)
		if err := checkIssue(issue); err != nil {
			return err
		}
		for k := range issue.Len() {
			if !issue.Numeric() {
				names = append(names, issue.Option(k))
			}
		}
	}
	seen := make(map[string]bool, len(s.Parties))
	for i := range s.Parties {
		p := &s.Parties[i]
		if seen[p.Name] && p.Name != "" {
			return fmt.Errorf("two parties are called %s; give each a name of its own", short(p.Name))
		}
		seen[p.Name] = true
		names = append(names, p.Name)
		if v, ok := p.Utility.(validator); ok {
			if err := v.Validate(s.Space); err != nil {
				return fmt.Errorf("party %s: %s", short(p.Name), strings.TrimPrefix(err.Error(), "deal: "))
			}
		}
		switch {
		case p.Utility == nil:
			return fmt.Errorf("party %s has no utility", short(p.Name))
		case math.IsNaN(p.Reserved) || math.IsInf(p.Reserved, 1):
			return fmt.Errorf("party %s has the reserved value %v", short(p.Name), p.Reserved)
		case explicitLen(p.Utility) > MaxOptions:
			return fmt.Errorf("party %s has a utility for each of %d outcomes; at most %d are written", short(p.Name), explicitLen(p.Utility), MaxOptions)
		case !(p.Discount >= 0 && p.Discount <= 1):
			return fmt.Errorf("party %s has the discount %v, which is not in 0..1", short(p.Name), p.Discount)
		}
	}
	return checkNames(names)
}

// checkSize checks the numbers of what there is, which Read limits.
func checkSize(s *Scenario) error {
	options, tables := 0, 0
	for i := range s.Space.Issues() {
		options += s.Space.Issue(i).Len()
	}
	for i := range s.Parties {
		tables += options + explicitLen(s.Parties[i].Utility)
	}
	switch {
	case s.Rounds < 0:
		return fmt.Errorf("the deadline is %d rounds; set Rounds to 0 for none", s.Rounds)
	case len(s.Parties)+2 > maxFiles: // with the domain and the settings
		return fmt.Errorf("%d parties; at most %d can be read back", len(s.Parties), maxFiles-2)
	case tables > maxTables:
		return fmt.Errorf("the parties have %d values in all; at most %d can be read back", tables, maxTables)
	}
	return nil
}

// checkIssue reports an issue that no format can say.
func checkIssue(issue *deal.Issue) error {
	n := issue.Len()
	switch {
	case issue.Name == "":
		return errors.New("an issue has no name")
	case n > MaxOptions:
		return fmt.Errorf("issue %s has %d options; at most %d can be read back", short(issue.Name), n, MaxOptions)
	case issue.Numeric() && issue.Value(n-1)-issue.Value(0) > widest:
		return fmt.Errorf("issue %s is wider than %v; choose another unit", short(issue.Name), widest)
	}
	return nil
}

// readBack reads files that are to be written: what cannot be read is not written.
func readBack(s *Scenario, files map[string][]byte) error {
	r := &reader{points: DefaultPoints}
	var docs []*document
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text, ok := r.decoded(name, files[name])
		if !ok {
			break
		}
		docs = append(docs, r.document(name, text))
	}
	got := r.scenario(docs)
	switch err := r.err(); {
	case err != nil:
		return err
	case got.Rounds != s.Rounds || len(got.Parties) != len(s.Parties) || got.Space.Issues() != s.Space.Issues():
		return errors.New("they would not be the same scenario")
	}
	for i := range s.Space.Issues() {
		if !sameNames(s.Space.Issue(i), got.Space.Issue(i)) {
			return fmt.Errorf("issue %s would not be the same", short(s.Space.Issue(i).Name))
		}
	}
	return nil
}

// sameNames reports whether two issues have the same name and, if they are
// named, the same options; numbers may have another number of points.
func sameNames(a, b *deal.Issue) bool {
	if a.Name != b.Name || a.Numeric() != b.Numeric() || !a.Numeric() && a.Len() != b.Len() {
		return false
	}
	for k := 0; !a.Numeric() && k < a.Len(); k++ {
		if a.Option(k) != b.Option(k) {
			return false
		}
	}
	return true
}

// explicitLen is the length of an explicit table, 0 of another utility.
func explicitLen(u deal.Utility) int {
	if e, ok := u.(*deal.Explicit); ok {
		return len(e.Utilities)
	}
	return 0
}

func checkNames(names []string) error {
	for _, name := range names {
		if !utf8.ValidString(name) {
			return fmt.Errorf("the name %s is not in UTF-8", short(name))
		}
	}
	return nil
}

// partyFile is the name of a party's file without its ending: numbered, so that
// the files are in the order of the parties.
func partyFile(s *Scenario, i int) string {
	digits := len(strconv.Itoa(len(s.Parties)))
	slug := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, s.Parties[i].Name)
	slug = strings.Trim(slug[:min(len(slug), 40)], "-")
	if slug == "" {
		slug = "party"
	}
	return fmt.Sprintf("%0*d-%s", digits, i+1, slug)
}

// sum returns the utility of party i as a weighted sum.
func sum(s *Scenario, i int) (*deal.Additive, error) {
	p := &s.Parties[i]
	a, ok := p.Utility.(*deal.Additive)
	if !ok {
		return nil, fmt.Errorf("the utility of party %s is a %s, and the format has only weighted sums",
			short(p.Name), strings.TrimPrefix(fmt.Sprintf("%T", p.Utility), "*"))
	}
	return a, nil
}

// line returns the values at both ends of a table that is a straight line over
// its options.
func line(values []float64) (first, last float64, ok bool) {
	first, last = values[0], values[len(values)-1]
	tolerance := closeTo * max(math.Abs(first), math.Abs(last), 1e-300)
	for k, v := range values {
		if math.Abs(v-at(first, last, k, len(values))) > tolerance {
			return 0, 0, false
		}
	}
	return first, last, true
}

// at is the value of option k of n on a line.
func at(first, last float64, k, n int) float64 {
	if k == 0 {
		return first
	}
	return first + (last-first)*(float64(k)/float64(n-1))
}

// scaled returns a table times a factor and plus a number.
func scaled(values []float64, factor, plus float64) []float64 {
	out := make([]float64, len(values))
	for k, v := range values {
		out[k] = float64(v*factor) + plus
	}
	return out
}

// span is the lowest and the highest value of a table.
func span(values []float64) (lo, hi float64) {
	lo, hi = values[0], values[0]
	for _, v := range values {
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

// float is the shortest decimal that is x.
func float(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

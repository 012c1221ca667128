package scenario

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/deal"
)

func writeGenius(s *Scenario) (map[string][]byte, error) {
	if s.Rounds != 0 {
		return nil, fmt.Errorf("there is no place for the deadline of %d rounds; set Rounds to 0", s.Rounds)
	}
	w := &geniusWriter{s: s, issues: make([]string, s.Space.Issues())}
	files := map[string][]byte{"domain.xml": w.domain()}
	for i := range s.Parties {
		text, err := w.profile(i)
		if err != nil {
			return nil, err
		}
		files[partyFile(s, i)+".xml"] = text
	}
	if w.err != nil {
		return nil, w.err
	}
	return files, nil
}

type geniusWriter struct {
	bytes.Buffer
	s      *Scenario
	issues []string // opening tags, without their end
	err    error
}

// q is s as the value of an attribute.
func (w *geniusWriter) q(s string) string {
	var b strings.Builder
	if i := strings.IndexFunc(s, notXML); i >= 0 {
		w.err = fmt.Errorf("the name %s has the character %q, which XML cannot say", short(s), []rune(s[i:])[0])
	}
	b.WriteByte('"')
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	b.WriteByte('"')
	return b.String()
}

// notXML reports whether a character is outside of XML 1.0.
func notXML(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
		return false
	}
	return true
}

func (w *geniusWriter) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

// take returns what has been written.
func (w *geniusWriter) take() []byte {
	text := bytes.Clone(w.Bytes())
	w.Reset()
	return text
}

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	geniusRoot = `<objective index="0" etype="objective" type="objective" description="" name="root">` + "\n"
)

func (w *geniusWriter) domain() []byte {
	w.printf(xmlHead+"<negotiation_template>\n<utility_space number_of_issues=\"%d\" name=%s>\n", w.s.Space.Issues(), w.q(w.s.Name))
	w.printf(geniusRoot)
	for i := range w.issues {
		w.issue(i)
	}
	w.printf("</objective>\n</utility_space>\n</negotiation_template>\n")
	return w.take()
}

// issue writes an issue of the domain, and keeps its opening tag.
func (w *geniusWriter) issue(i int) {
	issue := w.s.Space.Issue(i)
	n := issue.Len()
	open := func(t, more string) {
		w.issues[i] = fmt.Sprintf("<issue index=\"%d\" name=%s type=%q etype=%q vtype=%q%s", i+1, w.q(issue.Name), t, t, t, more)
	}
	switch {
	case !issue.Numeric():
		open("discrete", "")
		w.printf("  %s>\n", w.issues[i])
		for k := range n {
			w.printf("    <item index=\"%d\" value=%s/>\n", k+1, w.q(issue.Option(k)))
		}
		w.printf("  </issue>\n")
	case integers(issue):
		open("integer", fmt.Sprintf(" lowerbound=%q upperbound=%q", issue.Option(0), issue.Option(n-1)))
		w.printf("  %s/>\n", w.issues[i])
	default:
		open("real", "")
		w.printf("  %s>\n    %s\n  </issue>\n", w.issues[i], w.bounds(issue))
	}
}

func (w *geniusWriter) bounds(issue *deal.Issue) string {
	return fmt.Sprintf("<range lowerbound=%q upperbound=%q/>", float(issue.Value(0)), float(issue.Value(issue.Len()-1)))
}

// integers reports whether the options are whole numbers that follow each other.
func integers(issue *deal.Issue) bool {
	lo, n := issue.Value(0), issue.Len()
	return issue.Numeric() && lo == math.Trunc(lo) && issue.Value(n-1)-lo == float64(n-1) && math.Abs(lo) < 1<<53
}

func (w *geniusWriter) profile(i int) ([]byte, error) {
	p := &w.s.Parties[i]
	if _, ok := p.Utility.(*deal.Additive); !ok {
		err := w.boxes(p)
		return w.take(), err
	}
	a, err := sum(w.s, i)
	if err != nil {
		return nil, err
	}
	if a, err = withoutBias(w.s.Space, a); err != nil {
		return nil, fmt.Errorf("party %s: %w", short(p.Name), err)
	}
	w.head(p, "")
	for i := range w.issues {
		weight, err := w.values(i, a.Weights[i], a.Values[i])
		if err != nil {
			return nil, fmt.Errorf("party %s: %w", short(p.Name), err)
		}
		w.printf("  <weight index=\"%d\" value=%q/>\n", i+1, float(weight))
	}
	w.tail(p)
	return w.take(), nil
}

func (w *geniusWriter) head(p *deal.Preferences, more string) {
	w.printf(xmlHead+"<utility_space name=%s%s>\n", w.q(p.Name), more)
	w.printf(geniusRoot)
}

func (w *geniusWriter) tail(p *deal.Preferences) {
	reserved, discount := float(p.Reserved), p.Discount
	if math.IsInf(p.Reserved, -1) {
		reserved = "-Infinity" // as Java and Python read it
	}
	if discount == 0 {
		discount = 1
	}
	w.printf("</objective>\n<discount_factor value=%q/>\n<reservation value=%q/>\n</utility_space>\n", float(discount), reserved)
}

// values writes the evaluations of issue i, and returns the weight that makes
// them what they are after Genius has divided by their largest.
func (w *geniusWriter) values(i int, weight float64, values []float64) (float64, error) {
	lo, hi := span(values)
	if hi <= 0 && lo < 0 {
		// Genius counts nothing where no evaluation is above 0; turned around,
		// the same products come out.
		values, weight, hi = scaled(values, -1, 0), -weight, -lo
	}
	issue := w.s.Space.Issue(i)
	if issue.Numeric() {
		return w.numeric(i, weight, values)
	}
	if hi > 0 && hi < geniusNothing {
		values, weight, hi = scaled(values, 1/hi, 0), weight*hi, 1
	}
	w.printf("  %s>\n", w.issues[i])
	for k, v := range values {
		w.printf("    <item index=\"%d\" value=%s evaluation=%q/>\n", k+1, w.q(issue.Option(k)), float(v))
	}
	w.printf("  </issue>\n")
	if hi == 0 {
		return weight, nil
	}
	return weight * hi, nil
}

// numeric writes a line in 0..1 on an integer or a real issue.
func (w *geniusWriter) numeric(i int, weight float64, values []float64) (float64, error) {
	issue := w.s.Space.Issue(i)
	first, last, ok := line(values)
	if !ok {
		return 0, fmt.Errorf("the values of issue %s are no straight line, and Genius has nothing else on numbers; write negmas", short(issue.Name))
	}
	if min(first, last) < -closeTo {
		return 0, fmt.Errorf("the values of issue %s are partly below 0, where Genius cuts them; write negmas, or add to them", short(issue.Name))
	}
	first, last = max(first, 0), max(last, 0)
	if most := max(first, last); most > 1 {
		first, last, weight = first/most, last/most, weight*most
	}
	x0, x1 := issue.Value(0), issue.Value(issue.Len()-1)
	slope := 0.0
	if x1 > x0 {
		slope = (last - first) / (x1 - x0)
	}
	if integers(issue) {
		w.printf("  %s>\n    <evaluator ftype=\"linear\" offset=%q slope=%q/>\n  </issue>\n", w.issues[i], float(first), float(slope))
		return weight, nil
	}
	w.printf("  %s>\n    %s\n    <evaluator ftype=\"linear\" parameter0=%q parameter1=%q/>\n  </issue>\n",
		w.issues[i], w.bounds(issue), float(first-slope*x0), float(slope))
	return weight, nil
}

// withoutBias moves the bias into the values of an issue with named options, or
// of any if there is none, and checks that no utility is above 1, where Genius
// would cut it.
func withoutBias(s *deal.Space, a *deal.Additive) (*deal.Additive, error) {
	most, carrier := a.Bias, -1
	for i, w := range a.Weights {
		lo, hi := span(scaled(a.Values[i], w, 0))
		most += hi
		named := !s.Issue(i).Numeric()
		if w != 0 && lo < hi && (carrier < 0 || named && s.Issue(carrier).Numeric()) {
			carrier = i
		}
	}
	switch {
	case most > 1+closeTo:
		return nil, fmt.Errorf("the best outcome is worth %s, and Genius cuts utilities at 1; normalise them", strconv.FormatFloat(most, 'g', 6, 64))
	case a.Bias == 0:
		return a, nil
	}
	out := &deal.Additive{Weights: append([]float64(nil), a.Weights...), Values: append([][]float64(nil), a.Values...)}
	if carrier < 0 {
		// Nothing matters: the constant is the value of every option.
		carrier = 0
		out.Weights[0], out.Values[0] = 1, make([]float64, len(a.Values[0]))
		for i, w := range a.Weights {
			out.Values[0] = scaled(out.Values[0], 1, w*a.Values[i][0])
			if i > 0 {
				out.Weights[i] = 0
			}
		}
	}
	out.Values[carrier] = scaled(out.Values[carrier], 1, a.Bias/out.Weights[carrier])
	return out, nil
}

// boxes writes a nonlinear profile.
func (w *geniusWriter) boxes(p *deal.Preferences) error {
	h, ok := p.Utility.(deal.HyperRectangles)
	if !ok || len(h) == 0 {
		return fmt.Errorf("the utility of party %s is a %T, and Genius has weighted sums and boxes; write negmas", short(p.Name), p.Utility)
	}
	if err := h.Validate(w.s.Space); err != nil {
		return err
	}
	if most := mostOfBoxes(w.s.Space, h); most > 1+closeTo {
		return fmt.Errorf("party %s: an outcome is worth up to %s, and Genius cuts utilities at 1; normalise them", short(p.Name), strconv.FormatFloat(most, 'g', 6, 64))
	}
	w.head(p, ` type="nonlinear"`)
	for i, open := range w.issues {
		if !integers(w.s.Space.Issue(i)) {
			return fmt.Errorf("party %s: Genius has boxes on integer issues only, and issue %s is none; write negmas", short(p.Name), short(w.s.Space.Issue(i).Name))
		}
		w.printf("  %s/>\n", open)
	}
	w.printf("  <utility maxutility=\"1\">\n  <ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">\n")
	for _, box := range h {
		w.printf("    <hyperRectangle utility=%q>\n", float(box.Utility))
		for _, side := range box.Sides {
			issue := w.s.Space.Issue(side.Issue)
			w.printf("      <INCLUDES index=\"%d\" min=%q max=%q/>\n", side.Issue+1, issue.Option(int(side.Lo)), issue.Option(int(side.Hi)))
		}
		w.printf("    </hyperRectangle>\n")
	}
	w.printf("  </ufun>\n  </utility>\n")
	w.tail(p)
	return nil
}

// maxLooks is how many times it is looked whether an outcome is in a box to find
// the largest utility.
const maxLooks = 1 << 22

// mostOfBoxes is the largest utility of boxes, or in large spaces all that is
// above 0, which is no less.
func mostOfBoxes(s *deal.Space, h deal.HyperRectangles) float64 {
	bound := 0.0
	for i := range h {
		bound += max(h[i].Utility, 0)
	}
	if bound <= 1 || s.Len() > uint64(maxLooks/len(h)) {
		return bound
	}
	most, options := math.Inf(-1), make([]int32, s.Issues())
	for o := range s.Len() {
		most = max(most, h.Of(s.Options(deal.Outcome(o), options)))
	}
	return most
}

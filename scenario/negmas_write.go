package scenario

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/deal"
)

func writeNegmas(s *Scenario) (map[string][]byte, error) {
	if s.Rounds != 0 {
		return nil, fmt.Errorf("there is no place for the deadline of %d rounds; set Rounds to 0", s.Rounds)
	}
	w := &yamlWriter{s: s}
	files := map[string][]byte{"domain.yml": w.domain()}
	for i := range s.Parties {
		text, err := w.profile(i)
		if err != nil {
			return nil, fmt.Errorf("party %s: %w", short(s.Parties[i].Name), err)
		}
		files[partyFile(s, i)+".yml"] = text
	}
	return files, nil
}

// A yamlWriter writes the part of YAML that NegMAS' reader, PyYAML, and ours
// agree on: all text in quotation marks, numbers with a point.
type yamlWriter struct {
	bytes.Buffer
	s *Scenario
}

func (w *yamlWriter) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func (w *yamlWriter) take() []byte {
	text := bytes.Clone(w.Bytes())
	w.Reset()
	return text
}

// yamlString is s in double quotation marks: Go's escapes are YAML's.
func yamlString(s string) string { return strconv.Quote(s) }

// yamlFloat is x with a point and −∞ as YAML 1.1 needs them.
func yamlFloat(x float64) string {
	if math.IsInf(x, -1) {
		return "-.inf"
	}
	s := float(x)
	mantissa, exponent, isE := strings.Cut(s, "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	if isE {
		return mantissa + "e" + exponent
	}
	return mantissa
}

// yamlOption is an option as NegMAS has it: text, a whole number, or a float.
func yamlOption(issue *deal.Issue, k int) string {
	switch {
	case !issue.Numeric():
		return yamlString(issue.Option(k))
	case integers(issue):
		return strconv.FormatFloat(issue.Value(k), 'f', -1, 64)
	}
	return yamlFloat(issue.Value(k))
}

// key writes a key of a mapping; YAML wants long ones marked.
func (w *yamlWriter) key(indent, key string) {
	if len(key) > 500 {
		w.printf("%s? %s\n%s: ", indent, key, indent)
		return
	}
	w.printf("%s%s: ", indent, key)
}

func (w *yamlWriter) domain() []byte {
	w.printf("type: DiscreteCartesianOutcomeSpace\nname: %s\nissues:\n", yamlString(w.s.Name))
	for i := range w.s.Space.Issues() {
		issue := w.s.Space.Issue(i)
		n := issue.Len()
		if integers(issue) {
			w.printf("- type: ContiguousIssue\n  name: %s\n  values: [%s, %s]\n", yamlString(issue.Name), yamlOption(issue, 0), yamlOption(issue, n-1))
			continue
		}
		class := "CategoricalIssue"
		if issue.Numeric() {
			class = "DiscreteOrdinalIssue"
		}
		w.printf("- type: %s\n  name: %s\n  values:\n", class, yamlString(issue.Name))
		for k := range n {
			w.printf("  - %s\n", yamlOption(issue, k))
		}
	}
	return w.take()
}

// profile writes a party. A discount is a function around the utility function,
// over the part of the time that has passed.
func (w *yamlWriter) profile(i int) ([]byte, error) {
	p := &w.s.Parties[i]
	head := fmt.Sprintf("name: %s\nreserved_value: %s\n", yamlString(p.Name), yamlFloat(p.Reserved))
	if p.Discount == 0 || p.Discount == 1 {
		err := w.utility(i, head, "")
		return w.take(), err
	}
	w.printf("type: ExpDiscountedUFun\n%sdiscount: %s\nfactor: relative_time\ndynamic_reservation: true\nufun:\n", head, yamlFloat(p.Discount))
	err := w.utility(i, fmt.Sprintf("  reserved_value: %s\n", yamlFloat(p.Reserved)), "  ")
	return w.take(), err
}

func (w *yamlWriter) utility(i int, head, indent string) error {
	u := w.s.Parties[i].Utility
	if c, ok := constraints(w.s.Space, u); ok {
		w.boxes(c, head, indent)
		return nil
	}
	a, err := sum(w.s, i)
	if err != nil {
		return err
	}
	w.printf("%stype: LinearAdditiveUtilityFunction\n%s%sweights:\n", indent, head, indent)
	for _, weight := range a.Weights {
		w.printf("%s- %s\n", indent, yamlFloat(weight))
	}
	w.printf("%sbias: %s\n%svalues:\n", indent, yamlFloat(a.Bias), indent)
	for i, values := range a.Values {
		issue := w.s.Space.Issue(i)
		w.printf("%s- type: TableFun\n%s  mapping:\n", indent, indent)
		for k, v := range values {
			w.key(indent+"    ", yamlOption(issue, k))
			w.printf("%s\n", yamlFloat(v))
		}
	}
	return nil
}

package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"

	"parley/deal"
)

func writeWeb(s *Scenario) (map[string][]byte, error) {
	domain := webDomainOf(s)
	files := map[string][]byte{"domain.json": indented(domain)}
	for i := range s.Parties {
		profile, err := webProfileOf(s, i, domain)
		if err != nil {
			return nil, fmt.Errorf("party %s: %w", short(s.Parties[i].Name), err)
		}
		files[partyFile(s, i)+".json"] = indented(object{{webAdditive, profile}})
	}
	if s.Rounds > 0 {
		files["settings.json"] = indented(webSettings(s))
	}
	return files, nil
}

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON implements [json.Marshaler].
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(compact(m.key))
		b.WriteByte(':')
		b.Write(compact(m.value))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// compact is v in JSON, with < > & as they are.
func compact(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // strings, finite numbers, and objects of them
	return bytes.TrimSpace(b.Bytes())
}

// indented is v in JSON, indented.
func indented(v any) []byte {
	var b bytes.Buffer
	_ = json.Indent(&b, compact(v), "", "  ")
	b.WriteByte('\n')
	return b.Bytes()
}

func webDomainOf(s *Scenario) object {
	var issues object
	for i := range s.Space.Issues() {
		issue := s.Space.Issue(i)
		if issue.Numeric() {
			issues = append(issues, member{issue.Name, object{{"range", webBounds(issue)}}})
			continue
		}
		options := make([]string, issue.Len())
		for k := range options {
			options[k] = issue.Option(k)
		}
		issues = append(issues, member{issue.Name, object{{"values", options}}})
	}
	return object{{"name", s.Name}, {"issuesValues", issues}}
}

// webBounds is a numeric issue as low, high and step. The step is rounded down
// if the last point would lie above high, where GeniusWeb would leave it out.
func webBounds(issue *deal.Issue) object {
	n := issue.Len()
	lo, hi, step := issue.Value(0), issue.Value(n-1), 1.0
	if n > 1 {
		step = (hi - lo) / float64(n-1)
		end := new(big.Rat).Mul(rat(decimal(step)), big.NewRat(int64(n-1), 1))
		if end.Add(end, rat(decimal(lo))).Cmp(rat(decimal(hi))) > 0 {
			step = math.Nextafter(step, 0)
		}
	}
	return object{{"low", decimal(lo)}, {"high", decimal(hi)}, {"step", decimal(step)}}
}

func decimal(x float64) json.Number { return json.Number(float(x)) }

func rat(n json.Number) *big.Rat {
	r, _ := new(big.Rat).SetString(string(n))
	return r
}

func webProfileOf(s *Scenario, i int, domain object) (object, error) {
	p := &s.Parties[i]
	if p.Discount != 0 && p.Discount != 1 {
		return nil, errors.New("GeniusWeb has no discount; write genius or negmas, or set it to 0")
	}
	a, err := sum(s, i)
	if err != nil {
		return nil, err
	}
	if a, err = unit(a); err != nil {
		return nil, err
	}
	var utilities, weights object
	for j, w := range decimals(a.Weights) {
		issue := s.Space.Issue(j)
		u, err := webValuesOf(issue, a.Values[j])
		if err != nil {
			return nil, err
		}
		utilities = append(utilities, member{issue.Name, u})
		weights = append(weights, member{issue.Name, w})
	}
	o := object{{"name", p.Name}, {"issueUtilities", utilities}, {"issueWeights", weights}, {"domain", domain}}
	if p.Reserved == 0 {
		return o, nil
	}
	bid, err := webBidOf(s.Space, a, p.Reserved)
	return append(o, member{"reservationBid", bid}), err
}

func webValuesOf(issue *deal.Issue, values []float64) (object, error) {
	if !issue.Numeric() {
		var table object
		for k, v := range values {
			table = append(table, member{issue.Option(k), decimal(v)})
		}
		return object{{"discreteutils", object{{"valueUtilities", table}}}}, nil
	}
	first, last, ok := line(values)
	if !ok {
		return nil, fmt.Errorf("the values of issue %s are no straight line, and GeniusWeb has nothing else on numbers; write negmas", short(issue.Name))
	}
	lo, hi := issue.Value(0), issue.Value(issue.Len()-1)
	return object{{"numberutils", object{
		{"lowValue", decimal(lo)}, {"lowUtility", decimal(first)},
		{"highValue", decimal(hi)}, {"highUtility", decimal(last)},
	}}}, nil
}

// unit returns the same utility with values in 0..1 and weights that sum to 1,
// which GeniusWeb demands. What is left of the weights when each issue has the
// weight of its best option over its worst goes to the first issue, with the
// utility of the worst outcome.
func unit(a *deal.Additive) (*deal.Additive, error) {
	if isUnit(a) {
		return a, nil
	}
	n := len(a.Weights)
	out := &deal.Additive{Weights: make([]float64, n), Values: make([][]float64, n)}
	worst, total := a.Bias, 0.0
	for i, w := range a.Weights {
		terms := scaled(a.Values[i], w, 0)
		lo, hi := span(terms)
		worst, total = worst+lo, total+hi-lo
		out.Weights[i], out.Values[i] = hi-lo, make([]float64, len(terms))
		for k, t := range terms {
			if hi > lo {
				out.Values[i][k] = (t - lo) / (hi - lo)
			}
		}
	}
	if worst < -closeTo || worst+total > 1+closeTo {
		return nil, fmt.Errorf("the utilities are in %.6g..%.6g, and GeniusWeb demands 0..1; normalise them", worst, worst+total)
	}
	w := out.Weights[0]
	if rest := max(0, 1-total); w+rest > 0 {
		out.Weights[0] = w + rest
		out.Values[0] = scaled(out.Values[0], w/(w+rest), max(0, worst)/(w+rest))
	}
	for _, values := range out.Values {
		for k, v := range values {
			values[k] = min(max(v, 0), 1)
		}
	}
	return out, nil
}

func isUnit(a *deal.Additive) bool {
	total := 0.0
	for i, w := range a.Weights {
		lo, hi := span(a.Values[i])
		total += w
		if w < 0 || lo < 0 || hi > 1 {
			return false
		}
	}
	return a.Bias == 0 && math.Abs(total-1) <= closeTo
}

// decimals are the weights as decimals that sum to exactly 1, as GeniusWeb
// demands: the largest takes what is missing, less than 1e-9 of it.
func decimals(weights []float64) []json.Number {
	out := make([]json.Number, len(weights))
	rest := big.NewRat(1, 1)
	for i, w := range weights {
		out[i] = decimal(w)
		rest.Sub(rest, rat(out[i]))
	}
	if rest.Sign() != 0 {
		largest := slices.Index(weights, slices.Max(weights))
		rest.Add(rest, rat(out[largest]))
		digits, _ := rest.FloatPrec() // exact: a sum of decimals is a decimal
		out[largest] = json.Number(rest.FloatString(digits))
	}
	return out
}

// maxTerms is how many terms of utilities are looked at for a reservation bid: a
// million outcomes of sixteen issues.
const maxTerms = 1 << 24

// webBidOf finds the outcome whose utility is closest to the reserved value,
// which GeniusWeb says by a bid.
func webBidOf(s *deal.Space, a *deal.Additive, reserved float64) (object, error) {
	best, gap := deal.Outcome(0), math.Inf(1)
	options, look := make([]int32, s.Issues()), uint64(maxTerms/s.Issues())
	for o := uint64(0); o < min(s.Len(), look) && gap > 0; o++ {
		if d := math.Abs(a.Of(s.Options(deal.Outcome(o), options)) - reserved); d < gap {
			best, gap = deal.Outcome(o), d
		}
	}
	options = s.Options(best, options)
	switch {
	case gap <= closeTo:
	case s.Len() > look:
		return nil, fmt.Errorf("GeniusWeb says the reserved value by a bid, and none of the first %d outcomes is worth %v; set it to 0 or write negmas", look, reserved)
	default:
		return nil, fmt.Errorf("GeniusWeb says the reserved value by a bid, and no outcome is worth %v; the closest is %v; set it to one or to 0, or write negmas", reserved, a.Of(options))
	}
	var bid object
	for i, k := range options {
		issue := s.Issue(i)
		if issue.Numeric() {
			bid = append(bid, member{issue.Name, decimal(issue.Value(int(k)))})
		} else {
			bid = append(bid, member{issue.Name, issue.Option(int(k))})
		}
	}
	return object{{"issuevalues", bid}}, nil
}

// webSettings is a session of stacked alternating offers with the deadline. The
// parties that play are not known here.
func webSettings(s *Scenario) object {
	var participants []object
	for i := range s.Parties {
		party := object{
			{"party", object{{"partyref", ""}, {"parameters", object{}}}},
			{"profile", "file:" + partyFile(s, i) + ".json"},
		}
		participants = append(participants, object{{"TeamInfo", object{{"parties", []object{party}}}}})
	}
	deadline := object{{"deadlinerounds", object{{"rounds", s.Rounds}, {"durationms", 3600000}}}}
	return object{{"SAOPSettings", object{{"participants", participants}, {"deadline", deadline}}}}
}

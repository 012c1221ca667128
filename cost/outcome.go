package cost

// Exact reports whether s is one amount: nothing it depends on was uncertain.
func (s Spread) Exact() bool { return s.Dots[0] == s.Dots[19] && s.Mean == s.P50 }

// certainly returns the spread of an amount that is known.
func certainly(x float64) Spread {
	s := Spread{Mean: x, P10: x, P50: x, P90: x}
	for i := range s.Dots {
		s.Dots[i] = x
	}
	return s
}

// spreadOf returns the spread that was counted, or of the amount if none was.
func spreadOf(m *measure, certain float64, draws int) Spread {
	if m == nil {
		return certainly(certain)
	}
	return m.spreadOf(draws, m.mean(draws))
}

// outcome returns what terms cost, but not beside others.
func (t *priced) outcome(m *tally, draws int) Outcome {
	out := Outcome{Exact: !m.drawn()}
	present := 0.0
	for i, s := range t.steps {
		out.Years = append(out.Years, spreadOf(m.years[i], s.amount*s.middle, draws))
		present += float64(s.amount * s.middle * s.present)
	}
	out.Total = spreadOf(m.total, t.total, draws)
	if out.Discounted = out.Total; !t.flat {
		out.Discounted = spreadOf(m.discounted, present, draws)
	}
	if t.beside {
		out.Beside = spreadOf(m.beside, t.besideTotal(), draws)
	}
	return out
}

// besideTotal returns the total in the second currency, on the middle path.
func (t *priced) besideTotal() float64 {
	sum := 0.0
	for _, s := range t.steps {
		if s.direct {
			sum += s.amount
		} else {
			sum += s.amount * s.middle / s.besideMiddle
		}
	}
	return sum
}

// over fills in what terms cost more than those they are compared with.
func (g *program) over(out []Outcome, ts []tally, p Plan) {
	if p.Against < 0 {
		return
	}
	for i := range out {
		out[i].Over = spreadOf(ts[i].over, g.terms[i].total-g.terms[p.Against].total, p.Draws)
	}
}

package scenario

import (
	"math"
)

// valueFunction reads the value of each option of issue i: a table without a
// type, a list in the order of the options, or one of NegMAS' value functions.
func (r *reader) valueFunction(n *node, i int, values []float64) {
	switch t := class(n); {
	case n.kind == list:
		if len(n.items) != len(values) {
			r.add(n.place, "write one for each option", "issue %s has %d options and %d values", short(r.issues[i].Name), len(values), len(n.items))
			return
		}
		for k, v := range n.items {
			values[k], _ = r.finite(v, "a value")
		}
	case t == "" && n.kind == fields:
		r.table(n, i, values)
	case t == "TableFun":
		if m := n.get("mapping"); m != nil {
			r.table(m, i, values)
		} else {
			r.add(n.place, "add it", "mapping is missing")
		}
	default:
		if f := r.formula(n, t); f != nil {
			r.curve(n, i, values, f)
		}
	}
}

// formula returns a value function of NegMAS that is a formula, nil if there is
// none of this name.
func (r *reader) formula(n *node, t string) func(float64) float64 {
	need := func(key string) float64 { x, _ := r.field(n, key); return x }
	bias := func() float64 { return r.or(n, "bias", 0) }
	switch t {
	case "IdentityFun":
		return func(x float64) float64 { return x }
	case "ConstFun":
		b := need("bias")
		return func(float64) float64 { return b }
	case "LinearFun", "AffineFun":
		s, b := need("slope"), bias()
		return func(x float64) float64 { return float64(x*s) + b } // rounded, not fused, on every machine
	case "QuadraticFun":
		a2, a1, b := need("a2"), need("a1"), bias()
		return func(x float64) float64 { return float64(a2*x*x) + float64(a1*x) + b }
	case "PolynomialFun":
		return r.polynomial(n, bias())
	case "TriangularFun":
		s, m, e, b := need("start"), need("middle"), need("end"), bias()
		f := trapezium(s, m, m, e, b, r.or(n, "scale", 1))
		return func(x float64) float64 {
			if x <= s || x >= e {
				return b
			}
			return f(x)
		}
	case "TrapezoidalFun":
		return trapezium(need("start"), need("rise_end"), need("fall_start"), need("end"), bias(), r.or(n, "scale", 1))
	}
	return r.curved(n, t, need, bias())
}

// curved returns the value functions of NegMAS that are not made of powers.
func (r *reader) curved(n *node, t string, need func(string) float64, bias float64) func(float64) float64 {
	switch t {
	case "GaussianFun":
		c, s, scale := need("center"), need("sigma"), r.or(n, "scale", 1)
		return func(x float64) float64 { return bias + scale*math.Exp(-(x-c)*(x-c)/(2*s*s)) }
	case "ExponentialFun":
		tau, base := need("tau"), r.or(n, "base", math.E)
		return func(x float64) float64 { return math.Pow(base, tau*x) + bias }
	case "LogFun":
		tau, base, scale := need("tau"), r.or(n, "base", math.E), r.or(n, "scale", 1)
		return func(x float64) float64 { return scale*math.Log(tau*x)/math.Log(base) + bias }
	case "SinFun", "CosFun":
		m, p, a := r.or(n, "multiplier", 1), r.or(n, "phase", 0), r.or(n, "amplitude", 1)
		if t == "CosFun" {
			return func(x float64) float64 { return a*math.Cos(m*x+p) + bias }
		}
		return func(x float64) float64 { return a*math.Sin(m*x+p) + bias }
	}
	r.add(n.place, "use a TableFun", "the value function is of the type %s, which is not read", short(t))
	return nil
}

// polynomial is bias + Σ coefficients[p] × x^(p+1).
func (r *reader) polynomial(n *node, bias float64) func(float64) float64 {
	given := n.get("coefficients")
	if given == nil || given.kind != list {
		r.add(n.place, "write a list of numbers", "coefficients are missing")
		return nil
	}
	c := make([]float64, len(given.items))
	for i, v := range given.items {
		c[i], _ = r.finite(v, "a coefficient")
	}
	return func(x float64) float64 {
		u := 0.0
		for i := len(c) - 1; i >= 0; i-- {
			u = (u + c[i]) * x
		}
		return u + bias
	}
}

// trapezium rises from start to a plateau and falls to end; bias outside.
func trapezium(start, rise, fall, end, bias, scale float64) func(float64) float64 {
	return func(x float64) float64 {
		switch {
		case x < start, x > end:
			return bias
		case x < rise:
			return bias + scale*(x-start)/(rise-start)
		case x <= fall:
			return bias + scale
		}
		return bias + scale*(end-x)/(end-fall)
	}
}

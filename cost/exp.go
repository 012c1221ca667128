package cost

import "math"

// expSteps is how many steps of the table make a doubling.
const (
	expSteps = 256
	perStep  = math.Ln2 / expSteps
)

var powers = func() (t [expSteps]uint64) {
	for i := range t {
		t[i] = math.Float64bits(math.Exp2(float64(i) / expSteps))
	}
	return t
}()

// exp returns e^x for |x| below 700, to 2^-52 × (2 + |x|) of itself.
func exp(x float64) float64 {
	xs, one := [1]float64{x}, [1]float64{1}
	levels(xs[:], one[:], 1)
	return xs[0]
}

// levels turns steps z into levels, from × e^(σz): the nearest entry of a table times
// four terms of the series, which so near to it are all that a float can hold.
func levels(zs, from []float64, sigma float64) {
	from = from[:len(zs)]
	steps := sigma / perStep
	for i, z := range zs {
		y := float64(z*steps) + half
		bits := math.Float64bits(y)
		r := float64(z*sigma) - float64((y-half)*perStep)
		r2 := float64(r * r)
		p := r + float64(r2*(0.5+float64(r*(1.0/6))+float64(r2*(1.0/24))))
		scale := math.Float64frombits(powers[bits%expSteps] + bits/expSteps<<52)
		zs[i] = from[i] * (scale + float64(scale*p))
	}
}

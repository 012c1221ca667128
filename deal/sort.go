package deal

import (
	"math"
	"math/bits"
	"slices"
)

// Up to crowd numbers are sorted by insertion.
const crowd = 48

// sortFloats returns numbers, none of them NaN, in order, and where each was
// before; equal ones stay in the order they were in. The numbers are dealt to
// buckets of equal width, which suits sums: they lie densely and evenly. It may
// write over x.
func sortFloats(x []float64) ([]float64, []uint32) {
	was := make([]uint32, len(x))
	lo, hi := extremes(x)
	buckets := min(2<<bits.Len(uint(len(x)/4)), 1<<21)
	scale := float64(buckets-1) / (hi - lo)
	if scale == 0 || math.IsInf(scale, 0) { // too far apart, too close, all equal
		for i := range was {
			was[i] = uint32(i)
		}
		sortBucket(x, was)
		return x, was
	}
	ends := make([]uint32, buckets)
	for _, v := range x {
		ends[int((v-lo)*scale)]++
	}
	sum := uint32(0)
	for b, n := range ends {
		ends[b], sum = sum, sum+n
	}
	sorted := make([]float64, len(x))
	for i, v := range x {
		end := &ends[int((v-lo)*scale)]
		sorted[*end], was[*end] = v, uint32(i)
		*end++
	}
	start := uint32(0)
	for _, end := range ends {
		if end > start+1 {
			sortBucket(sorted[start:end], was[start:end])
		}
		start = end
	}
	return sorted, was
}

func extremes(x []float64) (lo, hi float64) {
	lo, hi = x[0], x[0]
	for _, v := range x {
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
	}
	return lo, hi
}

func sortBucket(x []float64, was []uint32) {
	if len(x) > crowd {
		sortCrowd(x, was)
		return
	}
	for i := 1; i < len(x); i++ {
		v, w, j := x[i], was[i], i
		for ; j > 0 && x[j-1] > v; j-- {
			x[j], was[j] = x[j-1], was[j-1]
		}
		x[j], was[j] = v, w
	}
}

// sortCrowd sorts what is too much for insertion.
func sortCrowd(x []float64, was []uint32) {
	if slices.IsSorted(x) {
		return // equal ones, as a rule
	}
	keys := make([]uint64, len(x))
	for i, v := range x {
		keys[i] = floatKey(v)
	}
	keys, sorted := radixSort(keys, slices.Clone(was))
	for i, k := range keys {
		x[i], was[i] = keyFloat(k), sorted[i]
	}
}

// floatKey maps a number that is not NaN to an integer so that both order alike;
// -0 is 0.
func floatKey(x float64) uint64 {
	b := math.Float64bits(x + 0)
	return b ^ (uint64(int64(b)>>63) | 1<<63)
}

// keyFloat is the inverse of floatKey.
func keyFloat(k uint64) float64 {
	return math.Float64frombits(k ^ (uint64(^int64(k)>>63) | 1<<63))
}

// radixSort sorts values by their keys, of equal keys in the order they are in,
// and returns both sorted, in the slices it was given or in others. Bytes that
// all keys share cost nothing.
func radixSort(keys []uint64, values []uint32) ([]uint64, []uint32) {
	var counts [8][256]uint32
	for _, k := range keys {
		for b := range counts {
			counts[b][byte(k>>(8*b))]++
		}
	}
	keys2, values2 := make([]uint64, len(keys)), make([]uint32, len(keys))
	for b := range counts {
		at := &counts[b]
		if len(keys) == 0 || at[byte(keys[0]>>(8*b))] == uint32(len(keys)) {
			continue
		}
		sum := uint32(0)
		for i, n := range at {
			at[i], sum = sum, sum+n
		}
		for i, k := range keys {
			d := byte(k >> (8 * b))
			keys2[at[d]], values2[at[d]] = k, values[i]
			at[d]++
		}
		keys, keys2, values, values2 = keys2, keys, values2, values
	}
	return keys, values
}

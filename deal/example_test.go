package deal_test

import (
	"fmt"
	"math/rand/v2"

	"parley/deal"
)

func Example() {
	space, err := deal.NewSpace(
		deal.Integers("years", 1, 5),
		deal.Range("increase", 0, 10, 21), // in percent, by half a point
		deal.Named("index", "prices", "defence budget"),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	utility, err := deal.NewAdditive(space, []float64{0.3, 0.5, 0.2},
		deal.Triangular{Lo: 0, Top: 3, Hi: 6}, // best are three years
		deal.Affine{Slope: -0.1, Offset: 1},
		deal.Table{1, 0},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := deal.Compile(space, deal.Preferences{Name: "host", Utility: utility, Reserved: 0.4})
	if err != nil {
		fmt.Println(err)
		return
	}
	show := func(o deal.Outcome) {
		fmt.Printf("%.3f:", p.Of(o))
		for i, k := range space.Options(o, nil) {
			fmt.Printf(" %s %s", space.Issue(i).Name, space.Issue(i).Option(int(k)))
		}
		fmt.Println()
	}
	fmt.Println(space.Len(), "outcomes")
	show(p.Best())
	if o, ok := p.Nearest(0.7, 0, p.Reserved); ok {
		show(o)
	}
	// Output:
	// 210 outcomes
	// 1.000: years 3 increase 0 index prices
	// 0.700: years 1 increase 2 index prices
}

// Together two options are worth more than each by itself.
func ExamplePairwise() {
	space, err := deal.NewSpace(
		deal.Named("troops", "few", "many"),
		deal.Named("command", "host", "joint"),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := deal.Compile(space, deal.Preferences{Utility: &deal.Pairwise{
		Single: [][]float64{{0.2, 0.1}, {0, 0.1}},
		Pairs: []deal.Pair{{A: 0, B: 1, Values: [][]float64{
			{0, 0},
			{0, 0.7}, // many under a joint command
		}}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", p.Table())
	fmt.Println(space.Options(p.Best(), nil))
	// Output:
	// [0.2 0.3 0.1 0.9]
	// [1 1]
}

// A utility for every outcome: nothing is known of where it comes from.
func ExampleExplicit() {
	space, err := deal.NewSpace(deal.Integers("years", 1, 2), deal.Named("review", "yes", "no"))
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := deal.Compile(space, deal.Preferences{Utility: &deal.Explicit{
		Space:     space,
		Utilities: []float64{0.3, 0.5, 1, 0.5}, // the last issue is fastest
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Within(nil, 0.4, 1, 0)) // from the lowest up, ties by index
	for rank := range 3 {
		o, _ := p.Ranked(rank)
		fmt.Println(rank, o, p.Of(o))
	}
	// Output:
	// [1 3 2]
	// 0 2 1
	// 1 1 0.5
	// 2 3 0.5
}

// The money is known to matter most, and no more than that.
func ExampleIntervals() {
	space, err := deal.NewSpace(deal.Named("money", "much", "little"), deal.Named("law", "ours", "theirs"))
	if err != nil {
		fmt.Println(err)
		return
	}
	x := &deal.Intervals{
		Weights: []deal.Interval{{Lo: 0.5, Hi: 0.8}, {Lo: 0.2, Hi: 0.5}},
		Values: [][]deal.Interval{
			{{Lo: 1, Hi: 1}, {Lo: 0, Hi: 0.25}},
			{{Lo: 1, Hi: 1}, {Lo: 0, Hi: 0}},
		},
	}
	if err := x.Validate(space); err != nil {
		fmt.Println(err)
		return
	}
	for o := range space.Len() {
		options := space.Options(deal.Outcome(o), nil)
		lo, hi := x.Range(options)
		fmt.Printf("%v: %.3f to %.3f\n", options, lo, hi)
	}
	one := x.Draw(rand.New(rand.NewPCG(1, 1))) // a utility that fits
	fmt.Println(one.Validate(space))
	// Output:
	// [0 0]: 1.000 to 1.000
	// [0 1]: 0.500 to 0.800
	// [1 0]: 0.200 to 0.625
	// [1 1]: 0.000 to 0.200
	// <nil>
}

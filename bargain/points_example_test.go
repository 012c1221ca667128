package bargain_test

import (
	"fmt"

	"parley/bargain"
	"parley/deal"
)

// Two parties settle a price and who repairs the roof.
func ExampleFrontier() {
	s, err := deal.NewSpace(deal.Integers("price", 0, 4), deal.Named("roof", "seller", "buyer"))
	if err != nil {
		fmt.Println(err)
		return
	}
	buyer := &deal.Additive{Weights: []float64{0.6, 0.4}, Values: [][]float64{{1, 0.75, 0.5, 0.25, 0}, {1, 0}}}
	seller := &deal.Additive{Weights: []float64{0.9, 0.1}, Values: [][]float64{{0, 0.25, 0.5, 0.75, 1}, {0, 1}}}
	front, err := bargain.Frontier(s, []deal.Utility{buyer, seller}, bargain.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range front.Points {
		o := s.Options(p.Outcome, nil)
		fmt.Printf("%s %-6s %.3f %.3f\n", s.Issue(0).Option(int(o[0])), s.Issue(1).Option(int(o[1])), p.U[0], p.U[1])
	}
	nash := bargain.Nash(front.Points, []float64{0.2, 0.2})
	fmt.Printf("Nash: %v, %.3f\n", nash.Verdict, nash.Points[0].U)
	// Output:
	// 0 seller 1.000 0.000
	// 1 seller 0.850 0.225
	// 2 seller 0.700 0.450
	// 3 seller 0.550 0.675
	// 4 seller 0.400 0.900
	// 4 buyer  0.000 1.000
	// Nash: unique, [0.550 0.675]
}

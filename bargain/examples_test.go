package bargain_test

import (
	"fmt"
	"math/rand/v2"

	"parley/bargain"
	"parley/deal"
)

// A seller and a buyer of something worth 30 to the one and 80 to the other.
func sale() (*deal.Space, []deal.Utility, error) {
	s, err := deal.NewSpace(deal.Integers("price", 0, 100))
	seller := deal.Func(func(o []int32) float64 { return float64(o[0]) - 30 })
	buyer := deal.Func(func(o []int32) float64 { return 80 - float64(o[0]) })
	return s, []deal.Utility{seller, buyer}, err
}

// A distance in money to where the deal could have been.
func ExampleMeasure() {
	s, us, err := sale()
	if err != nil {
		fmt.Println(err)
		return
	}
	front, err := bargain.Frontier(s, us, bargain.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	zone := bargain.ZOPA(front.Points, []float64{0, 0})
	lo, hi, _ := bargain.Span(s, zone, 0)
	fmt.Printf("prices of %v to %v suit both; every price is efficient: %v\n", lo, hi, front.AllEfficient())
	m := bargain.NewMeasure(front.Points, []float64{0, 0}, []float64{-30, -20}, []float64{70, 80})
	d := m.Distances([]float64{5, 45}) // a price of 35
	fmt.Printf("to the frontier %.1f, to Nash's point %.1f; rational: %v\n", d.Pareto, d.Nash, d.Rational)
	// Output:
	// prices of 30 to 80 suit both; every price is efficient: true
	// to the frontier 0.0, to Nash's point 28.3; rational: true
}

// A course listens to a session.
func ExampleCourse() {
	s, us, err := sale()
	if err != nil {
		fmt.Println(err)
		return
	}
	c := bargain.NewCourse(s, us)
	end := bargain.StackedOffers{Rounds: 10, Space: s}.Run([]bargain.Party{&stepper{90, -10, 50}, &stepper{20, 10, 60}}, c.Tell)
	for _, r := range c.Rows {
		fmt.Println(r.Round, r.Party, r.Outcome, r.U)
	}
	fmt.Println(end.How, end.Outcome)
	// Output:
	// 0 0 90 [60 -10]
	// 0 1 20 [-10 60]
	// 1 0 80 [50 0]
	// 1 1 30 [0 50]
	// 2 0 70 [40 10]
	// 2 1 40 [10 40]
	// 3 0 60 [30 20]
	// agreed 60
}

// A stepper offers one price after the other and accepts what is as good as its limit.
type stepper struct{ at, step, limit int }

func (p *stepper) Propose(bargain.State) (deal.Outcome, bool) {
	o := p.at
	if p.at != p.limit {
		p.at += p.step
	}
	return deal.Outcome(o), true
}

func (p *stepper) Respond(_ bargain.State, on deal.Outcome) bargain.Answer {
	if p.step < 0 && int(on) >= p.limit || p.step > 0 && int(on) <= p.limit {
		return bargain.Accept
	}
	return bargain.Reject
}

// The more patient of two gets more, and who speaks first a little more.
func ExampleRubinstein() {
	first, err := bargain.Rubinstein(0.95, 0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("who loses 5%% a round gets %.3f by opening against one who loses 10%%\n", first)
	// Output: who loses 5% a round gets 0.690 by opening against one who loses 10%
}

// With a deadline, who makes the last offer has the power.
func ExampleFiniteHorizon() {
	for last := range 2 {
		turns, err := bargain.FiniteHorizon{Order: bargain.InTurns(4, last), Discount: [2]float64{0.9, 0.9}}.Turns()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d opens and %d has the last word: %.3f\n", turns[0].Proposer, last, turns[0].Shares)
	}
	// Output:
	// 1 opens and 0 has the last word: [0.819 0.181]
	// 0 opens and 1 has the last word: [0.181 0.819]
}

// Concessions on a line of five outcomes, of which the third has the largest product.
func ExampleZeuthen() {
	line := [][2]float64{{10, 1}, {9, 3}, {7, 5}, {4, 7}, {1, 8}}
	c, err := bargain.Zeuthen(line, [2]float64{}, func(c bargain.Concession) {
		fmt.Printf("offers %v, risk limits %.2f, concedes: %v\n", c.Offers, c.Risk, c.Moves)
	})
	fmt.Println(c.Agreed, err)
	// Output:
	// offers [0 4], risk limits [0.90 0.88], concedes: [false true]
	// offers [0 3], risk limits [0.60 0.86], concedes: [true false]
	// offers [1 3], risk limits [0.56 0.57], concedes: [true false]
	// offers [2 3], risk limits [0.43 0.29], concedes: [false true]
	// [2] <nil>
}

// Sealed prices that meet settle half way.
func ExampleBlindBids() {
	s, _, err := sale()
	if err != nil {
		fmt.Println(err)
		return
	}
	// The buyer likes low prices, with which the scale begins: it is the first party.
	end := bargain.BlindBids{Rounds: 5, Space: s}.Run([]bargain.Party{&stepper{40, 10, 80}, &stepper{70, -10, 40}}, nil)
	fmt.Println(end.How, end.Outcome, "in", end.Rounds, "tries")
	// Output: agreed 55 in 3 tries
}

// A mediator's text on which only changes stand that both accept.
func ExampleSingleText() {
	s, _, err := sale()
	if err != nil {
		fmt.Println(err)
		return
	}
	p := bargain.SingleText{Rounds: 200, Space: s, Start: 55, Rand: rand.New(rand.NewPCG(1, 2))}
	end := p.Run([]bargain.Party{&stepper{0, -1, 55}, &stepper{0, 1, 55}}, nil)
	fmt.Println(end.How, end.Outcome)
	// Output: agreed 55
}

// An issue that comes up when the session runs makes the offers before it silent on it.
func ExampleAgenda() {
	s, err := deal.NewSpace(deal.Integers("price", 0, 4))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := bargain.NewAgenda(s, 10, bargain.Addition{Round: 3, Issue: deal.Named("roof", "seller", "buyer")})
	if err != nil {
		fmt.Println(err)
		return
	}
	first, n := a.Completions(2, 0, 3)
	fmt.Printf("a price of 2 can be completed as outcomes %d to %d of %d\n", first, uint64(first)+n-1, a.Space(3).Len())
	fmt.Println("outcome 5 says of the price:", a.Part(5, 0, 3))
	// Output:
	// a price of 2 can be completed as outcomes 4 to 5 of 10
	// outcome 5 says of the price: 2
}

// Both offer every outcome they would take, from the best down.
func ExampleTentativeAgreement() {
	end := bargain.TentativeAgreement{Rounds: 10}.Run([]bargain.Party{&stepper{9, -1, 4}, &stepper{0, 1, 6}}, nil)
	fmt.Println(end.How, end.Outcome, "after", end.Rounds, "rounds")
	// Output: agreed 4 after 6 rounds
}

package price

import (
	"parley"
	"parley/money"
)

// A Split says how an earlier year's money was divided, and what part of it came
// back: a price is divided in the same way.
type Split struct {
	Year       int
	Categories []Category
	Returns    money.Interval // of the sum, in per cent
	Middle     money.Decimal  // likewise, with every figure as printed
	Whole      bool           // it is known of all categories
	RestsOn    []parley.ID
}

// A Category is a part of the money.
type Category struct {
	Issue   parley.ID
	Share   money.Interval // of the sum, in per cent
	RestsOn []parley.ID
}

// A Part is what a category of a price comes to, at the median of the price.
type Part struct {
	Category
	Amount float64
}

// split divides the medians.
func (r *Result) split() {
	s := r.Split
	if s == nil {
		return
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		total := row.Cost.Total.P50
		for _, c := range s.Categories {
			row.Parts = append(row.Parts, Part{c, total * c.Share.Mid().Float64() / 100})
		}
		row.Returned = total * s.Middle.Float64() / 100
	}
	r.rests = append(r.rests, s.RestsOn...)
}

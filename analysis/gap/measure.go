package gap

import (
	"slices"

	"parley/evidence"
	"parley/money"
)

// alike lets all rows be measured for one span of time: by the year, where figures
// are for several. Where those of now have no amount for a year, only what is for
// the same as they is measured.
func (r *Result) alike() {
	rows := []*Row{}
	for i := range r.Rows {
		rows = append(rows, &r.Rows[i])
	}
	if n := len(r.Rows); n > 0 && r.Now != &r.Rows[n-1] {
		rows = append(rows, r.Now)
	}
	var spans []evidence.Span
	for _, x := range rows {
		if x.Span != evidence.Unsaid && !slices.Contains(spans, x.Span) {
			spans = append(spans, x.Span)
		}
	}
	if len(spans) < 2 {
		return
	}
	yearly := r.Now.Sayable() == r.Now.Yearly().Sayable()
	for _, x := range rows {
		if yearly {
			x.Apart = x.Yearly()
		} else {
			x.other = x.Span != r.Now.Span
		}
	}
}

// say measures every row in every currency that any of them has, the one asked for
// first; in percentages, where they are all that there is.
func (r *Result) say(first money.Currency) {
	var all []money.Currency
	put := func(c money.Currency) {
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	if first != "" {
		put(first)
	}
	for _, x := range r.Rows {
		for _, c := range x.Currencies() {
			put(c)
		}
	}
	put("")
	for _, c := range all {
		some := false
		for i := range r.Rows {
			_, ok := r.Rows[i].Between(c)
			some = some || ok && !r.Rows[i].other
		}
		if some && (c != "" || len(r.Currencies) == 0) {
			r.Currencies = append(r.Currencies, c)
		}
	}
	for i := range r.Rows {
		r.Rows[i].measure(r.Currencies)
	}
	if r.Now != nil && r.Now.Gaps == nil {
		r.Now.measure(r.Currencies)
	}
}

func (x *Row) measure(in []money.Currency) {
	for _, c := range in {
		if d, ok := x.Between(c); ok && !x.other {
			x.Gaps = append(x.Gaps, &d)
		} else {
			x.Gaps = append(x.Gaps, nil)
		}
	}
	if d, ok := x.InPercent(); ok {
		x.Share = &d
	}
}

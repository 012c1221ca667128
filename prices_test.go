package parley_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"parley"
	"parley/analysis/equal"
	"parley/analysis/price"
	"parley/analysis/zone"
	"parley/brief"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// prices writes what the bids of a view cost, or why they have no price: for
// their own years with nothing assumed, and for years asked for with everything
// assumed.
func prices(t testing.TB, b *bytes.Buffer, a *evidence.Assessment, l lang.Lang) {
	t.Helper()
	assume := make(map[parley.ID]evidence.Assumption)
	for s := range view.Each[*parley.Series](a.View()) {
		assume[s.ID] = evidence.Assumption{Kind: evidence.Deviates, Mean: money.Int(2), Width: money.Int(1)}
	}
	rates := map[money.Currency]evidence.Assumption{"USD": {Kind: evidence.Deviates, Mean: money.Int(1000), Width: money.Int(5), WidthPercent: true}}
	for _, o := range []price.Options{
		{Draws: 10},
		{Draws: 10, Span: evidence.Years{From: 2020, To: 2022}, Money: "KRW", Assume: assume, Rates: rates},
		{Draws: 10, Bids: everything(a), Span: evidence.Years{From: 2020, To: 2021}, Pair: true, Assume: assume},
	} {
		r, err := price.Of(a, o)
		if err != nil {
			fmt.Fprintf(b, "price: %v\n", err)
			continue
		}
		resting(t, a, r)
		d := brief.Price(a, r, l, brief.StampOf(a.View()))
		for _, s := range d.Unsupported() {
			t.Fatalf("%s: a sentence rests on nothing and does not say that it is ours: %s", d.Schema, lang.Plain(s.Runs))
		}
		render(t, b, d)
	}
	for i, id := range a.Bids() {
		r, err := equal.Of(a, equal.Options{Bid: id, With: a.Bids()[0], Draws: 10, Span: evidence.Years{From: 2020, To: 2022}, Money: "KRW", Assume: assume, Rates: rates})
		if err != nil {
			fmt.Fprintf(b, "equal: %v\n", err)
			continue
		}
		resting(t, a, r)
		render(t, b, brief.Equal(a, r, l, brief.StampOf(a.View())))
		if i == 1 { // each takes some thirty searches
			break
		}
	}
}

// zones writes where a deal could lie, or why nothing says so: as it is asked by
// itself, and between any two that a valuation is of, with everything assumed.
func zones(t testing.TB, b *bytes.Buffer, a *evidence.Assessment, l lang.Lang) {
	t.Helper()
	asked := []zone.Options{{Draws: 8}}
	var of []parley.ID
	for v := range view.Each[*parley.Valuation](a.View()) {
		if !slices.Contains(of, v.Of) {
			of = append(of, v.Of)
		}
	}
	for i := range of {
		for j := range i {
			asked = append(asked, zone.Options{Draws: 8, Parties: []parley.ID{of[j], of[i]}, Weight: zone.Weight{Low: 0.3, High: 0.6}, Money: "KRW", Ahead: 3,
				Rates: map[money.Currency]evidence.Assumption{"USD": {Kind: evidence.Deviates, Mean: money.Int(1000), Width: money.Int(5), WidthPercent: true}}})
		}
	}
	for _, o := range asked {
		r, err := zone.Of(a, o)
		if err != nil {
			fmt.Fprintf(b, "zone: %v\n", err)
			continue
		}
		resting(t, a, r)
		d := brief.Zone(a, r, l, brief.StampOf(a.View()))
		for _, s := range d.Unsupported() {
			t.Fatalf("%s: a sentence rests on nothing and does not say that it is ours: %s", d.Schema, lang.Plain(s.Runs))
		}
		render(t, b, d)
	}
}

// everything lists what has a price in a view, and what is held.
func everything(a *evidence.Assessment) (ids []parley.ID) {
	ids = []parley.ID{price.Hold}
	if _, err := a.Hold(evidence.Years{From: 2020, To: 2021}); err != nil {
		ids = nil
	}
	for e := range view.Each[parley.Entry](a.View()) {
		if _, err := a.Bid(e.Base().ID, evidence.Years{From: 2020, To: 2021}); err == nil {
			ids = append(ids, e.Base().ID)
		}
	}
	return ids
}

package ask

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/analysis/price"
	"parley/brief"
	"parley/cost"
	"parley/evidence"
	"parley/money"
)

// priced says what kept something from being priced: all of it, and for what is
// neither known nor assumed, what to type.
func (p *pricing) priced(i *Inquiry, err error) error {
	code := Wrong
	var list []Said
	var faults []Fault
	for _, e := range flatten(err) {
		switch e := e.(type) {
		case *price.Error:
			none := true
			for _, b := range e.Bids {
				none = none && b.Why == evidence.NoSuchBid
				list, faults = append(list, p.unpriced(i, b)), append(faults, p.unpricedAt(i, b))
			}
			if none {
				code = Missing
			}
		case *evidence.BidError:
			list, faults = append(list, p.unpriced(i, e)), append(faults, p.unpricedAt(i, e))
			if e.Why == evidence.NoSuchBid {
				code = Missing
			}
		case *evidence.BadAssumption:
			list, faults = append(list, misfit(e)), append(faults, misfitAt(e))
		case *evidence.NotAssumed:
			list, faults = append(list, p.question(i, e)), append(faults, needed(i, e)...)
		case *cost.Problem:
			list, faults = append(list, problem(e)), append(faults, Fault{Words: problem(e)})
		default:
			return e
		}
	}
	return &Failure{code, Saying("%s", list), faults}
}

func flatten(err error) (out []error) {
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range all.Unwrap() {
			out = append(out, flatten(e)...)
		}
		return out
	}
	return []error{err}
}

// unpriced says why a bid cannot be priced.
func (p *pricing) unpriced(i *Inquiry, e *evidence.BidError) Said {
	name := cmp.Or(string(e.Bid), p.name())
	if e.Bid == "" && p.first == "" {
		name = string(price.Hold)
	}
	switch e.Why {
	case evidence.NoSuchBid:
		if ids := strings.FieldsFunc(name, func(r rune) bool { return r == ',' }); len(ids) > 1 {
			return Saying("%s: separate with spaces: %s.", name, strings.Join(ids, " "))
		}
		f, _ := errors.AsType[*Failure](i.NoSuch("offer, claim or agreement", name, []parley.Kind{"offer", "claim", "agreement"}))
		return f.Said
	case evidence.NoBase:
		return Saying("%s: it is a percentage over something that has no amount here; say over what.", name)
	case evidence.NoTerm:
		return Saying("%s: for which years? It does not say: --years 2020-2024.", name)
	case evidence.PartYear:
		return Saying("%s: it is for a part of a year, and cannot stand beside amounts a year.", name)
	case evidence.SetTwice:
		return Saying("%s: it gives two amounts for %d; which one?", name, e.Year)
	case evidence.StartsOnly:
		return Saying("%s: it builds on its amount of %d; begin --years with that year or before.", name, e.Year)
	case evidence.NotInSpan:
		return Saying("%s: it begins in %d, after the last of --years.", name, e.Year)
	case evidence.OtherMoney:
		return Saying("%s: it adds up sums in two currencies, one of them %s.", name, string(e.Money))
	}
	if name == string(price.Hold) {
		return Saying("hold: no amount is known to have been agreed before these years.")
	}
	return Saying("%s: it gives no amount that can be priced.", name)
}

// unpricedAt says the same at the field of a form.
func (p *pricing) unpricedAt(i *Inquiry, e *evidence.BidError) Fault {
	name := cmp.Or(brief.Called(i.At, i.Lang, e.Bid), cmp.Or(string(e.Bid), p.name()))
	switch e.Why {
	case evidence.NoTerm:
		return Fault{Flag: "years", Words: Saying("%s: for which years? It does not say. Write 2020-2024.", name)}
	case evidence.StartsOnly:
		return Fault{Flag: "years", Words: Saying("%s: it builds on its amount of %d; begin with that year or before.", name, e.Year)}
	case evidence.NotInSpan:
		return Fault{Flag: "years", Words: Saying("%s: it begins in %d, after the last of these years.", name, e.Year)}
	}
	return Fault{Words: p.unpriced(i, e)}
}

// misfit says that an assumption does not fit what it is about.
func misfit(e *evidence.BadAssumption) Said {
	about := cmp.Or(string(e.Series), string(e.Currency))
	if e.By != "" {
		return Saying("what %s assumes of %s does not fit it: growth is in per cent, 1.5±1.0, a rate a number, 1160.7±7%%, and ± alone starts from a known figure.", string(e.By), about)
	}
	return Saying("what you assume of %s does not fit it: growth is in per cent, 1.5±1.0, a rate a number, 1160.7±7%%, and ± alone starts from a known figure.", about)
}

// misfitAt says the same at the field of a form.
func misfitAt(e *evidence.BadAssumption) Fault {
	f := Fault{Flag: "assume", Key: string(e.Series), Words: Saying("growth is in per cent, 1.5±1.0, a rate a number, 1160.7±7%%, and ± alone starts from a known figure.")}
	switch {
	case e.By != "": // an entry of the record assumes it
		return Fault{Words: misfit(e)}
	case e.Series == "":
		f.Flag, f.Key = "rate", string(e.Currency)
	}
	return f
}

// needed says at the fields of a form which figures are neither known nor assumed.
func needed(i *Inquiry, e *evidence.NotAssumed) (faults []Fault) {
	for _, n := range e.Needs {
		years := spans(n.Years)
		switch line := i.At.Line(n.Series); {
		case line == nil:
			faults = append(faults, Fault{"rate", string(n.Currency), Saying("needed for %s: the rate now, and how much it may change in a year, 1160.7±7%%.", years)})
		case line.Unit.IsRate():
			faults = append(faults, Fault{"assume", string(n.Series), Saying("needed for %s: how much the rate may change in a year, ±7%%.", years)})
		default:
			faults = append(faults, Fault{"assume", string(n.Series), Saying("needed for %s: the growth in per cent a year, and how much it may be off, 1.5±1.0.", years)})
		}
	}
	return faults
}

// question asks for all figures that are neither known nor assumed.
func (p *pricing) question(i *Inquiry, e *evidence.NotAssumed) Said {
	var lines []string
	pair := false
	in := money.Currency(cmp.Or(p.in, string(i.At.Money())))
	printed := func(c money.Currency) {
		_, _, ok := i.At.LatestPair(c, in)
		pair = pair || ok
	}
	for _, n := range e.Needs {
		years := spans(n.Years)
		switch line := i.At.Line(n.Series); {
		case line == nil:
			printed(n.Currency)
			lines = append(lines, fmt.Sprintf("\n  %s → %s, %s: --rate %s=%s", n.Currency, n.Money, years, n.Currency, "FIGURE±PERCENT%"))
		case line.Unit.IsRate():
			printed(line.Unit.Base)
			printed(line.Unit.Quote)
			lines = append(lines, fmt.Sprintf("\n  %s, %s: --assume %s=±PERCENT%%", n.Series, years, n.Series))
		default:
			lines = append(lines, fmt.Sprintf("\n  %s, %s: --assume %s=MEAN±DEVIATION", n.Series, years, n.Series))
		}
	}
	all := strings.Join(lines, "")
	if pair {
		return Saying("what will these figures be? By %s none is published for these years yet, and nothing is guessed. Type what you assume:%s\n%s\n%s", asOf(i), all, placeholders, Saying("or --rate pair: the rate of two amounts that were printed side by side."))
	}
	return Saying("what will these figures be? By %s none is published for these years yet, and nothing is guessed. Type what you assume:%s\n%s", asOf(i), all, placeholders)
}

// placeholders says what stands for what in a line to type.
var placeholders = Saying("MEAN is the growth in per cent, DEVIATION its standard deviation; FIGURE the rate now, PERCENT the standard deviation of its change in a year.")

// spans writes years, those that follow each other as one span.
func spans(years []int) string {
	years = slices.Compact(slices.Sorted(slices.Values(years)))
	var out []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		s := strconv.Itoa(years[i])
		if j > i {
			s += "-" + strconv.Itoa(years[j])
		}
		out, i = append(out, s), j+1
	}
	return strings.Join(out, ", ")
}

// problem says what package cost found wrong.
func problem(e *cost.Problem) Said {
	about := strings.Join(slices.DeleteFunc([]string{e.Terms, e.Input, string(e.Money)}, func(s string) bool { return s == "" }), ", ")
	switch e.Reason {
	case cost.RateSign:
		return Saying("%s: the rate of exchange assumed of it could be 0 or less.", about)
	case cost.BadDiscount:
		return Saying("--discount: from -50%% to 1000%%.")
	case cost.TooLarge, cost.TooMany, cost.BadNumber:
		return Saying("%s: the figures are too large to be priced.", about)
	case cost.NoRate:
		return Saying("%s: no rate of exchange is known.", about)
	}
	return Saying("%s: it cannot be priced (%s). `parley check` says more.", about, e.Reason)
}

package lang

import (
	"fmt"
	"strconv"
	"strings"

	"parley"
	"parley/date"
	"parley/money"
)

// The kinds of value that are said in a way of their own.
type (
	Nth    int    // 6: "sixth", 제6차; from 21 on "21st"
	Place  string // an IANA zone: "Seoul"
	Tongue string // an ISO 639 code: "English"
)

// runsOf says a value. What the argument leads to and rests on goes to every
// stretch of it that leads nowhere, or rests on nothing, by itself.
func runsOf(l Lang, a Arg) []Run {
	var runs []Run
	switch v := a.Value.(type) {
	case []Run:
		runs = v
	case Message:
		runs = v.Runs(l)
	case parley.Status:
		return []Run{{Text: Badge(l, v), Link: a.Link, RestsOn: a.RestsOn, Badge: true}}
	default:
		return []Run{{Text: words(l, v), Link: a.Link, RestsOn: a.RestsOn}}
	}
	if a.Link == "" && len(a.RestsOn) == 0 {
		return runs
	}
	out := make([]Run, len(runs))
	for i, r := range runs {
		if r.Link == "" {
			r.Link = a.Link
		}
		if len(r.RestsOn) == 0 {
			r.RestsOn = a.RestsOn
		}
		out[i] = r
	}
	return out
}

// words says a value that is one stretch.
func words(l Lang, v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return money.Int(int64(v)).Comma(0)
	case parley.Text:
		s, _ := v.In(string(l))
		return s
	case money.Amount:
		return Amount(l, v)
	case parley.Value:
		return value(l, v)
	case date.Date:
		return Date(l, v)
	case date.Day:
		return Day(l, v)
	case Weekday:
		return v.in(l)
	case When:
		return v.in(l)
	case Moment:
		return v.in(l)
	case Nth:
		return v.in(l)
	case Place:
		return v.in(l)
	case Tongue:
		return v.in(l)
	}
	panic(fmt.Sprintf("lang: cannot say a %T", v))
}

// Amount says an amount.
func Amount(l Lang, a money.Amount) string {
	if l == Korean {
		return minus(a.Korean())
	}
	return minus(a.English())
}

// minus writes figures with the sign that is as wide as a digit; data keep the
// hyphen.
func minus(figures string) string { return strings.ReplaceAll(figures, "-", "−") }

func value(l Lang, v parley.Value) string {
	switch v := v.(type) {
	case parley.Money:
		if v.Beside.IsZero() {
			return Amount(l, v.Amount)
		}
		return Message{"value.pair", []Arg{{Name: "amount", Value: v.Amount}, {Name: "beside", Value: v.Beside}}}.In(l)
	case parley.Percent:
		return percent(l, v)
	case parley.Choice:
		return string(v)
	case parley.Phrase:
		return string(v)
	case parley.NotKnown:
		return Word(l, "value.unknown")
	case parley.Nothing:
		return Word(l, "value.none")
	}
	panic(fmt.Sprintf("lang: cannot say a %T", v))
}

// percent says a percentage, and over what if that is an amount or stands as
// an id; package brief puts a name in the place of the id.
func percent(l Lang, v parley.Percent) string {
	said := minus(v.English())
	if l == Korean {
		said = minus(v.Korean())
	}
	base := Arg{Name: "base", Value: v.Amount}
	switch {
	case v.Over != "":
		base.Value = string(v.Over)
	case v.Amount.IsZero():
		return said
	}
	return Message{"value.over", []Arg{{Name: "percent", Value: said}, base}}.In(l)
}

// Badge returns the words of a status: "reported · declined". No response is
// not said.
func Badge(l Lang, s parley.Status) string {
	basis := Word(l, "basis."+s.Basis.String())
	if s.Response == parley.NoResponse {
		return basis
	}
	return basis + " · " + Word(l, "response."+s.Response.String())
}

func (n Nth) in(l Lang) string {
	digits := strconv.Itoa(int(n))
	if key := "nth." + digits; Has(l, key) {
		return Word(l, key)
	}
	if l == English {
		digits += suffix(int(n))
	}
	return Message{"nth", []Arg{{Name: "n", Value: digits}}}.In(l)
}

// suffix is st, nd, rd or th.
func suffix(n int) string {
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

// in names the place of a zone: the word in the catalogue, else the city in the
// name of the zone itself. The catalogue says Washington for America/New_York,
// because in talks between states the clock that matters is the capital's.
func (p Place) in(l Lang) string {
	if key := "zone." + string(p); Has(l, key) {
		return Word(l, key)
	}
	s := string(p)
	return strings.ReplaceAll(s[strings.LastIndexByte(s, '/')+1:], "_", " ")
}

// in names a language: the word in the catalogue, else the code.
func (t Tongue) in(l Lang) string {
	if key := "language." + string(t); Has(l, key) {
		return Word(l, key)
	}
	return string(t)
}

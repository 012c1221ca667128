package main

import (
	"regexp"
	"strings"

	"parley/date"
	"parley/money"
)

// How other people write numbers and dates.

var (
	decimalComma = regexp.MustCompile(`^-?(\d+|\d{1,3}(\.\d{3})+),(\d{1,2}|\d{4,})$|^-?\d{1,3}(\.\d{3})+,\d+$|^-?\d{4,},\d+$|^-?0,\d+$`)
	decimalPoint = regexp.MustCompile(`^-?[\d,]*\.(\d{1,2}|\d{4,})$|^-?\d{1,3}(,\d{3})+\.\d+$|^-?\d{1,3}(,\d{3}){2,}$`)
	either       = regexp.MustCompile(`^-?\d{1,3},\d{3}$`)
)

// commas reports whether a comma begins the decimals of a table. Where commas
// divide its columns that must be said; else the figures tell, or are refused.
func (x *takeover) commas(m mapping, all []record, divider rune) (bool, error) {
	if x.plain || divider == ',' {
		return x.comma, nil
	}
	comma, point, doubt := false, false, -1
	for i, r := range all {
		v := strings.TrimSuffix(cell(r.cells, m.value), "%")
		comma = comma || decimalComma.MatchString(v)
		point = point || decimalPoint.MatchString(v)
		if doubt < 0 && either.MatchString(v) {
			doubt = i
		}
	}
	if doubt >= 0 && comma == point {
		r := all[doubt]
		return false, fail(findings, "%s:%d: is the comma of %q that of decimals? --decimal-comma says so, --decimal-comma=false that it is of thousands. Nothing was written.", x.file, r.line, cell(r.cells, m.value))
	}
	return comma && !point, nil
}

// number reads a figure of a foreign table. Growth may have its sign.
func (x *takeover) number(s string) (money.Decimal, *said) {
	plain := s
	if x.unit.Percent {
		plain = strings.TrimSpace(strings.TrimSuffix(s, "%"))
	}
	comma, commaErr := money.ParseGrouped(swapped(plain))
	point, err := money.ParseGrouped(plain)
	switch {
	case x.comma && commaErr == nil:
		return comma, nil
	case !x.comma && err == nil:
		return point, nil
	case !x.comma && commaErr == nil:
		return point, ptr(saying("%q is not a number; with --decimal-comma it is %s", s, comma.String()))
	}
	return point, ptr(saying("%q is not a number", s))
}

// swapped has points for commas, and commas for points.
func swapped(s string) string {
	return strings.NewReplacer(",", ".", ".", ",").Replace(s)
}

// lengths are the words for how long periods are.
var lengths = []string{"year", "quarter", "month", "day"}

// spoken is a word of lengths as it is said.
func spoken(length string) said {
	return map[string]said{"year": saying("year"), "quarter": saying("quarter"), "month": saying("month"), "day": saying("day")}[length]
}

// length is how long a period is, in a word of lengths; "" for any other.
func length(d date.Date) string {
	y, m, day := d.First.YMD()
	next := d.Last + 1
	switch {
	case d.First == d.Last:
		return "day"
	case day != 1:
		return ""
	case m == 1 && next == date.On(y+1, 1, 1):
		return "year"
	case m%3 == 1 && next == date.On(y, m+3, 1):
		return "quarter"
	case next == date.On(y, m+1, 1):
		return "month"
	}
	return ""
}

var (
	monthly   = regexp.MustCompile(`^(\d{4})-?[Mm](\d{2})$`)
	quarterly = regexp.MustCompile(`^(\d{4})-?[Qq]([1-4])$`)
	quarters  = map[string]string{"1": "$1-01/$1-03", "2": "$1-04/$1-06", "3": "$1-07/$1-09", "4": "$1-10/$1-12"}
)

// period is a time as tables write it, in the form of a case file: 2019M03,
// 2019Q4, a day of a month, a quarter or a year.
func period(s, each string) string {
	if m := quarterly.FindStringSubmatch(s); m != nil {
		return strings.ReplaceAll(quarters[m[2]], "$1", m[1])
	}
	s = monthly.ReplaceAllString(s, "$1-$2")
	d, err := date.Parse(s)
	if err != nil || length(d) != "day" {
		return s
	}
	switch _, m, _ := d.First.YMD(); each {
	case "year":
		return s[:len("2019")]
	case "quarter":
		return strings.ReplaceAll(quarters[string('0'+rune(m+2)/3)], "$1", s[:len("2019")])
	case "month":
		return s[:len("2019-03")]
	}
	return s
}

// foreign are forms of dates that others use, and ours for them.
var foreign = []struct {
	form *regexp.Regexp
	ours string
}{
	{regexp.MustCompile(`^(\d\d?)\.(\d\d?)\.(\d{4})$`), "$3-$2-$1"},
	{regexp.MustCompile(`^(\d{4})[./](\d\d?)[./](\d\d?)\.?$`), "$1-$2-$3"},
	{regexp.MustCompile(`^(\d{4})년(\d\d?)월(\d\d?)일$`), "$1-$2-$3"},
	{regexp.MustCompile(`^(\d{4})[./](\d\d?)\.?$`), "$1-$2"},
	{regexp.MustCompile(`^(\d{4})년(\d\d?)월$`), "$1-$2"},
	{regexp.MustCompile(`^(\d{4})년$`), "$1"},
	{regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`), "$1-$2-$3"},
	{regexp.MustCompile(`^[Qq]1[/ -]?(\d{4})$|^(\d{4})[/ -]?[Qq]1$`), "$1$2-01/$1$2-03"},
	{regexp.MustCompile(`^[Qq]2[/ -]?(\d{4})$|^(\d{4})[/ -]?[Qq]2$`), "$1$2-04/$1$2-06"},
	{regexp.MustCompile(`^[Qq]3[/ -]?(\d{4})$|^(\d{4})[/ -]?[Qq]3$`), "$1$2-07/$1$2-09"},
	{regexp.MustCompile(`^[Qq]4[/ -]?(\d{4})$|^(\d{4})[/ -]?[Qq]4$`), "$1$2-10/$1$2-12"},
}

var oneDigit = regexp.MustCompile(`-(\d)(-|$)`)

// ours is a date in our form, "" if it is not plain what it means.
func ours(s string) string {
	s = strings.Join(strings.Fields(s), "")
	for _, f := range foreign {
		m := f.form.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		out := string(f.form.ExpandString(nil, strings.NewReplacer("$1", "${1}", "$2", "${2}", "$3", "${3}").Replace(f.ours), s, m))
		out = oneDigit.ReplaceAllString(out, "-0$1$2")
		out = oneDigit.ReplaceAllString(out, "-0$1$2") // two of them share a sign
		if _, err := date.Parse(out); err == nil {
			return out
		}
	}
	return ""
}

// notADate says that a text is none, and how it is written.
func notADate(s string) said {
	if o := ours(s); o != "" {
		return saying("%q is not a date; write it as %s", s, o)
	}
	return saying("%q is not a date; write it as 2019, 2019-03 or 2019-03-01", s)
}

package money

import "strings"

// ParseGrouped reads what [ParseDecimal] reads, and the same with a comma after
// every three digits before the point: "1,160.7".
func ParseGrouped(s string) (Decimal, error) {
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(strings.TrimPrefix(whole, "-"), ",")
	for i, g := range groups {
		if len(g) != 3 && (i > 0 || len(groups) > 1 && (g == "" || len(g) > 3)) {
			return ParseDecimal(s) // which says what is wrong
		}
	}
	return ParseDecimal(strings.ReplaceAll(whole, ",", "") + s[len(whole):])
}

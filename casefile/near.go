package casefile

import "strings"

// Near returns the word of list that s was most likely meant to be, or "" if
// none is near: at most a third of the letters differ (an exchange of two
// neighbours counts as one), or one begins with the other.
func Near(s string, list []string) string {
	if len(s) > 64 {
		return ""
	}
	best, at := "", len(s)/3+1
	for _, w := range list {
		d := distance(strings.ToLower(s), w, at)
		if d < at || d == at && best == "" {
			best, at = w, d
		}
	}
	if best != "" || len(s) < 3 {
		return best
	}
	for _, w := range list {
		if strings.HasPrefix(w, s) || strings.HasPrefix(s, w) && len(w) >= 3 {
			return w
		}
	}
	return ""
}

// distance is the Damerau-Levenshtein distance (optimal string alignment), or
// more than limit as soon as that is clear.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}

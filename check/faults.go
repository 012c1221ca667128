package check

import (
	"maps"
	"slices"
	"strings"

	"parley/casefile"
	"parley/lang"
)

// fault makes a finding of what casefile could not read.
func fault(f casefile.Fault, rules []Rule) found {
	var args []lang.Arg
	for _, k := range slices.Sorted(maps.Keys(f.Args)) {
		args = append(args, lang.Arg{Name: k, Value: f.Args[k]})
	}
	if f.Code == "A001" {
		args = append(args, lang.Arg{Name: "near", Value: f.Args["hint"]})
	}
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Code == f.Code })
	m := lang.Message{Key: key(f.Code, variant(f)), Args: args}
	return found{Finding: Finding{f.Code, Error, f.Span, m}, rule: &rules[i], order: i, entry: f.Entry}
}

// followsFault reports whether a fault only follows from another one: an entry lacks
// `via`, and words stand in it for which there is none.
func followsFault(fs []casefile.Fault, i int) bool {
	f := fs[i]
	return f.Code == "P007" && f.Args["field"] == "via" && slices.ContainsFunc(fs, func(g casefile.Fault) bool {
		return g.Code == "Q005" && g.Entry == f.Entry
	})
}

// variant says which of the messages of a code fits a fault.
func variant(f casefile.Fault) string {
	switch f.Code {
	case "P010", "P016", "A001":
		return f.Args["reason"]
	case "C001":
		return f.Args["which"]
	case "P007":
		if f.Args["kind"] == "statement" && f.Args["field"] == "by" {
			return "by"
		}
		return an(f.Args["kind"])
	case "P005", "P011", "P012":
		return an(f.Args["kind"])
	}
	return ""
}

// an is the article of a kind, where it is not "a": "An issue has", "Terms have".
// No kind begins with a silent h or the sound of "unit".
func an(kind string) string {
	if kind == "terms" {
		return kind
	}
	if kind != "" && strings.IndexByte("aeiou", kind[0]) >= 0 {
		return "an"
	}
	return ""
}

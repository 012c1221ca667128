package check

import (
	"maps"
	"slices"
	"strings"

	"parley"
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

// faults are those of a book, without what only follows from another: an entry
// lacks `via`, and it has words that should stand under one.
func faults(b *casefile.Book) []casefile.Fault {
	words := make(map[parley.ID]bool)
	for _, f := range b.Faults {
		if f.Code == "Q005" {
			words[f.Entry] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(b.Faults), func(f casefile.Fault) bool {
		return f.Code == "P007" && f.Args["field"] == "via" && words[f.Entry]
	})
}

// variant says which of the messages of a code fits a fault.
func variant(f casefile.Fault) string {
	switch f.Code {
	case "P010", "P016", "A001", "A002", "F001", "F002", "F003":
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

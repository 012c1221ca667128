package lang

// Join says a list: "A, B and C"; A와 B; A, B 및 C. Each item keeps its evidence.
func Join(l Lang, items [][]Run) []Run {
	if len(items) == 0 {
		return nil
	}
	runs := items[0]
	for i, item := range items[1:] {
		key := "list.comma"
		switch {
		case len(items) == 2:
			key = "list.two"
		case i == len(items)-2:
			key = "list.last"
		}
		runs = Say(l, key, Arg{Name: "a", Value: runs}, Arg{Name: "b", Value: item})
	}
	return runs
}

// JoinWords is Join for words that rest on nothing.
func JoinWords(l Lang, items []string) string {
	runs := make([][]Run, len(items))
	for i, s := range items {
		runs[i] = []Run{{Text: s}}
	}
	return Plain(Join(l, runs))
}

package strategy

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/strategies.md anew")

const intro = `# Strategies

What plays in ` + "`parley lab`" + `. This page is made from package ` + "`strategy`" + ` (` + "`go test ./strategy -run Page -update`" + `).
A strategy that has parts is made of a bidding, an acceptance rule, and perhaps a model of the other side; any goes with any,
from Go (` + "`strategy.Compose`" + `): the lab plays those in the first table. The others concede with time alone, and reckon all their moves
beforehand.

The paper is where the idea was proposed. Where a part does less than its paper, or something else, the comment at
its type says what. None is a copy of an agent that took part in a competition.

- **Protocol.** All are made for alternating offers. Where no offer may be made twice (` + "`bargain.TentativeAgreement`" + `) most would break off;
  ` + "`strategy.Unrepeated`" + ` lets any of them go on with its next best outcome instead.
- **Several others.** A model learns from the offers its party hears. With stacked offers a party hears the offer that is on the table when its
  turn comes, so of three who all reject, each hears only the one before it; whoever was not heard is left out of what is offered to please.
- **Discount.** It counts in what an agreement is worth, and only ` + "`nice-tit-for-tat`" + ` looks at it; the others ask for as much as if time cost nothing.

| Strategy | Parts | After |
|---|---|---|
`

func TestThePageOfStrategiesIsUpToDate(t *testing.T) {
	var b strings.Builder
	b.WriteString(intro)
	for _, i := range All() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", i.Name, cell(i.Parts), cell(i.Paper))
	}
	b.WriteString("\n## Biddings\n\n| Bidding | After |\n|---|---|\n")
	for _, x := range Biddings() {
		fmt.Fprintf(&b, "| %s | %s |\n", x.Name, cell(x.Paper))
	}
	b.WriteString("\n## Acceptance rules\n\n| Rule | After |\n|---|---|\n")
	for _, x := range Acceptances() {
		fmt.Fprintf(&b, "| %s | %s |\n", x.Name, cell(x.Paper))
	}
	b.WriteString("\n## Models of the other side\n\n| Model | After |\n|---|---|\n")
	for _, x := range Modellings() {
		fmt.Fprintf(&b, "| %s | %s |\n", x.Name, cell(x.Paper))
	}
	file := filepath.Join("..", "docs", "strategies.md")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(b.String(), string(have)); d != "" {
		t.Errorf("docs/strategies.md (-wanted +found); -update writes it:\n%s", d)
	}
}

// cell keeps text in one cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

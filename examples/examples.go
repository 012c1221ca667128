// Package examples holds cases as data: for reading, for demonstrations and for
// tests. Each is a folder that can be copied and worked on; its README.md
// says where every word of it comes from.
//
//	toy          one screen: a figure is reported, said, and taken back
//	sixth-round  one newspaper article, recorded whole
//	sma          one negotiation since 1991, from public sources
//	strike       another one: a wage dispute on the German railways
//
// The folder agents holds no case but programs that negotiate, for `parley lab`.
//
// Kept copies of sources are other people's work and are not among the files;
// nor is the output that tests compare with.
package examples

import "embed"

// Cases holds one folder per case: the case file and those it includes, the
// figures of its series, and its README.md. The folder "toy" is read from "toy/case.parley".
//
//go:embed */*.parley */evidence.lock */series/*.csv
//go:embed sixth-round/README.md sma/README.md strike/README.md toy/README.md
var Cases embed.FS

// Sample is the case that `parley demo` writes.
const Sample = "sixth-round"

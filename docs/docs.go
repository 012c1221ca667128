// Package docs holds the pages of the documentation that the program shows.
package docs

import "embed"

// Pages are the documents, by file name.
//
//go:embed *.md
var Pages embed.FS

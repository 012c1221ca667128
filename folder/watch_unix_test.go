//go:build unix

package folder

import (
	"syscall"
	"testing"
)

func TestAPipeWhereAFileWasKeepsNobodyWaiting(t *testing.T) {
	w := watching(t)
	w.gone("more.parley")
	if err := syscall.Mkfifo(w.path("more.parley"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.tells("more.parley")
}

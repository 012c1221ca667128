//go:build unix

package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"parley"
)

// A pipe where a copy was keeps nobody waiting.
func TestAPipeWhereACopyWasKeepsNobodyWaiting(t *testing.T) {
	dir, s := dues(t, parley.All)
	file := filepath.Join(dir, "sources", "post-0201.txt")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _ := get(s, "/read/post-0201"); status != http.StatusNotFound {
		t.Errorf("%d", status)
	}
}

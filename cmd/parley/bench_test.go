package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"parley/parleytest/bigcase"
)

// BenchmarkCheck is `parley check` on the big case, copies searched, from the
// first byte read to the last finding printed.
func BenchmarkCheck(b *testing.B) {
	dir := writeBig(b)
	w := &world{out: io.Discard, err: io.Discard, dir: dir, env: func(string) string { return "" }}
	b.ReportAllocs()
	for b.Loop() {
		if code := run(b.Context(), []string{"check"}, w); code != int(done) {
			b.Fatal(code)
		}
	}
}

// writeBig writes the big case and its copies to a folder.
func writeBig(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	write := func(name string, fill func(io.Writer) error) {
		f, err := os.Create(filepath.Join(dir, name))
		if err == nil {
			err = fill(f)
		}
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	write(bigcase.CaseName, bigcase.Full.Case)
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(bigcase.CopyName(0))), 0o755); err != nil {
		b.Fatal(err)
	}
	for i := range bigcase.Full.Sources {
		write(bigcase.CopyName(i), func(w io.Writer) error { return bigcase.Full.WriteCopy(w, i) })
	}
	return dir
}

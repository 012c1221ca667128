// Command writebig writes the case of package bigcase to a folder, with its
// kept copies and with the ledgers to measure beside it:
//
//	go run ./parleytest/writebig DIR
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"parley/parleytest/bigcase"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./parleytest/writebig DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1], bigcase.Full); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string, s bigcase.Size) error {
	for name, to := range map[string]func(io.Writer) error{bigcase.CaseName: s.Case, "big.journal": s.Journal, "big.beancount": s.Beancount} {
		if err := file(filepath.Join(dir, name), to); err != nil {
			return err
		}
	}
	for i := range s.Sources {
		name := filepath.Join(dir, filepath.FromSlash(bigcase.CopyName(i)))
		if err := file(name, func(w io.Writer) error { return s.WriteCopy(w, i) }); err != nil {
			return err
		}
	}
	return nil
}

func file(name string, to func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := to(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

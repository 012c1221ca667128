package casefile_test

import (
	"bytes"
	"io"
	"runtime"
	"sync"
	"testing"

	"parley/casefile"
	"parley/parleytest/bigcase"
)

var big = sync.OnceValue(func() *casefile.File {
	var b bytes.Buffer
	if err := bigcase.Full.Case(&b); err != nil {
		panic(err)
	}
	return casefile.Parse(bigcase.CaseName, b.Bytes())
})

func BenchmarkRead(b *testing.B) {
	s := bigcase.Full
	s.Copy = 1
	files, err := s.FS()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(files[bigcase.CaseName].Data)))
	b.ReportAllocs()
	var book *casefile.Book
	for b.Loop() {
		if book, err = casefile.Read(files, bigcase.CaseName); err != nil || len(book.Faults) > 0 {
			b.Fatal(err, book.Faults)
		}
	}
	files = nil
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-live")
	runtime.KeepAlive(book)
}

func BenchmarkFormat(b *testing.B) {
	f := big()
	b.SetBytes(int64(len(f.Print())))
	for b.Loop() {
		f.Format()
	}
}

func BenchmarkWriteJSON(b *testing.B) {
	f := big()
	b.SetBytes(int64(len(f.Print())))
	for b.Loop() {
		if err := casefile.WriteJSON(io.Discard, []*casefile.File{f}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadJSON(b *testing.B) {
	var src bytes.Buffer
	if err := casefile.WriteJSON(&src, []*casefile.File{big()}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(src.Len()))
	for b.Loop() {
		if _, err := casefile.ReadJSON(src.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}

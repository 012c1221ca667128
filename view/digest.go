package view

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
	"runtime"
	"sync"

	"parley"
)

type sum = [sha256.Size]byte

// Digest stands for everything the reader sees and nothing else. It is what
// goes into entity tags, page headers and cache keys: a digest of the file
// would change when a hidden entry does.
func (v *View) Digest() [32]byte {
	v.rec.once.Do(v.rec.sum)
	h := sha256.New()
	fmt.Fprintln(h, v.from.Reader, v.from.AsOf, v.from.Recorded, v.rec.zone)
	var w writer
	for i, in := range v.in {
		switch i := int32(i); {
		case !in:
		case v.whole(i):
			h.Write(v.rec.sums[v.row(i)][:])
		default:
			s := w.sum(v.entry(i))
			h.Write(s[:])
		}
	}
	return [32]byte(h.Sum(nil))
}

// sum sums up every entry as it was written, on as many cores as there are.
func (r *Record) sum() {
	r.sums = make([]sum, len(r.entries))
	parts := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() {
			var w writer
			for i := p * len(r.entries) / parts; i < (p+1)*len(r.entries)/parts; i++ {
				r.sums[i] = w.sum(r.entries[i])
			}
		})
	}
	wait.Wait()
}

// A writer writes values so that no two different ones are written alike.
// Every field counts, exported or not; what is behind a pointer counts, where
// it lies does not.
type writer struct {
	buf []byte
}

func (w *writer) sum(e parley.Entry) (s sum) {
	w.buf = append(w.buf[:0], e.Kind()...)
	w.write(reflect.ValueOf(e))
	return sha256.Sum256(w.buf)
}

func (w *writer) write(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		w.flag(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.buf = binary.AppendVarint(w.buf, v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.buf = binary.AppendUvarint(w.buf, v.Uint())
	case reflect.Struct:
		w.fields(v)
	case reflect.Slice, reflect.Array:
		w.number(v.Len())
		for i := range v.Len() {
			w.write(v.Index(i))
		}
	case reflect.Pointer:
		if w.flag(!v.IsNil()); !v.IsNil() {
			w.write(v.Elem())
		}
	case reflect.Interface:
		if w.flag(!v.IsNil()); !v.IsNil() {
			w.text(v.Elem().Type().String())
			w.write(v.Elem())
		}
	default:
		panic(fmt.Sprintf("view: an entry holds a %s", v.Type())) // entries are plain data
	}
}

// fields writes those that say something, by name: a field that a later version
// adds changes no digest of what does not use it.
func (w *writer) fields(v reflect.Value) {
	t := v.Type()
	for i := range v.NumField() {
		if f := v.Field(i); !f.IsZero() {
			w.text(t.Field(i).Name)
			w.write(f)
		}
	}
	w.number(0)
}

func (w *writer) text(s string) {
	w.number(len(s))
	w.buf = append(w.buf, s...)
}

func (w *writer) number(n int) { w.buf = binary.AppendUvarint(w.buf, uint64(n)) }

func (w *writer) flag(b bool) {
	if b {
		w.buf = append(w.buf, 1)
	} else {
		w.buf = append(w.buf, 0)
	}
}

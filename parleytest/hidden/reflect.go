package hidden

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"

	"parley"
	"parley/date"
	"parley/parleytest"
)

var idType = reflect.TypeFor[parley.ID]()

// mentions lists every id that an entry holds anywhere, but its own.
func mentions(e parley.Entry) (ids []parley.ID) {
	walk(reflect.ValueOf(e), func(v reflect.Value) {
		if id := parley.ID(v.String()); id != "" && id != e.Base().ID {
			ids = append(ids, id)
		}
	})
	return ids
}

// walk calls visit with every id behind v.
func walk(v reflect.Value, visit func(reflect.Value)) {
	switch {
	case v.Type() == idType:
		visit(v)
	case v.Type() == reflect.TypeFor[parley.Audience](): // the party of an audience is no mention
	case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface:
		if !v.IsNil() {
			walk(v.Elem(), visit)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), visit)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), visit)
		}
	}
}

// copied returns a copy of an entry that shares nothing with it.
func copied(e parley.Entry) parley.Entry { return deep(reflect.ValueOf(e)).Interface().(parley.Entry) }

func deep(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			break
		}
		x := deep(v.Elem())
		if v.Kind() == reflect.Interface {
			out.Set(x)
			break
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(x)
	case reflect.Struct:
		for i := range v.NumField() {
			if out.Field(i).CanSet() {
				out.Field(i).Set(deep(v.Field(i)))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			break
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(deep(v.Index(i)))
		}
	}
	return out
}

// unmention returns e as it would have been written by somebody who had never
// heard of the entries in gone: what is about one in a list is left out, and a
// single mention too.
func unmention(e parley.Entry, gone map[parley.ID]bool) parley.Entry {
	if !slices.ContainsFunc(mentions(e), func(id parley.ID) bool { return gone[id] }) {
		return e
	}
	e = copied(e)
	scrub(reflect.ValueOf(e), gone)
	return e
}

func scrub(v reflect.Value, gone map[parley.ID]bool) {
	switch {
	case v.Type() == idType:
		if gone[parley.ID(v.String())] {
			v.SetString("")
		}
	case v.Kind() == reflect.Pointer, v.Kind() == reflect.Interface && v.Type() == reflect.TypeFor[parley.Entry]():
		if !v.IsNil() {
			scrub(v.Elem(), gone)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				scrub(v.Field(i), gone)
			}
		}
	case v.Kind() == reflect.Slice && !v.IsNil():
		out := reflect.MakeSlice(v.Type(), 0, v.Len())
		for i := range v.Len() {
			if x := v.Index(i); !about(x, gone) {
				scrub(x, gone)
				out = reflect.Append(out, x)
			}
		}
		if out.Len() == 0 {
			out = reflect.Zero(v.Type())
		}
		v.Set(out)
	}
}

// about reports whether an element of a list is, or is about, a gone entry.
func about(v reflect.Value, gone map[parley.ID]bool) bool {
	if v.Type() == idType {
		return gone[parley.ID(v.String())]
	}
	if c, ok := v.Interface().(parley.Chain); ok {
		return slices.ContainsFunc(c.Links, func(id parley.ID) bool { return gone[id] })
	}
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			if f := v.Field(i); f.Type() == idType && gone[parley.ID(f.String())] {
				return true
			}
		}
	}
	return false
}

// vias returns the chains of an entry, from the field Via of those that have one.
func vias(e parley.Entry) []parley.Chain {
	if f := reflect.ValueOf(e).Elem().FieldByName("Via"); f.IsValid() {
		return f.Interface().([]parley.Chain)
	}
	return nil
}

func withVias(e parley.Entry, cs []parley.Chain) parley.Entry {
	if len(cs) == len(vias(e)) {
		return e
	}
	e = copied(e)
	reflect.ValueOf(e).Elem().FieldByName("Via").Set(reflect.ValueOf(cs))
	return e
}

// scramble changes everything in v that is not what keeps it hidden: words,
// ids, days, flags, the length of lists.
func scramble(r *rand.Rand, v reflect.Value, ids []parley.ID) {
	switch {
	case v.Type() == idType:
		if r.IntN(2) == 0 {
			v.SetString(string(ids[r.IntN(len(ids))]))
		}
	case v.Type() == reflect.TypeFor[date.Date]():
		d := parleytest.First + date.Day(r.IntN(parleytest.Days))
		v.Set(reflect.ValueOf(date.Date{First: d, Last: d, Printed: d.String()}))
	case v.Type() == reflect.TypeFor[date.Day]():
		v.SetInt(int64(parleytest.First) + int64(r.IntN(parleytest.Days)))
	case v.Type() == reflect.TypeFor[parley.Act]():
		v.SetUint(1 + r.Uint64N(4))
	case v.Kind() == reflect.String:
		v.SetString(fmt.Sprint("scrambled ", r.IntN(1000)))
	case v.Kind() == reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface && v.Type() == reflect.TypeFor[parley.Entry]():
		if !v.IsNil() {
			scramble(r, v.Elem(), ids)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				scramble(r, v.Field(i), ids)
			}
		}
	case v.Kind() == reflect.Slice:
		if v.Len() > 0 && r.IntN(2) == 0 {
			v.Set(reflect.AppendSlice(v.Slice(0, v.Len()-1), deep(v)))
		}
		for i := range v.Len() {
			scramble(r, v.Index(i), ids)
		}
	}
}

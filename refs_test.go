package parley_test

import (
	"fmt"
	"reflect"
	"testing"

	"parley"
	"parley/date"
)

// Every ID in every field of every kind must be reachable through Needs, Names
// or Chains: otherwise a view could show it to somebody who may not know it.
func TestNoReferenceEscapes(t *testing.T) {
	for _, e := range parley.Kinds() {
		n := 0
		want := make(map[parley.ID]string)
		fill(reflect.ValueOf(e).Elem(), string(e.Kind()), &n, want)
		delete(want, e.Base().ID)
		got := make(map[parley.ID]bool)
		parley.Needs(e, func(id parley.ID) { got[id] = true })
		parley.Names(e, func(id parley.ID) { got[id] = true })
		for _, c := range parley.Chains(e) {
			for _, id := range c.Links {
				got[id] = true
			}
		}
		for id, field := range want {
			if !got[id] {
				t.Errorf("%s (%s) is not reported by Needs, Names or Chains", field, id)
			}
		}
		// And what is only named must be gone at the sight of nobody.
		needs := make(map[parley.ID]bool)
		parley.Needs(e, func(id parley.ID) { needs[id] = true })
		left := make(map[parley.ID]string)
		collect(reflect.ValueOf(parley.Cut(e, sight(needs))).Elem(), string(e.Kind()), left)
		for id, field := range left {
			if !needs[id] && id != e.Base().ID {
				t.Errorf("%s (%s) survives Cut", field, id)
			}
		}
	}
}

// A sight that holds some ids and has heard nothing.
type sight map[parley.ID]bool

func (s sight) Has(id parley.ID) bool   { return s[id] }
func (s sight) Heard(parley.Chain) bool { return false }
func (s sight) Out(date.Day) bool       { return true }

// A declaration holds nothing that began, ended or was agreed on a day: a view
// chooses entries and never looks inside them. (The day of a source's
// publication is what its own choice goes by, a claim may speak of a time, and
// the figures of a series are cut, each by its own day.)
func TestDeclarationsAreTimeless(t *testing.T) {
	for _, e := range parley.Kinds() {
		if !parley.Declared(e) {
			continue
		}
		v := reflect.TypeOf(e).Elem()
		for i := range v.NumField() {
			f := v.Field(i)
			if f.Name == "Head" || e.Kind() == "source" && f.Name == "Published" || e.Kind() == "claim" && f.Name == "That" || e.Kind() == "series" && f.Name == "Figures" {
				continue
			}
			if holdsDate(f.Type, make(map[reflect.Type]bool)) {
				t.Errorf("%s.%s holds a date", e.Kind(), f.Name)
			}
		}
	}
}

func holdsDate(t reflect.Type, done map[reflect.Type]bool) bool {
	if done[t] {
		return false
	}
	done[t] = true
	switch {
	case t == reflect.TypeFor[date.Date]() || t == reflect.TypeFor[date.Day]():
		return true
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		return holdsDate(t.Elem(), done)
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			if holdsDate(t.Field(i).Type, done) {
				return true
			}
		}
	}
	return false
}

var idType = reflect.TypeFor[parley.ID]()

func fill(v reflect.Value, at string, n *int, want map[parley.ID]string) {
	switch {
	case v.Type() == idType:
		*n++
		id := parley.ID(fmt.Sprintf("id%d", *n))
		v.SetString(string(id))
		want[id] = at
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), at+"."+v.Type().Field(i).Name, n, want)
			}
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), at, n, want)
		}
	case v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), at, n, want)
	case v.Type() == reflect.TypeFor[parley.Value]():
		*n++
		id := parley.ID(fmt.Sprintf("id%d", *n))
		v.Set(reflect.ValueOf(parley.Percent{Over: id}))
		want[id] = at
	case v.Type() == reflect.TypeFor[parley.Entry]():
		before := new(parley.Statement)
		fill(reflect.ValueOf(before).Elem(), at+".statement", n, want)
		delete(want, before.ID) // that of the entry it corrects
		before.ID = ""
		v.Set(reflect.ValueOf(before))
	}
}

func collect(v reflect.Value, at string, left map[parley.ID]string) {
	switch {
	case v.Type() == idType:
		if v.String() != "" {
			left[parley.ID(v.String())] = at
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			collect(v.Field(i), at+"."+v.Type().Field(i).Name, left)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), at, left)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		collect(v.Elem(), at, left)
	case v.Kind() == reflect.Interface && !v.IsNil():
		switch x := v.Interface().(type) {
		case parley.Percent:
			left[x.Over] = at
		case parley.Entry:
			collect(reflect.ValueOf(x).Elem(), at, left)
		}
	}
}

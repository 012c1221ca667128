package web_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley"
)

// arguments are those that some addresses need, of the example that is asked.
var arguments = map[string]string{"/claim": "?id=us-asks-5bn", "/entry": "?id=dehart-to-the-pool", "/series": "?id=krw-usd", "/equal": "?bid=plus10-cpi", "/diff": "?date=2019-12-31&date=2020-01-17"}

// Every address that the description lists answers, and every answer is as it is
// described: nothing is of another type, missing, or there without a word.
func TestTheDataAreAsDescribed(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sma"), parley.All)
	ask := func(address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420"+address, nil))
		return w
	}
	var d description
	if err := json.Unmarshal(ask("/openapi.json").Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Paths) < 40 {
		t.Fatalf("only %d addresses", len(d.Paths))
	}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		name, form, _ := strings.Cut(path, ".")
		w := ask(path + arguments[name])
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
			continue
		}
		if form == "csv" {
			continue
		}
		var answer any
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Errorf("%s: %v", path, err)
		} else if err := d.fits(answer, shape{Ref: "#/components/schemas/Answer"}); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

type description struct {
	Paths      map[string]any
	Components struct{ Schemas map[string]shape }
}

// A shape is as much of a schema as the description uses.
type shape struct {
	Ref                  string `json:"$ref"`
	Type                 string
	Properties           map[string]shape
	Required             []string
	Items                *shape
	AnyOf, OneOf         []shape
	AdditionalProperties *shape
}

// fits says where a value is not of a shape.
func (d *description) fits(v any, s shape) error {
	if s.Ref != "" {
		to, ok := d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
		if !ok {
			return fmt.Errorf("%s is not there", s.Ref)
		}
		return d.fits(v, to)
	}
	if choice := append(s.AnyOf, s.OneOf...); len(choice) > 0 {
		var all []string
		for _, c := range choice {
			err := d.fits(v, c)
			if err == nil {
				return nil
			}
			all = append(all, err.Error())
		}
		return fmt.Errorf("none of: %s", strings.Join(all, "; "))
	}
	is := map[string]bool{}
	switch v := v.(type) {
	case nil:
		is["null"] = true
	case string:
		is["string"] = true
	case bool:
		is["boolean"] = true
	case float64:
		is["number"], is["integer"] = true, v == float64(int(v))
	case []any:
		is["array"] = true
		for i, x := range v {
			if s.Items != nil {
				if err := d.fits(x, *s.Items); err != nil {
					return fmt.Errorf("[%d]: %w", i, err)
				}
			}
		}
	case map[string]any:
		is["object"] = true
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				return fmt.Errorf("no %s", name)
			}
		}
		for name, x := range v {
			of, ok := s.Properties[name]
			if !ok && s.AdditionalProperties == nil {
				return fmt.Errorf("%s is not described", name)
			} else if !ok {
				of = *s.AdditionalProperties
			}
			if err := d.fits(x, of); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if !is[s.Type] {
		return fmt.Errorf("%v is no %s", v, s.Type)
	}
	return nil
}

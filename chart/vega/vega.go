// Package vega draws charts: it runs Vega and Vega-Lite, which are JavaScript,
// inside this process and returns the SVG. There is no browser, no canvas and
// no Node; the scripts are embedded, read no file and reach no network.
//
//	SVG      draws a specification of package chart
//
// The same specification gives the same bytes, in any order, on any goroutine,
// in any time zone: a machine's clock stands still, its random numbers begin
// anew, and text is measured by chart.TextWidth instead of by the fonts that
// happen to be installed.
//
// A machine, once warm, is kept for the next chart. One that met an error is
// thrown away, for nobody knows what state it is in.
//
// The scripts come from npm; bundle/build.sh makes one file of them.
package vega

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"

	"parley/chart"
)

//go:generate ./bundle/build.sh

//go:embed bundle/bundle.js.gz
var bundle []byte

// SVG draws a specification as an SVG document of its own, which may also stand
// inside an HTML page. The error says what Vega found wrong with it. It is safe
// for concurrent use.
func SVG(spec chart.Spec) ([]byte, error) {
	svg, _, err := draw(spec)
	return svg, err
}

// draw returns what Vega warned of as well, which for a chart of package chart
// is nothing.
func draw(spec chart.Spec) (svg []byte, warnings []string, err error) {
	text, err := json.Marshal(spec)
	if err != nil {
		return nil, nil, fmt.Errorf("chart %q: %w", spec.Name, err)
	}
	m, err := take()
	if err != nil {
		return nil, nil, err
	}
	out, err := m.run(string(text))
	if err != nil {
		return nil, nil, fmt.Errorf("chart %q cannot be drawn: %w", spec.Name, err)
	}
	machines.Put(m)
	return finish(out.SVG, spec), out.Warnings, nil
}

// compiled is the embedded script, unpacked and compiled once.
var compiled = sync.OnceValues(func() (*goja.Program, error) {
	r, err := gzip.NewReader(bytes.NewReader(bundle))
	if err != nil {
		return nil, err
	}
	script, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return goja.Compile("vega", string(script), false)
})

var machines sync.Pool

// A machine is a JavaScript runtime with Vega loaded. One goroutine at a time.
type machine struct {
	draw func(spec string) *goja.Promise
	tick func() int
}

type drawing struct {
	SVG      string   `json:"svg"`
	Warnings []string `json:"warnings"`
}

func take() (*machine, error) {
	if m, ok := machines.Get().(*machine); ok {
		return m, nil
	}
	program, err := compiled()
	if err != nil {
		return nil, fmt.Errorf("vega: the embedded script: %w", err)
	}
	return start(program)
}

func start(program *goja.Program) (*machine, error) {
	vm := goja.New()
	vm.SetFieldNameMapper(goja.TagFieldNameMapper("json", true))
	vm.SetTimeSource(func() time.Time { return time.Unix(0, 0) })
	vm.SetRandSource(func() float64 { return 0.5 })
	if err := vm.Set("textWidth", chart.TextWidth); err != nil {
		return nil, err
	}
	if _, err := vm.RunProgram(program); err != nil {
		return nil, fmt.Errorf("vega: the embedded script: %w", err)
	}
	m := new(machine)
	return m, errors.Join(vm.ExportTo(vm.Get("draw"), &m.draw), vm.ExportTo(vm.Get("tick"), &m.tick))
}

// run draws one chart. What JavaScript does later, when it has time, it does
// here and now.
func (m *machine) run(spec string) (out drawing, err error) {
	defer func() { // a script that throws outside a promise panics here
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	p := m.draw(spec)
	for p.State() == goja.PromiseStatePending && m.tick() > 0 {
	}
	switch p.State() {
	case goja.PromiseStatePending:
		return out, errors.New("vega waits for something that does not come")
	case goja.PromiseStateRejected:
		return out, errors.New(strings.TrimPrefix(p.Result().String(), "Error: "))
	}
	o := p.Result().(*goja.Object)
	out.SVG = o.Get("svg").String()
	for _, w := range o.Get("warnings").Export().([]any) {
		out.Warnings = append(out.Warnings, fmt.Sprint(w))
	}
	return out, nil
}

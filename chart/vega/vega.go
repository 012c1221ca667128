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
	"runtime"
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
		return nil, nil, fmt.Errorf("chart %q: %w", spec.Title, err)
	}
	m := <-machines
	out, err := m.draw(string(text))
	if err != nil {
		machines <- new(machine)
		return nil, nil, fmt.Errorf("chart %q cannot be drawn: %w", spec.Title, err)
	}
	machines <- m
	return []byte(out.svg), out.warnings, nil
}

// machines are all there are: as many as can run at once, for each takes memory.
// Whoever finds none waits.
var machines = func() chan *machine {
	n := runtime.GOMAXPROCS(0)
	c := make(chan *machine, n)
	for range n {
		c <- new(machine)
	}
	return c
}()

// compiled is the embedded script, unpacked and compiled once.
var compiled = sync.OnceValues(compile)

func compile() (*goja.Program, error) {
	r, err := gzip.NewReader(bytes.NewReader(bundle))
	if err != nil {
		return nil, err
	}
	script, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return goja.Compile("vega", string(script), false)
}

// A machine is a JavaScript runtime with Vega loaded, which happens at its first
// chart. One goroutine at a time.
type machine struct {
	svg  func(spec string) *goja.Promise
	tick func() int
}

type drawing struct {
	svg      string
	warnings []string
}

func (m *machine) start() error {
	program, err := compiled()
	if err != nil {
		return fmt.Errorf("the embedded script: %w", err)
	}
	vm := goja.New()
	vm.SetTimeSource(func() time.Time { return time.Unix(0, 0) })
	vm.SetRandSource(func() float64 { return 0.5 })
	if err := vm.Set("textWidth", chart.TextWidth); err != nil {
		return err
	}
	if _, err := vm.RunProgram(program); err != nil {
		return fmt.Errorf("the embedded script: %w", err)
	}
	return errors.Join(vm.ExportTo(vm.Get("draw"), &m.svg), vm.ExportTo(vm.Get("tick"), &m.tick))
}

// draw draws one chart. What JavaScript would do later, when it has time, it does
// here and now.
func (m *machine) draw(spec string) (out drawing, err error) {
	if m.svg == nil {
		if err := m.start(); err != nil {
			return out, err
		}
	}
	defer func() { // a script that throws outside a promise panics here
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	p := m.svg(spec)
	for p.State() == goja.PromiseStatePending && m.tick() > 0 {
	}
	switch p.State() {
	case goja.PromiseStatePending:
		return out, errors.New("vega waits for something that does not come")
	case goja.PromiseStateRejected:
		return out, errors.New(strings.TrimPrefix(p.Result().String(), "Error: "))
	}
	o := p.Result().(*goja.Object)
	out.svg = o.Get("svg").String()
	for _, w := range o.Get("warnings").Export().([]any) {
		out.warnings = append(out.warnings, fmt.Sprint(w))
	}
	return out, nil
}

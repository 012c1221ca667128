package parley_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// depsRules is policy, not a description of the code. Each line names a
// package and the packages of this module that it may import. "." is the root.
const depsRules = `
date             :
money            : date
quote            :
cost             : date money
.                : date money

lang             : . date money
casefile         : . date money quote
view             : . date
evidence         : . date money cost view
check            : . date money cost quote lang casefile view evidence

analysis         : .
analysis/*       : . date money cost view evidence analysis deal bargain

brief            : . date money cost chart lang view evidence analysis analysis/*
brief/*          : . money lang brief

deal             :
bargain          : deal
share            :
strategy         : deal bargain
scenario         : deal
lab              : deal bargain strategy scenario

chart            :
chart/vega       : chart

ask              : . date money cost lang casefile folder view evidence analysis/* brief

intake           : . date money quote casefile
folder           : . casefile quote
lines            :
web              : . date money lang casefile folder quote check view evidence chart chart/vega brief brief/* ask intake lines
examples         :
docs             :
cmd/*            : *
bench/*          :

parleytest       : . date money
parleytest/*     : *
`

// impure lists the packages that may touch the world. Everything else is pure.
var impure = []string{"folder", "web", "cmd/*", "bench/*", "parleytest/*"}

var banned = []string{"os", "os/*", "net", "net/*", "log", "log/*", "database/sql", "crypto/rand", "math/rand", "path/filepath", "testing"}

var bannedCalls = map[string][]string{
	"time": {"Now", "Since", "Until", "After", "Tick", "Sleep", "NewTimer", "NewTicker", "AfterFunc", "Local"},
	"rand": {"Int", "IntN", "N", "Uint64", "Uint32", "Float64", "Perm", "Shuffle", "NormFloat64", "ExpFloat64"},
}

const module = "parley"

type pkg struct {
	ImportPath, Dir  string
	GoFiles, Imports []string
}

func rel(p string) string {
	if p == module {
		return "."
	}
	return strings.TrimPrefix(p, module+"/")
}

func match(pattern, p string) bool {
	ok, _ := path.Match(pattern, p)
	return ok || pattern == "*"
}

func packages(t *testing.T) (ps []pkg) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p pkg
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		ps = append(ps, p)
	}
	return ps
}

func TestDependencies(t *testing.T) {
	allowed := make(map[string][]string)
	for line := range strings.Lines(depsRules) {
		if name, deps, ok := strings.Cut(line, ":"); ok {
			allowed[strings.TrimSpace(name)] = strings.Fields(deps)
		}
	}
	used := make(map[string]bool)
	for _, p := range packages(t) {
		name, found := rel(p.ImportPath), false
		for pattern, deps := range allowed {
			if !match(pattern, name) {
				continue
			}
			found, used[pattern] = true, true
			for _, imp := range p.Imports {
				if imp != module && !strings.HasPrefix(imp, module+"/") {
					continue
				}
				ok := false
				for _, d := range deps {
					ok = ok || match(d, rel(imp))
				}
				if !ok {
					t.Errorf("%s must not import %s", name, rel(imp))
				}
			}
		}
		if !found {
			t.Errorf("%s: no rule; add one to depsRules", name)
		}
	}
	for pattern := range allowed {
		if !used[pattern] {
			t.Errorf("rule for %s matches no package; delete it", pattern)
		}
	}
}

func TestPurity(t *testing.T) {
	for _, p := range packages(t) {
		name, pure := rel(p.ImportPath), true
		for _, pattern := range impure {
			pure = pure && !match(pattern, name)
		}
		if !pure {
			continue
		}
		for _, imp := range p.Imports {
			for _, b := range banned {
				if match(b, imp) && b != "*" {
					t.Errorf("%s must not import %s", name, imp)
				}
			}
		}
		fset := token.NewFileSet()
		for _, f := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, f), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				x, ok := s.X.(*ast.Ident)
				if !ok {
					return true
				}
				for _, name := range bannedCalls[x.Name] {
					if s.Sel.Name == name {
						t.Errorf("%s: %s.%s in a pure package", fset.Position(n.Pos()), x.Name, name)
					}
				}
				if x.Name == "time" && s.Sel.Name == "LoadLocation" && name != "date" {
					t.Errorf("%s: time.LoadLocation outside date", fset.Position(n.Pos()))
				}
				return true
			})
		}
	}
}

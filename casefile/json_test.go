package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkJSON holds that the JSON of a file without faults gives what fmt gives.
func checkJSON(t interface {
	Helper()
	Fatalf(string, ...any)
}, f *File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, []*File{f}); err != nil {
		t.Fatalf("write: %v\n%s", err, f.text)
	}
	files, err := ReadJSON(b.Bytes())
	if err != nil {
		t.Fatalf("read: %v\n%s\n%s", err, f.text, b.Bytes())
	}
	if diff := cmp.Diff(string(f.Format()), files[0].text); diff != "" {
		t.Fatalf("%s\n%s", diff, b.Bytes())
	}
	return b.Bytes()
}

var kinds_ = `; a comment
case talks "A \"talk\""
  parties      rok   us
  ; a comment inside
  money KRW
  zone  Asia/Seoul
  audience public
party rok "South Korea"
  name.ko "한국"
party us

include   more things.parley
claim ask
  that us asks cost = USD 3.9 billion ~ KRW 4조 5,240억 for 2020 per year counts "all of it"
  that.ko "39억 달러"
  x-desk   as  it   stands
2020-01-16T17:32   Asia/Seoul report r
  asserts ask outlet-says denies hearsay
  via wire quoted-in kt at 12
  > 12 "five \\ billion".en
  | -   as  printed
2019-03-08 terms t10
  of sma-10
  pays 2019 = KRW 1조 389억
  escalator none
  via kt
; the end`

func TestJSONGivesBackWhatFmtGives(t *testing.T) {
	for _, text := range []string{"", "\ufeff", "\n", "\r\n", "; c", "  \t\n", "include", kinds_, strings.ReplaceAll(kinds_, "\n", "\r\n"), "\ufeff" + kinds_ + "\n",
		"; one\r\n; two\n;three\r\r\n", kinds_ + "\r\n\r\n; x\n"} {
		f := index("a.parley", text)
		src := checkJSON(t, f)
		if !json.Valid(src) {
			t.Errorf("not JSON: %s", src)
		}
	}
}

func TestJSONOfTheExamplesGivesBackWhatFmtGives(t *testing.T) {
	n := 0
	cases, _ := filepath.Glob("../examples/*/case.parley")
	for _, name := range cases {
		dir := filepath.Dir(name)
		b, err := Read(os.DirFS(dir), "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Faults) > 0 {
			t.Errorf("%s: %v", dir, b.Faults)
			continue
		}
		var out bytes.Buffer
		if err := WriteJSON(&out, b.Files); err != nil {
			t.Fatal(err)
		}
		files, err := ReadJSON(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range files {
			n++
			if f.Name != b.Files[i].Name || string(f.Print()) != string(b.Files[i].Format()) {
				t.Errorf("%s/%s: not what fmt gives", dir, f.Name)
			}
		}
	}
	if n == 0 {
		t.Fatal("no examples")
	}
}

// No string of the JSON of an entry is a line of its text, or most of one.
func TestJSONHoldsNoSourceTextOfAnEntry(t *testing.T) {
	f := index("a.parley", kinds_)
	var c struct {
		Files []struct{ Items []map[string]any }
	}
	if err := json.Unmarshal(checkJSON(t, f), &c); err != nil {
		t.Fatal(err)
	}
	n := 0
	var walk func(x any)
	walk = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			for k, v := range x {
				if k != "comment" {
					walk(v)
				}
			}
		case []any:
			for _, v := range x {
				walk(v)
			}
		case string:
			n++
			for _, part := range []string{" asks ", "quoted-in", "  ", " = ", "that ", "KRW ", "USD "} {
				if strings.Contains(x, part) && x != "as  it   stands" && x != "as  printed" {
					t.Errorf("%q holds source text", x)
				}
			}
		}
	}
	for _, i := range c.Files[0].Items {
		walk(map[string]any(i))
	}
	if n < 20 {
		t.Fatalf("only %d strings", n)
	}
}

func TestImportSaysWhereTheJSONIsNotSo(t *testing.T) {
	src := string(checkJSON(t, index("a.parley", kinds_)))
	for _, tt := range []struct{ name, old, new, path, what string }{
		{"printed deleted", `,"printed":"3.9 billion"`, ``, "files[0].items[6].lines[0].value.value.amount.printed", "is missing"},
		{"printed changed", `"printed":"3.9 billion"`, `"printed":"4.9 billion"`, "files[0].items[6].lines[0].value.value.amount.hi", `is "3950000000"; what was printed gives "4950000000"`},
		{"value changed", `"value":"3900000000"`, `"value":"3900000001"`, "files[0].items[6].lines[0].value.value.amount.value", `gives "3900000000"`},
		{"bound deleted", `"lo":"3850000000",`, ``, "files[0].items[6].lines[0].value.value.amount.lo", "is missing"},
		{"date reckoned wrongly", `"first":"2020-01-16"`, `"first":"2020-01-17"`, "files[0].items[7].date.first", `gives "2020-01-16"`},
		{"printed date deleted", `"printed":"2019-03-08",`, ``, "files[0].items[8].date.printed", "is missing"},
		{"unknown key of a value", `"at":12`, `"at":12,"why":1`, "files[0].items[7].lines[1].value.why", "is not what the printed form gives"},
		{"unknown key of an item", `"id":"ask"`, `"id":"ask","why":1`, "files[0].items[6]", "why"},
		{"unknown field", `"field":"pays"`, `"field":"pas"`, "files[0].items[8].lines[1].field", "no such field"},
		{"a field that does not fit", `"rok","us"`, `"rok","US"`, "files[0].items[1]", "P008"},
		{"line end in a comment", `; a comment inside`, `; a\n  audience public`, "files[0]", ""},
		{"line end in an id", `"id":"us"`, `"id":"us\nparty x"`, "files[0]", ""},
		{"no value", `"value":{"sources":["wire","kt"],"at":12}`, `"lang":"ko"`, "files[0].items[7].lines[1].value", "is missing"},
		{"another schema", `parley.case/1`, `parley.case/2`, "schema", `this program reads "parley.case/1"`},
		{"outside", `"name":"a.parley"`, `"name":"../a.parley"`, "files[0].name", "not a path inside"},
		{"not a case file", `"name":"a.parley"`, `"name":"a.sh"`, "files[0].name", "does not end in .parley"},
		{"cut", `"items"`, "\n\"items", "line 3, column 9", "invalid"},
		{"line end", `"end":"\n"`, `"end":"\r"`, "files[0].end", ""},
		{"more", "]}\n]}\n", "]}\n]}\n{}", "JSON", "goes on"},
		{"figures outside", "]}\n]}", "]}\n],\"tables\":[{\"name\":\"../a.csv\",\"text\":\"\"}]}", "tables[0].name", "not a path inside"},
		{"figures under another ending", "]}\n]}", "]}\n],\"tables\":[{\"name\":\"b.parley\",\"text\":\"\"}]}", "tables[0].name", "does not end in .csv"},
		{"no file", src, `{"schema":"parley.case/1","files":[]}`, "files", "at least one"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(src, tt.old, tt.new, 1)
			if bad == src {
				t.Fatalf("nothing changed in %s", src)
			}
			_, err := ReadJSON([]byte(bad))
			e, ok := errors.AsType[*ImportError](err)
			if !ok || !strings.HasPrefix(e.Path, tt.path) || !strings.Contains(e.Error(), tt.what) {
				t.Errorf("got %v\nwant %s: ... %s", err, tt.path, tt.what)
			}
		})
	}
}

func TestAFileWithAFaultIsNotExported(t *testing.T) {
	for _, text := range []string{"clam x\n", "case x\n  parties a\n", "\n  stray\n", "party p\n  aka \"" + strings.Repeat("x", maxLine) + "\"\n"} {
		err := WriteJSON(new(bytes.Buffer), []*File{index("a.parley", text)})
		if e, ok := errors.AsType[*LossError](err); !ok || e.Code == "" || e.Line == 0 {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

// A reader in another language needs twenty lines and no library of ours.
func TestAShortPythonScriptReadsAllClaims(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not here")
	}
	script, err := os.ReadFile("../docs/claims.py")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(script), "\n"); n > 20 {
		t.Errorf("%d lines", n)
	}
	text := kinds_ + "\nclaim close\n  that \"The gap is small.\"\n  that.ko \"입장 차가 작다.\"\nclaim share\n  that rok holds share >= 13% over t10\n"
	cmd := exec.Command("python3", "../docs/claims.py")
	cmd.Stdin = bytes.NewReader(checkJSON(t, index("a.parley", text)))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := "ask\tus\tasks\tcost\t=\tUSD 3900000000\tko: 39억 달러\n" +
		"close\t\t\t\t\t\t: The gap is small.\tko: 입장 차가 작다.\n" +
		"share\trok\tholds\tshare\t>=\t13%\n"
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Error(diff)
	}
}

func TestHostileJSONIsRefused(t *testing.T) {
	var good bytes.Buffer
	if err := WriteJSON(&good, []*File{Parse("case.parley", []byte("party a \"A\"\n"))}); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadJSON(good.Bytes()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, old, new string }{
		{"something after the end", "", "]"},
		{"another object after the end", "", "{}"},
		{"a zero character", `"A"`, `"A\u0000B"`},
		{"a hidden file", "case.parley", ".parley"},
		{"a hidden folder", "case.parley", ".git/hooks/x.parley"},
	} {
		src := good.String() + test.new
		if test.old != "" {
			src = strings.Replace(good.String(), test.old, test.new, 1)
		}
		if src == good.String() {
			t.Fatalf("%s: nothing was changed", test.name)
		}
		if _, err := ReadJSON([]byte(src)); err == nil {
			t.Errorf("%s: accepted", test.name)
		}
	}
}

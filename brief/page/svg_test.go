package page

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/ask"
	"parley/brief"
	"parley/casefile"
	"parley/chart"
	"parley/chart/vega"
	"parley/date"
	"parley/examples"
	"parley/lang"
	"parley/view"
)

func addressed(id parley.ID) string {
	if id == "hidden" {
		return ""
	}
	return "/entries/" + string(id)
}

const begun = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`

func TestAPictureIsMadeToStandInAPage(t *testing.T) {
	for in, want := range map[string]string{
		`<a xlink:href="#claim" aria-label="x"><path d="M0,0" fill="#0f766e"/></a>`:                `<a href="/entries/claim" aria-label="x"><path d="M0,0" fill="var(--chart-teal, #0F766E)"></path></a>`,
		`<a xlink:href="#hidden"><path d=""/></a>`:                                                 `<g><path d=""></path></g>`,
		`<text style="fill: #475569; mix-blend-mode: multiply" font-family="x">a &lt;b&gt;</text>`: `<text fill="var(--chart-slate, #475569)">a &lt;b&gt;</text>`,
		`<clipPath id="c"></clipPath><g clip-path="url(#c)"/>`:                                     `<clipPath id="p-c"></clipPath><g clip-path="url(#p-c)"></g>`,
		`<path fill="#4c78a8" opacity="0"/>`:                                                       `<path opacity="0" fill="transparent"></path>`,
		`<!-- x --><g/>`:                                                                           `<g></g>`,
	} {
		got, err := inline([]byte(begun+in+"</svg>"), "p", addressed)
		got = strings.TrimSuffix(strings.TrimPrefix(got, `<svg xmlns="http://www.w3.org/2000/svg">`), "</svg>")
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", in, err, diff)
		}
	}
}

func TestWhatCouldActIsNoPicture(t *testing.T) {
	for _, in := range []string{
		begun + `<script>alert(1)</script></svg>`, begun + `<style>a{}</style></svg>`, begun + `<foreignObject/></svg>`, begun + `<image href="x"/></svg>`,
		begun + `<g onclick="alert(1)"/></svg>`, begun + `<a xlink:href="javascript:alert(1)"/></svg>`, begun + `<a href="https://a.example"/></svg>`,
		begun + `<g clip-path="url(https://a.example)"/></svg>`, begun + `<g style="clip-path:url(https://a.example)"/></svg>`,
		begun + `<g>`, begun + `</g></svg>`, `<g></g>`, `text`, ``, begun + `<x:g/></svg>`, begun + `&nbsp;</svg>`,
	} {
		if got, err := inline([]byte(in), "p", addressed); err == nil {
			t.Errorf("%s became %s", in, got)
		}
	}
}

func FuzzInline(f *testing.F) {
	f.Add(begun + `<a xlink:href="#claim"><path d="M0,0" fill="#0f766e"/></a></svg>`)
	f.Add(begun + `<text style="fill:red">&lt;script&gt;<![CDATA[<script>]]></text></svg>`)
	act := regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son\w+=|<foreignobject|javascript:`)
	f.Fuzz(func(t *testing.T, s string) {
		got, err := inline([]byte(s), "p", addressed)
		for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(got, -1) {
			bare := regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`)
			if err == nil && act.MatchString(bare) {
				t.Errorf("%q became %q", s, got)
			}
		}
	})
}

// A name in a picture is text, from the record to the page.
func TestAHostileNameInAPictureIsText(t *testing.T) {
	evil := `<script>alert(1)</script>" onload="alert(2)`
	spec := chart.Totals{
		Frame: chart.Frame{Title: evil, Subtitle: evil, Description: evil, Unit: evil, Nothing: evil},
		Rows:  []chart.TotalRow{{Href: "#claim", Label: evil, Note: evil, Median: 1, Value: evil, Description: evil}},
	}.Spec()
	d := &brief.Document{Lang: lang.English, Parts: []brief.Part{&brief.Chart{Key: "totals", Spec: spec}}}
	var b strings.Builder
	if err := Fragment(&b, d, Options{Picture: func(c *brief.Chart) ([]byte, error) { return vega.SVG(c.Spec) }}); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, "<svg") || strings.Contains(s, "<script") || regexp.MustCompile(`<[^>]*\sonload="`).MatchString(s) {
		t.Error(s)
	}
}

var inked = regexp.MustCompile(`(?:fill|stroke|stop-color)="([^"]*)"`)

// Every picture of the sample case, in each language, stands in a page, and each
// of its colours follows the theme.
func TestEveryColourOfEveryPictureFollowsTheTheme(t *testing.T) {
	drawn := 0
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		for _, c := range pictures(t, l) {
			svg, err := vega.SVG(c.Spec)
			if err != nil {
				t.Fatal(err)
			}
			got, err := inline(svg, "p", addressed)
			if err != nil {
				t.Errorf("%s: %v", c.Key, err)
			}
			for _, m := range inked.FindAllStringSubmatch(got, -1) {
				if !strings.HasPrefix(m[1], "var(--chart-") && !slices.Contains([]string{"none", "transparent"}, m[1]) {
					t.Errorf("%s: the colour %s has no name", c.Key, m[1])
				}
			}
			if strings.Contains(got, " style=") || strings.Contains(got, "<style") {
				t.Errorf("%s has a style", c.Key)
			}
			drawn++
		}
	}
	if drawn < 6 {
		t.Errorf("only %d pictures", drawn)
	}
}

// pictures are those of every question that needs no argument.
func pictures(t *testing.T, l lang.Lang) (cs []*brief.Chart) {
	t.Helper()
	files, err := fs.Sub(examples.Cases, "sma")
	if err != nil {
		t.Fatal(err)
	}
	book, err := casefile.Read(files, "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	i, err := ask.Put(view.Index(book.Entries()), ask.Asker{Reader: "all", AsOf: "2020-01-17", Lang: l, Today: date.On(2026, 1, 1), Case: "."})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range ask.Questions() {
		if q.Use == "" || q.Use[0] == '[' {
			if d, err := q.Answer(i, nil); err == nil {
				cs = append(cs, d.Charts()...)
			}
		}
	}
	return cs
}

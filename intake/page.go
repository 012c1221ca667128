package intake

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxElements is how large a page may be for its article to be sought. In a
// larger one, which is no article, all of the text is kept.
const maxElements = 20_000

// readPage reads a saved web page.
func readPage(data []byte, contentType string, zone *time.Location) (Page, error) {
	doc, err := html.Parse(strings.NewReader(decodePage(data, contentType)))
	if err != nil {
		return Page{}, &Error{"no-article"}
	}
	said := sayings(doc)
	p := Page{
		Title:     said.first("headline", "og:title", "twitter:title", "title"),
		Publisher: said.first("publisher", "og:site_name"),
		Author:    said.first("author", "article:author", "byl"),
		Published: published(said.first("datePublished", "article:published_time", "og:article:published_time", "pubdate", "parsely-pub-date", "dc.date.issued", "date", "time"), zone),
		URL:       address(said.first("canonical", "og:url")),
		Language:  language(said.first("lang", "og:locale")),
		Text:      article(doc),
	}
	if strings.TrimSpace(p.Text) == "" {
		return Page{}, &Error{"no-article"}
	}
	return kept(p)
}

// article returns the paragraphs of the article of a page.
func article(doc *html.Node) string {
	if body := find(doc, atom.Body); body != nil {
		doc = body
	}
	all := paragraphs(doc)
	n := 0
	for range doc.Descendants() {
		n++
	}
	if n > maxElements {
		return all
	}
	root := doc
	for root.Parent != nil {
		root = root.Parent
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.CharThresholds = min(500, len(all)/2)
	found, err := parser.ParseDocument(root, nil)
	if err != nil || found.Node == nil {
		return all
	}
	if text := paragraphs(found.Node); strings.TrimSpace(text) != "" {
		return text
	}
	return all
}

// Elements whose text is none of the page's, and those that begin a line.
var (
	silent = set(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Head, atom.Button, atom.Select, atom.Option, atom.Form, atom.Textarea, atom.Object, atom.Nav)
	blocks = set(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre,
		atom.Tr, atom.Table, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Figure, atom.Figcaption, atom.Br, atom.Hr, atom.Address)
)

func set(as ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool)
	for _, a := range as {
		m[a] = true
	}
	return m
}

// paragraphs returns the text of a node, one paragraph a line.
func paragraphs(n *html.Node) string {
	var out, line strings.Builder
	end := func() {
		if s := strings.Join(strings.Fields(line.String()), " "); s != "" {
			out.WriteString(s + "\n")
		}
		line.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			line.WriteString(strings.ReplaceAll(n.Data, "\x00", ""))
			return
		}
		if silent[n.DataAtom] || hidden(n) {
			return
		}
		if blocks[n.DataAtom] {
			end()
		}
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
			line.WriteString(" ")
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if blocks[n.DataAtom] {
			end()
		}
	}
	walk(n)
	end()
	return out.String()
}

func hidden(n *html.Node) bool {
	_, h := attribute(n, "hidden")
	aria, _ := attribute(n, "aria-hidden")
	return h || aria == "true"
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val), true
		}
	}
	return "", false
}

func find(n *html.Node, a atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == a {
			return d
		}
	}
	return nil
}

// said is what a page says of itself, the first of each kind.
type said map[string]string

func (s said) first(keys ...string) string {
	for _, k := range keys {
		if v := s[k]; v != "" {
			return v
		}
	}
	return ""
}

func (s said) put(key, value string) {
	if value = strings.Join(strings.Fields(beginning(value, 500)), " "); value != "" && s[key] == "" {
		s[key] = value
	}
}

// sayings collects the meta elements, links, times and structured data of a
// page.
func sayings(doc *html.Node) said {
	s := make(said)
	for n := range doc.Descendants() {
		value := func(key string) string { v, _ := attribute(n, key); return v }
		switch n.DataAtom {
		case atom.Html:
			s.put("lang", value("lang"))
		case atom.Title:
			if n.FirstChild != nil && n.Namespace == "" {
				s.put("title", n.FirstChild.Data)
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop"} {
				s.put(value(key), value("content"))
			}
		case atom.Link:
			if strings.EqualFold(value("rel"), "canonical") {
				s.put("canonical", value("href"))
			}
		case atom.Time:
			s.put("time", value("datetime"))
		case atom.Script:
			if value("type") == "application/ld+json" && n.FirstChild != nil {
				var v any
				if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
					s.structured(v, 0)
				}
			}
		}
	}
	return s
}

// structured takes over what JSON-LD says of an article, which may stand in a
// list or a graph.
func (s said) structured(v any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			s.structured(x, depth+1)
		}
	case map[string]any:
		s.structured(v["@graph"], depth+1)
		if kind, _ := v["@type"].(string); !strings.HasSuffix(kind, "Article") && !strings.HasSuffix(kind, "Posting") && v["datePublished"] == nil {
			return
		}
		for _, k := range []string{"headline", "datePublished", "publisher", "author"} {
			s.put(k, name(v[k], 0))
		}
	}
}

// name returns a text, or the name of a thing, or of the first of several.
func name(v any, depth int) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		if depth < 4 {
			return name(v["name"], depth+1)
		}
	case []any:
		if len(v) > 0 && depth < 4 {
			return name(v[0], depth+1)
		}
	}
	return ""
}

// published writes a time of publication as a case file has it: with the time
// where it is one of zone's, else the day as printed.
func published(s string, zone *time.Location) string {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-07:00"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		_, theirs := t.Zone()
		if local := t.In(zone); zone != nil && zone.String() != "Local" {
			if _, ours := local.Zone(); ours == theirs {
				return local.Format("2006-01-02T15:04 ") + zone.String()
			}
		}
		return t.Format(time.DateOnly)
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse(time.DateOnly, m[1]+"-"+m[2]+"-"+m[3]); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// dayFirst is a day in front of whatever else: 2020-01-17, 2020.01.17, 20200117.
var dayFirst = regexp.MustCompile(`^(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:\D|$)`)

// web is an address on the web, with its host.
var web = regexp.MustCompile(`^https?://(?:[^/?#\s"@]*@)?([^/?#\s"@:]+)[^\s"]*$`)

// address returns s if it is one that a source can have.
func address(s string) string {
	if !web.MatchString(s) {
		return ""
	}
	return s
}

// language returns the letters of a language: ko-KR and ko_KR are ko.
func language(s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(s), "_", "-"), "-")
	if len(s) < 2 || len(s) > 3 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return s
}

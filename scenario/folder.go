package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"parley/deal"
)

// A document is a file of a folder.
type document struct {
	file   string
	format string
	role   role
	xml    *element // of Genius
	node   *node    // of the others
}

type role uint8

const (
	other role = iota
	domainRole
	profileRole
	settingsRole
)

// A reader reads a folder.
type reader struct {
	problems
	points int
	bytes  int // read so far
	sides  int // options of sides of boxes so far
	tables int // values of parties so far
	full   bool
	domain

	parties map[string]string // file by name of the party
}

// A domain is the issues, and where they are written.
type domain struct {
	name   string
	issues []deal.Issue
	places []place
	space  *deal.Space
	lookup []map[string]int32 // option by name, of issues that are not numbers
	byName map[string]int     // issue by name

	index      []int        // of Genius: the index of each issue
	numbers    map[int]int  // of Genius: issue by index
	objectives map[int]bool // of Genius: the indexes of objectives
}

// folder reads the scenario in the root of fsys. What is wrong is noted.
func (r *reader) folder(fsys fs.FS) *Scenario { return r.scenario(r.documents(fsys)) }

// scenario makes a scenario of its documents.
func (r *reader) scenario(docs []*document) *Scenario {
	dom := r.pick(docs)
	if dom == nil {
		return nil
	}
	s := &Scenario{Format: dom.format}
	if s.Format == "negmas" && strings.EqualFold(path.Ext(dom.file), ".json") {
		s.Format = "negmas-json"
	}
	if !r.readDomain(dom) {
		return nil
	}
	s.Name, s.Space = r.name, r.space
	settings := ""
	for _, d := range docs {
		switch {
		case d.role == settingsRole && settings != "":
			r.add(place{file: d.file}, "keep one of them", "a second file of settings; the first is %s", settings)
		case d.role == settingsRole:
			settings, s.Rounds = d.file, r.settings(d.node)
		case d.role != profileRole:
		case d.format != dom.format:
			r.add(place{file: d.file}, "keep the files of one format in a folder",
				"a profile of %s, and the domain %s is of %s", d.format, dom.file, dom.format)
		default:
			p := r.profile(d)
			r.checkUtility(d, p.Utility)
			r.checkName(d, p.Name)
			s.Parties = append(s.Parties, p)
		}
	}
	return s
}

// checkName notes a second party of one name: whoever shows an agreement could
// not tell them apart.
func (r *reader) checkName(d *document, name string) {
	if r.parties == nil {
		r.parties = make(map[string]string)
	}
	if first, ok := r.parties[name]; ok && name != "" && r.count() == 0 {
		r.add(place{file: d.file}, "give each party a name of its own", "a second party is called %s; the first is in %s", short(name), first)
		return
	}
	r.parties[name] = d.file
}

// documents reads every file that can belong to a scenario, in the order of
// their names.
func (r *reader) documents(fsys fs.FS) (docs []*document) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		r.add(place{}, "see that it is there and may be read", "the folder cannot be read: %v", err)
		return nil
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.IsDir() || passedOver(e.Name()) })
	if len(entries) > maxFiles {
		r.add(place{}, "keep one scenario in a folder", "more than %d files", maxFiles)
		return nil
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			// Opening a pipe would wait, and a link may lead anywhere.
			r.add(place{file: e.Name()}, "put a copy of the file in its place, or let its name begin with _", "it is no regular file")
			continue
		}
		if text, ok := r.text(fsys, e.Name()); ok {
			docs = append(docs, r.document(e.Name(), text))
		}
	}
	return docs
}

// passedOver reports whether a file of this name is no part of a scenario.
func passedOver(name string) bool {
	name = strings.ToLower(name)
	switch path.Ext(name) {
	case ".xml", ".json", ".yml", ".yaml":
	default:
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") ||
		strings.HasSuffix(name, "pareto.xml") || strings.HasSuffix(name, "specials.json")
}

// document reads what a file says, and tells what part of a scenario it is.
func (r *reader) document(file, text string) *document {
	d := &document{file: file}
	var e *Error
	switch strings.ToLower(path.Ext(file)) {
	case ".xml":
		d.xml, e = parseXML(file, text)
	case ".json":
		d.node, e = parseJSON(file, text)
	default:
		d.node, e = parseYAML(file, text)
	}
	if e != nil {
		r.note(e)
		return d
	}
	if d.classify(); d.role == other {
		r.add(place{file: file}, "remove it, or let its name begin with _",
			"neither a domain nor a profile of a format that is read")
	}
	return d
}

// classify tells a document by its content.
func (d *document) classify() {
	n := d.node
	switch {
	case d.xml != nil && d.xml.name == "negotiation_template":
		d.format, d.role = "genius", domainRole
	case d.xml != nil && d.xml.name == "utility_space":
		d.format, d.role = "genius", profileRole
	case d.xml != nil:
	case n.get("issuesValues") != nil:
		d.format, d.role = "geniusweb", domainRole
	case len(n.keys) == 1 && strings.HasSuffix(n.keys[0].text, "Settings"):
		d.format, d.role = "geniusweb", settingsRole
	case webSpace(n) != "":
		d.format, d.role = "geniusweb", profileRole
	case strings.Contains(n.name("type"), "OutcomeSpace"), n.get("issues") != nil:
		d.format, d.role = "negmas", domainRole
	case strings.Contains(strings.ToLower(n.name("type")), "fun"):
		d.format, d.role = "negmas", profileRole
	}
}

// pick returns the one domain of the folder. Where GeniusWeb profiles stand
// alone it is the first of them, since each has the domain in it.
func (r *reader) pick(docs []*document) *document {
	var domains, profiles []*document
	for _, d := range docs {
		switch d.role {
		case domainRole:
			domains = append(domains, d)
		case profileRole:
			profiles = append(profiles, d)
		}
	}
	switch {
	case len(docs) == 0 && r.count() == 0:
		r.add(place{}, "give a folder of Genius XML, GeniusWeb JSON, or NegMAS YAML or JSON files", "no scenario is in the folder")
	case len(domains) > 1:
		r.add(place{file: domains[1].file}, "keep one of them", "a second domain; the first is %s", domains[0].file)
		return nil
	case len(domains) == 1 && len(profiles) == 0 && r.count() == 0:
		r.add(place{file: domains[0].file}, "add a profile for each party", "the folder has a domain and no profile")
	case len(domains) == 1:
		return domains[0]
	case len(profiles) > 0 && profiles[0].format == "geniusweb":
		return profiles[0]
	case r.count() == 0:
		r.add(place{}, "add the file that lists the issues", "the folder has no domain")
	}
	return nil
}

// readDomain reads the issues and makes the space of them.
func (r *reader) readDomain(d *document) bool {
	before := r.count()
	switch d.format {
	case "genius":
		r.geniusDomain(d.xml)
	case "geniusweb":
		r.webDomain(d)
	case "negmas":
		r.negmasDomain(d.node)
	}
	if r.name == "" {
		r.name = stem(d.file)
	}
	r.byName = make(map[string]int, len(r.issues))
	for i, issue := range r.issues {
		if _, ok := r.byName[issue.Name]; ok {
			r.add(r.places[i], "give each issue a name of its own", "a second issue is called %s", short(issue.Name))
		}
		r.byName[issue.Name] = i
	}
	if r.count() > before {
		return false
	}
	space, err := deal.NewSpace(r.issues...)
	if errors.Is(err, deal.ErrTooBig) {
		r.add(place{file: d.file}, "give issues fewer options, or leave some out", "the issues have more than 2^63 outcomes")
		return false
	}
	if err != nil {
		r.add(place{file: d.file}, "write other numbers", "%s", strings.TrimPrefix(err.Error(), "deal: "))
		return false
	}
	r.space = space
	return true
}

func stem(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

// addIssue appends an issue to the domain. The options of named ones are told
// from each other.
func (r *reader) addIssue(at place, issue deal.Issue) {
	r.issues, r.places = append(r.issues, issue), append(r.places, at)
	if issue.Numeric() {
		r.lookup = append(r.lookup, nil)
		return
	}
	options := make(map[string]int32, issue.Len())
	for k := range issue.Len() {
		if _, ok := options[issue.Option(k)]; ok {
			r.add(at, "delete one of them", "issue %s has the option %s twice", short(issue.Name), short(issue.Option(k)))
		}
		options[issue.Option(k)] = int32(k)
	}
	r.lookup = append(r.lookup, options)
}

// integers appends an issue lo..hi.
func (r *reader) integers(at place, name string, lo, hi int) {
	switch {
	case hi < lo:
		r.add(at, "write the lower bound first", "issue %s goes from %d down to %d", short(name), lo, hi)
	case uint(hi)-uint(lo) >= MaxOptions:
		r.add(at, "choose a coarser unit, or fewer options", "issue %s has more than %d options", short(name), MaxOptions)
	default:
		r.addIssue(at, deal.Integers(name, lo, hi))
	}
}

// widest is how wide a continuous issue may be: sums and products of its bounds
// stay finite.
const widest = 1e300

// grid appends a continuous issue lo..hi.
func (r *reader) grid(at place, name string, lo, hi float64, points int) {
	if lo == hi {
		points = 1
	}
	switch {
	case hi < lo:
		r.add(at, "write the lower bound first", "issue %s goes from %v down to %v", short(name), lo, hi)
	case hi-lo > widest:
		r.add(at, "choose a narrower range", "issue %s is too wide to be divided", short(name))
	default:
		r.addIssue(at, deal.Range(name, lo, hi, points))
	}
}

// tooMany notes an issue of more options than are read.
func (r *reader) tooMany(at place, name string, n int) bool {
	if n > MaxOptions {
		r.add(at, "split the issue, or give it fewer options", "issue %s has more than %d options", short(name), MaxOptions)
	}
	return n > MaxOptions
}

// checkUtility notes what the parts of a profile cannot show: sums that overflow.
func (r *reader) checkUtility(d *document, u deal.Utility) {
	v, ok := u.(validator)
	if !ok || r.count() > 0 {
		return
	}
	if err := v.Validate(r.space); err != nil {
		r.add(place{file: d.file}, "write smaller numbers", "%s", strings.TrimPrefix(err.Error(), "deal: "))
	}
}

// room counts n values of a party, and reports whether there may be so many.
func (r *reader) room(at place, n int) bool {
	if r.tables += n; r.tables <= maxTables {
		return true
	}
	if r.tables -= n; !r.full {
		r.full = true
		r.add(at, "give issues fewer options, or keep fewer parties in a folder",
			"the parties have more than %d values in all", maxTables)
	}
	return false
}

// A validator is a utility that can say whether it fits a space.
type validator interface{ Validate(*deal.Space) error }

func (r *reader) profile(d *document) deal.Preferences {
	options := 0
	for i := range r.issues {
		options += r.issues[i].Len()
	}
	if !r.room(place{file: d.file}, options) {
		return deal.Preferences{}
	}
	switch d.format {
	case "genius":
		return r.geniusProfile(d)
	case "geniusweb":
		return r.webProfile(d)
	}
	return r.negmasProfile(d)
}

// issue returns the number of an issue, and whether there is one of this name.
func (r *reader) issue(name string) (int, bool) {
	i, ok := r.byName[name]
	return i, ok
}

// option returns the option of an issue that text names: a number close to one
// where options are numbers.
func (r *reader) option(issue int, text string) (int32, bool) {
	if options := r.lookup[issue]; options != nil {
		k, ok := options[text]
		return k, ok
	}
	x, ok := number(text)
	if !ok {
		return 0, false
	}
	return point(&r.issues[issue], x)
}

// point returns the option of a numeric issue that is x, up to a billionth of
// the distance between two options.
func point(issue *deal.Issue, x float64) (int32, bool) {
	n := issue.Len()
	lo, hi := issue.Value(0), issue.Value(n-1)
	step := 1.0
	if n > 1 {
		step = (hi - lo) / float64(n-1)
	}
	k := (x-lo)/step + 0.5
	if !(k >= 0 && k < float64(n)) {
		return 0, false
	}
	d := issue.Value(int(k)) - x
	return int32(k), d < 1e-9*step && -d < 1e-9*step
}

// foreign notes a name that the domain does not know.
func (r *reader) foreign(at place, issue int, option string) {
	i := &r.issues[issue]
	r.add(at, fmt.Sprintf("name one of the domain's %d options, or use the domain that belongs to the profile", i.Len()),
		"issue %s has no option %s in the domain", short(i.Name), short(option))
}

package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/money"
)

// maxSlug is how long a suggested id is at most, in bytes.
const maxSlug = 40

// small are the words that an id does without.
var small = strings.Fields("a an the of to in on at by for from and or but is are was were be been it its this that these those with as we they he she i our their his her will would should must not has have had s")

// slug makes an id of words: the telling ones, at most n, in small letters; ""
// where there are no letters that an id can have.
func slug(words string, n int) string {
	return cut(strings.TrimLeft(telling(words, n), "0123456789-"))
}

// telling joins the telling words, at most n of them.
func telling(words string, n int) string {
	var out []string
	for _, w := range strings.FieldsFunc(plain(words), func(r rune) bool { return !asciiLetter(r) && (r < '0' || r > '9') }) {
		if !slices.Contains(small, w) && len(out) < n {
			out = append(out, w)
		}
	}
	return strings.Join(out, "-")
}

// plain puts words in small letters without accents.
func plain(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

func asciiLetter(r rune) bool { return r >= 'a' && r <= 'z' }

// cut shortens an id to whole words.
func cut(s string) string {
	if len(s) > maxSlug {
		s = s[:strings.LastIndexByte(s[:maxSlug+1], '-')+1]
		if s == "" {
			return ""
		}
	}
	return strings.Trim(s, "-")
}

// free returns id, with a number behind it if it is taken.
func free(id string, taken func(string) bool) string {
	for n, try := 2, id; ; n++ {
		if !taken(try) {
			return try
		}
		try = id + "-" + strconv.Itoa(n)
	}
}

// TakenIn reports which ids a case has.
func TakenIn(b *casefile.Book) func(string) bool {
	taken := make(map[string]bool)
	for _, id := range b.IDs() {
		taken[id] = true
	}
	return func(id string) bool { return taken[id] || b.Broken(parley.ID(id)) }
}

// SourceID suggests the id of a source: the outlet and the day, kt-0117.
func SourceID(p Page, taken func(string) bool) string {
	id := outlet(p)
	if m := monthDigits.FindStringSubmatch(p.Published); m != nil {
		id += "-" + m[1] + m[2]
	}
	return free(id, taken)
}

var monthDigits = regexp.MustCompile(`^\d{4}-(\d{2})(?:-(\d{2}))?`)

// outlet is a short word for a publisher: the first letters of its name, its
// one word, or the name in its address.
func outlet(p Page) string {
	words := strings.Split(slug(p.Publisher, 6), "-")
	switch {
	case words[0] == "":
		return site(p.URL)
	case len(words) == 1:
		return words[0]
	}
	var initials string
	for _, w := range words {
		initials += w[:1]
	}
	if s := strings.TrimLeft(initials, "0123456789"); s != "" {
		return s
	}
	return "source"
}

// site is the name in an address, without www and the ends: yna of www.yna.co.kr.
func site(address string) string {
	m := web.FindStringSubmatch(address)
	if m == nil {
		return "source"
	}
	for label := range strings.SplitSeq(strings.ToLower(m[1]), ".") {
		if s := slug(label, 2); s != "" && s != "www" && s != "m" && s != "news" {
			return s
		}
	}
	return "source"
}

// statementID suggests the id of an utterance: who, what they do, and to what.
func statementID(f Form, b *casefile.Book) string {
	who := cmp.Or(f.called(b), slug(f.Attributed, 3), string(f.Source))
	var what string
	switch {
	case len(f.Stances) > 0:
		what = f.Stances[0].Does.String() + "-" + string(f.Stances[0].Claim)
	case len(f.Words) > 0:
		what = "says-" + telling(f.Words[0].Text, 3)
	}
	return cut(who + "-" + what)
}

// called is the part of an id by which the first who speaks is called: of a
// person the first word, if the given name has a hyphen as Korean ones have,
// else the last; of a body all of it.
func (f Form) called(b *casefile.Book) string {
	if len(f.Who) == 0 {
		return ""
	}
	id, name := string(f.Who[0]), ""
	if p, ok := b.Entry(f.Who[0]).(*parley.Person); ok && len(p.Name) > 0 {
		name = p.Name[0].Words
	} else if f.Person != nil {
		name = f.Person.Name
	}
	parts := strings.Split(id, "-")
	switch words := strings.Fields(name); {
	case name == "":
		return id
	case len(words) == 2 && strings.Contains(words[1], "-"):
		return parts[0]
	}
	return parts[len(parts)-1]
}

var shorter = strings.NewReplacer(" trillion", "tn", " billion", "bn", " million", "mn", ",", "")

// claimID suggests the id of a new claim: us-asks-contribution-5bn.
func claimID(c NewClaim) string {
	if c.Party == "" {
		return cmp.Or(slug(c.Words, 4), cut(string(c.Issue)+"-claim"))
	}
	value, _, _ := strings.Cut(c.Value, " per ")
	if code, n, ok := strings.Cut(value, " "); ok {
		if _, ok := money.Lookup(money.Currency(code)); ok {
			value = n
		}
	}
	return cut(strings.Join([]string{string(c.Party), c.Verb, string(c.Issue), telling(shorter.Replace(value), 3)}, "-"))
}

// DayOf is the day of publication of a source, as printed; zero if it has none.
func DayOf(s *parley.Source) date.Day {
	d, ok := s.Published.Get()
	if !ok || !d.IsDay() {
		return 0
	}
	return d.First
}

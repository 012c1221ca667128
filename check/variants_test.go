package check

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/lang"
	"parley/quote"
)

// variants are records with one mistake each, by the message that it gives, for
// the rules that say several things.
var variants = map[string]string{
	"P005":       exampleHead + "party japan \"Japan\"\n  colour       red\n",
	"P005.terms": exampleDeal + "2020-01-17 terms sma-10-more\n  of           sma-10\n  cap          4\n  via          paper\n",
	"P007":       exampleHead + "source magazine\n  type         news-article\n",
	"P007.an":    exampleTalks + "2020-01-17 inference we-read\n  asserts      asks-more\n",
	"P007.terms": exampleDeal + "2020-01-17 terms sma-10-more\n  of           sma-10\n",
	"P011.an":    exampleTalks + "expect it-is-so\n  of           asks-more\n  response     none\n",
	"P011.terms": exampleDeal + "terms sma-10-more\n  of           sma-10\n  via          paper\n",
	"P012":       exampleHead + "2020-01-17 party japan \"Japan\"\n",

	"N001.option": strings.Replace(valuedHead, "inside apart wider", "inside apart wider inside", 1),
	"N003.same":   valuedHead + "  trades       frame inside over inside > term five over one\n",
	"N004.worth": valuedHead + "  trades       frame inside over wider > term five over one\n" +
		"  worth        frame inside over wider = KRW 50 billion..60 billion per year\n  worth        term five over one = KRW 70 billion..90 billion per year\n",

	"N010.bare":  limited("share <= 8..25% per year"),
	"N012.total": valuedHead + "  worth        frame inside over wider = KRW 50 billion in total\n",
	"N012.part":  limited("share <= KRW 90 billion for 2020-03"),
	"N013.ranks": valuedHead + "  worth        frame inside over wider = KRW 50 billion per year\n  worth        term five over one = KRW 5 billion per year\n  ranks        term frame\n",
	"N014.issue": valuedHead + "\nissue building\n" + guess("2020-01-17", "us", "limit        building >= KRW 1 billion per year"),
	"N015.far":   valuedHead + "  worth        frame inside over apart = KRW 50 billion per year\n",
	"A002.none":  sums("10 million"),

	"P010.not-a-date":   dated("yesterday-ish", "recorded     17.1.2020"),
	"P010.no-such-day":  dated("feb", "recorded     2020-02-30"),
	"P010.not-a-day":    dated("month", "recorded     2020-01"),
	"P010.backwards":    strings.Replace(exampleDeal, "2019-01-01/2019-12-31", "2019-12-31/2019-01-01", 1),
	"P010.time":         strings.Replace(exampleTalks, "published    2020-01-17", "published    2020-01-17T25:00 Asia/Seoul", 1),
	"P010.no-zone":      strings.Replace(exampleTalks, "published    2020-01-17", "published    2020-01-17T12:00", 1),
	"P010.zone":         strings.Replace(exampleTalks, "published    2020-01-17", "published    2020-01-17T12:00 Asia/Soul", 1),
	"P010.no-such-time": strings.Replace(exampleTalks, "published    2020-01-17", "published    2020-03-08T02:30 America/New_York", 1),

	"A001.empty":        sums("USD 5 billion ~"),
	"A001.not-a-number": sums("USD five billion"),
	"A001.bad-grouping": sums("USD 1,04 billion"),
	"A001.unknown-unit": sums("USD 5 bn"),
	"A001.unit-missing": sums("USD 3..4 billion"),
	"A001.mixed-units":  sums("KRW 약 3 billion"),
	"A001.order":        sums("KRW 389억 1조"),
	"A001.negative":     sums("USD -5 billion"),
	"A001.backwards":    sums("USD 5 billion..4 billion"),
	"A001.too-large":    sums("USD 1" + strings.Repeat(",000", 12)),

	"F002.empty":     seriesHead + "-- prices.csv --\n# Nothing yet.\n\n",
	"F002.unknown":   seriesHead + "-- prices.csv --\nfor,value,date of publication\n",
	"F002.twice":     seriesHead + "-- prices.csv --\nfor,value,value\n",
	"F002.missing":   seriesHead + "-- prices.csv --\nfor,published\n",
	"F002.semicolon": seriesHead + "-- prices.csv --\nfor;value;published\n2018;1,5;2019-01-02\n",
	"F002.tab":       seriesHead + "-- prices.csv --\nfor\tvalue\n2018\t1.5\n",
	"F003.quote":     seriesHead + "-- prices.csv --\nfor,value,note\n2018,1.5,\"as printed\n",
	"F003.after":     seriesHead + "-- prices.csv --\nfor,value,note\n2018,\"1.5\"%,\n",
	"F006.source":    strings.Replace(seriesHead, "published    2020-01-17", "published    2020-01-17\n\nsource bank \"The bank\"\n  type         data\n  published    unknown", 1) + "-- prices.csv --\nfor,value,source\n2018,1.5,bank\n2019,0.4,bank\n",
	"F010.level":     seriesHead + "-- prices.csv --\nfor,value,published\n2018,104.5,2019-01-02\n",
	"F010.mixed":     seriesHead + "-- prices.csv --\nfor,value,published\n2017,1.9,2018-01-02\n2018,1.5,2019-01-02\n2019,1090.1,2020-01-02\n",
	"F017.rate":      strings.Replace(unnamedSeries, `"%"`, `"KRW per USD"`, 1),
	"F010.growth":    strings.Replace(seriesHead, `"%"`, `"index"`, 1) + "-- prices.csv --\nfor,value,published\n2018,-0.4,2019-01-02\n",
	"F010.rate":      strings.Replace(seriesHead, `"%"`, `"KRW per USD"`, 1) + "-- prices.csv --\nfor,value,published\n2018,0,2019-01-02\n",
	"F010.tens":      strings.Replace(seriesHead, `"%"`, `"KRW per USD"`, 1) + "-- prices.csv --\nfor,value,published\n2017,1129.0,2018-01-02\n2018,109.93,2019-01-02\n2019,1165.8,2020-01-02\n",
	"F011":           strings.Replace(strings.Replace(exampleOf("F011"), "0.000909", "900.1", 1), "0.000858", "850.9", 1),
	"F011.tens":      strings.Replace(strings.Replace(exampleOf("F011"), "0.000909", "109930", 1), "0.000858", "116580", 1),
	"F012.some":      risingBy("prices", "2017,1.0,2018-01-02\n2018,2.4,2019-01-02\n"),
	"F012.swapped": strings.Replace(risingBy("prices", "2017,2.0,2018-01-02\n2018,2.4,2019-01-02\n"), "agreement sma-9", "series deflator \"Deflator\"\n  unit         \"%\"\n  file         deflator.csv\n  note         \"To compare.\"\n\nagreement sma-9", 1) +
		"-- deflator.csv --\nfor,value,published\n2017,0.97,2018-01-02\n2018,1.94,2019-01-02\n",
	"F013.file": strings.Replace(exampleOf("F013"), "file         deflator.csv", "file         ./prices.csv", 1),

	"C001.audience": exampleTalks + "2020-02-01 correct audience-was-wrong\n  of           paper\n  field        audience\n  was          public\n  now          -\n  reason       \"Mistyped.\"\n",
	"C001.was":      exampleTalks + "2020-02-01 correct date-was-wrong\n  of           paper\n  field        published\n  was          the-17th\n  now          2020-01-17\n  reason       \"Mistyped.\"\n",

	"R001.more":  strings.ReplaceAll(exampleTalks, "claim asks-more", "claim askes-more") + "2020-01-17 report paper-reports\n  via          paper\n  asserts      asks-more\n",
	"R002":       exampleTalks + "2020-01-17 report paper-reports\n  via          mofa\n  asserts      asks-more\n",
	"R002.an":    exampleTalks + "2020-01-17 report paper-reports\n  via          share\n  asserts      asks-more\n",
	"R002.terms": exampleDeal + "2020-01-17 report paper-reports\n  via          sma-10-terms\n  asserts      asks-more\n",
	"R005.replaces": exampleTalks + "claim a\n  about        share\n  that         \"A.\"\n  replaces     b\n\nclaim b\n  about        share\n  that         \"B.\"\n  replaces     a\n\n" +
		"2020-01-17 report paper-reports\n  via          paper\n  asserts      a b\n",
	"R005.follows": exampleTalks + "agreement a\n  follows      a\n",
	"R005.same-as": exampleTalks + "2020-01-17 event a\n  same-as      b\n  via          paper\n\n2020-01-17 event b\n  same-as      a\n  via          paper\n",
	"R005.via":     exampleTalks + "2020-01-17 report paper-reports\n  via          paper quoted-in paper\n  asserts      asks-more\n",
	"R006.issue": exampleTalks + "issue frame\n\nclaim other\n  that         us asks frame = \"more\"\n  replaces     asks-more\n\n" +
		"2020-01-17 report paper-reports\n  via          paper\n  asserts      other\n",
	"R007.none": exampleTalks + "issue frame\n\nclaim inside\n  that         us holds frame = inside\n\n2020-01-17 report paper-reports\n  via          paper\n  asserts      inside\n",

	"U001.hidden":  exampleTalks + "issue frame \"in\u200bside\"\n",
	"U001.control": exampleTalks + "issue frame \"in\x07side\"\n",

	"W206.here": exampleTalks + "2020-01-16 statement again\n  by           mofa\n  mode         on-record\n  via          paper\n  > 6 \"a fair deal\"\n  > 6 \"a fair deal\"\n  asserts      asks-more\n",

	"D001.source": strings.Replace(exampleTalks, "published    2020-01-17", "published    2019-01-17", 1) + "2020-01-16 report paper-reports\n  via          paper\n  asserts      asks-more\n",
	"D003":        exampleTalks + "2020-01-15 report paper-reports\n  printed-as   \"Thursday\"\n  via          paper\n  asserts      asks-more\n",
	"D003.far":    exampleTalks + "2019-12-19 report paper-reports\n  printed-as   \"Thursday\"\n  dated-from   paper\n  via          paper\n  asserts      asks-more\n",
	"D006.own":    exampleTalks + "2020-01-17 inference we-read\n  asserts      asks-more\n  from         paper\n  recorded     2019-01-17\n",
	"D007.offer":  exampleTalks + "2020-01-17 offer us-package\n  by           us\n  sets         share = USD 3.9 billion per year for 2020\n",

	"S004.twice":  exampleTalks + "2020-01-17 report paper-reports\n  via          paper\n  asserts      asks-more asks-more\n",
	"S005.weaker": exampleTalks + "2020-01-17 statement again\n  by           mofa\n  mode         on-record\n  via          paper\n  denies       asks-more outlet-says qualifies\n",
	"S007.needless": strings.Replace(exampleTalks, "published    2020-01-17\n", "published    2020-01-17\n  language     ko\n", 1) +
		"2020-01-17 statement again\n  by           mofa\n  mode         on-record\n  spoken       ko\n  translated-by paper\n  via          paper\n  > 6 \"a fair deal\"\n  asserts      asks-more\n",
	"S011.left":  seats("2020-01-10 seat again\n  of           dehart\n  leaves       gone\n  via          paper\n"),
	"S011.other": seats("person betts \"Timothy Betts\"\n\n2020-01-02 seat betts-in\n  of           betts\n  in           us\n  speaks-for   us\n  via          paper\n\n2020-01-10 seat again\n  of           dehart\n  leaves       betts-in\n  via          paper\n"),
	"S011.twice": seats("2020-01-10 seat again\n  of           dehart\n  leaves       in-office\n  via          paper\n"),
	"S012.early": exampleTalks + "2019-01-17 retract back\n  of           ministry-says\n  via          paper\n",
	"W205.after": seats("2020-01-16 statement late\n  by           dehart\n  mode         on-record\n  via          paper\n  asserts      asks-more\n"),

	"A004": exampleDeal + "2019-03-08 terms one\n  of           sma-10\n  pays         2019 = KRW 1.04 trillion ~ USD 913 million\n  via          paper\n\n" +
		"2019-12-31 terms two\n  of           sma-10\n  pays         2019 = KRW 1.04 trillion ~ USD 613 million\n  via          paper\n",
	"A006.early": exampleTalks + "claim asks-euros\n  that         us asks share = EUR 5 billion per year for 1991\n\n2020-01-17 report paper-reports\n  via          paper\n  asserts      asks-euros\n",
	"A007.digit": exampleDeal + "2021-03-09 terms in-print\n  of           sma-10\n  pays         2019 = KRW 1.0489 trillion\n  via          paper\n",
	"W202.small": strings.Replace(exampleOf("W202"), "USD 50 billion", "USD 0.5 billion", 1),

	"T006.backwards": exampleDeal + "agreement sma-9 \"9th agreement\"\n  follows      sma-10\n\n2014-01-12 terms sma-9-terms\n  of           sma-9\n  covers       2014-01-01/2018-12-31\n  via          paper\n",
	"T011.round":     exampleTalks + "agreement sma-11 \"11th agreement\"\n\n2020-01-15 round sixth\n  talks        sma-11\n  via          paper\n\n2020-01-15 stage over\n  of           sixth\n  reached      signed\n  via          paper\n",
	"T011.next":      exampleDeal + "2019-03-08 stage signed\n  of           sma-10\n  reached      signed\n  next         2020-02\n  via          paper\n",

	"W209.name": strings.Replace(strings.Replace(exampleHead, "party rok \"South Korea\"\n", "party rok \"South Korea\"\n  name.ko      \"한국\"\n", 1),
		"party us \"United States\"\n", "party us \"United States\"\n  name.ko      \"미국\"\n", 1) + "issue frame \"Whether it stays inside\"\n",
	"E001.response.bare": exampleTalks + "2020-01-17 expect it-is-denied\n  of           asks-more\n  response     denied\n",
	"E001.basis.bare":    exampleTalks + "2020-01-16 expect it-is-known\n  of           asks-more\n  basis        reported\n",
	"E001.response":      conflicted("ministry-says dehart-denies") + "\n2020-01-17 expect no-answer\n  of           asks-more\n  response     declined\n",
	"E003.grown":         conflicted("ministry-says"),
	"E003.kind":          strings.Replace(conflicted("ministry-says dehart-denies"), "conflict     between-sides", "conflict     own-side", 1),
	"E003.twice":         conflicted("ministry-says dehart-denies") + "\n2020-01-18 explain again\n  of           ministry-says dehart-denies\n  conflict     between-sides\n  reason       time\n",
}

func dated(id, line string) string {
	return exampleTalks + "2020-01-17 report " + id + "\n  via          paper\n  asserts      asks-more\n  " + line + "\n"
}

func sums(amount string) string {
	return exampleTalks + "claim sum\n  that         us asks share = " + amount + " per year for 2020\n"
}

func seats(more string) string {
	return exampleTalks + "person dehart \"James DeHart\"\n\n2019-09-24 seat in-office\n  of           dehart\n  in           us\n  speaks-for   us\n  via          paper\n\n" +
		"2020-01-05 seat gone\n  of           dehart\n  leaves       in-office\n  via          paper\n\n" + more
}

func conflicted(of string) string {
	return exampleTalks + "person dehart \"James DeHart\"\n  speaks-for   us\n\n2020-01-17 statement dehart-denies\n  by           dehart\n  mode         on-record\n  via          paper\n  denies       asks-more\n\n" +
		"2020-01-17 explain why\n  of           " + of + "\n  conflict     between-sides\n  reason       time\n"
}

func exampleOf(code string) string {
	for _, r := range Rules() {
		if r.Code == code {
			return r.Example
		}
	}
	panic(code)
}

// Every message there is can be said, in both languages, with what to do about it.
func TestEveryMessageIsSaid(t *testing.T) {
	said := make(map[string]bool)
	say := func(b *casefile.Book, r Report) {
		for _, f := range r.Findings {
			said[f.Message.Key] = true
			for _, l := range []lang.Lang{lang.English, lang.Korean} {
				if f.Message.In(l) == "" || f.Fix().In(l) == "" {
					t.Errorf("%s says nothing in %s", f.Message.Key, l)
				}
			}
			said[f.Fix().Key] = true
		}
	}
	for key, text := range variants {
		b := read(t, text)
		r := Run(b, Options{})
		if len(r.Findings) != 1 || r.Findings[0].Message.Key != "check."+key {
			t.Errorf("%s: %v\n%s", key, codes(r.Findings), printed(t, b, r, lang.English))
		}
		say(b, r)
	}
	for _, rule := range Rules() {
		b := read(t, rule.Example)
		say(b, Run(b, setting(rule.Code)))
	}
	b := read(t, quoting)
	say(b, Run(b, Options{Copies: copies(herald), Lock: unsourced()}))
	for key, c := range withFiles {
		b, err := casefile.Read(c.fsys, "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		r := Run(b, c.o)
		if len(r.Findings) == 0 || !strings.HasPrefix(r.Findings[0].Message.Key, "check."+key) {
			t.Errorf("%s: %v\n%s", key, codes(r.Findings), printed(t, b, r, lang.English))
		}
		say(b, r)
	}
	for _, k := range lang.Keys() {
		m := holes.FindStringSubmatch(k)
		if m == nil || strings.Contains(k, ".why") || strings.Contains(k, ".fix") || k == "check.P010" || said[k] {
			continue
		}
		t.Errorf("nothing says %s", k)
	}
}

type files struct {
	fsys fs.FS
	o    Options
}

// locked is files of which some may not be read.
type locked struct{ fs.FS }

func (l locked) Open(name string) (fs.File, error) {
	if name == "locked.parley" || name == "locked.csv" || name == "sources/herald.txt" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

// oversized is a folder whose a.parley says that it is too large to be read.
type oversized struct{ fs.FS }

func (o oversized) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(o.FS, name)
	if name == "a.parley" || name == "a.parley.csv" {
		return hugeInfo{info}, err
	}
	return info, err
}

type hugeInfo struct{ fs.FileInfo }

func (hugeInfo) Size() int64 { return casefile.MaxFile + 1 }

func including(path string, more fstest.MapFS) files {
	fsys := fstest.MapFS{"case.parley": {Data: []byte(exampleHead + "include " + path + "\n")}}
	for k, v := range more {
		fsys[k] = v
	}
	return files{fsys: fsys}
}

func tableOf(path string, more fstest.MapFS) files {
	fsys := laidOut(strings.Replace(seriesHead, "prices.csv", path, 1))
	for k, v := range more {
		fsys[k] = v
	}
	return files{fsys: fsys}
}

func quoted(o Options, from, to string) files {
	return files{fstest.MapFS{"case.parley": {Data: []byte(strings.Replace(quoting, from, to, 1))}}, o}
}

// badLine is a lock with one line that cannot be read.
func badLine(line string) files {
	src := append(lockOf("a reasonable and fair deal", "The two sides met").Print(), line+"\n"...)
	l, err := quote.ParseLock("evidence.lock", src)
	return quoted(Options{Lock: l, LockFaults: err.(quote.LineErrors)}, "", "")
}

var withFiles = map[string]files{
	"P016.empty":     including("", nil),
	"P016.outside":   including("../other.parley", nil),
	"P016.ending":    including("notes.txt", nil),
	"P016.missing":   including("other.parley", nil),
	"P016.loop":      including("case.parley", nil),
	"P016.twice":     including("a.parley\ninclude a.parley", fstest.MapFS{"a.parley": {Data: []byte("; nothing\n")}}),
	"P016.directory": including("a.parley", fstest.MapFS{"a.parley/b": {Data: []byte("x")}}),
	"P016.not-utf8":  including("a.parley", fstest.MapFS{"a.parley": {Data: []byte("issue \xc0\xaf\n")}}),
	"P016.too-large": {fsys: oversized{including("a.parley", fstest.MapFS{"a.parley": {}}).fsys}},
	"F001.outside":   tableOf("../prices.csv", nil),
	"F001.ending":    tableOf("case.parley", nil),
	"F001.directory": tableOf("a.csv", fstest.MapFS{"a.csv/b": {Data: []byte("x")}}),
	"F001.not-utf8":  tableOf("a.csv", fstest.MapFS{"a.csv": {Data: []byte("for,value,note\n2018,1.5,\xc7\xd1\n")}}),
	"F001.too-large": {fsys: oversized{tableOf("a.parley.csv", fstest.MapFS{"a.parley.csv": {}}).fsys}},
	"F001.other":     {fsys: locked{tableOf("locked.csv", fstest.MapFS{"locked.csv": {}}).fsys}},
	"Q001.none":      quoted(Options{Copies: copies(herald)}, "a reasonable and fair deal", "Zebras"),
	"Q001.ends":      quoted(Options{Copies: copies(herald)}, "fair deal,", "fair deal, it said. Then"),
	"Q002.missing":   quoted(Options{Copies: fstest.MapFS{}}, "", ""),
	"Q002":           quoted(Options{Copies: locked{fstest.MapFS{}}}, "", ""),
	"P016.other":     {fsys: locked{including("locked.parley", nil).fsys}},
	"Q008":           quoted(Options{Lock: lockOf("a reasonable and fair deal", "The two sides met")}, "  | 1 The two sides met.\n", ""),
	"Q008.entry": quoted(Options{Lock: func() *quote.Lock {
		l := lockOf("a reasonable and fair deal", "The two sides met")
		l.AddQuote(quote.Quote{Entry: "gone", Source: "herald", Line: 3, Digest: quote.Of("words")})
		return reread(l)
	}()}, "", ""),
	"Q008.copy": quoted(Options{Lock: func() *quote.Lock {
		l := lockOf("a reasonable and fair deal", "The two sides met")
		l.AddSource(quote.Source{ID: "gone"})
		return reread(l)
	}()}, "", ""),
	"Q010.malformed": func() files {
		src := strings.Replace(string(lockOf("a reasonable and fair deal", "The two sides met").Print()), "ministry-adds herald 3 ", "ministry-adds herald 3 xx", 1)
		l, err := quote.ParseLock("evidence.lock", []byte(src))
		return quoted(Options{Lock: l, LockFaults: err.(quote.LineErrors)}, "", "")
	}(),
	"Q011.fields": badLine("quote a b"),
	"Q011.id":     badLine("source A " + strings.Repeat("0", 64) + " 1"),
	"Q011.line":   badLine("quote a b x " + strings.Repeat("0", 64)),
	"Q011.bytes":  badLine("source a " + strings.Repeat("0", 64) + " x"),
	"Q011.twice":  badLine(strings.SplitN(string(lockOf("a reasonable and fair deal", "The two sides met").Print()), "\n", 2)[0]),
	"Q011.two":    badLine("source herald " + strings.Repeat("0", 64) + " 1"),
	"Q011.text":   badLine("\xc0\xaf"),
}

func TestALongListOfMistakesIsSaidInOneRun(t *testing.T) {
	text := exampleTalks
	for range 3000 {
		text += "2020-01-17 report \n"
	}
	b := read(t, text)
	r := Run(b, Options{})
	if d := cmp.Diff(3000, len(r.Findings)); d != "" {
		t.Error(d)
	}
	printed(t, b, r, lang.Korean)
}

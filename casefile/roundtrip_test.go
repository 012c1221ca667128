package casefile

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"parley"
	"parley/money"
)

// opaque lets cmp compare the values whose parts are nobody's business.
var opaque = cmp.Options{cmpopts.EquateComparable(parley.Audience{}, money.Decimal{}), cmpopts.EquateEmpty()}

// written generates values of every form as somebody could write them.
type written struct{ *rapid.T }

func (w written) one(of ...string) string { return rapid.SampledFrom(of).Draw(w.T, "word") }

func (w written) id() string { return w.one("a", "rok", "us-asks-5bn", "x9", "hearsay-2", "z-") }

func (w written) ids() string { return w.id() + w.one("", " "+w.id(), " b "+w.id()) }

func (w written) string() string {
	return quote(w.one("a", "한국", "각하", "a  b", "\"", "\\", "…") + w.one("", ";", "|", " > ~ = ", "\t", "'", "\\\"", "nobody, nothing"))
}

func (w written) date() string {
	return w.one("2020", "2020-01", "2020-01-16", "2020-01-16?", "2020-01~", "2020-01-14/2020-01-15", "2019/..", "../2019-12-31", "2020-01-16T17:32 Asia/Seoul")
}

func (w written) amount() string {
	return w.one("USD 3.9 billion", "KRW 1조 389억", "KRW 약 1조 400억", "EUR 555", "EUR 0.50", "KRW 1,038,900,000,000", "USD 3.9 billion..4 billion", "KRW 1조 389억")
}

func (w written) pair() string {
	return w.one("", w.amount()+" ~ ") + w.amount()
}

func (w written) setting() string {
	return w.bound(w.one(parley.Rels...), w.one(w.figure(), "high", w.string(), "unknown", "none"))
}

func (w written) figure() string {
	return w.one(w.pair(), "13%", "10..20%", "13.9 % over base", "13% over "+w.amount())
}

func (w written) bound(rel, v string) string {
	qs := []string{w.one("per year", "per month", "in total"), "for " + w.date(), "counts " + w.string()}
	qs = rapid.Permutation(qs).Draw(w.T, "order")[:rapid.IntRange(0, 3).Draw(w.T, "n")]
	return w.id() + " " + rel + " " + strings.Join(append([]string{v}, qs...), " ")
}

func (w written) swap() string { return w.id() + " high over " + w.one("low", "z-") }

func (w written) noDeal() string {
	qs := []string{w.one("per year", "per month"), w.one("for ", "for  ") + w.date(), "after " + w.id()}
	n := rapid.IntRange(1, 3).Draw(w.T, "n")
	return w.amount() + " " + strings.Join(rapid.Permutation(qs[:n]).Draw(w.T, "order"), " ")
}

func (w written) line() string { return w.one("-", "1", "9", "120") }

func (w written) value(k parley.Kind, f info) string {
	if f.words != nil {
		return w.one(f.words...)
	}
	switch f.name {
	case "audience", "to":
		if f.form == formWord {
			return w.one("public", "case", "mediator", "side:rok", "caucus:rok/money")
		}
	case "money":
		return w.one("KRW", "EUR")
	case "zone":
		return w.one("Asia/Seoul", "UTC")
	case "recorded":
		return "2020-01-18"
	case "of":
		if k == "retract" {
			return w.id() + w.one("", " "+w.id())
		}
	}
	switch f.form {
	case formID, formWord:
		return w.id()
	case formIDs:
		return w.ids()
	case formString:
		return w.string()
	case formPath:
		return w.one("https://example.org/a?b=c;d", "sources/ktimes.txt")
	case formDate:
		return w.date()
	case formMaybeDate:
		return w.one("unknown", "none", w.date())
	case formMaybeText:
		return w.one("unknown", w.string())
	case formInt:
		return w.one("1", "6", "120")
	case formVia:
		return w.id() + w.one("", " quoted-in "+w.id()) + w.one("", " at 7")
	case formSpeaker:
		return w.line() + " " + w.string() + w.one("", ".ko")
	case formOutlet:
		return w.line() + " " + w.one("as it  stands \"here\"", "한국 정부", "\"")
	case formStance:
		return w.ids() + w.one("", " hearsay", " outlet-says denies", " outlet-says denies hearsay", " hearsay outlet-says asserts")
	case formThat:
		return w.one(w.string(), w.id()+" "+w.one(parley.Verbs...)+" "+w.setting())
	case formSets:
		return w.setting()
	case formPays:
		return w.date() + " = " + w.pair()
	case formRise:
		return w.one("flat", "2.5 %", "KRW 5 billion", w.id()+w.one("", " lag 2")+w.one("", " share 50%")+w.one("", " plus 1.5%")) +
			w.one("", " at-most 4%") + w.one("", " at-least 0%") + w.one("", " uncapped") + w.one("", " from 2010")
	case formOnce:
		return w.date() + " = " + w.one("USD 3.9 billion", "KRW 약 1조 400억") + w.one("", " in-base")
	case formRounds:
		return w.one("0.1%", "KRW 0.1 billion", "0.1 % KRW 1억")
	case formLimit:
		return w.bound(w.one(limitRels...), w.figure())
	case formSetting:
		return w.id() + " " + w.id()
	case formOrder:
		return w.id() + " high " + w.ids()
	case formTrade:
		return w.swap() + " > " + w.swap()
	case formWorth:
		return w.swap() + " = " + w.amount() + w.one("", " per year", " per month", " in total")
	case formNoDeal:
		return w.noDeal()
	case formWordText:
		return w.id() + " " + w.string()
	case formKnown:
		return "2020-01-18 " + w.string()
	}
	return w.one("as  it stands", "-", `"x"`)
}

// draft writes an entry of a kind with every field that it can have.
func (w written) draft(k parley.Kind) Draft {
	d := Draft{Kind: string(k), ID: w.id()}
	if !isDeclaration(k) {
		d.Date = w.date()
	}
	if rapid.Bool().Draw(w.T, "named") {
		d.Name = "X " + w.id()
	}
	fs := slices.Concat(byKind[string(k)].infos(), headInfos, []info{{name: "x-own", form: formRaw, flags: repeated}})
	for _, f := range fs {
		switch {
		case f.name == "name":
			d.Lines = append(d.Lines, DraftLine{"name", "ko", w.string()})
			continue
		case f.name == "known" && isDeclaration(k):
			continue
		}
		v := w.value(k, f)
		d.Lines = append(d.Lines, DraftLine{f.name, "", v})
		if f.flags&inLang != 0 && v != "unknown" && v != "none" {
			s := w.string()
			if f.form == formWordText {
				s = w.id() + " " + s
			}
			d.Lines = append(d.Lines, DraftLine{f.name, "ko", s})
		}
		if f.flags&repeated != 0 && f.name != "via" {
			d.Lines = append(d.Lines, DraftLine{f.name, "", w.value(k, f)})
		}
	}
	return d
}

func TestDecodeAfterEncodeGivesEveryEntryAgain(t *testing.T) {
	for _, r := range rows {
		k := r.kind()
		t.Run(string(k), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				d := written{rt}.draft(k)
				want, faults := d.Decode()
				if len(faults) > 0 {
					rt.Fatalf("%s\nfaults: %v", d, faults)
				}
				coded := Encode(want)
				got, faults := coded.Decode()
				if len(faults) > 0 {
					rt.Fatalf("%s\nencoded\n%s\nfaults: %v", d, coded, faults)
				}
				if diff := cmp.Diff(want, got, opaque); diff != "" {
					rt.Fatalf("%s\nencoded\n%s\n%s", d, coded, diff)
				}
				checkJSON(rt, index("a.parley", d.String()))
			})
		})
	}
}

// A field of a kind that no line can fill would be lost when an entry is stored.
func TestEveryFieldOfEveryKindHasALine(t *testing.T) {
	for _, e := range parley.Kinds() {
		filled := make(map[string]bool)
		rapid.Check(t, func(rt *rapid.T) {
			got, faults := written{rt}.draft(e.Kind()).Decode()
			if len(faults) > 0 {
				rt.Fatal(faults)
			}
			v := reflect.ValueOf(got).Elem()
			for i := range v.NumField() {
				if !v.Field(i).IsZero() {
					filled[v.Type().Field(i).Name] = true
				}
			}
		})
		v := reflect.TypeOf(e).Elem()
		for i := range v.NumField() {
			name := v.Field(i).Name
			derived := e.Kind() == "correct" && (name == "Before" || name == "Mentions") || name == "Figures" // filled in when a case is read
			if !filled[name] && !derived {
				t.Errorf("%s.%s: no line fills it", e.Kind(), name)
			}
		}
	}
}

func TestTheTableHasTheKindsOfTheRecord(t *testing.T) {
	var want []string
	for _, e := range parley.Kinds() {
		want = append(want, string(e.Kind()))
		if isDeclaration(e.Kind()) != parley.Declared(e) {
			t.Errorf("%s: casefile and parley disagree on whether it is a declaration", e.Kind())
		}
	}
	if diff := cmp.Diff(want, KindNames()); diff != "" {
		t.Error(diff)
	}
	for _, r := range rows {
		if len(r.infos()) > 64 {
			t.Errorf("%s has more fields than the bits of a set", r.kind())
		}
	}
}

func TestOrderOfLinesOfDifferentFieldsMeansNothing(t *testing.T) {
	const head = "2020-01-16 statement s\n"
	a := "  by noh\n  mode on-record\n  via kt\n  > 9 \"x\"\n"
	one := index("", head+a+"  asserts a\n  denies b\n")
	two := index("", head+"  denies b\n  asserts a\n"+a)
	x, _ := Decode(one, one.Blocks[0])
	y, _ := Decode(two, two.Blocks[0])
	if diff := cmp.Diff(x, y, opaque); x == nil || diff != "" {
		t.Error(diff)
	}
}

package parley_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"testing"

	"parley"
	"parley/analysis"
	"parley/analysis/agenda"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/flow"
	"parley/analysis/gap"
	"parley/analysis/path"
	"parley/analysis/sourcing"
	"parley/analysis/standing"
	"parley/analysis/verify"
	"parley/brief"
	"parley/brief/data"
	"parley/brief/text"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/parleytest/hidden"
	"parley/view"
)

var seeds = flag.Int("seeds", hidden.Seeds(500), "how many random records the tests of non-interference look at")

// What a reader may not know, or does not know yet, changes nothing of what
// they can be shown: hidden equals absent.
func TestWhatIsHiddenChangesNothing(t *testing.T) {
	hidden.Check(t, *seeds, func(t testing.TB, es []parley.Entry, from view.Vantage) (string, bool) {
		seen := see(t, view.Of(view.Index(es), from), bothLanguages, from.AsOf-1, from.AsOf-6)
		return seen, strings.Contains(seen, `"claim":`)
	})
}

var bothLanguages = []lang.Lang{lang.English, lang.Korean}

// see is everything that somebody at a vantage can be shown; changes are shown
// since each of some days. It fails if an answer rests on what is not in the view.
func see(t testing.TB, v *view.View, languages []lang.Lang, since ...date.Day) string {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "digest %x, last %s\n", v.Digest(), v.Last())
	a := evidence.Assess(v)
	for _, l := range languages {
		for _, d := range documents(t, a, l, since) {
			for _, s := range d.Unsupported() {
				t.Fatalf("%s: a sentence rests on nothing and does not say that it is ours: %s", d.Schema, lang.Plain(s.Runs))
			}
			render(t, &b, d)
		}
		prices(t, &b, a, l)
		zones(t, &b, a, l)
	}
	return b.String()
}

func render(t testing.TB, b *bytes.Buffer, d *brief.Document) {
	t.Helper()
	fmt.Fprintf(b, "== %s %s\n", d.Schema, d.Lang)
	for _, err := range []error{text.Table(b, d, text.Options{Width: 400, Wide: true}), text.Markdown(b, d), data.JSON(b, d)} {
		if err != nil {
			t.Fatalf("%s: %v", d.Schema, err)
		}
	}
	fmt.Fprintf(b, "%+v\n", d.Notes)
	for _, c := range d.Charts() { // text and data pass over pictures
		spec, err := json.Marshal(c.Spec)
		if err != nil {
			t.Fatalf("%s, picture %s: %v", d.Schema, c.Key, err)
		}
		fmt.Fprintf(b, "%s %s\n", c.Key, spec)
	}
}

// documents are all the answers there are to questions about a view.
func documents(t testing.TB, a *evidence.Assessment, l lang.Lang, since []date.Day) []*brief.Document {
	t.Helper()
	from := brief.StampOf(a.View())
	st, err1 := standing.Of(a, standing.Options{})
	cl, err2 := clock.Of(a, clock.Options{})
	ag, err3 := agenda.Of(a, agenda.Options{})
	gp, err4 := gap.Of(a, gap.Options{})
	vf, err5 := verify.Of(a, verify.Options{})
	pt, err6 := path.Of(a, path.Options{})
	fl, err7 := flow.Of(a, flow.Options{})
	for _, err := range []error{err1, err2, err3, err4, err5, err6, err7} {
		if err != nil {
			t.Fatal(err)
		}
	}
	resting(t, a, st, cl, ag, gp, vf, pt, fl)
	ds := []*brief.Document{brief.Standing(a, st, l, from), brief.Clock(a, cl, l, from), brief.Agenda(a, ag, l, from), brief.Gap(a, gp, l, from), brief.Verify(a, vf, l, from),
		brief.Claims(a, l, from, brief.ClaimFilter{}), brief.Log(a, l, from, brief.LogFilter{}), brief.Chronology(a, l, from, brief.LogFilter{}),
		brief.Conflicts(a, l, from), brief.Amounts(a, l, from), brief.Rounds(a, l, from), brief.People(a, l, from), brief.Stances(a, l, from), brief.Quotations(a, l, from), brief.Sources(a, l, from), brief.Agreements(a, pt, l, from), brief.Flow(a, fl, l, from)}
	for c := range a.Claims() {
		r, err := sourcing.Of(a, sourcing.Options{Claim: c.ID})
		if err != nil {
			t.Fatal(err)
		}
		resting(t, a, r)
		ds = append(ds, brief.Claim(a, r, l, from))
	}
	for _, day := range since {
		r, err := change.Of(a, change.Options{Since: day})
		if err != nil {
			t.Fatal(err)
		}
		resting(t, a, r)
		ds = append(ds, brief.Change(a, r, l, from))
	}
	return ds
}

// resting fails if a result rests on what is not in the view.
func resting(t testing.TB, a *evidence.Assessment, rs ...analysis.Result) {
	t.Helper()
	for _, r := range rs {
		for _, id := range r.RestsOn() {
			if !a.View().Has(id) {
				t.Fatalf("%T rests on %q, which is not in the view of %s on %s", r, id, a.View().From().Reader, a.View().From().AsOf)
			}
		}
	}
}

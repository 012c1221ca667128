package web_test

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley"
)

// What is needed to price an offer, and what of it cannot be read, is said at the
// field in words, and above the form by the field's name: nobody has to know a flag.
func TestWhatAPriceNeedsIsSaidAtItsField(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sma"), parley.All)
	const day = "/offers?as-of=2020-01-17"
	for _, c := range []struct {
		name, address string
		says, never   []string
	}{
		{"left out for want of a rate", day, []string{"1 offer is left out", "fill in what you assume: Won for a US dollar.", "Needed for 2020: how much the rate may change in a year",
			`<details class="group" open><summary>What you assume</summary>`}, []string{"What is missing, or cannot be read"}},
		{"chosen for want of a rate", day + "&bid=us-asks-3-9bn", []string{"What is missing, or cannot be read", `<a href="#field-assume.krw-usd">Won for a US dollar`,
			`id="field-assume.krw-usd" name="assume.krw-usd" value="" placeholder="±7%" autocomplete="off" aria-describedby="field-assume.krw-usd-said"`,
			`<small class="said" id="field-assume.krw-usd-said">Needed for 2020`}, []string{"1 offer is left out"}},
		{"in Korean", day + "&bid=us-asks-3-9bn&lang=ko", []string{"다음 칸에 표시됨", "2020년에 필요: 환율의 연간 변동 폭"}, []string{"Needed"}},
		{"what cannot be read", day + "&bid=hold&years=20&assume=cpi=much&rate=USD=1160,7&discount=x&lag=1", []string{"Write 2020-2024, or one year.", "Write a figure like 1.5",
			"Write 1160.7, with a point.", "Write a percentage", "An offer of your own begins with this", `name="assume.cpi" value="much"`, `name="rate.USD" value="1160,7"`}, nil},
		{"all that it needs", day + "&bid=us-asks-3-9bn&assume=krw-usd=±7%25", []string{"trillion won", `name="assume.krw-usd" value="±7%"`}, []string{"Needed", "What is missing"}},
		{"the rate that was printed", day + "&bid=us-asks-3-9bn&rate=pair", []string{"trillion won", `name="rate" value="pair" checked`}, []string{"Needed", "What is missing"}},
		{"the zone", "/zone?as-of=2020-01-17&weight=2", []string{`<a href="#field-weight">`, "A number above 0 and below 1"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, page := get(s, strings.ReplaceAll(c.address, "±", "%C2%B1"))
			if status != http.StatusOK {
				t.Fatalf("%s: %d", c.address, status)
			}
			in := html.UnescapeString(main(page))
			for _, w := range c.says {
				if !strings.Contains(in, w) {
					t.Errorf("%s does not say %q:\n%.6000s", c.address, w, in)
				}
			}
			for _, w := range append(c.never, "--assume", "--rate", "--years", "MEAN") {
				if strings.Contains(in, w) {
					t.Errorf("%s says %q", c.address, w)
				}
			}
		})
	}
}

// The same of an index of which no figure is known for the years to come.
func TestAnIndexThatIsNotKnownYetIsAskedForAtItsField(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "examples", "sma"))); err != nil {
		t.Fatal(err)
	}
	text := kept(t, dir, "flow.parley")
	before, rest, _ := strings.Cut(text, "2018-12-26 assume prices-at-target")
	_, after, found := strings.Cut(rest, "2019-08-15 assume")
	if !found {
		t.Fatal("the example has not what this takes away")
	}
	put(t, dir, "flow.parley", before+"2019-08-15 assume"+after)
	s := serve(t, dir, parley.All)
	_, page := get(s, "/offers?as-of=2020-01-17")
	for _, w := range []string{"3 offers are left out", "Consumer prices in South Korea", `id="field-assume.cpi-said">Needed for 20`, "the growth in per cent a year"} {
		if !strings.Contains(main(page), w) {
			t.Errorf("the page does not say %q:\n%.5000s", w, main(page))
		}
	}
	_, page = get(s, "/offers?as-of=2020-01-17&bid=plus10-cpi&assume=cpi=2%C2%B11")
	if in := main(page); strings.Contains(in, "Needed") || !strings.Contains(in, "trillion won") {
		t.Errorf("with what is assumed:\n%.5000s", in)
	}
}

// A field for each series and currency: the form sends them as it finds them, and
// the address is that of the command line.
func TestAssumptionsComeFromFieldsOfTheirOwn(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sma"), parley.All)
	status, answer := get(s, "/offers?as-of=2020-01-17&bid=us-asks-3-9bn&assume.cpi=&assume.krw-usd=%C2%B17%25&rate.USD=&rate=pair")
	if want := "/offers?as-of=2020-01-17&assume=krw-usd%3D%C2%B17%25&bid=us-asks-3-9bn&rate=pair"; status != http.StatusSeeOther || !strings.Contains(answer, "["+want+"]") {
		t.Errorf("%d: no %s in\n%s", status, want, answer)
	}
}

// Which bid others should equal is chosen by a field: the answer stands open then,
// also why there is none, and its data are of that bid.
func TestTheBidToBeEqualledIsChosen(t *testing.T) {
	s := serve(t, filepath.Join("..", "examples", "sma"), parley.All)
	fold := func(address string) string {
		_, page := get(s, address)
		_, in, _ := strings.Cut(main(page), `<details class="fold"`)
		return html.UnescapeString(in)
	}
	if in := fold("/offers?as-of=2020-01-17"); !strings.HasPrefix(in, "><summary>What else costs the same") || !strings.Contains(in, "costs ") {
		t.Errorf("nothing chosen: %.400s", in)
	}
	in := fold("/offers?as-of=2020-01-17&equal=plus20-cpi")
	if !strings.HasPrefix(in, " open") || !strings.Contains(in, ">20 % more, then consumer prices up to 4 %</a>") {
		t.Errorf("one chosen: %.400s", in)
	}
	data := regexp.MustCompile(`href="(/equal\.csv[^"]*)"`).FindStringSubmatch(in)
	if data == nil {
		t.Fatal("its data cannot be had")
	}
	if status, answer := get(s, data[1]); status != http.StatusOK || !strings.Contains(data[1], "bid=plus20-cpi") {
		t.Errorf("%s: %d %.300s", data[1], status, answer)
	}
	if in := fold("/offers?as-of=2020-01-17&equal=plus20-cpi&first=%2B10%25&escalator=cpi&term=5"); !strings.Contains(in, ">20 % more, then consumer prices up to 4 %</a>") {
		t.Errorf("beside an offer of one's own: %.400s", in)
	}
	if in := fold("/offers?as-of=2020-01-17&equal=us-asks-3-9bn"); !strings.HasPrefix(in, " open") || !strings.Contains(in, `href="#field-assume.krw-usd"`) {
		t.Errorf("one that cannot be priced: %.400s", in)
	}
	if in := fold("/offers?as-of=2020-01-17&equal=no-such-bid"); !strings.Contains(in, `"no-such-bid"`) {
		t.Errorf("one that is not there: %.400s", in)
	}
}

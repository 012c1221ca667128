package money

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tester is what a plain test and one of random cases have in common.
type tester interface {
	Helper()
	Fatal(...any)
}

func dec(t tester, s string) Decimal {
	t.Helper()
	d, err := ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func amt(t tester, s string) Amount {
	t.Helper()
	a, err := ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// read is what ParseAmount makes of a text, written short.
type read struct{ Value, High, Lo, Hi string }

func short(a Amount) read {
	return read{a.Value.String(), a.High.String(), a.Bounds.Lo.String(), a.Bounds.Hi.String()}
}

func TestAnAmountIsReadWithWhatItsDigitsLeaveOpen(t *testing.T) {
	for s, want := range map[string]read{
		"KRW 1.04 trillion":          {"1040000000000", "1040000000000", "1035000000000", "1045000000000"},
		"USD 5 billion":              {"5000000000", "5000000000", "4500000000", "5500000000"},
		"USD 40 billion":             {"40000000000", "40000000000", "39500000000", "40500000000"},
		"KRW 5.80 trillion":          {"5800000000000", "5800000000000", "5795000000000", "5805000000000"},
		"KRW 1,038.9 billion":        {"1038900000000", "1038900000000", "1038850000000", "1038950000000"},
		"KRW 1038.9 billion":         {"1038900000000", "1038900000000", "1038850000000", "1038950000000"},
		"USD 1.5 thousand":           {"1500", "1500", "1450", "1550"},
		"KRW 1,038,900,000,000":      {"1038900000000", "1038900000000", "1038900000000", "1038900000000"},
		"EUR 555":                    {"555", "555", "555", "555"},
		"EUR 0.50":                   {"0.5", "0.5", "0.5", "0.5"},
		"KRW 0":                      {"0", "0", "0", "0"},
		"KRW 1조 389억":                {"1038900000000", "1038900000000", "1038850000000", "1038950000000"},
		"KRW 1조389억":                 {"1038900000000", "1038900000000", "1038850000000", "1038950000000"},
		"KRW 1조 400억":                {"1040000000000", "1040000000000", "1039950000000", "1040050000000"},
		"KRW 약 1조 400억":              {"1040000000000", "1040000000000", "1035000000000", "1045000000000"},
		"KRW 약1조 400억":               {"1040000000000", "1040000000000", "1035000000000", "1045000000000"},
		"KRW 약 1조 389억":              {"1038900000000", "1038900000000", "1038850000000", "1038950000000"},
		"USD 약 50억":                  {"5000000000", "5000000000", "4500000000", "5500000000"},
		"USD 8억 9,600만":              {"896000000", "896000000", "895995000", "896005000"},
		"KRW 1.04조":                  {"1040000000000", "1040000000000", "1035000000000", "1045000000000"},
		"KRW 3만 5,000":               {"35000", "35000", "35000", "35000"},
		"KRW 약 5,000":                {"5000", "5000", "4500", "5500"},
		"USD 3.9 billion..4 billion": {"3900000000", "4000000000", "3850000000", "4500000000"},
		"EUR 10..12":                 {"10", "12", "10", "12"},
		"EUR 10 .. 12":               {"10", "12", "10", "12"},
		"KRW 1조..1조 389억":            {"1000000000000", "1038900000000", "500000000000", "1038950000000"},
		"KRW \u110c\u1169":           {},
	} {
		a, err := ParseAmount(s)
		if want == (read{}) { // 조 in pieces and no number before it
			if err == nil {
				t.Errorf("%q was read as %v", s, a)
			}
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(want, short(a)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		if a.Text() != s {
			t.Errorf("%q is written back as %q", s, a.Text())
		}
	}
}

func TestHangulInPiecesIsTheSameAmount(t *testing.T) {
	whole, pieces := amt(t, "KRW 1조 389억"), amt(t, "KRW 1\u110c\u1169 389\u110b\u1165\u11a8")
	if whole.Value != pieces.Value || whole.Bounds != pieces.Bounds {
		t.Errorf("composed %v, decomposed %v", whole, pieces)
	}
	if pieces.Text() == whole.Text() {
		t.Error("what was printed was not kept")
	}
}

func TestAnAmountThatCannotBeReadSaysWhyAndWhatWasMeant(t *testing.T) {
	for s, want := range map[string][2]string{
		"":                                    {Empty, ""},
		"KRW":                                 {Empty, ""},
		"KRW ":                                {Empty, ""},
		"3.9 billion USD":                     {NoCurrency, "USD 3.9 billion"},
		"1.0389 trillion KRW":                 {NoCurrency, "KRW 1.0389 trillion"},
		"1조 389억 원":                           {NoCurrency, "KRW 1조 389억"},
		"1조 389억원":                            {NoCurrency, "KRW 1조 389억"},
		"약 1조 400억 원":                         {NoCurrency, "KRW 약 1조 400억"},
		"39억 달러":                              {NoCurrency, "USD 39억"},
		"$3.9 billion":                        {NoCurrency, "USD 3.9 billion"},
		"€555":                                {NoCurrency, "EUR 555"},
		"USD3.9 billion":                      {NoCurrency, "USD 3.9 billion"},
		"usd 3.9 billion":                     {UnknownCurrency, "USD 3.9 billion"},
		"USS 3.9 billion":                     {UnknownCurrency, "USD 3.9 billion"},
		"QQQ 1":                               {UnknownCurrency, ""},
		"KRW trillion":                        {NotANumber, ""},
		"KRW 1.04 trn":                        {UnknownUnit, "KRW 1.04 trillion"},
		"KRW 1.04trn":                         {UnknownUnit, "KRW 1.04 trillion"},
		"KRW 1.04 Trillion":                   {UnknownUnit, "KRW 1.04 trillion"},
		"KRW 1.04 zillion":                    {UnknownUnit, ""},
		"USD 3.9 billion dollars":             {UnknownUnit, "USD 3.9 billion"},
		"KRW 1,04 trillion":                   {BadGrouping, "KRW 1.04 trillion"},
		"KRW 10389,00000":                     {BadGrouping, "KRW 10389.00000"},
		"KRW 10,38,900":                       {BadGrouping, "KRW 1,038,900"},
		"KRW 1.038,9 billion":                 {BadGrouping, ""},
		"KRW 1.38.9 billion":                  {NotANumber, ""}, // a machine's translation of 1조 389억
		"KRW 1.":                              {NotANumber, "KRW 1"},
		"KRW .5 trillion":                     {NotANumber, "KRW 0.5 trillion"},
		"KRW 007":                             {NotANumber, ""},
		"KRW 389억 1조":                         {Order, ""},
		"KRW 1억 2억":                           {Order, ""},
		"KRW 1조 12,345억":                      {BadGrouping, ""},
		"KRW 5천억":                             {UnknownUnit, "KRW 5,000억"},
		"KRW 8백만":                             {UnknownUnit, "KRW 800만"},
		"KRW 1조 389":                          {UnitMissing, ""},
		"KRW 1.04 조":                          {UnitMissing, "KRW 1.04조"},
		"KRW 1.5조 389억":                       {NotANumber, ""},
		"KRW 1조 389 billion":                  {UnitMissing, ""},
		"KRW 약 1.04 trillion":                 {Mixed, ""},
		"USD -3.9 billion":                    {Negative, ""},
		"USD −3.9 billion":                    {Negative, ""},
		"USD-3.9 billion":                     {NoCurrency, ""},
		"USD 4 billion..3.9 billion":          {Backwards, ""},
		"USD 4 billion..4 billion":            {Backwards, ""},
		"USD 3..4 billion":                    {UnitMissing, "USD 3 billion..4 billion"},
		"USD 3 billion..":                     {NotANumber, ""},
		"USD 3.9 billion per year":            {UnknownUnit, ""},
		"USD 3.9  billion":                    {UnknownUnit, "USD 3.9 billion"},
		"USD 1000000000000000000000000000000": {TooLarge, ""},
		"USD 1000000000000000000 trillion":    {TooLarge, ""},
		"USD 3.9 billion\x00":                 {UnknownUnit, ""},
		"USD \xff":                            {NotANumber, ""},
	} {
		_, err := ParseAmount(s)
		pe, ok := err.(*ParseError)
		if !ok {
			t.Errorf("%q: got %v, want %s", s, err, want[0])
			continue
		}
		if diff := cmp.Diff(want, [2]string{pe.Reason, pe.Hint}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		if sentences[pe.Reason] == "" || pe.Text != s {
			t.Errorf("%q: %v says too little", s, err)
		}
	}
}

func TestEveryReasonHasASentence(t *testing.T) {
	for _, r := range Reasons {
		if sentences[r] == "" {
			t.Errorf("%s has none", r)
		}
	}
	if len(sentences) != len(Reasons) {
		t.Errorf("%d sentences for %d reasons", len(sentences), len(Reasons))
	}
}

func TestAnAmountIsSaidInBothLanguagesWithoutDigitsThatWereNotPrinted(t *testing.T) {
	for _, c := range []struct{ text, english, korean string }{
		{"KRW 1.04 trillion", "1.04 trillion won", "약 1조 400억 원"},
		{"KRW 1,038,900,000,000", "1.0389 trillion won", "1조 389억 원"},
		{"KRW 1,038.9 billion", "1,038.9 billion won", "1조 389억 원"},
		{"KRW 1.0389 trillion", "1.0389 trillion won", "1조 389억 원"},
		{"KRW 1조 389억", "1.0389 trillion won", "1조 389억 원"},
		{"KRW 약 1조 400억", "1.04 trillion won", "약 1조 400억 원"},
		{"KRW 약 1조 389억", "about 1.0389 trillion won", "약 1조 389억 원"},
		{"KRW 1조 400억", "1.0400 trillion won", "1조 400억 원"},
		{"KRW 5.80 trillion", "5.80 trillion won", "약 5조 8,000억 원"},
		{"KRW 288,400,000,000", "288.4 billion won", "2,884억 원"},
		{"KRW 2,884억", "288.4 billion won", "2,884억 원"},
		{"USD 896 million", "$896 million", "8억 9,600만 달러"},
		{"USD 8억 9,600만", "$896.00 million", "8억 9,600만 달러"},
		{"USD 3.9 billion", "$3.9 billion", "39억 달러"},
		{"USD 39억", "$3.9 billion", "39억 달러"},
		{"USD 5 billion", "$5 billion", "약 50억 달러"},
		{"USD 약 50억", "$5 billion", "약 50억 달러"},
		{"USD 40 billion", "$40 billion", "약 400억 달러"},
		{"KRW 약 20조", "about 20 trillion won", "약 20조 원"},
		{"KRW 20조", "20 trillion won", "20조 원"},
		{"KRW 12,345조", "12,345 trillion won", "12,345조 원"},
		{"KRW 5만", "about 50,000 won", "5만 원"},
		{"KRW 1조 389억 4,321만", "1,038,943.21 million won", "1조 389억 4,321만 원"},
		{"KRW 1,038,943,215,678", "1,038,943,215,678 won", "1조 389억 4,321만 5,678원"},
		{"KRW 1,000,000,000,005", "1,000,000,000,005 won", "1조 5원"},
		{"EUR 555", "€555", "555유로"},
		{"EUR 0.50", "€0.50", "0.50유로"},
		{"EUR 12345.60", "€12,345.60", "1만 2,345.60유로"},
		{"USD 5 thousand", "$5 thousand", "약 5,000달러"},
		{"KRW 5000", "5,000 won", "5,000원"},
		{"KRW 0", "0 won", "0원"},
		{"CHF 1", "1 Swiss franc", "1스위스 프랑"},
		{"CHF 2", "2 Swiss francs", "2스위스 프랑"},
		{"JPY 300 billion", "300 billion yen", "약 3,000억 엔"},
		{"USD 3.9 billion..4 billion", "$3.9 billion to $4 billion", "약 39억~40억 달러"},
		{"KRW 1조..1조 389억", "1 trillion won to 1.0389 trillion won", "1조~1조 389억 원"},
	} {
		a := amt(t, c.text)
		if diff := cmp.Diff([]string{c.english, c.korean}, []string{a.English(), a.Korean()}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
	if zero := (Amount{}); zero.English() != "" || zero.Korean() != "" || zero.Text() != "" {
		t.Error("no amount is said as something")
	}
}

func TestAFigureOfOurOwnIsPrintedWithTheDigitsAskedFor(t *testing.T) {
	for _, c := range []struct {
		value           string
		digits          int
		english, korean string
	}{
		{"6402345678901", 3, "6.40 trillion won", "약 6조 4,000억 원"},
		{"6402345678901", 5, "6.4023 trillion won", "6조 4,023억 원"},
		{"20400000000000", 1, "about 20 trillion won", "약 20조 원"},
		{"12345", 3, "about 12,300 won", "약 1만 2,300원"},
		{"999.6", 3, "about 1,000 won", "약 1,000원"},
		{"-3912345678", 2, "-3.9 billion won", "-39억 원"},
		{"-20400000000000", 1, "about -20 trillion won", "약 -20조 원"},
		{"0", 3, "0 won", "0원"},
	} {
		a := Rounded("KRW", dec(t, c.value), c.digits)
		if diff := cmp.Diff([]string{c.english, c.korean}, []string{a.English(), a.Korean()}); diff != "" {
			t.Errorf("%s to %d digits (-want +got):\n%s", c.value, c.digits, diff)
		}
		if !a.Bounds.Contains(dec(t, c.value)) {
			t.Errorf("%s to %d digits is %v, which cannot be it", c.value, c.digits, a.Bounds)
		}
	}
	r := RoundedRange("USD", Interval{dec(t, "896123456"), dec(t, "1300000000")}, 3)
	if got, want := r.English(), "$896 million to $1.30 billion"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := RoundedRange("USD", Interval{dec(t, "896123456"), dec(t, "896223456")}, 3).English(); got != "$896 million" {
		t.Errorf("two ends that are printed alike are %s", got)
	}
}

func TestAmountsOfOneTextAreEqualAndAllThatMattersIsInTheirJSON(t *testing.T) {
	a, b := amt(t, "KRW 약 1조 400억"), amt(t, "KRW 약 1조 400억")
	if a != b || !reflect.DeepEqual(a, b) || !cmp.Equal(a, b) {
		t.Error("two readings of one text differ")
	}
	const want = `{"Currency":"KRW","Value":"1040000000000","High":"1040000000000","Bounds":{"Lo":"1035000000000","Hi":"1045000000000"},"Printed":"약 1조 400억","Approx":true}`
	got, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var back Amount
	if err := json.Unmarshal(got, &back); err != nil || back != a {
		t.Errorf("read back as %v, %v", back, err)
	}
	// An amount that is embedded must not speak for what embeds it.
	type pair struct {
		Amount
		Beside Amount
	}
	x, _ := json.Marshal(pair{a, amt(t, "USD 896 million")})
	y, _ := json.Marshal(pair{a, amt(t, "USD 897 million")})
	if string(x) == string(y) {
		t.Error("what stands beside an amount is lost in JSON")
	}
}

func TestPrintedFormsTellAmountsApartThatMayBeOneSum(t *testing.T) {
	a, b := amt(t, "KRW 1.04 trillion"), amt(t, "KRW 1조 389억")
	if a == b || !a.Bounds.Overlaps(b.Bounds) {
		t.Error("1.04 trillion and 1조 389억 may be one sum, printed twice")
	}
	if c := amt(t, "KRW 1.05 trillion"); !c.Bounds.Disjoint(b.Bounds) {
		t.Error("1.05 trillion cannot be 1조 389억")
	}
}

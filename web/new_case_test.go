package web_test

import (
	"strings"
	"testing"
)

// A new case has its name above every page of its owner, though nothing is known yet;
// for nobody else.
func TestANewCaseIsCalledByItsNameForItsOwner(t *testing.T) {
	const file = "case dues \"A talk on dues\"\n  name.ko      \"요금 협상\"\n  parties      a b\n  money        EUR\n  zone         Europe/Berlin\n  audience     public\n\nparty a \"A\"\n\nparty b \"B\"\n"
	d := newDesk(t, map[string]string{"case.parley": file})
	for address, want := range map[string]string{"/people": "A talk on dues", "/people?lang=ko": "요금 협상"} {
		if _, page := get(d, address); !strings.Contains(page, want) {
			t.Errorf("%s does not say %q", address, want)
		}
	}
	if _, page := get(d, "/people?as=public"); strings.Contains(page, "A talk on dues") {
		t.Error("the public is told")
	}
}

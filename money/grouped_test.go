package money_test

import (
	"testing"

	"parley/money"
)

func TestAGroupedNumberIsTheNumber(t *testing.T) {
	for s, want := range map[string]string{"1,160.7": "1160.7", "-1,234,567": "-1234567", "12": "12", "0.38": "0.38", "1160.7": "1160.7", "999,999": "999999"} {
		if d, err := money.ParseGrouped(s); err != nil || d.String() != want {
			t.Errorf("%q: %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", ",", "1,", ",123", "12,34", "1,2345", "1234,567", "1,,234", "0.1,234", "1,234.", "--1,234", "1 234", "1,234,", "-", "1,23a"} {
		if d, err := money.ParseGrouped(s); err == nil {
			t.Errorf("%q is read as %v", s, d)
		}
	}
}

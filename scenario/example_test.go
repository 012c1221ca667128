package scenario_test

import (
	"fmt"
	"testing/fstest"

	"parley/scenario"
)

func ExampleRead() {
	folder := fstest.MapFS{
		"domain.yml": {Data: []byte("issues:\n- name: colour\n  values: [red, green]\n")},
		"buyer.yml":  {Data: []byte("type: LinearAdditiveUtilityFunction\nvalues:\n- {red: 0.25, green: 1}\n")},
		"seller.yml": {Data: []byte("type: LinearAdditiveUtilityFunction\nvalues:\n- {red: 1, green: 0.5}\n")},
	}
	s, err := scenario.Read(folder)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range s.Parties {
		fmt.Println(p.Name, p.Utility.Of([]int32{0}), p.Utility.Of([]int32{1}))
	}
	// Output:
	// buyer 0.25 1
	// seller 1 0.5
}

func ExampleError() {
	_, err := scenario.Read(fstest.MapFS{
		"domain.yml": {Data: []byte("issues:\n- name: colour\n  values: [red, green]\n")},
		"buyer.yml":  {Data: []byte("type: LinearAdditiveUtilityFunction\nvalues:\n- {red: 0.25, blue: 1}\n")},
	})
	fmt.Println(err)
	// Output:
	// scenario: buyer.yml:3:3: option "green" of issue "colour" has no value; add it
	// scenario: buyer.yml:3:15: issue "colour" has no option "blue" in the domain; name one of the domain's 2 options, or use the domain that belongs to the profile
}

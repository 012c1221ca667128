package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/lang"
	"parley/scenario"
)

// What is said in Korean takes what the English gives, no more and no less.
func TestForeignErrorsTakeTheSameArgumentsInKorean(t *testing.T) {
	numbered := regexp.MustCompile(`%\[\d\]s`)
	for english, korean := range foreignKorean {
		want := len(foreignVerb.FindAllString(english, -1))
		got := len(foreignVerb.FindAllString(korean, -1)) + len(numbered.FindAllString(korean, -1))
		if want != got || !inHangul(korean) && english != "%s" && !strings.HasPrefix(english, "issue ") {
			t.Errorf("%q: %d arguments, %d in Korean: %q", english, want, got, korean)
		}
		args := make([]any, want)
		for i := range args {
			args[i] = fmt.Sprint(i + 7)
		}
		said := inTongue(lang.Korean, fmt.Sprintf(strings.ReplaceAll(english, "%w", "%s"), args...))
		if !inHangul(said) || strings.Contains(said, "%!") {
			t.Errorf("%q is said as %q", english, said)
		}
		for _, a := range args {
			if !strings.Contains(said, a.(string)) {
				t.Errorf("%q is said as %q, without %v", english, said, a)
			}
		}
	}
}

func TestForeignErrorsAreWithoutThePackagesName(t *testing.T) {
	at := &scenario.Error{File: "a.yml", Line: 3, Column: 4, What: "ufun is missing", Remedy: "add it"}
	whole := &scenario.Error{What: "no scenario is in the folder"}
	err := fmt.Errorf("scenario: %w", errors.New("deal: more than 2^63 outcomes"))
	for _, c := range []struct {
		err    error
		en, ko string
	}{
		{at, "a.yml:3:4: ufun is missing; add it", "a.yml:3:4: ufun 항목이 없음; 더할 것"},
		{err, "more than 2^63 outcomes", "결과가 2^63가지를 넘음"},
		{errors.Join(whole, at), "no scenario is in the folder\na.yml:3:4: ufun is missing; add it", "폴더에 시나리오가 없음\na.yml:3:4: ufun 항목이 없음; 더할 것"},
		{errors.New(`strategy: external program, session 12: respond in round 3: an offer of 1 options; there are 2 issues`),
			"respond in round 3: an offer of 1 options; there are 2 issues", "respond(라운드 3): 제안의 선택지 1개, 쟁점 2개"},
		{errors.New("of nobody"), "of nobody", "of nobody"},
	} {
		for l, want := range map[lang.Lang]string{lang.English: c.en, lang.Korean: c.ko} {
			if got := (&labAnswer{l: l}).foreign(c.err); got != want {
				t.Errorf("%s: %q, want %q", l, got, want)
			}
		}
	}
}

// What is wrong with a folder is said with its file, or at once:
// without the name of a package.
func TestNoFolderThatCannotBeReadIsSaidWithAPackagesName(t *testing.T) {
	d := desk{t, t.TempDir()}
	for name, text := range map[string]string{"a.yml": "type: [", "b.xml": "<negotiation_template>", "c.json": "{", "d.yml": "issues: 3\n"} {
		dir := strings.TrimSuffix(name, filepath.Ext(name))
		if err := os.MkdirAll(filepath.Join(d.dir, dir), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d.dir, dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, l := range []string{"en", "ko"} {
			code, _, errs := d.run("lab", "frontier", dir, "--lang", l)
			if code != int(unreadable) || regexp.MustCompile(`(scenario|deal|lab): `).MatchString(errs) {
				t.Errorf("%s: %d %s", name, code, errs)
			}
		}
	}
}

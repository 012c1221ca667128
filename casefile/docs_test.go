package casefile

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
)

var update = flag.Bool("update", false, "write the golden files and the tables of docs/format.md")

const page = "../docs/format.md"

// between returns what stands between the marks of a part of the page, and what
// stands before and after it.
func between(t *testing.T, text, part string) (before, inside, after string) {
	t.Helper()
	begin, end := "<!-- "+part+": from the table of casefile -->\n", "<!-- "+part+": end -->\n"
	before, rest, ok := strings.Cut(text, begin)
	inside, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no part %s", page, part)
	}
	return before + begin, inside, end + after
}

func TestThePageOnTheFormatHasTheTableOfKindsAndFields(t *testing.T) {
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for part, want := range map[string]string{"declarations": kindTables(true), "dated": kindTables(false), "shared": sharedTables()} {
		before, got, after := between(t, text, part)
		if *update {
			text = before + want + after
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: run the test with -update. %s", part, diff)
		}
	}
	if *update {
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var sharedFields = []string{"asserts", "denies", "qualifies", "declines", "via", ">", "|", "printed-as", "dated-from"}

func kindTables(declared bool) string {
	var b strings.Builder
	for _, k := range KindNames() {
		if isDeclaration(parley.Kind(k)) != declared {
			continue
		}
		fmt.Fprintf(&b, "\n### %s\n", k)
		if !declared {
			fmt.Fprintf(&b, "\nThe date is %s.", DateOf(parley.Kind(k)))
		}
		var own, shared []FieldDoc
		for _, f := range FieldDocs(parley.Kind(k)) {
			// An inference shares asserts with others, but requires it.
			if slices.Contains(sharedFields, f.Name) && k != "inference" {
				shared = append(shared, f)
			} else {
				own = append(own, f)
			}
		}
		b.WriteString(sharedWords(shared))
		if !declared {
			b.WriteString("\n")
		}
		fieldTable(&b, own)
	}
	return b.String() + "\n"
}

// sharedWords names the groups of fields that a kind shares with others.
func sharedWords(fs []FieldDoc) string {
	has := func(name string) *FieldDoc {
		if i := slices.IndexFunc(fs, func(f FieldDoc) bool { return f.Name == name }); i >= 0 {
			return &fs[i]
		}
		return nil
	}
	var words []string
	if has("asserts") != nil {
		words = append(words, "stances")
	}
	if via := has("via"); via != nil {
		words = append(words, "chains"+map[bool]string{true: " (at least one)"}[via.Required])
	}
	if has("printed-as") != nil {
		words = append(words, "dating")
	}
	if len(words) == 0 {
		return ""
	}
	return " It has " + strings.Join(words, ", ") + "."
}

func fieldTable(b *strings.Builder, fs []FieldDoc) {
	if len(fs) == 0 {
		return
	}
	b.WriteString("\n| Field | Value | |\n|---|---|---|\n")
	for _, f := range fs {
		name := "`" + strings.ReplaceAll(f.Name, "|", "\\|")
		if f.Langs {
			name += "[.LANG]"
		}
		name += "`"
		if f.Required {
			name += " !"
		}
		if f.Repeated {
			name += " *"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, strings.ReplaceAll(f.Form, "|", "·"), f.Note)
	}
}

func sharedTables() string {
	var b strings.Builder
	b.WriteString("\nEvery entry may have:\n")
	fieldTable(&b, FieldDocs(""))
	fields := FieldDocs("statement")
	for i := range fields {
		fields[i].Required = false // each kind says that for itself
	}
	for _, group := range []struct {
		words string
		names []string
	}{
		{"Stances, what an utterance does to claims:", sharedFields[:4]},
		{"Chains, the ways by which it reached us, each followed by its words:", sharedFields[4:7]},
		{"Dating, how its date was printed and reckoned:", sharedFields[7:]},
	} {
		b.WriteString("\n" + group.words + "\n")
		fieldTable(&b, slices.DeleteFunc(slices.Clone(fields), func(f FieldDoc) bool { return !slices.Contains(group.names, f.Name) }))
	}
	return b.String() + "\n"
}

// The examples of the page are read by the program that it describes.
func TestTheExamplesOfThePageAreReadWithoutFaults(t *testing.T) {
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, part := range strings.Split(string(src), "```") {
		if text, ok := strings.CutPrefix(part, "parley\n"); i%2 == 1 && ok {
			n++
			b := readAny(text)
			if len(b.Faults) > 0 {
				t.Errorf("%v in\n%s", briefs(b), text)
			}
			if got := string(b.Files[0].Format()); got != text {
				t.Errorf("not as fmt lays it out: %s", cmp.Diff(text, got))
			}
		}
	}
	if n == 0 {
		t.Fatal("no examples")
	}
	// Each form of a date and of an amount that it names in backticks.
	for _, list := range []struct {
		begin, end string
		line       func(string) string
	}{
		{"## Dates", "Declarations have", func(s string) string { return s + " event e\n  via kt\n" }},
		{"An **amount** is", ".\n", func(s string) string { return "claim a\n  that p asks i = " + s + "\n" }},
		{"A **value** is", "A value may", func(s string) string { return "claim a\n  that p asks i = " + s + "\n" }},
	} {
		_, text, _ := strings.Cut(string(src), list.begin)
		text, _, _ = strings.Cut(text, list.end)
		m := 0
		for i, s := range strings.Split(text, "`") {
			if i%2 == 0 || s == "?" || s == "~" || s == "약" {
				continue
			}
			m++
			f := index("", list.line(s))
			if e, faults := Decode(f, f.Blocks[0]); e == nil {
				t.Errorf("%s: %q cannot be read: %v", list.begin, s, faults)
			}
		}
		if m < 5 {
			t.Errorf("%s: only %d forms", list.begin, m)
		}
	}
}

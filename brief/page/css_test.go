package page

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	block   = regexp.MustCompile(`:root(:not\(\[data-theme="light"\]\)|\[data-theme="dark"\])? \{([^}]*)\}`)
	setting = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
)

// themes are the colours of light, of dark by the system, and of dark by choice.
func themes(t *testing.T) (list []map[string]string) {
	t.Helper()
	for _, b := range block.FindAllStringSubmatch(css, -1) {
		colours := make(map[string]string)
		for _, s := range setting.FindAllStringSubmatch(b[2], -1) {
			colours[s[1]] = s[2]
		}
		if len(colours) > 3 {
			list = append(list, colours)
		}
	}
	if len(list) != 3 {
		t.Fatalf("%d themes", len(list))
	}
	return list
}

func TestDarkIsTheSameByTheSystemAndByChoice(t *testing.T) {
	list := themes(t)
	if diff := cmp.Diff(list[1], list[2]); diff != "" {
		t.Error(diff)
	}
	for name := range list[0] {
		if list[1][name] == "" {
			t.Errorf("%s is not in the dark theme", name)
		}
	}
}

// WCAG 2.2: text 4.5 to 1, marks and the lines of controls 3 to 1.
func TestContrastIsEnoughInEveryTheme(t *testing.T) {
	for i, c := range themes(t) {
		for pair, least := range map[string]float64{
			"ink paper": 4.5, "ink shade": 4.5, "ink tint": 4.5, "ink stripe": 4.5,
			"slate paper": 4.5, "slate shade": 4.5, "slate tint": 4.5, "muted paper": 4.5, "muted shade": 4.3,
			"teal paper": 4.5, "amber paper": 4.5, "paper ink": 4.5, "paper slate": 4.5,
			"focus paper": 3, "focus shade": 3, "line paper": 3, "muted tint": 3,
		} {
			a, b, _ := strings.Cut(pair, " ")
			if got := contrast(c[a], c[b]); got < least {
				t.Errorf("theme %d: %s is %.2f to 1", i, pair, got)
			}
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) (sum float64) {
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			panic(fmt.Sprint("no colour: ", hex))
		}
		v := float64(n) / 255
		if v <= 0.04045 {
			sum += weight * v / 12.92
		} else {
			sum += weight * math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// A picture that stands alone, and one whose page has no style sheet, has the
// colours of package chart; the light theme gives the same.
func TestTheLightThemeHasTheColoursOfPictures(t *testing.T) {
	light := themes(t)[0]
	for hex, name := range colours {
		if light[name] != strings.ToLower(hex) {
			t.Errorf("%s is %s in pictures and %s in the style sheet", name, hex, light[name])
		}
		if !strings.Contains(css, "--chart-"+name+": var(--"+name+");") {
			t.Errorf("no --chart-%s", name)
		}
	}
}

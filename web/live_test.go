package web_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/date"
	"parley/folder"
	"parley/web"
)

const talks = `case talks "Talks"
  parties      a b
  audience     public
  zone         Europe/Paris
  money        EUR
  recorded     2020-01-02

party a "A"

party b "B"

issue sum "The sum"

person anna "Anna"
  speaks-for   a

source paper "A report"
  type         news-article
  published    2020-01-03

claim high "It is too high"
  that         "It is too high"
  about        sum

2020-01-03 statement anna-says
  by           anna
  mode         on-record
  asserts      high
  via          paper
`

const secretClaim = `
claim hush "A hidden claim"
  that         "A hidden claim"
  about        sum
  audience     side:a

2020-01-03 statement anna-whispers
  by           anna
  mode         on-record
  asserts      hush
  via          paper
  audience     side:a
`

const openClaim = `
claim low "It is too low"
  that         "It is too low"
  about        sum

2020-01-03 statement anna-adds
  by           anna
  mode         on-record
  asserts      low
  via          paper
`

// A follower reads a stream of events.
type follower struct{ lines chan string }

func follow(t *testing.T, url string) *follower {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatal(resp.Status)
	}
	f := &follower{make(chan string, 100)}
	go func() {
		defer resp.Body.Close()
		for s := bufio.NewScanner(resp.Body); s.Scan(); {
			if line := s.Text(); strings.HasPrefix(line, "event:") {
				f.lines <- line
			}
		}
		close(f.lines)
	}()
	return f
}

// A page is told that the file changed when its own reader sees something else, and
// not when somebody else does.
func TestAPageIsToldOnlyOfWhatItsReaderSees(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "case.parley")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			t.Fatal(err)
		}
	}
	save(talks)
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := web.New(f, web.Options{Reader: parley.All, Open: true, Now: func() time.Time { return noon }, Today: func() date.Day { return date.On(2020, 2, 3) }})
	if err != nil {
		t.Fatal(err)
	}
	ticks := make(chan time.Time)
	go s.Follow(t.Context(), ticks)
	clock := noon
	settle := func() { // long enough for any change to have stood still
		for range 8 {
			clock = clock.Add(time.Second)
			ticks <- clock
		}
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	at := server.URL + "/events?as="
	public, own, owner := follow(t, at+"public"), follow(t, at+"side:a"), follow(t, at+"all")
	told := func(f *follower, who string) {
		t.Helper()
		if _, ok := <-f.lines; !ok {
			t.Fatalf("%s: the stream ended", who)
		}
	}
	save(talks + secretClaim)
	settle()
	told(own, "the side")
	told(owner, "the owner")
	save(talks + secretClaim + openClaim)
	settle()
	told(own, "the side")
	told(owner, "the owner")
	told(public, "the public")
	for who, f := range map[string]*follower{"the public": public, "the side": own, "the owner": owner} {
		select {
		case line := <-f.lines:
			t.Errorf("%s is told once too often: %s", who, line)
		default:
		}
	}
}

// With errors in the file the pages show the last good state, and tell the owner
// alone.
func TestAFileWithErrorsLeavesTheLastGoodState(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "case.parley")
	if err := os.WriteFile(file, []byte(talks), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir, parley.All)
	ticks := make(chan time.Time)
	done := make(chan bool)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { s.Follow(ctx, ticks); done <- true }()
	_, before := get(s, "/claims?as=public")
	if err := os.WriteFile(file, []byte(talks+"\nclaim broken\n  about nothing here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for n := range 8 {
		ticks <- noon.Add(time.Duration(n) * time.Second)
	}
	cancel()
	<-done
	status, owner := get(s, "/claims")
	if status != http.StatusOK || !strings.Contains(owner, "It is too high") || !strings.Contains(owner, "errors since") && !strings.Contains(owner, "error since") {
		t.Errorf("the owner is shown %d:\n%s", status, owner)
	}
	if _, after := get(s, "/claims?as=public"); after != before {
		t.Error("the public sees a difference")
	}
}

// What keeps the case from being read is told as it is: mistakes that checks find, a
// file that never could be read since we began, a file that is gone.
func TestTheOwnerIsToldWhatIsWrongWithTheFile(t *testing.T) {
	for name, c := range map[string]struct {
		text      string
		gone      bool
		says, not string // words, apart by |
	}{
		"a mistake of sense": {strings.Replace(talks, "speaks-for   a", "speaks-for   nobody", 1), false, "1 error", "The file has|0 errors"},
		"never read":         {talks + "\nclam x\n", false, "The file has 1 error since|There is no state before that to show", "You see the state before"},
		"gone":               {talks, true, "The file cannot be read since|You see the state before that|It is too high", "0 errors since|no state before"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "case.parley")
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			s := serve(t, dir, parley.All)
			if c.gone {
				ticks, done := make(chan time.Time), make(chan bool)
				ctx, cancel := context.WithCancel(t.Context())
				go func() { s.Follow(ctx, ticks); done <- true }()
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
				for n := range 12 {
					ticks <- noon.Add(time.Duration(n) * time.Second)
				}
				cancel()
				<-done
			}
			_, got := get(s, "/claims")
			for _, word := range strings.Split(c.says, "|") {
				if !strings.Contains(got, word) {
					t.Errorf("it does not say %q", word)
				}
			}
			for _, word := range strings.Split(c.not, "|") {
				if strings.Contains(got, word) {
					t.Errorf("it says %q", word)
				}
			}
		})
	}
}

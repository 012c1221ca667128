// Command load asks a workbench for pages at a steady rate and says how long they
// took, and how much memory the server has, at the beginning and at the end.
//
//	load ADDRESS PID RATE SECONDS
//
// ADDRESS is what `parley serve` printed, its key included. A request that cannot be
// sent when it is due, because earlier ones are not answered, counts from when it was
// due: a slow answer is not hidden by asking less.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// pages are what is asked for, by turns: every page, two languages, several days,
// data, and what a browser asks again.
var pages = []string{"/", "/timeline", "/claims", "/issues", "/offers", "/agreements", "/zone", "/people", "/sources", "/compare",
	"/?lang=ko", "/claims?lang=ko", "/?as-of=2020-01-17", "/claims?as-of=2020-01-17", "/issues?as-of=2020-05-08", "/agreements?as=public",
	"/claims.json", "/timeline.csv", "/status.json?as-of=2020-01-17", "/static/parley.css", "/static/parley.js"}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("usage: load ADDRESS PID RATE SECONDS")
	}
	rate, err1 := strconv.Atoi(args[2])
	seconds, err2 := strconv.Atoi(args[3])
	at, err3 := url.Parse(args[0])
	if err1 != nil || err2 != nil || err3 != nil || rate < 1 || seconds < 1 {
		return fmt.Errorf("RATE and SECONDS are whole numbers, ADDRESS is an address")
	}
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	began := time.Now()
	if err := fetch(client, args[0]); err != nil {
		return err
	}
	fmt.Printf("first page                       %v\n", time.Since(began).Round(100*time.Microsecond))
	host := "http://" + at.Host
	worst, slowest := time.Duration(0), ""
	for _, p := range pages {
		began := time.Now()
		if err := fetch(client, host+p); err != nil {
			return err
		}
		if took := time.Since(began); took > worst {
			worst, slowest = took, p
		}
	}
	fmt.Printf("slowest page, nothing kept       %v: %s\n", worst.Round(100*time.Microsecond), slowest)
	var memory []string
	took, failed := steady(client, host, rate, seconds, func() { memory = append(memory, resident(args[1])) })
	slices.Sort(took)
	fmt.Printf("%d requests, %d a second       half within %v, 99 of 100 within %v, all within %v, failed %d\n", len(took), rate,
		took[len(took)/2].Round(10*time.Microsecond), took[len(took)*99/100].Round(10*time.Microsecond), took[len(took)-1].Round(100*time.Microsecond), failed)
	fmt.Printf("memory of the server, MB         %s\n", strings.Join(memory, " "))
	if failed > 0 {
		return fmt.Errorf("%d requests failed", failed)
	}
	return nil
}

// steady asks at a rate for so many seconds. It looks at the memory before, after
// and eight times between.
func steady(client *http.Client, host string, rate, seconds int, look func()) (took []time.Duration, failed int) {
	var mu sync.Mutex
	var all sync.WaitGroup
	start := time.Now()
	for n := range rate * seconds {
		if n%max(1, rate*seconds/9) == 0 && n < rate*seconds/9*9 {
			look()
		}
		due := start.Add(time.Duration(n) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		all.Go(func() {
			err := fetch(client, host+pages[n%len(pages)])
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(due))
			if err != nil {
				failed++
			}
		})
	}
	all.Wait()
	look()
	return took, failed
}

func fetch(client *http.Client, address string) error {
	r, err := client.Get(address)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, r.Status)
	}
	return nil
}

// resident is how many megabytes a process has in memory, as Linux says.
func resident(pid string) string {
	status, err := os.ReadFile("/proc/" + pid + "/status")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return strconv.Itoa(kb / 1000)
		}
	}
	return "unknown"
}

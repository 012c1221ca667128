package main

import (
	"io"
	"math"
	"strconv"
	"time"

	"parley/lab"
)

// A gauge says how far long work is: on a terminal on one line, which it writes
// again; elsewhere, if that was asked for, on a line each time.
type gauge struct {
	t           *labAnswer
	on          bool
	all, before int
	begun, said time.Time
	done        int
	legs        []leg
	last        time.Time // when what is done was last told
}

// A leg is the negotiations of one scenario, which take about as long as each other.
type leg struct {
	first, end int // units
	outcomes   float64
	played     int           // since this began
	took       time.Duration // for those
}

// pace is how often a gauge says something.
const pace = 200 * time.Millisecond

func (t *contest) gauge(plan *lab.Plan, done int) *gauge {
	now := time.Now()
	g := &gauge{t: &t.labAnswer, on: t.progress || t.w.asks, all: plan.Units(), before: done, done: done, begun: now, last: now}
	for i, s := range t.Scenarios {
		first, end := plan.Span(i)
		g.legs = append(g.legs, leg{first: first, end: end, outcomes: float64(s.Space.Len())})
	}
	return g
}

// tell says how far it is, if it is time to.
func (g *gauge) tell(done int) {
	g.done = done
	if !g.on {
		return
	}
	if now := time.Now(); now.Sub(g.said) >= pace {
		g.measure(done, now)
		g.said = now
		g.say(now)
	}
}

// end says where it ended.
func (g *gauge) end() {
	if !g.on {
		return
	}
	g.say(time.Now())
	if g.t.w.asks {
		say(g.t.w.err, "\n")
	}
}

// measure divides the time since the last measure among the scenarios played in it.
func (g *gauge) measure(done int, now time.Time) {
	from := g.before
	for _, l := range g.legs {
		from += l.played
	}
	if done <= from {
		return
	}
	each := now.Sub(g.last) / time.Duration(done-from)
	for i := range g.legs {
		l := &g.legs[i]
		if n := min(done, l.end) - max(from, l.first); n > 0 {
			l.played += n
			l.took += each * time.Duration(n)
		}
	}
	g.last = now
}

// left is how many seconds the rest takes, if negotiations of a scenario take as long as
// those of it that were played; of one that has not begun, as those of the scenario
// that is nearest in the number of outcomes.
func (g *gauge) left(done int) (seconds float64) {
	for _, l := range g.legs {
		if rest := l.end - max(l.first, done); rest > 0 {
			seconds += float64(rest) * g.like(l)
		}
	}
	return seconds
}

// like is how many seconds a negotiation of a scenario takes.
func (g *gauge) like(l leg) (seconds float64) {
	nearest := math.Inf(1)
	for _, o := range g.legs {
		far := math.Abs(math.Log(o.outcomes / l.outcomes))
		if o.first == l.first {
			far = -1
		}
		if o.played > 0 && far <= nearest {
			nearest, seconds = far, o.took.Seconds()/float64(o.played)
		}
	}
	return seconds
}

func (g *gauge) say(now time.Time) {
	rate := float64(g.done-g.before) / max(now.Sub(g.begun).Seconds(), 1e-6)
	words := g.t.text("lab.progress", named("done", g.done), named("all", g.all), named("rate", perSecond(rate)))
	if left := g.left(g.done); left > 0 {
		words += g.t.text("lab.progress.left", named("time", duration(left)))
	}
	if g.t.w.asks {
		io.WriteString(g.t.w.err, "\r\x1b[K") // to the start of the line, and clear it
		say(g.t.w.err, "%s", words)
		return
	}
	say(g.t.w.err, "%s\n", words)
}

// perSecond is a rate, of slow work to a tenth.
func perSecond(rate float64) any {
	if rate < 10 {
		return strconv.FormatFloat(rate, 'f', 1, 64)
	}
	return int(rate)
}

// duration is a time in seconds, or in minutes and hours.
func duration(seconds float64) string {
	d := time.Duration(min(seconds, 1e9) * float64(time.Second))
	if d < time.Minute {
		return strconv.Itoa(int(d.Seconds()+0.999)) + " s"
	}
	return d.Truncate(time.Second).String()
}

package cost

import (
	"runtime"
	"sync"
	"sync/atomic"
)

const (
	chunk = 512 // draws in a row: the rows of a chunk stay in the nearest caches
	lanes = 64  // sums are kept by lane, each added up in one order by one worker
)

// Run prices the terms of a plan, in their order. What is certain is exact, from
// the path; the rest is drawn. Means are those of the draws. A quantile is right
// to the draws, and to 2^-10 of its distance from the middle of its measure plus
// half of what the middle 80 per cent span; it is never outside of the draws.
// Neither depends on the number of workers. The error joins every [*Problem] and [*Missing].
func Run(p Plan) ([]Outcome, error) {
	g, err := compile(p, everything)
	if err != nil {
		return nil, err
	}
	return g.run(p), nil
}

func (g *program) run(p Plan) []Outcome {
	out := make([]Outcome, len(g.terms))
	tallies := make([]tally, len(g.terms))
	against := p.Against
	for i := range g.terms {
		tallies[i] = g.terms[i].tally(g.against(against), i == against)
	}
	if g.anyDrawn(tallies) {
		g.draw(p, tallies)
	}
	for i := range out {
		out[i] = g.terms[i].outcome(&tallies[i], p.Draws)
	}
	g.over(out, tallies, p)
	return out
}

// against returns the terms with which others are compared, nil if none.
func (g *program) against(n int) *priced {
	if n < 0 {
		return nil
	}
	return &g.terms[n]
}

func (g *program) anyDrawn(ts []tally) bool {
	for i := range ts {
		if ts[i].drawn() {
			return true
		}
	}
	return false
}

// draw makes the draws, lane by lane.
func (g *program) draw(p Plan, into []tally) {
	workers := p.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	chunks := (p.Draws + chunk - 1) / chunk
	g.look(p, into)
	workers = min(workers, lanes, chunks)
	var next atomic.Int64
	var wait sync.WaitGroup
	var mu sync.Mutex
	for range workers {
		wait.Go(func() {
			w := g.worker(p, into)
			for lane := int(next.Add(1)) - 1; lane < lanes; lane = int(next.Add(1)) - 1 {
				for c := lane; c < chunks; c += lanes {
					w.chunk(c, min(chunk, p.Draws-c*chunk))
				}
				mu.Lock()
				w.leave(lane, into)
				mu.Unlock()
			}
			mu.Lock()
			defer mu.Unlock()
			for i := range into {
				into[i].merge(&w.tallies[i])
			}
		})
	}
	wait.Wait()
}

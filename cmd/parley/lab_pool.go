package main

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"parley/bargain"
	"parley/deal"
	"parley/lab"
	"parley/strategy"
)

// A pool is the processes of one program that plays in a tournament. Each is in one
// session at a time: a session takes one that is free, or starts another. So there
// are at most as many as workers times parties.
type pool struct {
	ctx     context.Context
	w       *world
	command string
	wait    time.Duration
	all     *crowd

	mu   sync.Mutex
	free []*guest
}

// A crowd is all processes that play in a tournament, and the first thing that went
// wrong with one.
type crowd struct {
	ctx context.Context

	mu     sync.Mutex
	guests guests
	failed error
}

// trouble is why the session that has just been played does not count.
func (c *crowd) trouble() error {
	if err := c.ctx.Err(); err != nil { // then processes are ended in the middle of a session
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

func (c *crowd) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed == nil {
		c.failed = err
	}
}

// leave ends all processes; how they end says nothing of the sessions.
func (c *crowd) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.guests.leave()
}

// recruit puts programs in the places of the strategies that are such: the first is
// named agent, the second agent-2. Each is started once, so that one that cannot be
// started is known before anything is played.
func (t *contest) recruit(ctx context.Context) (*crowd, error) {
	all := &crowd{ctx: ctx}
	n := 0
	for i := range t.Strategies {
		if t.Strategies[i].Name != agentWord {
			continue
		}
		if n++; n > len(t.agents) {
			break
		}
		p := &pool{ctx: ctx, w: t.w, command: t.agents[n-1], wait: t.wait, all: all}
		g, err := p.start()
		if err != nil {
			all.leave()
			return nil, err
		}
		p.give(g)
		t.Strategies[i] = p.info(numbered(agentWord, n))
	}
	return all, nil
}

// info is the program as a strategy. Its command is part of what it is made of, and
// so of the plan.
func (p *pool) info(name string) strategy.Info {
	return strategy.Info{Name: name, Paper: "an external program", Parts: "external: " + p.command, Prepare: func(f *deal.Profile, rounds int) strategy.Maker {
		return func(at, n int, r *rand.Rand) bargain.Party {
			g, err := p.take()
			if err != nil {
				p.all.fail(err)
				return absentee{}
			}
			return &hired{g.plays(name, f, rounds)(at, n, r), p, g}
		}
	}}
}

// start starts a process.
func (p *pool) start() (*guest, error) {
	g, err := p.w.start(p.ctx, p.command, p.wait)
	if err == nil {
		p.all.mu.Lock()
		defer p.all.mu.Unlock()
		p.all.guests = append(p.all.guests, g)
	}
	return g, err
}

// take takes a process that is free, or starts one.
func (p *pool) take() (*guest, error) {
	p.mu.Lock()
	if n := len(p.free); n > 0 {
		defer p.mu.Unlock()
		g := p.free[n-1]
		p.free = p.free[:n-1]
		return g, nil
	}
	p.mu.Unlock()
	return p.start()
}

func (p *pool) give(g *guest) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, g)
}

// plays is what makes the program a party with a profile; to be told is prepared once
// for each process.
func (g *guest) plays(name string, f *deal.Profile, rounds int) strategy.Maker {
	if g.makers == nil {
		g.makers = make(map[*deal.Profile]strategy.Maker)
	}
	if g.makers[f] == nil {
		g.makers[f] = g.line.Info(name).Prepare(f, rounds)
	}
	return g.makers[f]
}

// A hired party is a process in one session; when that is over the process is free.
type hired struct {
	bargain.Party
	pool *pool
	g    *guest
}

// Ended implements [strategy.Listener].
func (x *hired) Ended(e bargain.Ended) {
	strategy.Tell([]bargain.Party{x.Party}, e)
	if err := x.g.failure(); err != nil {
		x.pool.all.fail(err)
		return
	}
	x.pool.give(x.g)
}

// An absentee is a program that could not be started: its session does not count.
type absentee struct{}

func (absentee) Respond(bargain.State, deal.Outcome) bargain.Answer { return bargain.End }
func (absentee) Propose(bargain.State) (deal.Outcome, bool)         { return 0, false }

// attended is the plan with its processes looked after, and paced: what takes long
// is written as it is finished.
func (all *crowd) attended(plan *lab.Plan, pace <-chan time.Time) *lab.Plan {
	if len(all.guests) == 0 {
		return plan.Attended(pace, nil)
	}
	return plan.Attended(pace, all.trouble)
}

package lab

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// chunk is how many units a worker plays at a time, at most.
const chunk = 128

// Attended returns the plan with somebody to look after its play, for units that
// take long or that may fail. Whenever pace has something, what is finished is handed
// on, row by row if need be, and chunks become smaller; a nil pace hands on whole
// chunks. trouble, unless it is nil, is asked after each unit: an error means that the
// unit was not played as it should be. It is not handed on, and nothing after it;
// Run and Write end with the error. Neither changes what is played.
func (p *Plan) Attended(pace <-chan time.Time, trouble func() error) *Plan {
	q := *p
	q.pace, q.trouble = pace, trouble
	return &q
}

// Run plays the units from the first that is not done on so many workers (0: as
// many as there are cores) and calls emit with each row in the order of units.
// A row is valid until emit returns. Run ends early with the error of emit, or of
// ctx; what was emitted till then are whole units, without a gap.
func (p *Plan) Run(ctx context.Context, first, workers int, emit func(*Row) error) error {
	play := func() func(unit int, rows []Row) []Row {
		x := p.player()
		return func(unit int, rows []Row) []Row {
			if rows == nil {
				rows = make([]Row, 0, chunk)
			}
			rows = rows[:len(rows)+1]
			x.play(unit, &rows[len(rows)-1])
			return rows
		}
	}
	return inOrder(ctx, p, first, workers, play, func(rows []Row, _ int) error {
		for i := range rows {
			if err := emit(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Write plays like [Plan.Run] and writes each row as a line of CSV, after a header;
// see [Plan.Header]. It goes on after what is done; none is the zero [Progress]. It
// calls tell, unless it is nil, with how many units are written, now and then.
// Workers write out lines themselves, so w gets some hundred at a time, or those
// of a while (see [Plan.Attended]), always whole ones.
func (p *Plan) Write(ctx context.Context, w io.Writer, done Progress, workers int, tell func(units int)) error {
	if done.Bytes == 0 {
		if _, err := w.Write(p.Header()); err != nil {
			return err
		}
	}
	play := func() func(unit int, text []byte) []byte {
		e := p.encoder()
		return func(unit int, text []byte) []byte { return e.append(text, unit) }
	}
	return inOrder(ctx, p, done.Units, workers, play, func(text []byte, units int) error {
		_, err := w.Write(text)
		if done.Units += units; err == nil && tell != nil {
			tell(done.Units)
		}
		return err
	})
}

// A crew is workers who play chunks of a plan; what they make is handed on in the
// order of units.
type crew[T any] struct {
	plan  *Plan
	order chan job[T]   // chunks in their order, as they are handed out
	jobs  chan job[T]   // to whoever is free
	spare chan []T      // made things to use again
	gone  chan struct{} // closed when nothing more is taken
	front atomic.Int64  // the first unit of the chunk that is waited for
	size  atomic.Int64  // of the chunk that is handed out next
}

// A job is a chunk of units, and where its results go.
type job[T any] struct {
	from, to int
	result   chan result[T]
}

// A result is what was made of some units of a chunk, one after another.
type result[T any] struct {
	made  []T
	units int
	more  bool  // more of the chunk is to come
	err   error // why it ends here
}

// inOrder lets workers play chunks, and hands on what they made in the order of
// units. At most twice as many chunks as workers are under way, whatever the
// number of units. start makes what one worker does: it plays a unit and appends
// what comes of it.
func inOrder[T any](ctx context.Context, p *Plan, first, workers int, start func() func(unit int, onto []T) []T, emit func(made []T, units int) error) error {
	units := p.Units()
	if first < 0 || first > units {
		return fmt.Errorf("lab: unit %d of a plan of %d", first, units)
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	c := &crew[T]{plan: p, order: make(chan job[T], 2*workers), jobs: make(chan job[T]), spare: make(chan []T, 4*workers), gone: make(chan struct{})}
	if c.size.Store(chunk); p.pace != nil {
		c.size.Store(1) // until it is known how long one takes
	}
	inner, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer close(c.gone)
	defer stop()
	all.Go(func() { c.handOut(inner, first, units) })
	for range workers {
		all.Go(func() {
			play := start()
			for j := range c.jobs {
				c.work(inner, j, play)
			}
		})
	}
	for j := range c.order {
		if err := c.collect(ctx, j, emit); err != nil {
			return err
		}
		first = j.to
	}
	if first < units {
		return ctx.Err()
	}
	return nil
}

// collect takes what is made of a chunk, piece by piece.
func (c *crew[T]) collect(ctx context.Context, j job[T], emit func(made []T, units int) error) error {
	c.front.Store(int64(j.from))
	for r := range j.result {
		if err := emit(r.made, r.units); err != nil {
			return err
		}
		select {
		case c.spare <- r.made:
		default:
		}
		if !r.more {
			return r.err
		}
	}
	return ctx.Err() // it was given to nobody
}

// work plays a chunk. Where it is the one that is waited for, and it is time, it
// hands on what there is of it.
func (c *crew[T]) work(ctx context.Context, j job[T], play func(unit int, onto []T) []T) {
	made, n := c.again(), 0
	for u := j.from; u < j.to; u++ {
		next := made
		err := ctx.Err()
		if err == nil {
			next = play(u, made)
			err = c.plan.troubled()
		}
		if err != nil {
			c.hand(j, result[T]{made, n, false, err})
			return
		}
		made, n = next, n+1
		if u+1 < j.to && c.due(j) {
			c.size.Store(int64(max(1, n/2)))
			c.hand(j, result[T]{made, n, true, nil})
			made, n = c.again(), 0
		}
	}
	c.size.CompareAndSwap(int64(n), int64(min(2*n, chunk)))
	c.hand(j, result[T]{made, n, false, nil})
}

func (p *Plan) troubled() error {
	if p.trouble == nil {
		return nil
	}
	return p.trouble()
}

// again is something made before to append to, if there is any to spare.
func (c *crew[T]) again() []T {
	select {
	case made := <-c.spare:
		return made[:0]
	default:
		return nil
	}
}

// due reports whether what there is of a chunk is to be handed on now.
func (c *crew[T]) due(j job[T]) bool {
	if c.plan.pace == nil || c.front.Load() != int64(j.from) {
		return false
	}
	select {
	case <-c.plan.pace:
		return true
	default:
		return false
	}
}

// hand hands a result on, unless nobody takes it any more.
func (c *crew[T]) hand(j job[T], r result[T]) {
	select {
	case j.result <- r:
	case <-c.gone:
	}
}

// handOut gives the chunks to whoever is free, each announced in order first. A
// chunk that is announced and given to nobody has no result.
func (c *crew[T]) handOut(ctx context.Context, first, units int) {
	defer close(c.order)
	defer close(c.jobs)
	for from := first; from < units; {
		j := job[T]{from, min(from+int(c.size.Load()), units), make(chan result[T], 1)}
		select {
		case c.order <- j:
		case <-ctx.Done():
			return
		}
		select {
		case c.jobs <- j:
		case <-ctx.Done():
			close(j.result)
			return
		}
		from = j.to
	}
}

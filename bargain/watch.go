package bargain

import "context"

// A watch asks a context now and then whether to go on.
type watch struct {
	ctx context.Context // nil: there is nothing to ask
	n   uint            // how often it was asked
	err error           // why it is over; what is found after that is not to be used
}

const stepsUnwatched = 1 << 12 // a power of two; a step takes some nanoseconds

// over says whether to stop; it is cheap enough to be asked in every step.
func (w *watch) over() bool {
	if w.n++; w.n&(stepsUnwatched-1) == 0 {
		return w.stopped()
	}
	return w.err != nil
}

// stopped asks at once. It is kept apart for over to be inlined.
//
//go:noinline
func (w *watch) stopped() bool {
	if w.ctx != nil && w.err == nil {
		w.err = w.ctx.Err()
	}
	return w.err != nil
}

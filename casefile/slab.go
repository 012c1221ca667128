package casefile

// A slab hands out short slices of one long array: a hundred thousand
// statements then cost a few hundred allocations.
type slab[T any] struct{ buf []T }

// short is the length up to which a slab keeps a list itself. A longer one
// grows by doubling, so that two lists that grow in turn are not copied for
// every element.
const short = 32

func (s *slab[T]) new() *T {
	if len(s.buf) == cap(s.buf) {
		s.buf = make([]T, 0, 64)
	}
	s.buf = s.buf[:len(s.buf)+1]
	return &s.buf[len(s.buf)-1]
}

// append is append; list must be nil or come from s.
func (s *slab[T]) append(list []T, x T) []T {
	n := len(list)
	if n >= short {
		return append(list, x)
	}
	if n > 0 && len(s.buf) >= n && len(s.buf) < cap(s.buf) && &s.buf[len(s.buf)-n] == &list[0] {
		s.buf = append(s.buf, x)
		return s.buf[len(s.buf)-n-1 : len(s.buf) : len(s.buf)]
	}
	if cap(s.buf)-len(s.buf) < n+1 {
		s.buf = make([]T, 0, 256)
	}
	from := len(s.buf)
	s.buf = append(append(s.buf, list...), x)
	return s.buf[from:len(s.buf):len(s.buf)]
}

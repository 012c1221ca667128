package web

import (
	"container/list"
	"sync"
)

// A cache keeps what was made last, up to so many bytes.
type cache[T ~[]byte | ~string] struct {
	mu    sync.Mutex
	most  int
	bytes int
	order *list.List // of *kept[T], the last used in front
	at    map[string]*list.Element
}

type kept[T any] struct {
	key   string
	value T
}

func newCache[T ~[]byte | ~string](most int) *cache[T] {
	return &cache[T]{most: most, order: list.New(), at: make(map[string]*list.Element)}
}

// get returns what is kept under a key.
func (c *cache[T]) get(key string) (value T, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.at[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*kept[T]).value, true
}

// put keeps a value; what was not used for longest goes. A value that alone
// takes a quarter of the room is not kept.
func (c *cache[T]) put(key string, value T) {
	size := len(key) + len(value)
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.at[key]; there || size > c.most/4 {
		return
	}
	c.at[key] = c.order.PushFront(&kept[T]{key, value})
	for c.bytes += size; c.bytes > c.most; {
		old := c.order.Remove(c.order.Back()).(*kept[T])
		delete(c.at, old.key)
		c.bytes -= len(old.key) + len(old.value)
	}
}

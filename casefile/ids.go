package casefile

import (
	"hash/maphash"
	"math/bits"

	"parley"
)

// An idIndex finds the entry with an id: a hash table of places in the list of
// entries, which holds the ids. For a hundred thousand entries a map would take
// the room of half the text.
type idIndex struct {
	seed  maphash.Seed
	slots []int32 // 1 + the place of an entry; 0: none
}

// slot returns where id stands or would stand.
func (x *idIndex) slot(id parley.ID, entries []parley.Entry) *int32 {
	mask := uint64(len(x.slots) - 1)
	for i := maphash.String(x.seed, string(id)) & mask; ; i = (i + 1) & mask {
		if s := &x.slots[i]; *s == 0 || entries[*s-1].Base().ID == id {
			return s
		}
	}
}

// find returns the place of the entry with an id, -1 if there is none.
func (x *idIndex) find(id parley.ID, entries []parley.Entry) int {
	if len(x.slots) == 0 {
		return -1
	}
	return int(*x.slot(id, entries)) - 1
}

// fit makes room for n entries, and takes up those that are there.
func (x *idIndex) fit(n int, entries []parley.Entry) {
	if n*4 <= len(x.slots)*3 {
		return
	}
	*x = idIndex{maphash.MakeSeed(), make([]int32, 1<<bits.Len(uint(n*4/3)))}
	for i, e := range entries {
		*x.slot(e.Base().ID, entries) = int32(i + 1)
	}
}

package date

import (
	"fmt"
	"sync"
	"time"
)

// zones holds what was loaded: a record may give a hundred thousand times in
// three zones, and loading one reads a file.
var zones sync.Map // of *time.Location by name

// Zone returns the time zone with an IANA name, "Asia/Seoul", or UTC. It is
// the only place in the pure packages that may ask package time for one;
// programs embed time/tzdata. "" and "Local" are no zones: what they mean
// depends on the machine. It is safe for concurrent use.
func Zone(name string) (*time.Location, error) {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location), nil
	}
	if name == "" || name == "Local" {
		return nil, fmt.Errorf("date: %q is not the name of a time zone; write one as Asia/Seoul", name)
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("date: %q is not the name of a time zone; write one as Asia/Seoul", name)
	}
	zones.Store(name, z)
	return z, nil
}

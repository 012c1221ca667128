//go:build !windows && (!unix || solaris || aix)

package folder

import (
	"errors"
	"os"
)

const removable = false

// tryLock fails: without locks nothing is written.
func tryLock(*os.File) (bool, error) { return false, errors.ErrUnsupported }

package folder

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// An open file that is removed may keep its name for a while, in which no other
// of that name can be made. So the lock file stays.
const removable = false

// tryLock locks an open file, unless another has it locked.
func tryLock(file *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

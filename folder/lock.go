package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// lockName is the file whose lock is the lock of the folder. It is there only
// while somebody writes, except where an open file cannot be removed.
const lockName = ".parley.lock"

// pause is how long a writer waits before it asks again for the lock.
const pause = 2 * time.Millisecond

// acquire waits for the lock of the folder; release gives it back.
func (f *Folder) acquire(ctx context.Context) (release func(), err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("somebody else is writing in this folder: %w", err)
		}
		file, err := f.tryAcquire()
		if err != nil {
			return nil, fmt.Errorf("this folder cannot be locked for writing: %w", err)
		}
		if file != nil {
			return func() { f.release(file) }, nil
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// tryAcquire returns the lock file, locked; nil when somebody else has it.
func (f *Folder) tryAcquire() (file *os.File, err error) {
	if file, err = f.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	ok, err := tryLock(file)
	if ok {
		// Who had the lock before may have removed the file that we opened.
		ok, err = f.isStill(file)
	}
	if !ok {
		file.Close()
		return nil, err
	}
	return file, nil
}

// isStill reports whether the lock file is the one that was opened.
func (f *Folder) isStill(file *os.File) (bool, error) {
	now, err := f.root.Lstat(lockName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !now.Mode().IsRegular():
		return false, fmt.Errorf("%s is not a file. Remove it", lockName)
	}
	opened, err := file.Stat()
	return err == nil && os.SameFile(now, opened), err
}

// release removes the lock file while it is locked, so that nobody can lock a
// file that has no name any more and think that it is the lock.
func (f *Folder) release(file *os.File) {
	if removable {
		f.root.Remove(lockName)
	}
	file.Close()
}

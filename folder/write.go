package folder

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"parley/casefile"
)

// asideName is the name of a file while it is written, in the folder in which it
// is to stand: only then is giving it another name one step. The holder of the
// folder's lock is the only one to use it.
const asideName = ".parley.new"

// Write does edits of one file, all or none: it waits for the lock of the
// folder, reads the file again, applies the edits and replaces the file. The
// error wraps [casefile.ErrMoved] when the file is no longer what the edits were
// made for, and the error of ctx when that ends first. Whatever the error,
// the file is as it was.
func (f *Folder) Write(ctx context.Context, edits ...casefile.Edit) error {
	return f.WriteIf(ctx, nil, edits...)
}

// WriteIf is Write after vet has seen the whole case as it is and as it would
// be, under the lock: what two writers would do to each other in two files, each
// sees before it writes. An error of vet is returned as it is, and nothing is
// written.
func (f *Folder) WriteIf(ctx context.Context, vet func(before, after *casefile.Book) error, edits ...casefile.Edit) error {
	if len(edits) == 0 {
		return nil
	}
	name := edits[0].File
	for _, e := range edits {
		if e.File != name || path.Ext(name) != ending {
			return fmt.Errorf("%s and %s: edits are of one file, which ends in %s", name, e.File, ending)
		}
	}
	release, err := f.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	old, err := casefile.Load(f.FS(), name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", casefile.ErrMoved, err)
	case err != nil:
		return err
	}
	changed, err := old.Apply(edits...)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if vet != nil {
		if err := f.vet(vet, changed.Name, changed.Text()); err != nil {
			return err
		}
	}
	return f.replace(name, writes(changed.Print()))
}

// vet shows the case as it is and as it would be with another text of one file.
func (f *Folder) vet(vet func(before, after *casefile.Book) error, name, text string) error {
	before, err := f.Load()
	if err != nil {
		return err
	}
	after, err := casefile.Read(overlay{f.FS(), name, text}, f.main)
	if err != nil {
		return err
	}
	return vet(before, after)
}

// WriteFile makes or replaces a file, and the folders in which it stands. It is
// for the evidence lock, and for the files of a new case.
func (f *Folder) WriteFile(ctx context.Context, name string, data []byte) error {
	release, err := f.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.replace(name, writes(data))
}

func writes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// replace makes what fill writes the content of a file, and keeps its mode. The
// caller holds the lock.
func (f *Folder) replace(name string, fill func(io.Writer) error) (err error) {
	mode, err := f.writable(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	aside := path.Join(path.Dir(name), asideName)
	if err := f.root.Remove(aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	if err = f.fill(aside, mode, fill); err == nil {
		err = f.root.Rename(aside, name)
	}
	if err != nil {
		f.root.Remove(aside) // what is left there is removed by the next writer
		return fmt.Errorf("%s is as it was, it cannot be written: %w", name, err)
	}
	f.syncFolder(path.Dir(name))
	return nil
}

// writable returns the mode that a file is to have: its own, if it is there. A
// link would be replaced, not followed, and a file that its owner has
// closed to writing must not be opened by way of its folder.
func (f *Folder) writable(name string) (fs.FileMode, error) {
	info, err := f.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case err != nil:
		return 0, err
	case info.Mode()&fs.ModeSymlink != 0:
		return 0, errors.New("this is a link. Write to the file to which it leads")
	case !info.Mode().IsRegular():
		return 0, errors.New("this is not a file")
	case info.Mode().Perm()&0o200 == 0:
		return 0, fmt.Errorf("the file is read-only: %w", fs.ErrPermission)
	}
	return info.Mode().Perm(), nil
}

// fill writes a new file, down to the disk. Mode 0 is that of any new file.
func (f *Folder) fill(name string, mode fs.FileMode, fill func(io.Writer) error) (err error) {
	w, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, cmp.Or(mode, 0o644))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if mode != 0 { // the system may have taken something off it
		if err := w.Chmod(mode); err != nil {
			return err
		}
	}
	if err := fill(w); err != nil {
		return err
	}
	return w.Sync()
}

// syncFolder brings the new name to the disk. Not every system can; then the
// file is whole all the same, old or new.
func (f *Folder) syncFolder(name string) {
	if d, err := f.root.Open(name); err == nil {
		d.Sync()
		d.Close()
	}
}

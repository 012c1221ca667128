package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"parley/casefile"
)

// Rewrite changes a file that is no case file, such as one with the figures of a
// series: under the lock it reads it (nil: it is not there), has change make the
// new text, shows vet the whole case as it is and as it would be, and replaces
// the file. Folders in which it stands are made. An error of change or vet is
// returned as it is; whatever the error, the file is as it was.
func (f *Folder) Rewrite(ctx context.Context, name string, change func(old []byte) ([]byte, error), vet func(before, after *casefile.Book) error) error {
	if !fs.ValidPath(name) || path.Ext(name) == ending {
		return fmt.Errorf("%s: this is not a file of figures", name)
	}
	release, err := f.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	old, err := fs.ReadFile(f.FS(), name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, err := change(old)
	if err != nil {
		return err
	}
	if err := f.vet(vet, name, string(text)); err != nil {
		return err
	}
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.replace(name, writes(text))
}

// Remove takes away a file that is no case file and that was made a moment ago, and
// its folder if nothing else is in it.
func (f *Folder) Remove(ctx context.Context, name string) error {
	if !fs.ValidPath(name) || path.Ext(name) == ending {
		return fmt.Errorf("%s: this is not a file of figures", name)
	}
	release, err := f.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := f.root.Remove(name); err != nil {
		return err
	}
	if dir := path.Dir(name); dir != "." {
		f.root.Remove(dir) // which fails if something is in it
	}
	return nil
}

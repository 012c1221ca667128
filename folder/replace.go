package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"parley/casefile"
)

// Replace gives a file a text, laid out or mended as a whole, under the lock of
// the folder. The error wraps [casefile.ErrMoved] when it is no longer old.
func (f *Folder) Replace(ctx context.Context, old *casefile.File, text []byte) error {
	release, err := f.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	now, err := casefile.Load(f.FS(), old.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && now.Digest() != old.Digest():
		return fmt.Errorf("%s: %w", old.Name, casefile.ErrMoved)
	case err != nil:
		return err
	}
	return f.replace(old.Name, writes(text))
}

// An overlay is files of which one has another text.
type overlay struct {
	fs.FS
	name, text string
}

// Open implements [fs.FS].
func (o overlay) Open(name string) (fs.File, error) {
	if name != o.name {
		return o.FS.Open(name)
	}
	return &textFile{strings.NewReader(o.text), name}, nil
}

// A textFile is a text that is read as a file; it is its own FileInfo.
type textFile struct {
	*strings.Reader
	name string
}

func (t *textFile) Stat() (fs.FileInfo, error) { return t, nil }
func (t *textFile) Close() error               { return nil }
func (t *textFile) Name() string               { return t.name }
func (t *textFile) Mode() fs.FileMode          { return 0o444 }
func (t *textFile) ModTime() time.Time         { return time.Time{} }
func (t *textFile) IsDir() bool                { return false }
func (t *textFile) Sys() any                   { return nil }

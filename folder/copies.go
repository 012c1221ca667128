package folder

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// OpenCopies opens a folder of kept copies, for reading many of them. Nothing
// outside can be reached through it.
func OpenCopies(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &copies{root: root}, nil
}

// Copies returns the files of the folder, for reading many kept copies.
func (f *Folder) Copies() fs.FS { return &copies{root: f.root} }

// copies are the files below a root. A root walks to a file from the top each
// time, folder by folder; whoever reads five thousand files of one folder walks
// there once.
type copies struct {
	root *os.Root

	mu   sync.RWMutex
	dirs map[string]*os.Root
}

// maxDirs is how many folders are kept open.
const maxDirs = 64

// in returns the root of the folder in which a file stands, and the name of the
// file there. Where that folder cannot be kept open it is the root itself.
func (c *copies) in(name string) (*os.Root, string) {
	dir, base := path.Split(name)
	if dir == "" {
		return c.root, name
	}
	c.mu.RLock()
	r := c.dirs[dir]
	c.mu.RUnlock()
	if r != nil {
		return r, base
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.dirs[dir]; r != nil {
		return r, base
	}
	if r, err := c.root.OpenRoot(path.Clean(dir)); err == nil && len(c.dirs) < maxDirs {
		if c.dirs == nil {
			c.dirs = make(map[string]*os.Root)
		}
		c.dirs[dir] = r
		return r, base
	}
	return c.root, name
}

// Open implements [fs.FS]. A link that leads out of its own folder and stays
// inside the root is followed from the root.
func (c *copies) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	root, base := c.in(name)
	f, err := root.Open(base)
	if err != nil && root != c.root {
		f, err = c.root.Open(name)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Stat implements [fs.StatFS].
func (c *copies) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	root, base := c.in(name)
	info, err := root.Stat(base)
	if err != nil && root != c.root {
		return c.root.Stat(name)
	}
	return info, err
}

// Package folder is a case folder on disk: read it, and write one file of it
// while nobody else does. The command line and the workbench both write through
// it, so two shells, a form and a script lose nothing of each other's.
//
//	Folder     an open case folder; nothing outside can be reached through it
//	OpenError  why a folder cannot be opened or made
//
// A file is replaced as a whole: the new text is written beside it, brought to
// the disk, and takes its name. Whoever reads sees the old file or the new one.
// Meanwhile the writer holds the lock of the folder (".parley.lock"), which the
// system releases when a process ends in whatever way. An editor knows nothing of that
// lock; that is why [Folder.Write] reads the file again and refuses when it moved on.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/casefile"
	"parley/quote"
)

// MainFile is where a case begins, unless its folder has one case file only.
const MainFile = "case.parley"

// LockFile is the evidence lock of a case, beside its main file.
const LockFile = "evidence.lock"

const ending = ".parley"

// A Folder is an open case folder. It is an [os.Root]: neither an include, nor
// a link, nor ".." leads out of it. It may be used by several goroutines.
type Folder struct {
	root *os.Root
	main string
}

// An OpenError says why a folder cannot be opened or made: Reason is "missing",
// "no-case", "several", "not-case-file", "not-empty", "not-folder" or "other".
type OpenError struct {
	Path   string
	Reason string
	Files  []string // several: the case files there
	Err    error
}

// Error says what is wrong and what to do; it leaves out the path, which who
// typed it knows.
func (e *OpenError) Error() string {
	switch e.Reason {
	case "missing":
		return "there is no such file or folder"
	case "no-case":
		return "there is no " + MainFile + " in this folder"
	case "several":
		return fmt.Sprintf("this folder has %d case files and none is %s. Name one: %s", len(e.Files), MainFile, strings.Join(e.Files, ", "))
	case "not-case-file":
		return "a case file ends in " + ending
	case "not-empty":
		return "this folder is not empty. Name a new one"
	case "not-folder":
		return "this is a file, not a folder"
	}
	return e.Err.Error()
}

// Unwrap returns what the system said: [fs.ErrNotExist] where there is no case,
// [fs.ErrExist] where there is something already.
func (e *OpenError) Unwrap() error { return e.Err }

// Open opens a case: a folder, in which it begins in case.parley or else in the
// only case file, or a case file, whose folder it is. The error is an [*OpenError].
func Open(path string) (*Folder, error) {
	fail := func(reason string, err error) (*Folder, error) {
		return nil, &OpenError{Path: path, Reason: reason, Err: err}
	}
	// A link that was named may lead anywhere; the folder is where it leads.
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return fail(whyNot(err), err)
	}
	info, err := os.Stat(real)
	if err != nil {
		return fail(whyNot(err), err)
	}
	dir, main := real, ""
	if !info.IsDir() {
		if dir, main = filepath.Split(real); filepath.Ext(main) != ending {
			return fail("not-case-file", fs.ErrInvalid)
		}
	}
	if dir == "" {
		dir = "."
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fail(whyNot(err), err)
	}
	f := &Folder{root, main}
	if main == "" {
		if err := f.begin(path); err != nil {
			root.Close()
			return nil, err
		}
	}
	return f, nil
}

func whyNot(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "missing"
	}
	return "other"
}

// begin finds the file in which the case of a folder begins.
func (f *Folder) begin(path string) error {
	list, err := fs.ReadDir(f.FS(), ".")
	if err != nil {
		return &OpenError{Path: path, Reason: "other", Err: err}
	}
	var files []string
	for _, e := range list {
		if name := e.Name(); !e.IsDir() && filepath.Ext(name) == ending && name[0] != '.' {
			files = append(files, name)
		}
	}
	switch {
	case slices.Contains(files, MainFile):
		f.main = MainFile
	case len(files) == 1:
		f.main = files[0]
	case len(files) == 0:
		return &OpenError{Path: path, Reason: "no-case", Err: fs.ErrNotExist}
	default:
		return &OpenError{Path: path, Reason: "several", Files: files, Err: fs.ErrInvalid}
	}
	return nil
}

// Create makes a folder for a new case, with its parents, and opens it. It has
// no files yet. A folder that is there must be empty. The error is an [*OpenError].
func Create(dir string) (*Folder, error) {
	fail := func(reason string, err error) (*Folder, error) {
		return nil, &OpenError{Path: dir, Reason: reason, Err: err}
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return fail("not-folder", fs.ErrExist)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fail("other", err)
	}
	list, err := os.ReadDir(dir)
	switch {
	case err != nil:
		return fail("other", err)
	case len(list) > 0:
		return fail("not-empty", fs.ErrExist)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fail("other", err)
	}
	return &Folder{root, MainFile}, nil
}

// Close closes the folder; what was read from it stays.
func (f *Folder) Close() error { return f.root.Close() }

// Main is the name of the file in which the case begins.
func (f *Folder) Main() string { return f.main }

// FS returns the files of the folder and of no other.
func (f *Folder) FS() fs.FS { return f.root.FS() }

// Load reads the case. Faults are in the book; the error is a [*casefile.ReadError].
func (f *Folder) Load() (*casefile.Book, error) { return casefile.Read(f.FS(), f.main) }

// Copy reads a kept copy. The error is a [*quote.ReadError].
func (f *Folder) Copy(name string) (*quote.Copy, error) { return quote.Read(f.FS(), name) }

// Lock reads the evidence lock; it is nil when there is none. Lines that cannot
// be read are an error of type [quote.LineErrors] beside the lock.
func (f *Folder) Lock() (*quote.Lock, error) {
	text, err := fs.ReadFile(f.FS(), LockFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", LockFile, err)
	}
	return quote.ParseLock(LockFile, text)
}

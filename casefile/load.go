package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"
)

// A ReadError says why a file cannot be read at all: Reason is "missing",
// "directory", "special", "too-large", "not-utf8" or "other".
type ReadError struct {
	File   string
	Line   int // 0: none
	Reason string
	Err    error // nil: Reason says it
}

func (e *ReadError) Error() string {
	switch e.Reason {
	case "missing":
		return fmt.Sprintf("%s: there is no such file", e.File)
	case "directory":
		return fmt.Sprintf("%s: this is a folder, not a case file", e.File)
	case "special":
		return fmt.Sprintf("%s: this is a device or a pipe, not a case file", e.File)
	case "too-large":
		return fmt.Sprintf("%s: larger than %d MB. Split the case over several files with `include`", e.File, MaxFile>>20)
	case "not-utf8":
		return fmt.Sprintf("%s:%d: not UTF-8 text. If it comes from Korean Windows (CP949) or Excel, save it as UTF-8", e.File, e.Line)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

func (e *ReadError) Unwrap() error { return e.Err }

// MaxFile is the largest file that is read, in bytes: some one and a half
// million statements. Offsets into a file have 32 bits.
const MaxFile = 256 << 20

// ending is that of the name of a case file.
const ending = ".parley"

// Load reads one file and indexes it. The error is a [*ReadError].
func Load(fsys fs.FS, name string) (*File, error) {
	text, err := readUTF8(fsys, name, MaxFile)
	if err != nil {
		return nil, err
	}
	return index(name, text), nil
}

// readUTF8 reads a file of at most limit bytes, all of them text.
func readUTF8(fsys fs.FS, name string, limit int64) (string, error) {
	text, err := readText(fsys, name, limit)
	if at := notText(text); at >= 0 {
		return "", &ReadError{File: name, Reason: "not-utf8", Line: 1 + strings.Count(text[:at], "\n")}
	}
	return text, err
}

// readText reads a file of at most limit bytes, without a second copy of it.
func readText(fsys fs.FS, name string, limit int64) (string, error) {
	fail := func(reason string, err error) (string, error) {
		return "", &ReadError{File: name, Reason: reason, Err: err}
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail("missing", err)
	case err != nil:
		return fail("other", err)
	case info.IsDir():
		return fail("directory", nil)
	case !info.Mode().IsRegular():
		return fail("special", nil) // opening a pipe could wait for ever
	case info.Size() > limit:
		return fail("too-large", nil)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return fail("other", err)
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	switch n, err := b.ReadFrom(io.LimitReader(f, limit+1)); {
	case err != nil:
		return fail("other", err)
	case n > limit: // it grew
		return fail("too-large", nil)
	}
	// The bytes are nobody else's and never written again.
	return unsafe.String(unsafe.SliceData(b.Bytes()), b.Len()), nil
}

// notText returns the offset of the first byte that no text has: one that is
// not UTF-8, or a zero. It is -1 if there is none.
func notText(s string) int {
	zero := strings.IndexByte(s, 0)
	if utf8.ValidString(s) {
		return zero
	}
	for i, r := range s {
		if r == 0 {
			return i
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return zero
}

// loadAny loads a file by a name as it was typed, or in the other Unicode form
// of its letters: one system writes the names of files decomposed, another not.
func loadAny(fsys fs.FS, name string, load func(fs.FS, string) (*File, error)) (f *File, err error) {
	for _, form := range []string{name, norm.NFC.String(name), norm.NFD.String(name)} {
		var e error
		if f, e = load(fsys, form); e == nil {
			return f, nil
		}
		if err == nil {
			err = e
		}
		if re, ok := errors.AsType[*ReadError](e); ok && re.Reason != "missing" {
			return nil, e
		}
	}
	return nil, err
}

// resolve returns the name inside the case folder of what is named in a file.
func resolve(from, to, ending string) (name, reason string) {
	switch {
	case to == "":
		return "", "empty"
	case path.IsAbs(to) || strings.ContainsAny(to, `\:`):
		return "", "outside"
	}
	name = path.Join(path.Dir(from), to)
	if !fs.ValidPath(name) {
		return "", "outside"
	}
	if path.Ext(name) != ending {
		return "", "ending"
	}
	return name, ""
}

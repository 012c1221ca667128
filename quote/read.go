package quote

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

// MaxCopy is the largest copy that is read, in bytes: a book of some ten
// thousand pages.
const MaxCopy = 32 << 20

// A ReadError says why a kept copy cannot be read: Reason is "outside",
// "missing", "directory", "special", "too-large", "not-text" or "other".
type ReadError struct {
	File   string // as the source has it
	Reason string
	Line   int   // of the first byte that is not text; 0: none
	Err    error // nil: Reason says it
}

// Error says what is wrong with the file and what to do.
func (e *ReadError) Error() string {
	switch e.Reason {
	case "outside":
		return fmt.Sprintf("%s: a kept copy is a file inside the case folder", e.File)
	case "missing":
		return fmt.Sprintf("%s: the kept copy is not there", e.File)
	case "directory":
		return fmt.Sprintf("%s: this is a folder, not a kept copy", e.File)
	case "special":
		return fmt.Sprintf("%s: this is a device or a pipe, not a kept copy", e.File)
	case "too-large":
		return fmt.Sprintf("%s: larger than %d MB. Keep the part that is quoted", e.File, MaxCopy>>20)
	case "not-text":
		return fmt.Sprintf("%s:%d: not UTF-8 text. Save the copy as plain text in UTF-8", e.File, e.Line)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

// Unwrap returns what the file system said.
func (e *ReadError) Unwrap() error { return e.Err }

// Read reads the kept copy of a name, as a source has it, from a case folder or
// a folder of copies. The error is a [*ReadError].
func Read(fsys fs.FS, name string) (*Copy, error) { return new(Reader).Read(fsys, name) }

// A Reader reads copies one after another into the same memory: a copy that it
// gives is good until it reads the next.
type Reader struct{ buf []byte }

// Read is [Read] into the memory of r.
func (r *Reader) Read(fsys fs.FS, name string) (*Copy, error) {
	clean := path.Clean(name)
	if !fs.ValidPath(clean) || clean == "." || strings.ContainsAny(clean, `\:`) {
		return nil, &ReadError{File: name, Reason: "outside", Err: fs.ErrInvalid}
	}
	text, err := r.fill(fsys, clean)
	// One system writes the names of files decomposed, another does not.
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		if alias := form.String(clean); errors.Is(err, fs.ErrNotExist) && alias != clean {
			text, err = r.fill(fsys, alias)
		}
	}
	if err != nil {
		re, ok := errors.AsType[*ReadError](err)
		if !ok {
			re = &ReadError{Reason: reason(err), Err: err}
		}
		re.File = name
		return nil, re
	}
	if line := notText(text); line > 0 {
		return nil, &ReadError{File: name, Reason: "not-text", Line: line}
	}
	return newCopy(unsafe.String(unsafe.SliceData(text), len(text))), nil
}

// fill reads a file into the memory of r.
func (r *Reader) fill(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &ReadError{Reason: "directory"}
	case !info.Mode().IsRegular():
		return nil, &ReadError{Reason: "special"} // opening a pipe could wait for ever
	case info.Size() > MaxCopy:
		return nil, &ReadError{Reason: "too-large"}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size := int(info.Size()) + 1
	if cap(r.buf) < size {
		r.buf = make([]byte, max(size, 2*cap(r.buf)))
	}
	text := r.buf[:size]
	n, err := io.ReadFull(f, text)
	switch {
	case err == nil: // it grew
		return nil, &ReadError{Reason: "other", Err: errors.New("the file changed while it was read")}
	case err != io.EOF && err != io.ErrUnexpectedEOF:
		return nil, err
	}
	return text[:n], nil
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	case strings.Contains(err.Error(), "escapes from parent"): // os.Root has no name for it
		return "outside"
	}
	return "other"
}

// notText returns the line of the first byte that no text has, 0 if there is none.
func notText(text []byte) int {
	end := bytes.IndexByte(text, 0)
	if end < 0 {
		end = len(text)
		if utf8.Valid(text) {
			return 0
		}
	}
	for at := 0; at < end; {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n == 1 {
			end = at
		}
		at += n
	}
	return 1 + bytes.Count(text[:end], []byte("\n"))
}

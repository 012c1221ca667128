package main

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/folder"
	"parley/lang"
	"parley/quote"
)

func checkCommand(w *world) *cobra.Command {
	var q question
	var o check.Options
	var copies string
	c := &cobra.Command{
		Use: "check [CASE]", Short: "Every mistake in a case, with its place and what to do", Args: takes(0, 1),
		Long: `Check reads the text of a case itself, for its owner, and reports every mistake at
once. Quotations are looked up in the kept copies, or, where these are not here,
held against evidence.lock. It exits with 1 if there is an error.

parley help CODE explains a rule.`,
		Example: "  parley check CASE\n  parley check --strict -o json",
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := q.speaks()
			if err != nil {
				return err
			}
			if q.output != "" && q.output != "table" && q.output != "json" {
				return fail(wrong, "-o %s: check writes table or json.", q.output)
			}
			case_, err := w.only(args)
			if err != nil {
				return err
			}
			f, b, err := w.read(case_)
			if err != nil {
				return err
			}
			if err := w.evidence(f, b, copies, &o); err != nil {
				return err
			}
			r := check.Run(b, o)
			out := bufio.NewWriter(w.out)
			if q.output == "json" {
				err = r.JSON(out, l)
			} else {
				err = r.Text(out, l, b)
			}
			if err == nil {
				err = out.Flush()
			}
			switch {
			case err != nil:
				return fail(unreadable, "the findings could not be written: %v", err)
			case r.Failed():
				return found
			}
			return nil
		},
	}
	q.language(c, w)
	c.Flags().StringVarP(&q.output, "output", "o", "", "the `FORMAT`: table or json")
	c.Flags().BoolVar(&o.Strict, "strict", false, "count warnings as errors")
	c.Flags().StringSliceVar(&o.Only, "only", nil, "only these rules (`CODES`: Q001,A007)")
	c.Flags().StringVar(&copies, "copies", "", "kept copies are in this `FOLDER`, at the paths that the sources give")
	return c
}

// evidence finds what quotations are held against: the kept copies, of the case
// or elsewhere, and the lock.
func (w *world) evidence(f *folder.Folder, b *casefile.Book, copies string, o *check.Options) error {
	lock, err := f.Lock()
	if err != nil && !errors.As(err, &o.LockFaults) {
		return fail(unreadable, "%s: %v", folder.LockFile, err)
	}
	o.Lock = lock
	fsys, err := w.copies(f, b, copies)
	o.Copies = fsys
	return err
}

// copies returns the files in which kept copies are looked up; nil if none of
// the case's is here.
func (w *world) copies(f *folder.Folder, b *casefile.Book, dir string) (fs.FS, error) {
	fsys := f.Copies()
	if dir != "" {
		there, err := folder.OpenCopies(w.path(dir))
		if err != nil {
			return nil, fail(unreadable, "--copies %s: there is no such folder.", dir)
		}
		fsys = there
	}
	for _, s := range kept(b) {
		if _, err := fs.Stat(fsys, s.File); err == nil {
			return fsys, nil
		}
	}
	if dir != "" {
		return nil, fail(unreadable, "--copies %s: none of the kept copies of this case is there. Its sources name %s.", dir, names(kept(b)))
	}
	return nil, nil
}

// kept lists the sources of a case that have a kept copy.
func kept(b *casefile.Book) (out []*parley.Source) {
	for _, e := range b.Entries() {
		if s, ok := e.(*parley.Source); ok && s.File != "" {
			out = append(out, s)
		}
	}
	return out
}

func names(ss []*parley.Source) string {
	var out []string
	for _, s := range ss {
		out = append(out, s.File)
	}
	if len(out) > 3 {
		out = append(out[:3], "...")
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}

func fmtCommand(w *world) *cobra.Command {
	var only, diff bool
	c := &cobra.Command{
		Use: "fmt [CASE]", Short: "Lay a case out: aligns values and changes nothing else", Args: takes(0, 1),
		Example: "  parley fmt\n  parley fmt --check",
		RunE: func(c *cobra.Command, args []string) error {
			case_, err := w.only(args)
			if err != nil {
				return err
			}
			f, b, err := w.read(case_)
			if err != nil {
				return err
			}
			changed := 0
			for _, file := range b.Files {
				laid := file.Format()
				if string(laid) == file.Text() {
					continue
				}
				changed++
				switch {
				case diff:
					lineDiff(w.out, file, laid)
				case only:
					say(w.out, "%s\n", file.Name)
				default:
					if err := f.Replace(c.Context(), file, laid); err != nil {
						return writing(err)
					}
					say(w.out, "%s\n", file.Name)
				}
			}
			if (only || diff) && changed > 0 {
				return found
			}
			return nil
		},
	}
	c.Flags().BoolVar(&only, "check", false, "write nothing; name the files that would change, and exit with 1 if there are any")
	c.Flags().BoolVar(&diff, "diff", false, "write nothing; show the lines that would change")
	return c
}

// lineDiff shows the lines that layout changes. It never adds or drops one, so
// line stands against line.
func lineDiff(out io.Writer, old *casefile.File, laid []byte) {
	a, b := strings.Split(old.Text(), "\n"), strings.Split(string(laid), "\n")
	say(out, "--- %s\n", old.Name)
	for i := range a {
		if a[i] != b[i] {
			say(out, "@@ %d\n-%s\n+%s\n", i+1, strings.TrimSuffix(a[i], "\r"), strings.TrimSuffix(b[i], "\r"))
		}
	}
}

// writing turns an error of a write into what the user should know.
func writing(err error) error {
	if errors.Is(err, casefile.ErrMoved) {
		return fail(moved, "the file changed since it was read; nothing was written. Try again.")
	}
	return fail(unreadable, "nothing was written: %v", err)
}

func lockCommand(w *world) *cobra.Command {
	var copies string
	var q question
	c := &cobra.Command{
		Use: "lock [CASE]", Short: "Write evidence.lock: what stands for the kept copies", Args: takes(0, 1),
		Long: `Lock looks up every quotation in the kept copy of its source and writes a digest
of the words, and of the copy, to evidence.lock beside the case. With the lock,
whoever has the case without the copies can still see that no quotation moved.

It reads the text of the case itself. A quotation that does not stand where the
record says refuses the lock. What is locked of copies that are not here stays.`,
		Example: "  parley lock CASE --copies ~/articles",
		RunE: func(c *cobra.Command, args []string) error {
			l, err := q.speaks()
			if err != nil {
				return err
			}
			case_, err := w.only(args)
			if err != nil {
				return err
			}
			f, b, err := w.read(case_)
			if err != nil {
				return err
			}
			fsys, err := w.copies(f, b, copies)
			if err != nil {
				return err
			}
			if fsys == nil {
				return fail(unreadable, "no kept copy is here (%s). Say where they are: parley lock %s --copies FOLDER", names(kept(b)), case_)
			}
			old, err := f.Lock()
			if err != nil {
				old = nil // a lock with faults is written anew
			}
			if r := check.Run(b, check.Options{Copies: fsys, Only: []string{"Q001", "Q004"}}); r.Failed() {
				if err := r.Text(w.out, l, b); err != nil {
					return err
				}
				return fail(findings, "evidence.lock was not written.")
			}
			lock := makeLock(b, fsys, old)
			if err := f.WriteFile(c.Context(), folder.LockFile, lock.Print()); err != nil {
				return writing(err)
			}
			quotes, sources := lock.Len()
			return w.tell(l, "cli.locked", lang.Arg{Name: "quotes", Value: quotes}, lang.Arg{Name: "sources", Value: sources})
		},
	}
	q.language(c, w)
	c.Flags().StringVar(&copies, "copies", "", "kept copies are in this `FOLDER`, at the paths that the sources give")
	return c
}

// makeLock locks the quotations of the sources whose copies are here, and keeps
// what old says of the others.
func makeLock(b *casefile.Book, copies fs.FS, old *quote.Lock) *quote.Lock {
	here, made := make(map[string]bool), &quote.Lock{}
	for _, s := range kept(b) {
		text, err := fs.ReadFile(copies, s.File)
		if err != nil {
			continue
		}
		cp := quote.NewCopy(text)
		here[string(s.ID)] = true
		made.AddSource(quote.Source{ID: string(s.ID), Digest: cp.Digest(), Bytes: cp.Bytes()})
	}
	for _, e := range b.Entries() {
		for _, c := range parley.Chains(e) {
			for _, x := range c.Quotes {
				if source := string(c.Read()); here[source] {
					made.AddQuote(quote.Quote{Entry: string(e.Base().ID), Source: source, Line: x.Line, Digest: quote.Of(x.Words)})
				}
			}
		}
	}
	if old != nil {
		made.Join(old.Only(func(entry string) bool { return b.Entry(parley.ID(entry)) != nil }, func(source string) bool { return !here[source] && b.Entry(parley.ID(source)) != nil }))
	}
	return made
}

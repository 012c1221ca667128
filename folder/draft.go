package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"parley/casefile"
)

// LoadWith reads the case as it would be if a file of it had another text.
// Nothing is written.
func (f *Folder) LoadWith(name, text string) (*casefile.Book, error) {
	return casefile.Read(overlay{f.FS(), name, text}, f.main)
}

// mostDrafts is how many drafts of one file are kept; more are forgotten ones.
const mostDrafts = 1000

// KeepDraft writes a text beside the file that it was to become, under the first
// free name NAME.draft-N, and returns that name. No case file ends so: nothing
// includes it and it begins no case. A draft that is there already is not written
// a second time.
func (f *Folder) KeepDraft(ctx context.Context, name string, text []byte) (kept string, err error) {
	if !fs.ValidPath(name) {
		return "", fmt.Errorf("%s: this is no name of a file in the folder", name)
	}
	release, err := f.acquire(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	for n := 1; n <= mostDrafts; n++ {
		kept = fmt.Sprintf("%s.draft-%d", name, n)
		info, err := f.root.Lstat(kept)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return kept, f.replace(kept, writes(text))
		case err != nil:
			return "", fmt.Errorf("%s: %w", kept, err)
		case info.Mode().IsRegular() && info.Size() == int64(len(text)):
			if old, err := fs.ReadFile(f.FS(), kept); err == nil && string(old) == string(text) {
				return kept, nil
			}
		}
	}
	return "", fmt.Errorf("%s: %d drafts are kept already. Remove those that are done with", name, mostDrafts)
}

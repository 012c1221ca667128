package browser

import "strings"

// Refused says that an address answers some requests of the test with an error, as
// it should: a form that is not taken.
func (p *Page) Refused(path string) {
	p.troubles.expect(p.base.JoinPath("/").String() + strings.TrimPrefix(path, "/"))
}

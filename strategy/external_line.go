package strategy

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// An answer is what a program says, and to which question if it says so.
type answer struct {
	Offer          []json.RawMessage
	Accept         *bool
	End            bool
	Session, Round *int
}

// ask writes a question and reads the answer. What cannot be read, or answers
// something else, ends the talk, since no later line could be known to answer a later
// question.
func (l *Line) ask(m *askMessage) (a answer, err error) {
	if n := l.in.Buffered(); n > 0 && !l.dead {
		l.dead = true
		said, _ := l.in.Peek(min(n, shown+1))
		return a, fmt.Errorf("%s was said before it was asked; answer each question with one line", short(said))
	}
	if err = l.write(m); err != nil {
		return a, err
	}
	line, err := l.line()
	if err == nil {
		err = a.read(line)
	}
	if err == nil && !(agrees(a.Session, m.Session) && agrees(a.Round, m.Round)) {
		err = fmt.Errorf("%s is no answer to session %d, round %d, which was asked", short(line), m.Session, m.Round)
	}
	l.dead = l.dead || err != nil
	return a, err
}

// agrees reports whether what a program says of the question, if it does, is what was asked.
func agrees(said *int, asked int) bool { return said == nil || *said == asked }

// write writes a message as a line.
func (l *Line) write(m any) error {
	if l.dead {
		return errors.New("the talk has ended")
	}
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if _, err = l.out.Write(append(b, '\n')); err != nil {
		l.dead = true
	}
	return err
}

// line reads a line of at most MaxLine bytes, its end not counted. What comes after
// the last end is none: the program may have been cut off in the middle of it.
func (l *Line) line() ([]byte, error) {
	l.text = l.text[:0]
	for {
		part, err := l.in.ReadSlice('\n')
		l.text = append(l.text, part...)
		line, whole := bytes.CutSuffix(l.text, []byte{'\n'})
		switch {
		case len(line) > MaxLine:
			return nil, fmt.Errorf("a line of more than %d bytes", MaxLine)
		case whole:
			return line, nil
		case errors.Is(err, io.EOF):
			return nil, io.ErrUnexpectedEOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// read reads an answer: one JSON object and nothing after it, names in small letters as
// documented, none twice.
func (a *answer) read(line []byte) error {
	d := json.NewDecoder(bytes.NewReader(line))
	err := a.object(d)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("there is something after it")
		}
	}
	if err != nil {
		return fmt.Errorf("%s is not an answer: %w", short(line), err)
	}
	return nil
}

func (a *answer) object(d *json.Decoder) error {
	if t, err := d.Token(); err != nil {
		return cut(err)
	} else if t != json.Delim('{') {
		return errors.New("it is no JSON object")
	}
	seen := make(map[string]bool)
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return cut(err)
		}
		name := t.(string) // the decoder takes nothing else in its place
		if seen[name] {
			return fmt.Errorf("it has %s twice", strconv.Quote(name))
		}
		seen[name] = true
		if err := d.Decode(a.field(name)); err != nil {
			return cut(err)
		}
	}
	_, err := d.Token()
	return cut(err)
}

// field returns where the value of a name goes.
func (a *answer) field(name string) any {
	switch name {
	case "offer":
		return &a.Offer
	case "accept":
		return &a.Accept
	case "end":
		return &a.End
	case "session":
		return &a.Session
	case "round":
		return &a.Round
	}
	return new(json.RawMessage) // not known, which is allowed
}

// cut says of an object that ends too early that it does.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("it ends too early")
	}
	return err
}

// wrong says what is wrong with an answer.
func (a *answer) wrong() error {
	said := 0
	for _, is := range []bool{a.Offer != nil, a.Accept != nil, a.End} {
		if is {
			said++
		}
	}
	if said == 1 {
		return nil
	}
	return fmt.Errorf("an answer has one of offer, accept and end; this has %d", said)
}

// shown is how many bytes of what a program said are repeated in a message.
const shown = 60

// short returns the beginning of what a program said, in quotes: it may hold anything.
func short(b []byte) string {
	if len(b) > shown {
		return strconv.Quote(string(b[:shown])) + "…"
	}
	return strconv.Quote(string(b))
}

package casefile

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// The values of the lossless JSON: one type for each form that is more than a
// word. text gives the value as fmt writes it, from what was printed and never
// from what was reckoned.

type texter interface{ text() (string, error) }

// gap says that something is missing without which the text cannot be written.
func gap(key string) error { return &jsonError{key, "is missing"} }

// A jsonError is what is wrong with a value, and where in it.
type jsonError struct{ path, what string }

func (e *jsonError) Error() string { return strings.TrimPrefix(e.path+": "+e.what, ": ") }

// under puts a key before the place of an error.
func under(key string, err error) error {
	if e, ok := errors.AsType[*jsonError](err); ok {
		if e.path != "" && e.path[0] != '[' {
			key += "."
		}
		return &jsonError{key + e.path, e.what}
	}
	return err
}

type (
	jsonString string
	jsonInt    int
	jsonIDs    []string

	jsonDate struct {
		Printed string `json:"printed"`
		First   string `json:"first,omitempty"`
		Last    string `json:"last,omitempty"`
		Time    string `json:"time,omitempty"`
		Zone    string `json:"zone,omitempty"`
		Unsure  bool   `json:"unsure,omitempty"`
		About   bool   `json:"about,omitempty"`
	}
	// jsonMaybe is words or a date, or that they are unknown or none.
	jsonMaybe struct {
		State string    `json:"state,omitempty"`
		Words *string   `json:"words,omitempty"`
		Date  *jsonDate `json:"date,omitempty"`
	}
	jsonAmount struct {
		Currency string `json:"currency"`
		Value    string `json:"value"`
		High     string `json:"high,omitempty"`
		Lo       string `json:"lo"`
		Hi       string `json:"hi"`
		About    bool   `json:"about,omitempty"`
		Printed  string `json:"printed"`
	}
	jsonPercent struct {
		Value   string `json:"value"`
		High    string `json:"high,omitempty"`
		Lo      string `json:"lo"`
		Hi      string `json:"hi"`
		Printed string `json:"printed"`
	}
	jsonValue struct {
		Amount     *jsonAmount  `json:"amount,omitempty"`
		Beside     *jsonAmount  `json:"beside,omitempty"`
		Percent    *jsonPercent `json:"percent,omitempty"`
		Over       string       `json:"over,omitempty"`
		OverAmount *jsonAmount  `json:"over-amount,omitempty"`
		Option     string       `json:"option,omitempty"`
		Words      *string      `json:"words,omitempty"`
		State      string       `json:"state,omitempty"`
	}
	jsonQualifier struct {
		Per    string    `json:"per,omitempty"`
		For    *jsonDate `json:"for,omitempty"`
		Counts string    `json:"counts,omitempty"`
		After  string    `json:"after,omitempty"` // of what a side has without an agreement
	}
	jsonThat struct {
		Words *string         `json:"words,omitempty"`
		Party string          `json:"party,omitempty"`
		Verb  string          `json:"verb,omitempty"`
		Issue string          `json:"issue,omitempty"`
		Rel   string          `json:"rel,omitempty"`
		Value *jsonValue      `json:"value,omitempty"`
		With  []jsonQualifier `json:"with,omitempty"`
	}
	jsonPays struct {
		For    *jsonDate   `json:"for"`
		Amount *jsonAmount `json:"amount"`
		Beside *jsonAmount `json:"beside,omitempty"`
	}
	// jsonRise is a rule: the first of its values, and what is said of it in
	// the order of the line.
	jsonRise struct {
		Flat    bool           `json:"flat,omitempty"`
		Percent *jsonPercent   `json:"percent,omitempty"`
		Amount  *jsonAmount    `json:"amount,omitempty"`
		Index   string         `json:"index,omitempty"`
		With    []jsonRiseWord `json:"with,omitempty"`
	}
	jsonRiseWord struct {
		Word    string       `json:"word"`
		Number  *int         `json:"number,omitempty"`
		Percent *jsonPercent `json:"percent,omitempty"`
	}
	jsonOnce struct {
		For    *jsonDate   `json:"for"`
		Amount *jsonAmount `json:"amount"`
		InBase bool        `json:"in-base,omitempty"`
	}
	jsonRounds struct {
		Rate   *jsonPercent `json:"rate,omitempty"`
		Amount *jsonAmount  `json:"amount,omitempty"`
	}
	jsonVia struct {
		Sources []string `json:"sources"` // origin first
		At      int      `json:"at,omitempty"`
	}
	jsonSpeaker struct {
		Line  int    `json:"line,omitempty"`
		Words string `json:"words"`
		Lang  string `json:"lang,omitempty"`
	}
	jsonOutlet struct {
		Line  int    `json:"line,omitempty"`
		Words string `json:"words"`
	}
	jsonStance struct {
		Claims []string `json:"claims"`
		Flags  []string `json:"flags,omitempty"`
	}
	jsonWordText struct {
		Word  string `json:"word"`
		Words string `json:"words"`
	}
	jsonKnown struct {
		On     *jsonDate `json:"on"`
		Reason string    `json:"reason"`
	}
)

// blankValue returns an empty value of a form, to be read from JSON.
func blankValue(f form) texter {
	switch f {
	case formString:
		return new(jsonWords)
	case formInt:
		return new(jsonInt)
	case formIDs:
		return new(jsonIDs)
	case formDate:
		return new(jsonDate)
	case formMaybeDate, formMaybeText:
		return new(jsonMaybe)
	case formThat, formSets, formLimit:
		return new(jsonThat)
	case formPays:
		return new(jsonPays)
	case formRise:
		return new(jsonRise)
	case formOnce:
		return new(jsonOnce)
	case formRounds:
		return new(jsonRounds)
	case formSetting:
		return new(jsonSetting)
	case formOrder:
		return new(jsonOrder)
	case formTrade:
		return new(jsonTrade)
	case formWorth:
		return new(jsonWorth)
	case formNoDeal:
		return new(jsonNoDeal)
	case formVia:
		return new(jsonVia)
	case formSpeaker:
		return new(jsonSpeaker)
	case formOutlet:
		return new(jsonOutlet)
	case formStance:
		return new(jsonStance)
	case formWordText:
		return new(jsonWordText)
	case formKnown:
		return new(jsonKnown)
	}
	return new(jsonString)
}

// jsonWords is a string of a case file: its words.
type jsonWords string

func (x jsonString) text() (string, error) { return string(x), nil }
func (x jsonWords) text() (string, error)  { return quote(string(x)), nil }
func (x jsonInt) text() (string, error)    { return itoa(int(x)), nil }
func (x jsonIDs) text() (string, error)    { return strings.Join(x, " "), nil }

func (x *jsonDate) text() (string, error) {
	if x == nil || x.Printed == "" {
		return "", gap("printed")
	}
	return x.Printed, nil
}

func (x *jsonMaybe) text() (string, error) {
	switch {
	case x.State != "":
		return x.State, nil
	case x.Words != nil:
		return quote(*x.Words), nil
	case x.Date != nil:
		s, err := x.Date.text()
		return s, under("date", err)
	}
	return "", gap("state")
}

func (x *jsonAmount) text() (string, error) {
	switch {
	case x == nil || x.Printed == "":
		return "", gap("printed")
	case x.Currency == "":
		return "", gap("currency")
	}
	return x.Currency + " " + x.Printed, nil
}

func (x *jsonPercent) text() (string, error) {
	if x.Printed == "" {
		return "", gap("printed")
	}
	return x.Printed, nil
}

func (x *jsonValue) text() (string, error) {
	switch {
	case x == nil:
		return "", gap("value")
	case x.Amount != nil:
		return pairText(x.Amount, x.Beside)
	case x.Percent != nil:
		s, err := x.Percent.text()
		switch {
		case err != nil:
			return "", under("percent", err)
		case x.OverAmount != nil:
			base, err := x.OverAmount.text()
			return s + " over " + base, under("over-amount", err)
		case x.Over != "":
			s += " over " + x.Over
		}
		return s, nil
	case x.Option != "":
		return x.Option, nil
	case x.Words != nil:
		return quote(*x.Words), nil
	}
	return x.State, nil
}

func pairText(a, beside *jsonAmount) (string, error) {
	s, err := a.text()
	if err != nil || beside == nil {
		return s, under("amount", err)
	}
	b, err := beside.text()
	return s + " ~ " + b, under("beside", err)
}

func (x *jsonThat) text() (string, error) {
	if x.Words != nil {
		return quote(*x.Words), nil
	}
	v, err := x.Value.text()
	if err != nil {
		return "", under("value", err)
	}
	words := strings.Fields(strings.Join([]string{x.Party, x.Verb, x.Issue, x.Rel}, " "))
	words = append(words, v)
	for i, q := range x.With {
		s, err := q.text()
		if err != nil {
			return "", under(fmt.Sprintf("with[%d]", i), err)
		}
		words = append(words, s)
	}
	return strings.Join(words, " "), nil
}

func (x *jsonQualifier) text() (string, error) {
	switch {
	case x.Per == "total":
		return "in total", nil
	case x.Per != "":
		return "per " + x.Per, nil
	case x.For != nil:
		s, err := x.For.text()
		return "for " + s, under("for", err)
	case x.After != "":
		return "after " + x.After, nil
	}
	return "counts " + quote(x.Counts), nil
}

func (x *jsonPays) text() (string, error) {
	when, err := x.For.text()
	if err != nil {
		return "", under("for", err)
	}
	what, err := pairText(x.Amount, x.Beside)
	return when + " = " + what, err
}

func (x *jsonRise) text() (s string, err error) {
	switch {
	case x.Percent != nil:
		if s, err = x.Percent.text(); err != nil {
			return "", under("percent", err)
		}
	case x.Amount != nil:
		if s, err = x.Amount.text(); err != nil {
			return "", under("amount", err)
		}
	case x.Index != "":
		s = x.Index
	case x.Flat:
		s = "flat"
	default:
		return "", gap("flat")
	}
	for i, w := range x.With {
		words, err := w.text()
		if err != nil {
			return "", under(fmt.Sprintf("with[%d]", i), err)
		}
		s += " " + words
	}
	return s, nil
}

func (x *jsonRiseWord) text() (string, error) {
	switch {
	case x.Word == "":
		return "", gap("word")
	case x.Number != nil:
		return x.Word + " " + itoa(*x.Number), nil
	case x.Percent != nil:
		s, err := x.Percent.text()
		return x.Word + " " + s, under("percent", err)
	}
	return x.Word, nil
}

func (x *jsonOnce) text() (string, error) {
	when, err := x.For.text()
	if err != nil {
		return "", under("for", err)
	}
	what, err := x.Amount.text()
	if x.InBase {
		what += " in-base"
	}
	return when + " = " + what, under("amount", err)
}

func (x *jsonRounds) text() (s string, err error) {
	if x.Rate != nil {
		if s, err = x.Rate.text(); err != nil {
			return "", under("rate", err)
		}
	}
	if x.Amount == nil {
		return s, nil
	}
	a, err := x.Amount.text()
	return strings.TrimSpace(s + " " + a), under("amount", err)
}

func (x *jsonVia) text() (string, error) {
	s := strings.Join(x.Sources, " quoted-in ")
	if x.At != 0 {
		s += " at " + itoa(x.At)
	}
	return s, nil
}

func lineText(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

func (x *jsonSpeaker) text() (string, error) {
	s := lineText(x.Line) + " " + quote(x.Words)
	if x.Lang != "" {
		s += "." + x.Lang
	}
	return s, nil
}

func (x *jsonOutlet) text() (string, error) { return lineText(x.Line) + " " + x.Words, nil }

func (x *jsonStance) text() (string, error) {
	return strings.Join(append(append([]string{}, x.Claims...), x.Flags...), " "), nil
}

func (x *jsonWordText) text() (string, error) { return x.Word + " " + quote(x.Words), nil }

func (x *jsonKnown) text() (string, error) {
	on, err := x.On.text()
	return on + " " + quote(x.Reason), under("on", err)
}

// A jsonLine is a line of an entry, or a comment among them.
type jsonLine struct {
	Field   string          `json:"field,omitempty"`
	Lang    string          `json:"lang,omitempty"`
	Value   json.RawMessage `json:"value,omitempty"`
	Comment *string         `json:"comment,omitempty"`
	End     *string         `json:"end,omitempty"`
}

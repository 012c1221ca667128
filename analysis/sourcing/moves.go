package sourcing

import (
	"slices"

	"parley"
	"parley/evidence"
	"parley/view"
)

// A Move is something that would change the status of a claim. A test makes
// each of them and looks whether it does.
type Move struct {
	Kind    MoveKind
	Parties []parley.ID // of whom, or who
	Source  parley.ID   // the document to see; empty: none
	To      parley.Status
}

// A MoveKind says what would have to happen.
type MoveKind string

// The moves.
const (
	See      MoveKind = "see"      // we see the official document itself, which we know only as quoted
	Document MoveKind = "document" // an official document of every owner, seen
	AllSay   MoveKind = "all-say"  // the other parties concerned say so too, on record
	OwnerSay MoveKind = "owner"    // somebody who may speak for an owner says so, on record
	Renew    MoveKind = "renew"    // those who responded, or whose claim it is, assert it afterwards
	Deny     MoveKind = "deny"     // somebody who may speak for a side denies it
)

// moves lists what would change the status by the rules, strongest first.
// Where an override sets it, nothing but another entry of our own would.
func moves(a *evidence.Assessment, r Result) (ms []Move) {
	if r.Standing.Override != "" || len(r.Owner) == 0 {
		return nil
	}
	now := r.Standing.Status
	quiet := silent(a, r)
	if now.Basis < parley.Confirmed {
		to := parley.Status{Basis: parley.Confirmed, Response: now.Response}
		if d := unseen(a, r); d != "" {
			ms = append(ms, Move{See, r.Owner, d, to})
		} else {
			ms = append(ms, Move{Document, r.Owner, "", parley.Status{Basis: parley.Confirmed, Response: left(r, r.Owner)}})
		}
		if now.Basis >= parley.OtherSide && len(quiet) > 0 && !slices.Equal(quiet, r.Owner) {
			to.Response = left(r, quiet)
			ms = append(ms, Move{AllSay, quiet, "", to})
		}
	}
	if now.Basis < parley.OnRecord {
		who := speakers(r)
		ms = append(ms, Move{OwnerSay, who, "", parley.Status{Basis: raised(r, quiet), Response: left(r, who[:1])}})
	}
	if who := renewers(r); len(who) > 0 {
		basis := max(now.Basis, parley.OnRecord)
		if within(quiet, who) {
			basis = parley.Confirmed
		}
		ms = append(ms, Move{Renew, who, "", parley.Status{Basis: basis, Response: parley.NoResponse}})
	}
	if now.Response != parley.Denied {
		ms = append(ms, Move{Kind: Deny, To: parley.Status{Basis: now.Basis, Response: parley.Denied}})
	}
	return ms
}

// within reports whether all of ids are among others.
func within(ids, others []parley.ID) bool {
	return !slices.ContainsFunc(ids, func(id parley.ID) bool { return !slices.Contains(others, id) })
}

// raised is the basis once an owner says it: where everybody else has, that
// makes it the word of all.
func raised(r Result, quiet []parley.ID) parley.Basis {
	if len(r.Owner) == 1 && len(quiet) > 0 && within(quiet, r.Owner) && r.Standing.Status.Basis == parley.OtherSide {
		return parley.Confirmed
	}
	return parley.OnRecord
}

// speakers are the owners any of whom might say it for the first time. Where a
// claim is joint and an owner took distance from it, what that one would have
// to do is told with Renew.
func speakers(r Result) []parley.ID {
	if r.Standing.Status.Response < parley.Qualified {
		return r.Owner
	}
	other := slices.DeleteFunc(slices.Clone(r.Owner), func(id parley.ID) bool { return slices.Contains(r.Standing.Whose, id) })
	if len(other) == 0 {
		return r.Owner
	}
	return other
}

// left is the response that is left once some parties assert the claim: that of
// an owner ends with its own word, a refusal to say with the word of any owner.
func left(r Result, who []parley.ID) parley.Response {
	speaks := slices.ContainsFunc(who, func(id parley.ID) bool { return slices.Contains(r.Owner, id) })
	own := within(r.Standing.Whose, who) && within(r.Standing.Whose, r.Owner)
	if speaks && (r.Standing.Status.Response == parley.Declined || own) {
		return parley.NoResponse
	}
	return r.Standing.Status.Response
}

// renewers are those whose word would end the response, where saying it for the
// first time is not a move by itself.
func renewers(r Result) []parley.ID {
	s := r.Standing
	switch single := len(r.Owner) == 1; {
	case s.Status.Response == parley.NoResponse:
		return nil
	case s.Status.Basis < parley.OnRecord && (single || s.Status.Response == parley.Declined):
		return nil // told with OwnerSay
	case s.Status.Response == parley.Declined:
		return r.Owner
	case within(s.Whose, r.Owner):
		return s.Whose
	}
	return nil
}

// unseen returns the official document of every owner in which the claim stands
// and that we know only as somebody quotes it.
func unseen(a *evidence.Assessment, r Result) parley.ID {
	for _, v := range r.Voices {
		if !v.Live || v.Does != parley.Asserts || v.Hearsay {
			continue
		}
		for _, c := range parley.Chains(v.Entry) {
			d, ok := view.Get[*parley.Source](a.View(), c.Origin())
			if ok && parley.Official(d.Type) && (len(c.Links) > 1 || !d.Seen) && documentOf(a, d, r.Owner) {
				return d.ID
			}
		}
	}
	return ""
}

// documentOf reports whether a source is the word of every one of the parties.
func documentOf(a *evidence.Assessment, d *parley.Source, owner []parley.ID) bool {
	for _, p := range owner {
		if !slices.ContainsFunc(d.Of, func(id parley.ID) bool {
			b, ok := view.Get[*parley.Body](a.View(), id)
			return id == p || ok && b.SpeaksFor == p
		}) {
			return false
		}
	}
	return true
}

// silent returns the parties of the case for which nobody has said so at first
// hand and on record.
func silent(a *evidence.Assessment, r Result) (ids []parley.ID) {
	for _, p := range a.Parties() {
		if !slices.ContainsFunc(r.Voices, func(v Voice) bool {
			return v.Live && v.Does == parley.Asserts && v.Manner == view.Named && !v.Hearsay && slices.Contains(v.Speaks, p.ID)
		}) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

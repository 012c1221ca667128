// Package chart makes pictures of figures as Vega-Lite specifications. It knows
// no case, no currency and no language: whoever calls it brings the figures, the
// words for everything that is to be read, and the place a mark links to.
//
//	Totals      what each offer costs in all: one row an offer, each dot one chance in so many
//	Paths       what each offer costs year by year: lines with a band
//	Agreements  what was agreed year by year, and the spans with no agreement in force
//	Gap         what two sides asked and offered over time, and the distance between
//	Session     a negotiation round by round: what each offer is worth to both parties
//	Zone        where a deal could lie: what both sides would settle for, and what is on the table
//	Plane       outcomes by what they are worth to both parties, and the frontier
//	Dumbbell    where two sides stand on each issue: figures on an axis, words face to face
//	Strip       issues over rounds: a pattern for what is recorded of each
//	Chain       on what a claim rests: who speaks, through which sources, and what it does to the claim
//	Ladder      figures by when they were said: how large, by whom, how well sourced, how answered
//	Lanes       what was said and what happened along time, a lane for each who said it
//	Frame       what all have: title, subtitle, description, unit, key
//	Spec        a specification; package chart/vega draws it, encoding/json writes it
//
// The rules of all pictures:
//
//   - A side has a colour, and one beside it that does not need colour: the name
//     at the end of its line, the dash of its line. Colours are never red and blue.
//   - How well something is sourced is the shape of its mark; in lanes, what it was.
//   - Names stand at what they name; the key explains only shapes, and only those
//     that occur.
//   - Values far from the others do not flatten them: the axis breaks, and shows it,
//     or they stand at its edge, with an arrow and their figure.
//   - Assistive technology is told the name and description of the chart and the
//     description of each mark. Decoration is hidden from it. A chart comes with
//     a table of the same figures; that is for the caller.
//
// A value that is not finite (or beyond 1e100) and a date that cannot be read are
// not drawn.
// With nothing to draw, a picture is the words of Frame.Nothing.
package chart

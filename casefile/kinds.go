package casefile

import "parley"

// The table: one row a kind, one line a field.
var (
	caseRow = typed[parley.Case, *parley.Case]{kind[parley.Case]{"case", "", []field[parley.Case]{
		ids("parties", must, "the sides", kinds("party"), func(e *parley.Case) *[]parley.ID { return &e.Parties }),
		currency("money", must, "the currency of the case"),
		ids("rates", 0, "the series of exchange rates in which it reckons", kinds("series"), func(e *parley.Case) *[]parley.ID { return &e.Rates }),
		word("zone", must, "the time zone in which days are reckoned", nil, func(e *parley.Case) *string { return &e.Zone }).zoned(),
		word("language", 0, "of words that do not name theirs; without it, en", nil, func(e *parley.Case) *string { return &e.Language }),
	}}}
	partyRow = typed[parley.Party, *parley.Party]{kind[parley.Party]{"party", "", []field[parley.Party]{
		strs("aka", "another name", func(e *parley.Party) *[]string { return &e.Aka }),
		word("zone", 0, "its time zone", nil, func(e *parley.Party) *string { return &e.Zone }).zoned(),
	}}}
	bodyRow = typed[parley.Body, *parley.Body]{kind[parley.Body]{"body", "", []field[parley.Body]{
		id("of", must, "the party it belongs to", kinds("party"), func(e *parley.Body) *parley.ID { return &e.Of }),
		strs("aka", "another name", func(e *parley.Body) *[]string { return &e.Aka }),
		id("speaks-for", 0, "the party it may speak for", kinds("party"), func(e *parley.Body) *parley.ID { return &e.SpeaksFor }),
	}}}
	personRow = typed[parley.Person, *parley.Person]{kind[parley.Person]{"person", "", []field[parley.Person]{
		strs("aka", "another name or spelling", func(e *parley.Person) *[]string { return &e.Aka }),
		roles(),
		id("speaks-for", 0, "the party that the person may speak for, whatever the day", kinds("party"), func(e *parley.Person) *parley.ID { return &e.SpeaksFor }),
	}}}
	sourceRow = typed[parley.Source, *parley.Source]{kind[parley.Source]{"source", "", []field[parley.Source]{
		word("type", must, "what it is", parley.SourceTypes, func(e *parley.Source) *string { return &e.Type }),
		ids("of", 0, "whose document it is", kinds("party", "body"), func(e *parley.Source) *[]parley.ID { return &e.Of }),
		maybeString("publisher", "who published it", func(e *parley.Source) *parley.Maybe[string] { return &e.Publisher }),
		maybeString("author", "who wrote it", func(e *parley.Source) *parley.Maybe[string] { return &e.Author }),
		maybeDate("published", must, "when; what came through it became known then", func(e *parley.Source) *parley.Maybe[Date] { return &e.Published }),
		address("url", "its address", func(e *parley.Source) *string { return &e.URL }),
		address("file", "the kept copy, inside the case folder", func(e *parley.Source) *string { return &e.File }),
		word("reliability", 0, "our grade of the source, A best", []string{"A", "B", "C", "D", "E", "F"}, func(e *parley.Source) *string { return &e.Reliability }),
		yes("seen", "whether we have seen it ourselves; without it, no", func(e *parley.Source) *bool { return &e.Seen }),
		word("language", 0, "its language", nil, func(e *parley.Source) *string { return &e.Language }),
	}}}
	issueRow = typed[parley.Issue, *parley.Issue]{kind[parley.Issue]{"issue", "", []field[parley.Issue]{
		strs("aka", "another name", func(e *parley.Issue) *[]string { return &e.Aka }),
		str("unit", 0, "in what it is counted", func(e *parley.Issue) *string { return &e.Unit }),
		id("part-of", 0, "the wider issue", kinds("issue"), func(e *parley.Issue) *parley.ID { return &e.PartOf }),
		word("measure", 0, "what it measures of the wider issue: what part returns to the economy, what part is paid in cash, what part of a cost somebody bears, what is left unspent, how far apart the sides are on it; without it, it is a category", parley.Measures, func(e *parley.Issue) *string { return &e.Measure }),
		options(),
	}}}
	agreementRow = typed[parley.Agreement, *parley.Agreement]{kind[parley.Agreement]{"agreement", "", []field[parley.Agreement]{
		strs("aka", "another name", func(e *parley.Agreement) *[]string { return &e.Aka }),
		ids("parties", 0, "who made it", kinds("party"), func(e *parley.Agreement) *[]parley.ID { return &e.Parties }),
		id("follows", 0, "the agreement before it", kinds("agreement"), func(e *parley.Agreement) *parley.ID { return &e.Follows }),
	}}}
	claimRow = typed[parley.Claim, *parley.Claim]{kind[parley.Claim]{"claim", "", []field[parley.Claim]{
		id("about", 0, "the issue, where words say what is claimed", kinds("issue"), func(e *parley.Claim) *parley.ID { return &e.About }),
		that(),
		id("of", 0, "whose claim it is, where words say it; else every party's jointly", kinds("party"), func(e *parley.Claim) *parley.ID { return &e.Of }),
		ids("replaces", 0, "what it supersedes", kinds("claim"), func(e *parley.Claim) *[]parley.ID { return &e.Replaces }),
	}}}
	seriesRow = typed[parley.Series, *parley.Series]{kind[parley.Series]{"series", "", []field[parley.Series]{
		str("unit", must, "of its figures: % (growth in a year), \"KRW per USD\" (a rate of exchange), or anything else (an index, whose growth counts)", func(e *parley.Series) *string { return &e.Unit }),
		address("file", "the figures, as CSV inside the case folder", func(e *parley.Series) *string { return &e.File }),
		ids("from", 0, "where they come from", kinds("source"), func(e *parley.Series) *[]parley.ID { return &e.From }),
	}}}

	roundRow = typed[parley.Round, *parley.Round]{kind[parley.Round]{"round", "when it was held", with([]field[parley.Round]{
		id("talks", must, "the agreement that is being negotiated", kinds("agreement"), func(e *parley.Round) *parley.ID { return &e.Talks }),
		integer("number", "of the round in these talks", func(e *parley.Round) *int { return &e.Number }),
		texts("place", 0, "where", func(e *parley.Round) *parley.Text { return &e.Place }),
		ids("heads", 0, "of the delegations", kinds("person"), func(e *parley.Round) *[]parley.ID { return &e.Heads }),
	}, chains(must, func(e *parley.Round) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Round) *parley.Dating { return &e.Dating }))}}

	statementRow = typed[parley.Statement, *parley.Statement]{kind[parley.Statement]{"statement", "when it was said", with([]field[parley.Statement]{
		ids("by", must, "who spoke", kinds("person", "body"), func(e *parley.Statement) *[]parley.ID { return &e.By }),
		word("mode", must, "how: on the record, as an official statement, ...", parley.Modes, func(e *parley.Statement) *string { return &e.Mode }),
		str("to", 0, "to whom", func(e *parley.Statement) *string { return &e.To }),
		str("when", 0, "the part of the day and its zone, as printed", func(e *parley.Statement) *string { return &e.When }),
		word("spoken", 0, "the language spoken", nil, func(e *parley.Statement) *string { return &e.Spoken }),
		id("translated-by", 0, "the source that put the words into its language", kinds("source"), func(e *parley.Statement) *parley.ID { return &e.TranslatedBy }),
	}, chains(must, func(e *parley.Statement) *[]parley.Chain { return &e.Via }),
		stances(func(e *parley.Statement) *[]parley.Stance { return &e.Stances }),
		dating(func(e *parley.Statement) *parley.Dating { return &e.Dating }))}}

	reportRow = typed[parley.Report, *parley.Report]{kind[parley.Report]{"report", "when it appeared", with([]field[parley.Report]{
		texts("attributed", 0, "the unnamed source, as printed", func(e *parley.Report) *parley.Text { return &e.Attributed }),
		word("mode", 0, "how the unnamed source spoke", parley.Modes, func(e *parley.Report) *string { return &e.Mode }),
		id("translated-by", 0, "the source that put the words into its language", kinds("source"), func(e *parley.Report) *parley.ID { return &e.TranslatedBy }),
	}, chains(must, func(e *parley.Report) *[]parley.Chain { return &e.Via }),
		stances(func(e *parley.Report) *[]parley.Stance { return &e.Stances }),
		dating(func(e *parley.Report) *parley.Dating { return &e.Dating }))}}

	offerRow = typed[parley.Offer, *parley.Offer]{kind[parley.Offer]{"offer", "when it was made", with([]field[parley.Offer]{
		id("by", 0, "whose offer; without it, it is ours and has no source", kinds("party"), func(e *parley.Offer) *parley.ID { return &e.By }),
		ids("to", 0, "to whom", kinds("party"), func(e *parley.Offer) *[]parley.ID { return &e.To }),
		word("firmness", 0, "firm or exploratory", []string{"firm", "exploratory"}, func(e *parley.Offer) *string { return &e.Firmness }),
		day("until", 0, "how long it stands", func(e *parley.Offer) *Date { return &e.Until }),
		sets(),
		day("covers", 0, "its term", func(e *parley.Offer) *Date { return &e.Covers }),
		rises(func(e *parley.Offer) *parley.Schedule { return &e.Schedule }),
		once(func(e *parley.Offer) *parley.Schedule { return &e.Schedule }),
		rounds(func(e *parley.Offer) *parley.Schedule { return &e.Schedule }),
	}, chains(0, func(e *parley.Offer) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Offer) *parley.Dating { return &e.Dating }))}}

	eventRow = typed[parley.Event, *parley.Event]{kind[parley.Event]{"event", "when it happened", with([]field[parley.Event]{
		ids("about", 0, "what it bears on", kinds("issue", "agreement"), func(e *parley.Event) *[]parley.ID { return &e.About }),
		ids("on", 0, "the parties on whom it weighs", kinds("party"), func(e *parley.Event) *[]parley.ID { return &e.On }),
		id("same-as", 0, "another entry on the same event", kinds("event"), func(e *parley.Event) *parley.ID { return &e.SameAs }),
	}, chains(must, func(e *parley.Event) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Event) *parley.Dating { return &e.Dating }))}}

	deadlineRow = typed[parley.Deadline, *parley.Deadline]{kind[parley.Deadline]{"deadline", "when it falls", with([]field[parley.Deadline]{
		ids("about", 0, "what it bears on", kinds("issue", "agreement"), func(e *parley.Deadline) *[]parley.ID { return &e.About }),
		ids("on", 0, "the parties on whom it weighs", kinds("party"), func(e *parley.Deadline) *[]parley.ID { return &e.On }),
		texts("consequence", 0, "what happens then", func(e *parley.Deadline) *parley.Text { return &e.Consequence }),
	}, chains(must, func(e *parley.Deadline) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Deadline) *parley.Dating { return &e.Dating }))}}

	seatRow = typed[parley.Seat, *parley.Seat]{kind[parley.Seat]{"seat", "when it was taken, or left", with([]field[parley.Seat]{
		id("of", 0, "who takes it", kinds("person"), func(e *parley.Seat) *parley.ID { return &e.Of }),
		id("in", 0, "where", kinds("body", "party"), func(e *parley.Seat) *parley.ID { return &e.In }),
		id("speaks-for", 0, "the party for which its holder may speak", kinds("party"), func(e *parley.Seat) *parley.ID { return &e.SpeaksFor }),
		id("leaves", 0, "the seat that is left", kinds("seat"), func(e *parley.Seat) *parley.ID { return &e.Leaves }),
	}, chains(must, func(e *parley.Seat) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Seat) *parley.Dating { return &e.Dating }))}}

	termsRow = typed[parley.Terms, *parley.Terms]{kind[parley.Terms]{"terms", "when they were agreed", with([]field[parley.Terms]{
		id("of", must, "the agreement", kinds("agreement"), func(e *parley.Terms) *parley.ID { return &e.Of }),
		day("covers", 0, "its term", func(e *parley.Terms) *Date { return &e.Covers }),
		pays(),
		maybeTexts("escalator", "how the amount rises, in words", func(e *parley.Terms) *parley.Maybe[parley.Text] { return &e.Escalator }),
		rises(func(e *parley.Terms) *parley.Schedule { return &e.Schedule }),
		once(func(e *parley.Terms) *parley.Schedule { return &e.Schedule }),
		rounds(func(e *parley.Terms) *parley.Schedule { return &e.Schedule }),
	}, chains(must, func(e *parley.Terms) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Terms) *parley.Dating { return &e.Dating }))}}

	stageRow = typed[parley.Stage, *parley.Stage]{kind[parley.Stage]{"stage", "when it was reached", with([]field[parley.Stage]{
		id("of", must, "the agreement or round", kinds("agreement", "round"), func(e *parley.Stage) *parley.ID { return &e.Of }),
		word("reached", must, "which stage", append(append([]string{}, parley.AgreementStages...), parley.RoundStages...), func(e *parley.Stage) *string { return &e.Reached }),
		maybeDate("next", 0, "of a round: the date of the next", func(e *parley.Stage) *parley.Maybe[Date] { return &e.Next }),
	}, chains(must, func(e *parley.Stage) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Stage) *parley.Dating { return &e.Dating }))}}

	inferenceRow = typed[parley.Inference, *parley.Inference]{kind[parley.Inference]{"inference", "when we drew it", []field[parley.Inference]{
		stance(parley.Asserts, must, func(e *parley.Inference) *[]parley.Stance { return &e.Stances }),
		ids("from", must, "what it rests on", nil, func(e *parley.Inference) *[]parley.ID { return &e.From }),
		word("method", 0, "how it was drawn", nil, func(e *parley.Inference) *string { return &e.Method }),
	}}}
	assumeRow = typed[parley.Assume, *parley.Assume]{kind[parley.Assume]{"assume", "when we assumed it", []field[parley.Assume]{
		id("of", 0, "what it is about", nil, func(e *parley.Assume) *parley.ID { return &e.Of }),
		str("value", must, "what is assumed", func(e *parley.Assume) *string { return &e.Value }),
		ids("from", 0, "what it rests on", nil, func(e *parley.Assume) *[]parley.ID { return &e.From }),
	}}}
	valuationRow = typed[parley.Valuation, *parley.Valuation]{kind[parley.Valuation]{"valuation", "when it was made", []field[parley.Valuation]{
		id("of", must, "the side whose limit and worths these are", kinds("party"), func(e *parley.Valuation) *parley.ID { return &e.Of }),
		byOurs(),
		limit(),
		settings(),
		ids("ranks", 0, "issues, those first of which the whole range matters most", kinds("issue"), func(e *parley.Valuation) *[]parley.ID { return &e.Ranks }),
		orders(),
		trades(),
		worths(),
		noDeal("loses", false, "what it loses while there is no agreement"),
		noDeal("gains", true, "what it gains while there is no agreement"),
		ids("from", 0, "what it rests on", nil, func(e *parley.Valuation) *[]parley.ID { return &e.From }),
	}}}
	expectRow = typed[parley.Expect, *parley.Expect]{kind[parley.Expect]{"expect", "the day as of which it is expected", append([]field[parley.Expect]{
		id("of", must, "the claim", kinds("claim"), func(e *parley.Expect) *parley.ID { return &e.Of }),
	}, expected(func(e *parley.Expect) (*parley.Maybe[parley.Basis], *parley.Maybe[parley.Response]) {
		return &e.Basis, &e.Response
	})...)}}
	explainRow = typed[parley.Explain, *parley.Explain]{kind[parley.Explain]{"explain", "when we explained it", []field[parley.Explain]{
		ids("of", must, "the exact entries that disagree", nil, func(e *parley.Explain) *[]parley.ID { return &e.Of }),
		conflict(),
		word("reason", must, "why it is none", parley.Reasons, func(e *parley.Explain) *string { return &e.Reason }),
	}}}
	overrideRow = typed[parley.Override, *parley.Override]{kind[parley.Override]{"override", "when we decided it", append(append([]field[parley.Override]{
		id("of", must, "the claim", kinds("claim"), func(e *parley.Override) *parley.ID { return &e.Of }),
	}, expected(func(e *parley.Override) (*parley.Maybe[parley.Basis], *parley.Maybe[parley.Response]) {
		return &e.Basis, &e.Response
	})...),
		str("reason", must, "why the rules are wrong here", func(e *parley.Override) *string { return &e.Reason }))}}
	discloseRow = typed[parley.Disclose, *parley.Disclose]{kind[parley.Disclose]{"disclose", "from when it holds", []field[parley.Disclose]{
		id("of", must, "the entry", nil, func(e *parley.Disclose) *parley.ID { return &e.Of }),
		audience("to", must, "who may know of it from now on", func(e *parley.Disclose) *parley.Audience { return &e.To }),
	}}}
	correctRow = typed[parley.Correct, *parley.Correct]{kind[parley.Correct]{"correct", "when the mistake was found", []field[parley.Correct]{
		id("of", must, "the entry", nil, func(e *parley.Correct) *parley.ID { return &e.Of }),
		word("field", must, "which field; date for the date in its head, name for its name", nil, func(e *parley.Correct) *string { return &e.Field }),
		raw("was", must, "the value that stood there; - for none", func(e *parley.Correct) *string { return &e.Was }),
		raw("now", must, "the value that stands there now; - for none", func(e *parley.Correct) *string { return &e.Now }),
		str("reason", must, "why", func(e *parley.Correct) *string { return &e.Reason }),
	}}}
	retractRow = typed[parley.Retract, *parley.Retract]{kind[parley.Retract]{"retract", "when it was taken back", with([]field[parley.Retract]{
		retracted(),
		ids("by", 0, "who took it back", kinds("person", "body"), func(e *parley.Retract) *[]parley.ID { return &e.By }),
	}, chains(must, func(e *parley.Retract) *[]parley.Chain { return &e.Via }), dating(func(e *parley.Retract) *parley.Dating { return &e.Dating }))}}
)

func kinds(ks ...parley.Kind) []parley.Kind { return ks }

func with[E any](fs []field[E], more ...[]field[E]) []field[E] {
	for _, m := range more {
		fs = append(fs, m...)
	}
	return fs
}

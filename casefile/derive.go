package casefile

import (
	"fmt"

	"parley"
	"parley/date"
	"parley/money"
)

// What the lossless JSON says of a value, reckoned from its text.

func toDate(d date.Date) *jsonDate {
	x := &jsonDate{Printed: d.Printed, Unsure: d.Unsure, About: d.About, Zone: d.Zone}
	if d.First != 0 {
		x.First = d.First.String()
	}
	if d.Last != 0 {
		x.Last = d.Last.String()
	}
	if d.Zone != "" {
		x.Time = fmt.Sprintf("%02d:%02d", d.Minute/60, d.Minute%60)
	}
	return x
}

func toAmount(a money.Amount) *jsonAmount {
	if a.IsZero() {
		return nil
	}
	x := &jsonAmount{Currency: string(a.Currency), Value: a.Value.String(), Lo: a.Bounds.Lo.String(), Hi: a.Bounds.Hi.String(), About: a.Approx, Printed: a.Printed}
	if a.IsRange() {
		x.High = a.High.String()
	}
	return x
}

func toPercent(p money.Percent) *jsonPercent {
	if p.IsZero() {
		return nil
	}
	x := &jsonPercent{Value: p.Value.String(), Lo: p.Bounds.Lo.String(), Hi: p.Bounds.Hi.String(), Printed: p.Printed}
	if p.IsRange() {
		x.High = p.High.String()
	}
	return x
}

func toValue(v parley.Value) *jsonValue {
	switch v := v.(type) {
	case parley.Money:
		return &jsonValue{Amount: toAmount(v.Amount), Beside: toAmount(v.Beside)}
	case parley.Percent:
		return &jsonValue{Percent: toPercent(v.Percent), Over: string(v.Over), OverAmount: toAmount(v.Amount)}
	case parley.Choice:
		return &jsonValue{Option: string(v)}
	case parley.Phrase:
		s := string(v)
		return &jsonValue{Words: &s}
	}
	return &jsonValue{State: valueText(v)}
}

// jsonOf returns what a line without faults says.
func (d *decoder) jsonOf(f info, v value) any {
	c := v.cursor()
	switch f.form {
	case formString:
		s, _ := d.str(v, f.name)
		return s
	case formInt:
		n, _ := lineNumber(v.text)
		return n
	case formIDs:
		return words(d.all(&c))
	case formDate:
		return toDate(d.date(v.text, v.at))
	case formMaybeDate, formMaybeText:
		return d.maybeJSON(f, v)
	case formThat, formSets, formLimit:
		return d.thatJSON(f, v)
	case formPays:
		p, _ := d.payment(v)
		return jsonPays{toDate(p.For), toAmount(p.Amount), toAmount(p.Beside)}
	case formRise:
		return d.riseJSON(v)
	case formOnce:
		b, _ := d.bridge(v)
		return jsonOnce{toDate(b.For), toAmount(b.Amount), b.InBase}
	case formRounds:
		r, _ := d.rounds(v)
		return jsonRounds{toPercent(r.Rate), toAmount(r.Amount)}
	case formSetting:
		x, _ := d.setting(v)
		return jsonSetting{string(x.Issue), x.Option}
	case formOrder:
		x, _ := d.optionsOf(v)
		return jsonOrder{string(x.Issue), x.Options}
	case formTrade:
		x, _ := d.trade(v)
		return jsonTrade{toSwap(x.More), toSwap(x.Less)}
	case formWorth:
		x, _ := d.worth(v)
		return jsonWorth{toSwap(x.Swap), toAmount(x.Amount), x.Per}
	case formNoDeal:
		return d.noDealJSON(v)
	case formVia:
		var cs []parley.Chain
		d.chain(&cs, v)
		x := jsonVia{At: cs[0].At}
		for _, l := range cs[0].Links {
			x.Sources = append(x.Sources, string(l))
		}
		return x
	case formSpeaker:
		q, _ := readQuote(v, true)
		return jsonSpeaker{q.Line, q.Words, q.Lang}
	case formOutlet:
		q, _ := readQuote(v, false)
		return jsonOutlet{q.Line, q.Words}
	case formStance:
		return stanceJSON(words(d.all(&c)))
	case formWordText:
		w, s, _ := d.wordText(v, f.name, f.form)
		return jsonWordText{w.text, s}
	case formKnown:
		w, s, _ := d.wordText(v, f.name, f.form)
		return jsonKnown{toDate(d.date(w.text, w.at)), s}
	}
	return v.text
}

func (d *decoder) riseJSON(v value) jsonRise {
	r, _ := d.rise(v)
	x := jsonRise{Percent: toPercent(r.Fixed), Amount: toAmount(r.Add), Index: string(r.Index)}
	x.Flat = x.Percent == nil && x.Amount == nil && x.Index == ""
	for _, word := range d.order {
		w := jsonRiseWord{Word: word}
		switch word {
		case "lag":
			w.Number = &r.Lag
		case "from":
			w.Number = &r.From
		case "share":
			w.Percent = toPercent(r.Share)
		case "plus":
			w.Percent = toPercent(r.Plus)
		case "at-most":
			w.Percent = toPercent(r.AtMost)
		case "at-least":
			w.Percent = toPercent(r.AtLeast)
		}
		x.With = append(x.With, w)
	}
	return x
}

func words(ts []token) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.text
	}
	return out
}

func (d *decoder) maybeJSON(f info, v value) jsonMaybe {
	if _, ok := state(v.text); ok {
		return jsonMaybe{State: v.text}
	}
	if f.form == formMaybeDate {
		return jsonMaybe{Date: toDate(d.date(v.text, v.at))}
	}
	s, _ := d.str(v, f.name)
	return jsonMaybe{Words: &s}
}

func (d *decoder) thatJSON(f info, v value) jsonThat {
	if v.text[0] == '"' {
		s, _ := d.str(v, f.name)
		return jsonThat{Words: &s}
	}
	c := v.cursor()
	p := d.proposition(d.all(&c), v, f.name, f.form)
	x := jsonThat{Party: string(p.Party), Verb: p.Verb, Issue: string(p.Issue), Rel: p.Rel, Value: toValue(p.Value)}
	for _, word := range d.order {
		switch word {
		case "for":
			x.With = append(x.With, jsonQualifier{For: toDate(p.For)})
		case "counts":
			x.With = append(x.With, jsonQualifier{Counts: p.Counts})
		default:
			x.With = append(x.With, jsonQualifier{Per: p.Per})
		}
	}
	return x
}

// stanceJSON splits the words of a stance into claims and flags. A flag has the
// act that belongs to it with it.
func stanceJSON(ws []string) (x jsonStance) {
	for i := 0; i < len(ws); i++ {
		switch {
		case ws[i] == "outlet-says" && i+1 < len(ws):
			x.Flags = append(x.Flags, ws[i]+" "+ws[i+1])
			i++
		case ws[i] == "hearsay":
			x.Flags = append(x.Flags, ws[i])
		default:
			x.Claims = append(x.Claims, ws[i])
		}
	}
	return x
}

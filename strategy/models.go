package strategy

import "parley/deal"

// modelling makes a Modelling of a model that is made for the options of a space.
func modelling(name, paper string, make func(r options) Model) Modelling {
	return Modelling{Name: name, Paper: paper, Prepare: func(p *deal.Profile) func(int) Model {
		r := newOptions(p.Space)
		return func(int) Model { return make(r) }
	}}
}

// The opponent models.
var (
	FrequencyModel = modelling("frequency", "van Krimpen, Looije, Hajizadeh: HardHeaded. Complex Automated Negotiations: Theories, Models, and Software Competitions (2013)",
		func(r options) Model {
			n := r.space.Issues()
			return &Frequency{counts: newCounts(r, 1), weight: even(n), last: make([]int32, n)}
		})
	SmithModel = modelling("Smith frequency", "van Galen Last: Agent Smith: opponent model estimation in bilateral multi-issue negotiation. New Trends in Agent-Based Complex Automated Negotiations (2012)",
		func(r options) Model { return &Smith{newCounts(r, 0)} })
	EarlyModel = modelling("early frequency", "Hao, Leung: CUHKAgent: an adaptive negotiation strategy for bilateral negotiations over multiple items. Novel Insights in Agent-based Complex Automated Negotiation (2014)",
		func(r options) Model {
			return &Early{smith: Smith{newCounts(r, 0)}, heard: make([]deal.Outcome, 0, earlyHeard)}
		})
	WindowsModel = modelling("distribution-based frequency", "Tunalı, Aydoğan, Sanchez-Anguix: Rethinking frequency opponent modeling in automated negotiation. PRIMA (2017)",
		func(r options) Model { return newWindows(r) })
	BayesianModel = modelling("Bayesian", "Hindriks, Tykhonov: Opponent modelling in automated multi-issue negotiation using Bayesian learning. AAMAS (2008)",
		func(r options) Model { return newBayesian(r.space) })
	RecentModel = modelling("recent offers", faratin02,
		func(r options) Model {
			m := &Recent{space: r.space, ring: make([][]int32, 4)}
			for i := range m.ring {
				m.ring[i] = make([]int32, r.space.Issues())
			}
			return m
		})
	OppositeModel = Modelling{Name: "opposite", Paper: boa, Fixed: true, Prepare: func(p *deal.Profile) func(int) Model {
		return func(int) Model { return Opposite{p.Min, p.Max} }
	}}
)

const boa = "Baarslag, Hendrikx, Hindriks, Jonker: Learning about the opponent in automated bilateral negotiation: a comprehensive survey of opponent modeling techniques. Autonomous Agents and Multi-Agent Systems 30 (2016)"

// ToldModel tells a party the profiles of all, by place. Of a place without a
// profile, or with one over a space of other issues or numbers of options, there is no model.
func ToldModel(profiles ...*deal.Profile) Modelling {
	return Modelling{Name: "told", Paper: boa, Fixed: true, Prepare: func(p *deal.Profile) func(int) Model {
		return func(of int) Model {
			if of < 0 || of >= len(profiles) || profiles[of] == nil || !alike(p.Space, profiles[of].Space) {
				return nil
			}
			return Told{profiles[of]}
		}
	}}
}

// alike reports whether two spaces have as many issues, of as many options each.
func alike(a, b *deal.Space) bool {
	if a.Issues() != b.Issues() {
		return false
	}
	for i := range a.Issues() {
		if a.Issue(i).Len() != b.Issue(i).Len() {
			return false
		}
	}
	return true
}

// Modellings lists the models that learn by themselves.
func Modellings() []Modelling {
	return []Modelling{FrequencyModel, SmithModel, EarlyModel, WindowsModel, BayesianModel, RecentModel, OppositeModel}
}

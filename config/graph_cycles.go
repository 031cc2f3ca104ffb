package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// reportCycles reports metrics and campaigns that need one another.
func (l *loader) reportCycles() {
	number := make(map[Address]int) // of what can be part of a cycle
	var names []Address
	var links [][]link[int]
	l.config.trace(tracer{
		node: func(m Meta) {
			if computed(m.Address.Kind) {
				number[m.Address] = len(names)
				names, links = append(names, m.Address), append(links, nil)
			}
		},
		edge: func(Edge) {},
	})
	add := func(from Address, used link[Address]) {
		user, known := number[from]
		if to, ok := number[used.to]; ok && known {
			links[user] = append(links[user], link[int]{to: to, place: used.place})
		}
	}
	l.config.trace(tracer{
		node: func(Meta) {},
		edge: func(e Edge) { add(e.From, link[Address]{to: e.To, place: e.Range}) },
	})
	divided := make(map[hcl.Range]bool) // references by which shared costs are divided
	for _, c := range l.config.Campaigns {
		for _, cost := range c.Costs {
			for _, used := range l.weights(c, cost) {
				divided[used.place] = true
				add(cost.Address, used)
			}
		}
	}
	nodes := make([]int, len(names))
	for i := range nodes {
		nodes[i] = i
	}
	_, cycles := sortByUse(nodes, func(i int) []link[int] { return links[i] })
	for _, cycle := range cycles {
		d := cycleDiagnostic(cycle, func(i int) string { return names[i].String() })
		if slices.ContainsFunc(cycle, func(s step[int]) bool { return names[s.from].Kind == KindCost && divided[s.place] }) {
			d.Detail += " A cost that is shared with allocate_by is divided by the media costs or returns of its campaigns, so that it uses what they use."
		}
		l.report(d)
	}
}

// weights are what the division of a shared cost uses: what the media costs or the
// returns of all campaigns that bear it refer to.
func (l *loader) weights(owner *Campaign, shared *Cost) []link[Address] {
	if len(shared.SharedWith) == 0 {
		return nil
	}
	bearers := []*Campaign{owner}
	for _, address := range shared.SharedWith {
		if c := l.made.campaigns[address]; c != nil {
			bearers = append(bearers, c)
		}
	}
	var formulas []*Formula
	for _, bearer := range bearers {
		switch shared.AllocateBy {
		case AllocateMedia:
			for _, cost := range bearer.Costs {
				if cost != shared && cost.Category == "ads" {
					formulas = append(formulas, cost.Value)
				}
			}
		case AllocateReturn:
			for _, gain := range bearer.Returns {
				formulas = append(formulas, gain.Value)
			}
		}
	}
	var used []link[Address]
	for _, f := range formulas {
		if f == nil {
			continue
		}
		for _, reference := range f.References() {
			used = append(used, l.usedBy(reference)...)
		}
	}
	return used
}

// usedBy is what a reference needs. The returns of a campaign need none of its
// costs, so that a cost may be divided by them although the campaign bears it.
func (l *loader) usedBy(reference *Reference) []link[Address] {
	campaign := l.made.campaigns[reference.Address]
	if campaign == nil || reference.Attribute != "return" && reference.Attribute != "revenue" {
		return []link[Address]{{to: reference.Address, place: reference.Range}}
	}
	var used []link[Address]
	for _, gain := range campaign.Returns {
		used = append(used, link[Address]{to: gain.Address, place: reference.Range})
	}
	return used
}

// computed says whether blocks of the kind can be part of a cycle. A benefit
// cannot: it stands beside a campaign's figures, so none of them needs it.
func computed(kind Kind) bool {
	switch kind {
	case KindMetric, KindCampaign, KindCost, KindReturn:
		return true
	}
	return false
}

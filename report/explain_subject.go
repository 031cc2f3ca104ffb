package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
)

// subject is a number of a report, with the traces that explain it.
type subject struct {
	address  string
	kpi      *engine.KPIResult      // nil when it is not a KPI
	campaign *engine.CampaignResult // nil when it is not of a campaign
	traces   []*engine.Trace
}

// queries are the ids of all queries behind a subject.
func (s *subject) queries() map[string]bool {
	ids := make(map[string]bool)
	visited := make(map[*engine.Trace]bool)
	for _, trace := range s.traces {
		walk(trace, visited, func(t *engine.Trace) {
			for _, id := range t.Queries {
				ids[id] = true
			}
		})
	}
	return ids
}

// walk visits each part of a trace once.
func walk(t *engine.Trace, visited map[*engine.Trace]bool, visit func(*engine.Trace)) {
	if t == nil || visited[t] {
		return
	}
	visited[t] = true
	visit(t)
	for _, child := range t.Children {
		walk(child, visited, visit)
	}
}

// campaignFigures are the figures of a campaign that are explained, in order.
var campaignFigures = []string{"return", "cost", "net", "roi", "roas"}

// findSubject looks a number up by its address.
func findSubject(doc *Document, address string) (*subject, error) {
	if doc.Result == nil {
		return nil, errNoResult
	}
	subjects := subjectsOf(doc.Result)
	if found, ok := subjects[address]; ok {
		return found, nil
	}
	known := make([]string, 0, len(subjects))
	for name := range subjects {
		known = append(known, name)
	}
	return nil, unknownAddress(address, known)
}

// subjectsOf lists everything that can be explained by its address. A metric is
// explained as the first KPI or campaign that uses it did.
func subjectsOf(r *engine.Result) map[string]*subject {
	subjects := make(map[string]*subject)
	for _, k := range r.KPIs {
		address := k.KPI.Address.String()
		subjects[address] = &subject{address: address, kpi: k, traces: present(k.Trace)}
	}
	for _, c := range r.Campaigns {
		addCampaign(subjects, c)
	}
	visited := make(map[*engine.Trace]bool)
	addMetric := func(t *engine.Trace) {
		if _, known := subjects[t.Label]; !known && strings.HasPrefix(t.Label, string(config.KindMetric)+".") {
			subjects[t.Label] = &subject{address: t.Label, traces: present(t)}
		}
	}
	for _, k := range r.KPIs {
		walk(k.Trace, visited, addMetric)
	}
	for _, c := range r.Campaigns {
		for _, figure := range campaignFigures {
			walk(c.Traces[figure], visited, addMetric)
		}
	}
	return subjects
}

// addCampaign adds a campaign as a whole, its figures, and its lines.
func addCampaign(subjects map[string]*subject, c *engine.CampaignResult) {
	address := c.Window.Name
	if c.Campaign != nil {
		address = c.Campaign.Address.String()
	}
	whole := &subject{address: address, campaign: c}
	for _, figure := range campaignFigures {
		traces := present(c.Traces[figure])
		whole.traces = append(whole.traces, traces...)
		name := address + "." + figure
		subjects[name] = &subject{address: name, campaign: c, traces: traces}
	}
	subjects[address] = whole
	for kind, lines := range map[config.Kind][]engine.Line{
		config.KindCost: c.Costs, config.KindReturn: c.Returns, config.KindBenefit: c.Benefits,
	} {
		for _, line := range lines {
			trace := &engine.Trace{Label: line.Name, Value: line.Amount, Place: line.Place, Note: line.Note, Children: present(line.Trace)}
			name := address + "." + string(kind) + "." + line.Name
			subjects[name] = &subject{address: name, campaign: c, traces: present(trace)}
		}
	}
}

func present(t *engine.Trace) []*engine.Trace {
	if t == nil {
		return nil
	}
	return []*engine.Trace{t}
}

// unknownAddress says that there is no such number, and which one is near.
func unknownAddress(address string, known []string) error {
	slices.Sort(known)
	nearest, distance := "", len(address)/2+1
	for _, name := range known {
		if d := levenshtein.Distance(address, name, nil); d < distance {
			nearest, distance = name, d
		}
	}
	switch {
	case nearest != "":
		return fmt.Errorf("explain %q: this check has no such number; did you mean %q?", address, nearest)
	case len(known) == 0:
		return fmt.Errorf("explain %q: this check judged nothing", address)
	default:
		return fmt.Errorf("explain %q: this check has no such number; it has %s", address, someOf(known))
	}
}

// someOf names a few addresses, as examples.
func someOf(names []string) string {
	if len(names) > 2*addressesNamed {
		return strings.Join(names[:2*addressesNamed], ", ") + fmt.Sprintf(" and %d more", len(names)-2*addressesNamed)
	}
	return strings.Join(names, ", ")
}

package record

import (
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
)

// Declarations digests every block of a configuration that means something for
// a figure or a verdict, so that a later run can say what changed. The settings
// of a connector are left out, since they may hold secrets.
func Declarations(cfg *config.Config) ([]history.Declaration, error) {
	var all []history.Declaration
	add := func(address config.Address, summary summary) error {
		text, err := json.Marshal(summary)
		if err != nil {
			return fmt.Errorf("digest declaration of %s: %w", address, err)
		}
		all = append(all, history.Declaration{Address: address.String(), Kind: string(address.Kind), Summary: string(text)})
		return nil
	}
	var blocks []declared
	for _, c := range cfg.Connectors {
		blocks = append(blocks, declared{c.Address, summary{"type": c.Address.Type}})
	}
	for _, t := range cfg.Trackings {
		blocks = append(blocks, declared{t.Address, trackingSummary(t)})
	}
	for _, m := range cfg.Metrics {
		blocks = append(blocks, declared{m.Address, metricSummary(m)})
	}
	for _, f := range cfg.FX {
		blocks = append(blocks, declared{f.Address, fxSummary(f)})
	}
	for _, c := range cfg.Campaigns {
		blocks = append(blocks, campaignSummaries(c)...)
	}
	for _, g := range cfg.Goals {
		blocks = append(blocks, goalSummaries(g)...)
	}
	for _, block := range blocks {
		if err := add(block.address, block.summary.trimmed()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// declared is a block with its digest.
type declared struct {
	address config.Address
	summary summary
}

// summary is what matters of a block, an attribute a key. JSON sorts the keys,
// so that the same block gives the same text.
type summary map[string]any

// trimmed drops what is not declared.
func (s summary) trimmed() summary {
	for key, v := range s {
		switch v := v.(type) {
		case nil:
			delete(s, key)
		case string:
			if v == "" {
				delete(s, key)
			}
		case int:
			if v == 0 {
				delete(s, key)
			}
		case []string:
			if len(v) == 0 {
				delete(s, key)
			}
		}
	}
	return s
}

func trackingSummary(t *config.Tracking) summary {
	return summary{
		"channel": t.Channel, "source": t.Source, "medium": t.Medium, "campaign": t.Campaign,
		"content": t.Content, "term": t.Term, "id": t.ID, "promo_codes": t.PromoCodes, "landing": t.Landing,
	}
}

func metricSummary(m *config.Metric) summary {
	s := summary{
		"report": m.Report, "measure": m.Measure, "value": formulaText(m.Value),
		"where": matches(m.Where), "except": matches(m.Except), "tracking": trackingNames(m.Tracking),
		"unit": string(m.Unit), "kind": string(m.Kind), "stage": m.Stage,
	}
	if m.Value == nil {
		s["source"] = m.Source.String()
	}
	if len(m.Options) > 0 {
		s["options"] = m.Options
	}
	return s
}

func fxSummary(f *config.FX) summary {
	return summary{
		"from": f.From, "to": f.To, "rate": value.Exact(f.Rate), "path": f.Path,
		"date_column": f.DateColumn, "date_format": f.DateFormat, "rate_column": f.RateColumn,
		"decimal": f.Decimal, "delimiter": f.Delimiter, "encoding": f.Encoding,
		"max_age": f.MaxAge, "where": matches(f.Where),
	}
}

// matches digests conditions; nil when there are none.
func matches(conditions []config.Match) any {
	if len(conditions) == 0 {
		return nil
	}
	byDimension := make(map[string][]string, len(conditions))
	for _, c := range conditions {
		byDimension[c.Dimension] = append(byDimension[c.Dimension], c.Values...)
	}
	return byDimension
}

func trackingNames(codes []*config.Tracking) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code.Address.String()
	}
	return names
}

// spanText writes a number or a range exactly; "" for nil.
func spanText(s *config.Span) string {
	if s == nil {
		return ""
	}
	if s.Low.Cmp(s.High) == 0 {
		return value.Exact(s.Low)
	}
	return value.Exact(s.Low) + ".." + value.Exact(s.High)
}

// amountText writes an amount exactly; "" for nil.
func amountText(a *config.Amount) string {
	if a == nil {
		return ""
	}
	return ratText(a.Value)
}

func ratText(r *big.Rat) string { return value.Exact(r) }

package report

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Quality is what is wrong with the reports of a property. The zero value is
// complete and exact data, with small groups of people withheld from nobody.
type Quality struct {
	// SampleRate is the share of the sessions that is read, above 0 and below 1; 0 reads all.
	SampleRate float64 `json:"sampleRate"`
	// MinUsers withholds rows with fewer users where a request reads who people are; 0 withholds
	// none, though the report is still marked as subject to thresholding.
	MinUsers int `json:"minUsers"`
	// MaxCombinations folds the rarest combinations of dimensions above this number into (other); 0 has no limit.
	MaxCombinations int `json:"maxCombinations"`
	// NoCost and NoRevenue hide data from the caller's role: hidden metrics are zero.
	NoCost    bool `json:"noCost"`
	NoRevenue bool `json:"noRevenue"`
	// RetainedSince is the first day, YYYY-MM-DD, that can be served; empty has no limit.
	RetainedSince string `json:"retainedSince"`
	// EmptyReason is told with reports without rows.
	EmptyReason string `json:"emptyReason"`
}

// hidden returns which data a role may not see.
func (q Quality) hidden() []string {
	var data []string
	if q.NoCost {
		data = append(data, "COST_DATA")
	}
	if q.NoRevenue {
		data = append(data, "REVENUE_DATA")
	}
	return data
}

// retention cuts off the days that cannot be served.
func (p *plan) retention() {
	if day, err := world.ParseDay(p.Quality.RetainedSince); err == nil {
		p.query.Since = day
	}
}

// withhold takes away what the caller may not see: the values of hidden metrics, and
// rows of too few people. Totals keep what rows have lost.
func (p *plan) withhold(result *cube.Result) {
	for i := range p.query.Metrics {
		if p.restriction(i) == "" {
			continue
		}
		for _, rows := range [][]cube.Row{result.Rows, result.Totals} {
			for _, row := range rows {
				row.Values[i] = 0
			}
		}
	}
	if p.demographic() {
		result.Rows = slices.DeleteFunc(result.Rows, func(row cube.Row) bool { return row.Users < p.Quality.MinUsers })
	}
}

// restriction returns which data a metric shows that the role may not see.
func (p *plan) restriction(metric int) string {
	for _, m := range p.query.Metrics[metric].Of {
		if slices.Contains(p.Quality.hidden(), m.Restricted) {
			return m.Restricted
		}
	}
	return ""
}

func (p *plan) metadata(result *cube.Result, rows int) wire.Metadata {
	meta := wire.Metadata{
		CurrencyCode: p.currency, TimeZone: p.Property.Zone.String(),
		DataLossFromOtherRow: result.Folded, SubjectToThresholding: p.demographic(),
	}
	if rows == 0 {
		meta.EmptyReason = p.Quality.EmptyReason
	}
	if rate := p.Quality.SampleRate; rate > 0 && rate < 1 {
		for i := range p.query.Ranges {
			meta.Samplings = append(meta.Samplings, wire.Sampling{SamplesReadCount: result.Read[i], SamplingSpaceSize: result.Space[i]})
		}
	}
	restricted := &wire.SchemaRestriction{}
	for i, m := range p.query.Metrics {
		if data := p.restriction(i); data != "" {
			restricted.ActiveMetricRestrictions = append(restricted.ActiveMetricRestrictions,
				wire.MetricRestriction{MetricName: m.Name, RestrictedMetricTypes: []string{data}})
		}
	}
	if restricted.ActiveMetricRestrictions != nil {
		meta.SchemaRestriction = restricted
	}
	meta.Truncations = p.truncations()
	return meta
}

// truncations names the dates that are asked for and cannot be served.
func (p *plan) truncations() []wire.Truncation {
	cut := wire.Truncation{
		Type: "DATA_TRUNCATION_TYPE_PROPERTY", Date: p.query.Since.String(),
		Message: fmt.Sprintf("Data before %s is not available because of the property's data retention.", p.query.Since),
	}
	for _, r := range p.query.Ranges {
		if r.First < p.query.Since {
			cut.DateRanges = append(cut.DateRanges, wire.TruncatedDates{StartDate: r.First.String(), EndDate: min(r.Last, p.query.Since-1).String()})
		}
	}
	if cut.DateRanges == nil {
		return nil
	}
	return []wire.Truncation{cut}
}

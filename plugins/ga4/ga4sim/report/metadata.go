package report

import (
	"fmt"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Metadata answers getMetadata. A nil property, whose identifier is 0, has the universal
// fields only.
func Metadata(p *world.Property, quality Quality) wire.PropertyMetadata {
	meta := wire.PropertyMetadata{Name: "properties/0/metadata"}
	if p != nil {
		meta.Name = fmt.Sprintf("properties/%s/metadata", p.ID)
		meta.Comparisons = comparisons
	}
	for _, d := range cube.Dimensions(p) {
		meta.Dimensions = append(meta.Dimensions, describeDimension(d))
	}
	for _, m := range cube.Metrics(p) {
		meta.Metrics = append(meta.Metrics, describeMetric(m, quality))
	}
	return meta
}

func describeDimension(d cube.Dimension) wire.FieldMetadata {
	return wire.FieldMetadata{
		APIName: d.Name, UIName: d.UI, Description: d.UI + ".", DeprecatedAPINames: d.Deprecated, CustomDefinition: d.Custom, Category: d.Category,
	}
}

func describeMetric(m cube.Metric, quality Quality) wire.FieldMetadata {
	field := wire.FieldMetadata{
		APIName: m.Name, UIName: m.UI, Description: m.UI + ".", DeprecatedAPINames: m.Deprecated, Type: m.Type, CustomDefinition: m.Custom, Category: m.Category,
	}
	switch {
	case m.Restricted == "COST_DATA" && quality.NoCost:
		field.BlockedReasons = []string{"NO_COST_METRICS"}
	case m.Restricted == "REVENUE_DATA" && quality.NoRevenue:
		field.BlockedReasons = []string{"NO_REVENUE_METRICS"}
	}
	return field
}

// comparisons are some of those that every property has.
var comparisons = []wire.ComparisonMetadata{
	{APIName: "comparisons/allUsers", UIName: "All Users", Description: "All Users"},
	{APIName: "comparisons/directTraffic", UIName: "Direct traffic", Description: "Direct traffic"},
	{APIName: "comparisons/organicTraffic", UIName: "Organic traffic", Description: "Organic traffic"},
	{APIName: "comparisons/paidTraffic", UIName: "Paid traffic", Description: "Paid traffic"},
	{APIName: "comparisons/mobileTraffic", UIName: "Mobile traffic", Description: "Mobile traffic"},
	{APIName: "comparisons/tabletTraffic", UIName: "Tablet traffic", Description: "Tablet traffic"},
}

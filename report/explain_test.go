package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report"
)

func explain(t *testing.T, doc *report.Document, address string, opts report.ExplainOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.Explain(&out, doc, address, opts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExplain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, address string
		width         int
	}{
		{"kpi-80", "goal.sales.cpa", 80},
		{"kpi-40", "goal.sales.cpa", 40},
		{"undefined", "goal.sales.refund_rate", 80},
		{"campaign", "campaign.spring", 100},
		{"figure", "campaign.spring.roi", 80},
		{"line", "campaign.spring.cost.time", 80},
		{"metric", "metric.spend", 80},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			golden(t, "explain/"+test.name+".txt", explain(t, explained(), test.address, report.ExplainOptions{Width: test.width}))
			var document bytes.Buffer
			if err := report.ExplainJSON(&document, explained(), test.address); err != nil {
				t.Fatal(err)
			}
			if test.width == 80 {
				golden(t, "explain/"+test.name+".json", document.Bytes())
			}
		})
	}
}

// explained is the quickstart with traces everywhere.
func explained() *report.Document {
	doc := quickstart()
	cpa := doc.Result.KPIs[1]
	cpa.Flags = []string{"partial"}
	refunds := doc.Result.KPIs[4]
	refunds.Trace = &engine.Trace{
		Label: "metric.refunds / metric.orders", Value: refunds.Actual, Place: at("goals.roi.hcl", 45),
		Children: []*engine.Trace{
			{Label: "metric.refunds", Value: counts("3"), Place: at("metrics.roi.hcl", 20), Queries: []string{"q2"}},
			{Label: "metric.orders", Value: counts("0"), Place: at("metrics.roi.hcl", 5), Queries: []string{"q2"}},
		},
	}
	c := doc.Result.Campaigns[0]
	ads := &engine.Trace{Label: "metric.spend", Value: euros("8000"), Place: at("metrics.roi.hcl", 1), Queries: []string{"q1"}}
	c.Costs[0].Trace = ads
	cost := &engine.Trace{Label: "cost", Value: c.Cost, Place: at("campaigns.roi.hcl", 1), Children: []*engine.Trace{
		{Label: "ads", Value: euros("8000"), Place: c.Costs[0].Place, Children: []*engine.Trace{ads}},
		{Label: "time", Value: euros("280"), Place: c.Costs[1].Place, Note: c.Costs[1].Note},
		{Label: "tools", Value: c.Costs[2].Amount, Place: c.Costs[2].Place, Note: c.Costs[2].Note},
	}}
	returned := &engine.Trace{Label: "return", Value: c.Return, Place: at("campaigns.roi.hcl", 1), Children: []*engine.Trace{
		{Label: "orders", Value: euros("50000"), Note: "margin of 40 % on revenue", Place: c.Returns[0].Place},
	}}
	c.Traces["cost"], c.Traces["return"] = cost, returned
	c.Traces["net"] = &engine.Trace{Label: "return - cost", Value: c.Net, Children: []*engine.Trace{returned, cost}}
	c.Traces["roi"].Children = []*engine.Trace{returned, cost}
	return doc
}

// Operators inside a formula are shown by the text that they stand in.
func TestExplainShowsTheSourceOfOperators(t *testing.T) {
	t.Parallel()
	source := "value = (metric.a + metric.b) / metric.c\n"
	within := func(text string) hcl.Range {
		i := strings.Index(source, text)
		return hcl.Range{Filename: "m.roi.hcl", Start: hcl.Pos{Line: 1, Column: i + 1, Byte: i}, End: hcl.Pos{Line: 1, Column: i + 1 + len(text), Byte: i + len(text)}}
	}
	doc := oneKPI()
	doc.Files = filesOf(map[string]string{"m.roi.hcl": source})
	doc.Result.KPIs[0].Trace = &engine.Trace{
		Label: "(metric.a + metric.b) / metric.c", Value: ratios("2/3"),
		Children: []*engine.Trace{{Label: "+", Value: counts("2"), Place: within("metric.a + metric.b")}, {Label: "metric.c", Value: counts("3")}},
	}
	out := explain(t, doc, "goal.sales.orders", report.ExplainOptions{Width: 80})
	for _, want := range []string{"metric.a + metric.b = 2", "= 0.667 (0.6666666666666667)"} {
		if !contains(out, want) {
			t.Errorf("want %q in:\n%s", want, out)
		}
	}
}

// A metric that is used many times is shown once, so that an explanation does
// not grow with every use.
func TestExplainShowsRepeatedPartsOnce(t *testing.T) {
	t.Parallel()
	doc := oneKPI()
	part := &engine.Trace{Label: "metric.m0", Value: counts("1")}
	for i := 1; i <= 24; i++ { // 2^24 lines if every use were shown
		part = &engine.Trace{Label: fmt.Sprintf("metric.m%d", i), Value: counts("1"), Children: []*engine.Trace{part, part}}
	}
	doc.Result.KPIs[0].Trace = part
	out := explain(t, doc, "goal.sales.orders", report.ExplainOptions{Width: 120})
	if lines := bytes.Count(out, []byte("\n")); lines > 200 {
		t.Errorf("the explanation has %d lines", lines)
	}
	var document bytes.Buffer
	if err := report.ExplainJSON(&document, doc, "goal.sales.orders"); err != nil {
		t.Fatal(err)
	}
	if document.Len() > 100_000 {
		t.Errorf("the document has %d bytes", document.Len())
	}
	if !contains(out, "shown above") {
		t.Errorf("repeated parts are not marked:\n%s", out)
	}
}

func TestExplainUnknownAddress(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"goal.sales.cap":      `did you mean "goal.sales.cpa"?`,
		"campaign.sprnig.roi": `did you mean "campaign.spring.roi"?`,
		"xyz":                 "it has campaign.spring",
	} {
		err := report.Explain(&bytes.Buffer{}, quickstart(), address, report.ExplainOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("explain %s: %v, want %q in it", address, err, want)
		}
		if jsonErr := report.ExplainJSON(&bytes.Buffer{}, quickstart(), address); jsonErr == nil || jsonErr.Error() != err.Error() {
			t.Errorf("the JSON form says %v, the other %v", jsonErr, err)
		}
	}
	if err := report.Explain(&bytes.Buffer{}, broken(), "goal.a.b", report.ExplainOptions{}); err == nil || !strings.Contains(err.Error(), "judged nothing") {
		t.Errorf("a run without KPIs: %v", err)
	}
}

func TestExplainStaysInside(t *testing.T) {
	t.Parallel()
	doc := hostile()
	address := doc.Result.KPIs[0].KPI.Address.String()
	for width := 40; width < 140; width += 7 {
		checkSafe(t, fmt.Sprintf("explain at %d", width), explain(t, doc, address, report.ExplainOptions{Width: width}), width)
	}
}

package connectortest

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/roictl/roictl/connector"
)

// checkSettings gives the connector settings that make no sense. It may refuse
// them in its own words, or take them where it needs none of what is wrong; it
// must not crash.
func checkSettings(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	for _, config := range []string{``, `null`, `{}`, `[]`, `"text"`, `{"` + strings.Repeat("x", 1000) + `": 1}`, r.mistyped()} {
		settings := r.suite.Settings
		settings.Config = json.RawMessage(config)
		handle, end, ok := r.open(ctx)
		if !ok {
			return
		}
		_, diags, err := handle.ValidateConfig(ctx, settings)
		r.noCrash("ValidateConfig", config, diags, err)
		diags, err = handle.Configure(ctx, settings)
		r.noCrash("Open", config, diags, err)
		end()
	}
}

// mistyped is a configuration in which every attribute has a wrong type.
func (r *run) mistyped() string {
	wrong := make(map[string]any)
	for _, a := range r.description.Config.Attributes {
		wrong[a.Name] = []any{map[string]any{"unexpected": 1}}
	}
	for _, b := range r.description.Config.Blocks {
		wrong[b.Name] = 7
	}
	return asJSON(wrong)
}

func (r *run) noCrash(call, input string, diags connector.Diagnostics, err error) {
	if len(input) > 200 {
		input = input[:200] + " …"
	}
	for _, d := range diags {
		if d.Code == connector.CodePanic {
			r.problemf("%s crashes on %s: %s", call, input, d.Detail)
		}
		if d.Summary == "" || d.Code == "" {
			r.problemf("%s reports on %s without a code or a summary: %+v", call, input, d)
		}
	}
	if err != nil {
		r.problemf("%s cannot be asked about %s: %v", call, input, err)
	}
}

// checkNames asks for what there is not. The answer is an error in the
// connector's words, never a crash, and never a result that looks like one.
func checkNames(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	const nobody = "conformance_kit_unknown_name"
	changes := []func(*connector.Query){func(q *connector.Query) { q.Report = nobody }}
	if !r.report.Open {
		changes = append(changes,
			func(q *connector.Query) { q.Measures = append([]string{nobody}, q.Measures...) },
			func(q *connector.Query) { q.Dimensions = append([]string{nobody}, q.Dimensions...) })
	}
	for _, change := range changes {
		query := r.query
		change(&query)
		_, diags, err := handle.Query(ctx, query, &answer{})
		r.noCrash("Query", describeQuery(query), diags, err)
		if err == nil && !diags.HasErrors() {
			r.problemf("a query for a name that does not exist succeeds: report %q, %s", query.Report, describeQuery(query))
		}
	}
}

package connectortest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
)

// checkSecret makes every call, with good and with bad input, and looks for the
// canary in all that comes back and in the log.
func checkSecret(ctx context.Context, r *run) {
	canary := r.suite.Canary
	if canary == "" {
		return
	}
	if given := string(r.suite.Settings.Config) + fmt.Sprint(r.suite.Settings.Credential.AccessToken, r.suite.Settings.Credential.Extra); !strings.Contains(given, canary) {
		r.problemf("the suite's canary is not in its settings, so that this proves nothing")
		return
	}
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	r.search("Describe", r.description)
	reports, diags, err := handle.ValidateConfig(ctx, r.suite.Settings)
	r.search("ValidateConfig", reports, diags, err)
	test, err := handle.TestConnection(ctx)
	r.search("TestConnection", test, err)
	plan, err := handle.PlanQuery(ctx, r.query)
	r.search("PlanQuery", plan, err)
	r.searchQuery(ctx, handle, r.query)
	unknown := r.query
	unknown.Report = canary + "-report"
	_, diags, err = handle.Query(ctx, unknown, &answer{})
	r.search("Query of an unknown report", diags, err)
	end()

	spoilt := r.suite.Settings
	spoilt.Config = json.RawMessage(strings.Replace(string(spoilt.Config), "{", `{"`+canary+`": true,`, 1))
	if handle, end, ok := r.open(ctx); ok {
		diags, err := handle.Configure(ctx, spoilt)
		r.search("Open with settings it does not know", diags, err)
		end()
	}
	if log := r.way.log.String(); strings.Contains(log, canary) {
		r.problemf("the secret is in the log")
	}
}

func (r *run) searchQuery(ctx context.Context, handle connector.Handle, query connector.Query) {
	a := &answer{}
	trailer, diags, err := handle.Query(ctx, query, a)
	r.search("Query", a.header, a.progress, trailer, diags, err)
	for _, row := range a.rows {
		if strings.Contains(row.key(), r.suite.Canary) {
			r.problemf("the secret is in a row")
			return
		}
	}
}

// search looks for the secret in answers.
func (r *run) search(call string, answers ...any) {
	for _, a := range answers {
		text := asJSON(a)
		if err, ok := a.(error); ok && err != nil {
			text = err.Error()
		}
		if strings.Contains(text, r.suite.Canary) {
			r.problemf("the secret is in the answer of %s", call)
		}
	}
}

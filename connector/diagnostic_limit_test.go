package connector_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// A connector that complains without end says what it has to say, and how often:
// what a host keeps does not grow with it. An error among warnings stays.
func TestManyDiagnostics(t *testing.T) {
	t.Parallel()
	for name, reach := range handles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handle := configured(t, reach(t, scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
				_ = out.Header(dailyHeader)
				for i := range 5000 {
					out.Warn(connector.NewWarning("BAD_CELL", "Bad cell", fmt.Sprintf("cell %d", i)))
				}
				for i := range 1000 { // 180 more are kept of these: 200 warnings in all
					out.Warn(connector.NewWarning(fmt.Sprintf("KIND_%d", i), "Some kind", ""))
				}
				return connector.Diagnostics{connector.NewError("BROKEN", "Broken", "")}
			}}))
			_, diags, err := handle.Query(t.Context(), daily, &collected{})
			if err != nil {
				t.Fatal(err)
			}
			counts := make(map[string]int)
			var more []string
			for _, d := range diags {
				kind, _, _ := strings.Cut(d.Code, "_")
				counts[kind]++
				if d.Code == connector.CodeLeftOut {
					more = append(more, d.Summary+": "+d.Detail)
				}
			}
			if diff := cmp.Diff(map[string]int{"BAD": 20, "KIND": 180, "BROKEN": 1, "DIAGNOSTICS": 2}, counts); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
			want := []string{
				"Bad cell: And 4980 more of this kind, which are not shown.",
				"Much more to report: And 820 more of further kinds, which are not shown.",
			}
			if diff := cmp.Diff(want, more); diff != "" {
				t.Errorf("left out (-want +got):\n%s", diff)
			}
			if !diags.HasErrors() {
				t.Error("the error is lost among the warnings")
			}
		})
	}
}

// What nobody can grade may be grave, and is the connector's fault. A summary is
// never empty.
func TestUnknownSeverity(t *testing.T) {
	t.Parallel()
	for name, reach := range handles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handle := configured(t, reach(t, scripted{query: func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
				_ = out.Header(dailyHeader)
				return connector.Diagnostics{
					{Severity: "fatal", Summary: "Disk full", Detail: "No space is left."},
					{Severity: connector.SeverityWarning, Code: "ODD"},
				}
			}}))
			trailer, diags, err := handle.Query(t.Context(), daily, &collected{})
			if err != nil || trailer.Rows != 0 || len(diags) != 2 {
				t.Fatalf("trailer %v, diagnostics %v, error %v; want two diagnostics", trailer, diags, err)
			}
			const want = `The answer cannot be trusted: the connector reported something with the unknown severity "fatal": Disk full. No space is left.`
			if d := diags[0]; d.Severity != connector.SeverityError || d.Code != connector.CodeProtocol || d.Detail != want {
				t.Errorf("%s %s %q, want an error %s %q", d.Severity, d.Code, d.Detail, connector.CodeProtocol, want)
			}
			if got := diags[1].Summary; got != "ODD" {
				t.Errorf("summary %q, want the code", got)
			}
		})
	}
}

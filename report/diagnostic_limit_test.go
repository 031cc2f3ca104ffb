package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/report"
)

// complaints returns errors and warnings, the warnings first.
func complaints(errors, warnings int) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for i := range warnings {
		diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagWarning, Summary: fmt.Sprintf("Caution %d", i)})
	}
	for i := range errors {
		diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: fmt.Sprintf("Mistake %d", i)})
	}
	return diags
}

// What nobody can read is counted rather than printed, and no error is left out
// for the sake of a warning.
func TestDiagnosticsAreLimited(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		errors, warnings           int
		shownErrors, shownWarnings int
		note                       string
	}{
		{50, 0, 50, 0, ""},
		{51, 0, 50, 0, "Error: 1 more error\n"},
		{5000, 3, 50, 0, "Error: 4950 more errors and 3 more warnings\n"},
		{3, 200_000, 3, 47, "Warning: 199953 more warnings\n"},
		{0, 51, 0, 50, "Warning: 1 more warning\n"},
	} {
		var out bytes.Buffer
		if err := report.Diagnostics(&out, complaints(test.errors, test.warnings), nil, report.DiagnosticOptions{}); err != nil {
			t.Fatal(err)
		}
		shown := out.String()
		if e, w := strings.Count(shown, "Mistake"), strings.Count(shown, "Caution"); e != test.shownErrors || w != test.shownWarnings {
			t.Errorf("%d errors and %d warnings: %d and %d are shown, want %d and %d", test.errors, test.warnings, e, w, test.shownErrors, test.shownWarnings)
		}
		if strings.Contains(shown, " more ") != (test.note != "") || !strings.Contains(shown, test.note) {
			t.Errorf("%d errors and %d warnings: want %q in the last lines of\n%s", test.errors, test.warnings, test.note, shown[max(0, len(shown)-300):])
		}
	}
}

// A document counts all of them and holds a thousand.
func TestDiagnosticsInDocumentsAreLimited(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := report.DiagnosticsJSON(&out, complaints(1500, 2), nil); err != nil {
		t.Fatal(err)
	}
	var document struct {
		Errors      int `json:"error_count"`
		Warnings    int `json:"warning_count"`
		Diagnostics []struct{ Code, Summary string }
	}
	if err := json.Unmarshal(out.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	if document.Errors != 1500 || document.Warnings != 2 || len(document.Diagnostics) != 1001 {
		t.Errorf("%d errors, %d warnings and %d diagnostics, want 1500, 2 and 1001", document.Errors, document.Warnings, len(document.Diagnostics))
	}
	if last := document.Diagnostics[1000]; last.Code != "OMITTED" || last.Summary != "500 more errors and 2 more warnings" {
		t.Errorf("the last one is %+v", last)
	}
}

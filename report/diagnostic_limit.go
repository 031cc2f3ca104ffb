package report

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// How many diagnostics are shown: more than these nobody reads, and a file that
// is no text at all, or a broken connector, can have hundreds of thousands.
const (
	mostOnTerminal = 50
	mostInDocument = 1000
)

// codeOmitted is the code of the last diagnostic where some are left out.
const codeOmitted config.Code = "OMITTED"

// limited returns at most so many diagnostics in their order, errors rather than
// warnings, and where some are left out one more that counts them.
func limited(diags hcl.Diagnostics, most int) hcl.Diagnostics {
	if len(diags) <= most {
		return diags
	}
	errors := 0
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			errors++
		}
	}
	keepErrors := min(errors, most)
	keepWarnings := min(len(diags)-errors, most-keepErrors)
	note := omission(errors-keepErrors, len(diags)-errors-keepWarnings)
	kept := make(hcl.Diagnostics, 0, most+1)
	for _, d := range diags {
		room := &keepWarnings
		if d.Severity == hcl.DiagError {
			room = &keepErrors
		}
		if *room > 0 {
			*room--
			kept = append(kept, d)
		}
	}
	return append(kept, note)
}

// omission says how many diagnostics are left out.
func omission(errors, warnings int) *hcl.Diagnostic {
	d := &hcl.Diagnostic{
		Severity: hcl.DiagWarning,
		Detail:   "They are not shown. Mend the ones that are, which may be the reason for others, and run the command again.",
		Extra:    codeOmitted,
	}
	switch left := counted(warnings, "more warning", "more warnings"); {
	case errors == 0:
		d.Summary = left
	case warnings == 0:
		d.Severity, d.Summary = hcl.DiagError, counted(errors, "more error", "more errors")
	default:
		d.Severity, d.Summary = hcl.DiagError, fmt.Sprintf("%s and %s", counted(errors, "more error", "more errors"), left)
	}
	return d
}

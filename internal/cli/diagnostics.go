package cli

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report"
)

// withSource is diagnostics with the files that they point into, so that they
// can travel as one error.
type withSource struct {
	hcl.Diagnostics
	Files *config.Sources
}

// Unwrap lets errors.As find the diagnostics.
func (w withSource) Unwrap() error { return w.Diagnostics }

// diagnose shows what there is to say on the standard error, with the source
// lines it is about where they are known.
func (s *session) diagnose(diags hcl.Diagnostics, files *config.Sources) {
	if len(diags) == 0 {
		return
	}
	// Where the standard error cannot be written to, there is nobody to tell.
	_ = report.Diagnostics(s.Stderr, diags, files, report.DiagnosticOptions{
		Width: s.columns(),
		Color: chooseColors(s.State, s.noColor).Stderr,
		Box:   s.Terminal.Stderr,
	})
}

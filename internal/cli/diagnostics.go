package cli

import (
	"github.com/hashicorp/hcl/v2"
)

// withSource is diagnostics with the files that they point into, so that they
// can travel as one error.
type withSource struct {
	hcl.Diagnostics
	Files map[string]*hcl.File
}

// Unwrap lets errors.As find the diagnostics.
func (w withSource) Unwrap() error { return w.Diagnostics }

// diagnose shows what there is to say on the standard error, with the source
// lines it is about where they are known.
func (s *session) diagnose(diags hcl.Diagnostics, files map[string]*hcl.File) {
	if len(diags) == 0 {
		return
	}
	writer := hcl.NewDiagnosticTextWriter(s.Stderr, files, uint(s.columns()), chooseColors(s.State, s.noColor).Stderr)
	_ = writer.WriteDiagnostics(diags)
}

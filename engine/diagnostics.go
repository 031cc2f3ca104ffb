package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// translate turns what a connector has to say into diagnostics at the user's
// own lines.
// Secrets are masked: the connector was given them in the clear, and may quote
// them.
func translate(src *source, found connector.Diagnostics) hcl.Diagnostics {
	diags := translateAt(found, func(path []connector.PathStep) hcl.Range {
		return src.decl.Locate(src.description.Config, path)
	})
	for _, d := range diags {
		d.Summary, d.Detail = src.masked(d.Summary), src.masked(d.Detail)
		if extra, ok := d.Extra.(told); ok {
			extra.reason = src.masked(extra.reason)
			d.Extra = extra
		}
	}
	return diags
}

// masked hides the sensitive values of a source's block, and the credentials it
// was given, in a text that its connector wrote.
func (s *source) masked(text string) string { return s.secrets.Text(text) }

// translateAt does so with a function that finds the place of a path.
func translateAt(found connector.Diagnostics, locate func([]connector.PathStep) hcl.Range) hcl.Diagnostics {
	diags := make(hcl.Diagnostics, 0, len(found))
	for _, d := range found {
		severity := hcl.DiagWarning
		if d.Severity == connector.SeverityError {
			severity = hcl.DiagError
		}
		asked, _ := connector.AskedAt(d.Path)
		diags = append(diags, &hcl.Diagnostic{
			Severity: severity,
			Summary:  d.Summary,
			Detail:   detailOf(d),
			Subject:  locate(d.Path).Ptr(),
			Extra:    told{Code: config.Code(d.Code), reason: reasonOf(d), asked: asked, about: aboutOf(d)},
		})
	}
	return diags
}

// detailOf writes a connector's detail, the place in its data and its hint as
// paragraphs.
func detailOf(d connector.Diagnostic) string {
	var parts []string
	if d.Location != nil {
		parts = append(parts, locationText(*d.Location))
	}
	for _, text := range []string{d.Detail, d.Hint, d.DocsURL} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

func locationText(l connector.Location) string {
	place := "In " + l.File
	if l.Line > 0 {
		place += fmt.Sprintf(", line %d", l.Line)
	}
	if l.Column > 0 {
		place += fmt.Sprintf(", column %d", l.Column)
	}
	if l.Text != "" {
		place += fmt.Sprintf(": %q", l.Text)
	}
	return place
}

// sourceFailure says that a connector could not be asked, as opposed to having
// something to say.
func sourceFailure(src *source, attempt string, err error) *hcl.Diagnostic {
	if b, ok := asBreach(err); ok {
		return breach(src, b)
	}
	// Hosts name the connector in their errors, for those who show nothing else.
	reason := strings.TrimPrefix(err.Error(), src.decl.Address.String()+": ")
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Connector failed",
		Detail:   src.masked(fmt.Sprintf("%s failed to %s: %s", src.decl.Address, attempt, reason)),
		Subject:  src.decl.Range.Ptr(),
		Extra:    codeConnectorFailed,
	}
}

// firstError returns the first error among diagnostics; nil when there is none.
func firstError(diags hcl.Diagnostics) *hcl.Diagnostic {
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			return d
		}
	}
	return nil
}

// told is the extra of a diagnostic that a connector wrote.
type told struct {
	config.Code
	reason string // its detail in a line, with the place in the data
	asked  connector.Asked
	about  about
}

// reasonOf says in a line what is wrong and where.
func reasonOf(d connector.Diagnostic) string {
	reason, _, _ := strings.Cut(d.Detail, "\n\n")
	if d.Location == nil {
		return reason
	}
	place := *d.Location
	place.Text = "" // which is longer than a reason should be
	if reason == "" {
		return locationText(place)
	}
	return fmt.Sprintf("%s (%s).", strings.TrimSuffix(reason, "."), strings.Replace(locationText(place), "In ", "in ", 1))
}

// firstSentence shortens a diagnostic to one line for a status reason.
func firstSentence(d *hcl.Diagnostic) string {
	detail, _, _ := strings.Cut(d.Detail, "\n\n")
	if extra, ok := d.Extra.(told); ok {
		detail = extra.reason
	}
	if detail == "" {
		return d.Summary
	}
	return d.Summary + ": " + strings.ReplaceAll(detail, "\n", " ")
}

// sorted puts diagnostics in the order of their places in the files, those
// without one last, and drops what several queries have said alike. It copies.
func sorted(diags hcl.Diagnostics) hcl.Diagnostics {
	ordered := slices.Clone(diags)
	slices.SortStableFunc(ordered, func(a, b *hcl.Diagnostic) int {
		switch {
		case a.Subject == nil && b.Subject == nil:
			return 0
		case a.Subject == nil:
			return 1
		case b.Subject == nil:
			return -1
		}
		return cmp.Or(cmp.Compare(a.Subject.Filename, b.Subject.Filename), cmp.Compare(a.Subject.Start.Byte, b.Subject.Start.Byte))
	})
	type content struct {
		severity        hcl.DiagnosticSeverity
		summary, detail string
		place           hcl.Range
	}
	told := make(map[content]bool, len(ordered))
	return slices.DeleteFunc(ordered, func(d *hcl.Diagnostic) bool {
		key := content{severity: d.Severity, summary: d.Summary, detail: d.Detail}
		if d.Subject != nil {
			key.place = *d.Subject
		}
		repeated := told[key]
		told[key] = true
		return repeated
	})
}

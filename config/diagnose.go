package config

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// fault returns an error at a place.
func fault(code Code, place hcl.Range, summary, detail string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(detail, args...),
		Subject:  &place,
		Extra:    code,
	}
}

// caution returns a warning at a place.
func caution(code Code, place hcl.Range, summary, detail string, args ...any) *hcl.Diagnostic {
	d := fault(code, place, summary, detail, args...)
	d.Severity = hcl.DiagWarning
	return d
}

// within adds the enclosing range to diagnostics that have none, where it really
// encloses them.
func within(context hcl.Range, diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		if d.Context == nil && d.Subject != nil && encloses(context, *d.Subject) {
			d.Context = &context
		}
	}
	return diags
}

func encloses(outer, inner hcl.Range) bool {
	return outer.Filename == inner.Filename && outer.Start.Byte <= inner.Start.Byte && inner.End.Byte <= outer.End.Byte
}

// at writes a place for the middle of a sentence: goals.roi.hcl line 12.
func at(r hcl.Range) string { return fmt.Sprintf("%s line %d", r.Filename, r.Start.Line) }

// repeatsShown is how many diagnostics with one summary and place are kept: a
// mistake in a block with a thousand instances is one mistake.
const repeatsShown = 3

// inOrder sorts diagnostics by place, those without a place first, and drops
// repetitions.
func inOrder(diags hcl.Diagnostics) hcl.Diagnostics {
	slices.SortStableFunc(diags, func(a, b *hcl.Diagnostic) int {
		if a.Subject == nil || b.Subject == nil {
			return cmp.Compare(hasPlace(a), hasPlace(b))
		}
		return cmp.Or(
			cmp.Compare(a.Subject.Filename, b.Subject.Filename),
			cmp.Compare(a.Subject.Start.Byte, b.Subject.Start.Byte),
			cmp.Compare(a.Subject.End.Byte, b.Subject.End.Byte),
		)
	})
	type place struct {
		summary    string
		file       string
		start, end int
	}
	shown := make(map[place]int)
	seen := make(map[place]string)
	return slices.DeleteFunc(diags, func(d *hcl.Diagnostic) bool {
		if d.Subject == nil {
			return false
		}
		key := place{d.Summary, d.Subject.Filename, d.Subject.Start.Byte, d.Subject.End.Byte}
		if shown[key] > 0 && seen[key] == d.Detail || shown[key] >= repeatsShown {
			return true
		}
		shown[key]++
		seen[key] = d.Detail
		return false
	})
}

func hasPlace(d *hcl.Diagnostic) int {
	if d.Subject == nil {
		return 0
	}
	return 1
}

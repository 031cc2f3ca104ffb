package hclfmt

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/rogpeppe/go-internal/diff"
)

// Source returns the source in canonical layout. The name stands in the
// diagnostics of a source that does not parse; such a source is never laid out,
// since its tokens may not mean what they look like.
func Source(source []byte, name string) ([]byte, hcl.Diagnostics) {
	_, diags := hclsyntax.ParseConfig(source, name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, diags
	}
	return hclwrite.Format(source), nil
}

// Diff returns the change of layout as a unified diff; empty when there is none.
func Diff(name string, before, after []byte) []byte {
	if bytes.Equal(before, after) {
		return nil
	}
	return diff.Diff("old/"+name, before, "new/"+name, after)
}

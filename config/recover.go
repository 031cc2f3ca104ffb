package config

import (
	"bytes"
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// blockStart is a line that opens a top-level block as `roictl fmt` writes it.
var blockStart = regexp.MustCompile(`(?m)^[a-z_]+(?:[ \t]+"[^"\n]*")*[ \t]*\{`)

// recovered parses a file with syntax errors block by block, so that a bracket
// that is never closed takes only its own block with it. The parser alone would
// drop everything that follows.
func recovered(name string, src []byte) (*hcl.File, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	whole := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
	starts := blockStart.FindAllIndex(src, -1)
	pos := hcl.InitialPos
	for i := -1; i < len(starts); i++ {
		end := len(src)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		if end == pos.Byte {
			continue
		}
		part, more := hclsyntax.ParseConfig(src[pos.Byte:end], name, pos)
		diags = append(diags, more...)
		if part != nil {
			merge(whole, part)
		}
		pos.Line += bytes.Count(src[pos.Byte:end], []byte("\n"))
		pos.Byte = end
	}
	return &hcl.File{Body: whole, Bytes: src}, diags
}

func merge(whole *hclsyntax.Body, part *hcl.File) {
	body, ok := part.Body.(*hclsyntax.Body)
	if !ok {
		return
	}
	for name, attribute := range body.Attributes {
		whole.Attributes[name] = attribute
	}
	whole.Blocks = append(whole.Blocks, body.Blocks...)
	if whole.SrcRange.Filename == "" {
		whole.SrcRange, whole.EndRange = body.SrcRange, body.EndRange
	}
	whole.SrcRange.End, whole.EndRange = body.SrcRange.End, body.EndRange
}

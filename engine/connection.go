package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// TestConnection asks the connector of one block whether it reaches its source:
// once more where the platform refuses a credential that another one can replace,
// as a check does. It asks for no data. What is wrong comes at the user's own lines, beside the
// outcome; the outcome's own diagnostics are among it. A block that binding found
// fault with is not asked again: the outcome then is not OK, without a code.
func (b *Bound) TestConnection(ctx context.Context, address config.Address) (connector.ConnectionTest, hcl.Diagnostics) {
	src, declared := b.sources[address]
	if !declared {
		return connector.ConnectionTest{}, hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Unknown connector block",
			Detail:   fmt.Sprintf("The configuration declares no %s.", address),
			Extra:    codeUnknownAddress,
		}}
	}
	if src.broken {
		return connector.ConnectionTest{}, nil
	}
	credential, diags := b.credential(ctx, src)
	if diags.HasErrors() {
		return connector.ConnectionTest{}, diags
	}
	test, answer := b.reach(ctx, src, credential)
	refused := test.Code == connector.TestAuthExpired || refusesLogin(answer)
	if b.logsIn(src) && refused && ctx.Err() == nil {
		credential, answer = b.renew(ctx, src, credential)
		if !answer.HasErrors() {
			src.opening.undo(ctx)
			var found hcl.Diagnostics
			test, found = b.reach(ctx, src, credential)
			answer = append(answer, found...)
		}
	}
	return test, append(diags, answer...)
}

// reach starts the connector with a credential and has it test its connection.
func (b *Bound) reach(ctx context.Context, src *source, credential connector.Credential) (connector.ConnectionTest, hcl.Diagnostics) {
	handle, diags := b.open(ctx, src, credential)
	if diags.HasErrors() {
		return connector.ConnectionTest{}, diags
	}
	test, err := handle.TestConnection(ctx)
	if err != nil {
		return connector.ConnectionTest{}, append(diags, sourceFailure(src, "test its connection", err))
	}
	for i, fact := range test.Facts {
		test.Facts[i].Value = src.masked(fact.Value)
	}
	test.Proposal = src.masked(test.Proposal)
	return test, append(diags, translate(src, test.Diagnostics)...)
}

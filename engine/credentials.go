package engine

import (
	"context"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// Credentials gives the engine what a source needs to log in. It may be asked
// concurrently. For credentials it is asked during a check or a connection test
// only, and only about connectors that have auth schemes.
type Credentials interface {
	// Check says what is wrong with how a block logs in, as far as that can be seen
	// offline. It is asked about every block while binding.
	Check(decl *config.Connector, description connector.Description) hcl.Diagnostics
	// Credential returns a credential that is good for some minutes at least, or
	// diagnostics that say why there is none and which command mends it. It is
	// asked before every query, so that it should remember what it obtained.
	Credential(ctx context.Context, decl *config.Connector, description connector.Description) (connector.Credential, hcl.Diagnostics)
	// Renew is asked after the platform refused a credential: for another one, or
	// for diagnostics as above. Several queries may have been refused with the same
	// one, which is to be replaced once.
	Renew(ctx context.Context, decl *config.Connector, description connector.Description, refused connector.Credential) (connector.Credential, hcl.Diagnostics)
}

// logsIn says whether a source is asked with credentials.
func (b *Bound) logsIn(src *source) bool {
	return b.credentials != nil && len(src.description.AuthSchemes) > 0
}

// credential obtains what the next call of a source needs to log in: the zero
// credential where it needs nothing.
func (b *Bound) credential(ctx context.Context, src *source) (connector.Credential, hcl.Diagnostics) {
	if !b.logsIn(src) {
		return connector.Credential{}, nil
	}
	credential, diags := b.credentials.Credential(ctx, src.decl, src.description)
	src.hide(credential)
	return credential, diags
}

// renew obtains a credential in place of one that the platform refused.
func (b *Bound) renew(ctx context.Context, src *source, refused connector.Credential) (connector.Credential, hcl.Diagnostics) {
	credential, diags := b.credentials.Renew(ctx, src.decl, src.description, refused)
	src.hide(credential)
	return credential, diags
}

// hide keeps a credential out of whatever the source says from now on.
func (s *source) hide(credential connector.Credential) {
	s.secrets.Add(credential.Secrets()...)
}

// refusesLogin says that a platform did not accept the credential of a call.
func refusesLogin(diags hcl.Diagnostics) bool {
	for _, d := range diags {
		if d.Severity == hcl.DiagError && config.DiagnosticCode(d) == connector.CodeAuthExpired {
			return true
		}
	}
	return false
}

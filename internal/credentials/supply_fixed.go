package credentials

import (
	"context"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// fixed is a token that was given as it is: by the environment or by a variable.
// Nobody can renew it.
type fixed struct {
	keeper  *Keeper
	account account
	scheme  connector.AuthScheme
	token   string
	origin  origin
}

func (f *fixed) obtain(_ context.Context, refused string) (connector.Credential, hcl.Diagnostics) {
	if f.token == refused {
		return connector.Credential{}, hcl.Diagnostics{f.account.tokenRefused(f.origin)}
	}
	return f.keeper.credential(f.account, f.scheme, f.token, 0)
}

func (f *fixed) describe(_ context.Context, s *Status) {
	s.Origin, s.OriginName = f.origin.Kind, f.origin.Name
	s.From = f.origin.String()
}

package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
)

// desk is a connector for sessions that has to log in, in every way there is. Its
// block names the platform that it asks.
type desk struct{}

func (desk) Describe() connector.Description {
	platform := func(path string) string { return "https://desk.example.com" + path }
	return connector.Description{
		Name: "desk", Version: "0.1.0", Title: "Rows behind a login",
		Config: connector.ConfigSchema{Attributes: []connector.Attribute{
			{Name: "endpoint", Type: connector.TypeString, Required: true, Description: "The platform."},
		}},
		AuthSchemes: []connector.AuthScheme{
			{Name: "oauth", Kind: connector.AuthOAuth2Code, Title: "With your own client", Scopes: []string{"read"}, PKCE: true,
				AuthURL: platform("/auth"), TokenURL: platform("/token"), RevokeURL: platform("/revoke")},
			{Name: "longlived", Kind: connector.AuthOAuth2Code, Scopes: []string{"read"}, AuthURL: platform("/auth"), TokenURL: platform("/token"), Exchange: true, PassClient: true},
			{Name: "service_account", Kind: connector.AuthServiceAccount, Scopes: []string{"read"}},
			{Name: "token", Kind: connector.AuthStaticToken},
			{Name: "adc", Kind: connector.AuthApplicationDefault, Scopes: []string{"read"}},
		},
		Reports: []connector.Report{{
			Name: "rows", TimeZone: "UTC", Grains: []connector.Grain{connector.GrainTotal, connector.GrainDay},
			Measures: []connector.Measure{{Name: "leads", Standard: "leads", Unit: connector.UnitCount, Aggregation: connector.AggregateSum}},
		}},
	}
}

func (desk) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	var c struct {
		Endpoint string `json:"endpoint"`
	}
	if err := settings.Decode(&c); err != nil {
		return nil, connector.Diagnostics{connector.NewError("DESK_CONFIG", "Invalid block", err.Error())}
	}
	return deskSource{c.Endpoint, settings.Credential}, nil
}

// ExchangeCredentials asks for a long-lived token, as Facebook's connector does.
func (desk) ExchangeCredentials(ctx context.Context, old connector.Credential) (connector.Credential, connector.Diagnostics) {
	address := strings.TrimSuffix(old.Extra[connector.ExtraTokenURL], "/token") + "/exchange?" + url.Values{
		"token": {old.AccessToken}, "client_secret": {old.Extra[connector.ExtraClientSecret]},
	}.Encode()
	var fresh struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int64  `json:"expires_in"`
	}
	if status, err := ask(ctx, address, "", &fresh); err != nil || status != http.StatusOK {
		return connector.Credential{}, connector.Diagnostics{connector.NewError(connector.CodeAuthExpired, "Token not exchanged", fmt.Sprintf("%s: status %d, %v.", address, status, err))}
	}
	old.AccessToken, old.ExpiresAt = fresh.AccessToken, time.Now().Unix()+fresh.ExpiresIn
	return old, nil
}

type deskSource struct {
	endpoint   string
	credential connector.Credential
}

// TestConnection says what the credential is good for, and quotes it.
func (s deskSource) TestConnection(ctx context.Context) connector.ConnectionTest {
	if _, diags := s.leads(ctx, s.credential); diags != nil {
		return connector.ConnectionTest{Code: connector.TestAuthExpired, Diagnostics: diags}
	}
	return connector.ConnectionTest{OK: true, Facts: []connector.Fact{{Name: "token", Value: s.credential.AccessToken}}}
}

// leads asks the platform. What it says quotes the token, as a careless connector
// would.
func (s deskSource) leads(ctx context.Context, c connector.Credential) (int64, connector.Diagnostics) {
	connector.Logger(ctx).Debug("asking with " + c.AccessToken)
	var rows struct {
		Leads int64 `json:"leads"`
	}
	status, err := ask(ctx, s.endpoint+"/rows", c.AccessToken, &rows)
	switch {
	case err != nil:
		return 0, connector.Diagnostics{connector.NewError(connector.CodeNetwork, "Platform not reachable", err.Error())}
	case status != http.StatusOK:
		return 0, connector.Diagnostics{connector.NewError(connector.CodeAuthExpired, "Token refused", fmt.Sprintf("Status %d for %s.", status, c.AccessToken))}
	}
	return rows.Leads, nil
}

func (s deskSource) Query(ctx context.Context, q connector.Query, out *connector.Stream) connector.Diagnostics {
	leads, diags := s.leads(ctx, q.Credential)
	if diags != nil {
		return diags
	}
	header := connector.Header{Grain: q.Grain, TimeZone: "UTC", Dense: true}
	for _, name := range q.Measures {
		header.Measures = append(header.Measures, connector.Column{Name: name, Unit: connector.UnitCount})
	}
	if out.Header(header) != nil {
		return nil
	}
	for i, interval := range q.Intervals {
		if q.Grain == connector.GrainTotal {
			_ = out.AppendTotal(i, nil, []connector.Decimal{connector.Int(leads * int64(interval.Days()))})
			continue
		}
		for day := interval.Start; day <= interval.End; day++ {
			_ = out.Append(day, nil, []connector.Decimal{connector.Int(leads)})
		}
	}
	out.Trailer().CoveredFrom, out.Trailer().FreshUntil = q.Intervals[0].Start, q.Intervals[len(q.Intervals)-1].End
	return nil
}

// ask gets a JSON document.
func ask(ctx context.Context, address, token string, into any) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return response.StatusCode, nil
	}
	return response.StatusCode, json.NewDecoder(response.Body).Decode(into)
}

package credentials

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/endpoint"
	"github.com/roictl/roictl/internal/credentials/google"
)

// trouble says what a refused refresh token means.
func (s *stored) trouble(err error) *hcl.Diagnostic {
	var failure *endpoint.Failure
	if errors.As(err, &failure) && failure.Kind == endpoint.Rejected {
		return s.account.loginRefused(s.scheme, failure.Words())
	}
	return s.account.endpointTrouble(s.scheme, err)
}

// trouble says what a refused assertion means.
func (s *keyed) trouble(err error) *hcl.Diagnostic {
	var failure *endpoint.Failure
	if !errors.As(err, &failure) || failure.Kind != endpoint.Rejected {
		return s.account.endpointTrouble(s.scheme, err)
	}
	switch {
	case s.standard == nil:
		return s.account.fault(codeRejected, s.account.at("key_file"), "Key no longer accepted",
			"%s does not accept the key of %s (%s): it was deleted, or belongs to another account.\n\nMake another key in Google's console, and point key_file to it.", failure.Host, s.key.Email, failure.Words())
	case s.standard.Email != "":
		return s.account.fault(codeRejected, s.account.place(), "Key no longer accepted",
			"%s does not accept the key in %s (%s).\n\nMake another key in Google's console.", failure.Host, s.standard.Path, failure.Words())
	default:
		return s.account.fault(codeRejected, s.account.place(), "Login no longer accepted",
			"%s does not accept the application default credentials in %s (%s).\n\nGet others:%s", failure.Host, s.standard.Path, failure.Words(), s.account.gcloud(s.scheme))
	}
}

// gcloud is the command that gets application default credentials.
func (a account) gcloud(scheme connector.AuthScheme) string {
	scopes := "https://www.googleapis.com/auth/cloud-platform"
	for _, scope := range a.scopes(scheme) {
		scopes += "," + scope
	}
	return command("gcloud auth application-default login --scopes=" + scopes)
}

func (a account) noDefault(scheme connector.AuthScheme) *hcl.Diagnostic {
	return a.fault(codeMissing, a.place(), "No application default credentials",
		"Neither %s nor gcloud has credentials on this machine, and it is none of Google's cloud.\n\nGet some:%s", google.CredentialsVariable, a.gcloud(scheme))
}

// endpointTrouble says why a token endpoint gave no token, where that is the same
// for all ways to log in.
func (a account) endpointTrouble(scheme connector.AuthScheme, err error) *hcl.Diagnostic {
	var failure *endpoint.Failure
	switch {
	case errors.Is(err, context.Canceled):
		return a.interrupted()
	case !errors.As(err, &failure):
		return a.fault(codeRefused, a.place(), "No credential obtained", "No credential could be obtained for %s: %s.", a.decl.Address, trimmed(err.Error()))
	}
	switch failure.Kind {
	case endpoint.Offline:
		return a.fault(codeOffline, a.place(), "Sign-in service not reachable",
			"%s, which renews the credential of %s, could not be reached: %s.\n\nCheck the network and HTTPS_PROXY, then run the command again.", failure.Host, a.decl.Address, trimmed(failure.Err.Error()))
	case endpoint.Busy:
		return a.fault(codeOffline, a.place(), "Sign-in service overloaded",
			"%s, which renews the credential of %s, is overloaded or broken for the moment (%s).\n\nRun the command again later.", failure.Host, a.decl.Address, failure.Words())
	case endpoint.Foreign:
		return a.fault(codeOffline, a.place(), "Sign-in service not understood",
			"What answered in place of the token endpoint of %s was something else (%s). A proxy or a sign-in page of the network may stand in between: open any page in a browser, then run the command again.", failure.Host, failure.Words())
	case endpoint.Skew:
		return a.fault(codeClock, a.place(), "Clock is wrong",
			"%s refused the request because of its time (%s): %s.\n\nSet the clock of this machine, for instance by switching on time synchronisation:%s", failure.Host, failure.Words(), clockWords(failure.ClockAhead), command("timedatectl set-ntp true"))
	case endpoint.Scope:
		return a.fault(codeScope, a.at("scopes"), "Permission not granted",
			"%s gave no token for %s: %s. The connector needs %s.%s", failure.Host, a.decl.Address, failure.Words(), quoteAll(a.scopes(scheme), "and"), a.scopeAdvice(scheme))
	case endpoint.BadClient:
		return a.fault(codeClient, a.at("client_id"), "OAuth client not accepted",
			"%s does not accept the OAuth client of %s (%s): its id or secret is wrong, or it was deleted.\n\nCompare client_id and client_secret with what the platform shows, then log in again:%s", failure.Host, a.decl.Address, failure.Words(), command("roictl login", a.word()))
	default:
		return a.fault(codeRefused, a.place(), "No credential obtained",
			"%s gave no token for %s: %s.", failure.Host, a.decl.Address, failure.Words())
	}
}

func (a account) scopeAdvice(scheme connector.AuthScheme) string {
	switch scheme.Kind {
	case connector.AuthOAuth2Code:
		return " Log in again and grant them:" + command("roictl login", a.word())
	case connector.AuthApplicationDefault:
		return " Get credentials for them:" + a.gcloud(scheme)
	default:
		return " If scopes stands in the auth block, compare it with that."
	}
}

// clockWords say how far a clock is off.
func clockWords(ahead time.Duration) string {
	switch {
	case ahead > 0:
		return fmt.Sprintf("the clock of this machine is %s ahead of the platform's", ahead)
	case ahead < 0:
		return fmt.Sprintf("the clock of this machine is %s behind the platform's", -ahead)
	default:
		return "the clock of this machine seems to be wrong"
	}
}

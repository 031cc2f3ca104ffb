package credentials

import (
	"context"
	"errors"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/consent"
	"github.com/roictl/roictl/internal/credentials/endpoint"
)

// nothingToDo says that a scheme needs no login.
func (a account) nothingToDo(scheme connector.AuthScheme) *hcl.Diagnostic {
	detail := "Logging in by %q needs nothing to be done here: the key file that the auth block names is all."
	if scheme.Kind == connector.AuthApplicationDefault {
		return a.fault(codeScheme, a.place(), "Nothing to log in to", "Logging in by %q is done by Google's own tools:%s", scheme.Name, a.gcloud(scheme))
	}
	return a.fault(codeScheme, a.place(), "Nothing to log in to", detail, scheme.Name)
}

// needsToken says that a scheme takes a token that the user has to fetch.
func (a account) needsToken(scheme connector.AuthScheme) *hcl.Diagnostic {
	return a.fault(codeMissing, a.place(), "Token needed",
		"Logging in by %q takes a token that you get from the platform yourself.\n\nHand it over by the standard input, where no list of processes and no shell history keeps it:%s", scheme.Name, command("roictl login", a.word(), "--token-stdin"))
}

// noConsent says why there is no code.
func (a account) noConsent(scheme connector.AuthScheme, err error) *hcl.Diagnostic {
	var (
		denied *consent.DeniedError
		listen *consent.ListenError
	)
	again := command("roictl login", a.word())
	switch {
	case errors.Is(err, context.Canceled):
		return a.interrupted()
	case errors.Is(err, consent.ErrTimeout):
		return a.fault(codeMissing, a.place(), "Login timed out", "Nobody agreed within five minutes.\n\nBegin again:%s", again)
	case errors.Is(err, consent.ErrNoCode):
		return a.fault(codeMissing, a.place(), "Login not completed", "The browser came back without a code.\n\nBegin again:%s", again)
	case errors.Is(err, consent.ErrNoAnswer):
		return a.fault(codeMissing, a.place(), "Login not completed", "The input ended before the address that the browser ended at was pasted.\n\nBegin again:%s", again+" --paste")
	case errors.As(err, &listen):
		return a.fault(codeMissing, a.at("redirect_port"), "Port not free",
			"The browser has to come back to port %d of this machine, which cannot be used: %s.\n\nEnd the program that has it, or paste the answer:%s", listen.Port, trimmed(listen.Err.Error()), again+" --paste")
	case errors.As(err, &denied):
		words := denied.Code
		if denied.Description != "" {
			words += ": " + denied.Description
		}
		if denied.Code == "unauthorized_scope_error" || denied.Code == "invalid_scope" {
			return a.fault(codeScope, a.at("scopes"), "Permission not granted", "The platform does not let this OAuth client ask for %s (%s). Have the client approved for them, or name others in scopes.", quoteAll(a.scopes(scheme), "and"), words)
		}
		return a.fault(codeScope, a.place(), "Consent refused", "The platform reports that consent was not given (%s). Nothing was stored.\n\nBegin again and agree:%s", words, again)
	default:
		return a.fault(codeMissing, a.place(), "Login not completed", "The login could not be completed: %s.\n\nBegin again:%s", trimmed(err.Error()), again)
	}
}

// codeTrouble says why a code gave no token.
func (a account) codeTrouble(scheme connector.AuthScheme, err error) *hcl.Diagnostic {
	var failure *endpoint.Failure
	if errors.As(err, &failure) && failure.Kind == endpoint.Rejected {
		return a.fault(codeRejected, a.place(), "Code not accepted",
			"%s did not accept the code (%s): it was used before, is too old, or was not copied whole.\n\nBegin again:%s", failure.Host, failure.Words(), command("roictl login", a.word()))
	}
	return a.endpointTrouble(scheme, err)
}

package credentials

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// oauthArguments are what an OAuth client takes wherever one is used.
var oauthArguments = []string{"client_id", "client_secret", "token_url"}

// arguments are what the auth block takes for each kind of scheme.
var arguments = map[connector.AuthKind][]string{
	connector.AuthOAuth2Code:         append([]string{"client_file", "redirect_host", "redirect_port", "redirect_url", "scopes", "auth_url", "revoke_url"}, oauthArguments...),
	connector.AuthServiceAccount:     {"key_file", "scopes", "token_url"},
	connector.AuthStaticToken:        {"token"},
	connector.AuthApplicationDefault: {"scopes"},
}

// takes says whether a scheme takes an argument.
func takes(scheme connector.AuthScheme, argument string) bool {
	if scheme.PassClient && slices.Contains(oauthArguments, argument) {
		return true
	}
	return slices.Contains(arguments[scheme.Kind], argument)
}

// Check says what is wrong with how a block logs in, as far as that can be seen
// without files, network and credentials.
func (k *Keeper) Check(decl *config.Connector, description connector.Description) hcl.Diagnostics {
	if decl.Auth == nil {
		return nil
	}
	a := account{decl, description}
	if len(description.AuthSchemes) == 0 {
		return hcl.Diagnostics{a.mistake(codeScheme, decl.Auth.Range, "No login needed",
			"The connector %q reads its source without logging in, so that it takes no auth block. Remove the block.", description.Name)}
	}
	scheme, known := a.scheme(decl.Auth.Scheme)
	if !known {
		names := make([]string, len(description.AuthSchemes))
		for i, s := range description.AuthSchemes {
			names[i] = s.Name
		}
		hint, written := "", fmt.Sprintf("that is called %q", decl.Auth.Scheme)
		if near := connector.Suggest(decl.Auth.Scheme, names); near != "" {
			hint = fmt.Sprintf(" Did you mean %q?", near)
		} else {
			// Who writes something else there may have written the secret itself.
			written = "of the name that is written here"
			decl.Auth.ConcealScheme()
		}
		return hcl.Diagnostics{a.mistake(codeScheme, decl.Auth.Range, "Unknown way to log in",
			"The connector %q has no way to log in %s.%s It has %s; \"roictl connectors schema %s\" describes them.",
			description.Name, written, hint, quoteAll(names, "and"), description.Name)}
	}
	var diags hcl.Diagnostics
	for _, argument := range decl.Auth.Written() {
		if !takes(scheme, argument) {
			diags = append(diags, a.mistake(codeArgument, decl.Auth.Place(argument), "Argument not taken",
				"Logging in by %q takes no %q: %s", scheme.Name, argument, a.takenBy(scheme, argument)))
		}
	}
	if scheme.Kind == connector.AuthServiceAccount && !slices.Contains(decl.Auth.Written(), "key_file") {
		diags = append(diags, a.mistake(codeArgument, decl.Auth.Range, "Missing argument",
			"Logging in by %q needs the argument \"key_file\": the path of the service account's key, which Google's console lets you download.", scheme.Name))
	}
	return diags
}

// takenBy says where an argument would belong, or what the scheme takes instead.
func (a account) takenBy(scheme connector.AuthScheme, argument string) string {
	for _, other := range a.description.AuthSchemes {
		if takes(other, argument) {
			return fmt.Sprintf("it belongs to logging in by %q. Write auth %q, or leave the argument out.", other.Name, other.Name)
		}
	}
	taken := slices.Clone(arguments[scheme.Kind])
	if scheme.PassClient {
		taken = append(taken, oauthArguments...)
	}
	slices.Sort(taken)
	return fmt.Sprintf("it takes %s.", quoteAll(slices.Compact(taken), "and"))
}

func (a account) mistake(code config.Code, place hcl.Range, summary, detail string, values ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(detail, values...),
		Subject:  &place,
		Extra:    code,
	}
}

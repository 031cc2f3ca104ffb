package credentials

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// fault is an error about how an account logs in.
func (a account) fault(code config.Code, place *hcl.Range, summary, detail string, values ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(detail, values...), Subject: place, Extra: code}
}

// caution is a warning about it.
func (a account) caution(code config.Code, place *hcl.Range, summary, detail string, values ...any) *hcl.Diagnostic {
	d := a.fault(code, place, summary, detail, values...)
	d.Severity = hcl.DiagWarning
	return d
}

// command writes a command on a line of its own.
func command(words ...string) string { return "\n\n    " + strings.Join(words, " ") }

// loginCommand is the command that gets a login by a scheme.
func (a account) loginCommand(scheme connector.AuthScheme) string {
	if scheme.Kind == connector.AuthStaticToken {
		return command("roictl login", a.word(), "--token-stdin")
	}
	return command("roictl login", a.word())
}

// notLoggedIn says that there is no credential, and every way to get one. The
// scheme is the one that the block names; nil when it leaves that open.
func (k *Keeper) notLoggedIn(a account, named *connector.AuthScheme) *hcl.Diagnostic {
	schemes := a.description.AuthSchemes
	if named != nil {
		schemes = []connector.AuthScheme{*named}
	}
	var ways strings.Builder
	for _, scheme := range schemes {
		switch scheme.Kind {
		case connector.AuthOAuth2Code:
			fmt.Fprintf(&ways, "\n  - log in with a browser: roictl login %s", a.word())
		case connector.AuthStaticToken:
			fmt.Fprintf(&ways, "\n  - store a token that the platform gave you: roictl login %s --token-stdin", a.word())
		case connector.AuthServiceAccount:
			fmt.Fprintf(&ways, "\n  - use a service account: auth %q { key_file = \"…\" } in the block", scheme.Name)
		case connector.AuthApplicationDefault:
			ways.WriteString("\n  - use application default credentials: gcloud auth application-default login, or GOOGLE_APPLICATION_CREDENTIALS")
		}
	}
	variable := variables(tokenPrefix, a.decl.Address)[0]
	fmt.Fprintf(&ways, "\n  - in CI, set %s to a token", variable)
	note := ""
	if empty := k.emptyVariable(tokenPrefix, a.decl.Address); empty != "" {
		note = fmt.Sprintf(" The variable %s is set, but to nothing: is the secret missing where this runs?", empty)
	}
	return a.fault(codeMissing, a.place(), "Not logged in", "There is no credential for %s.%s\n\nAny of these gives one:\n%s", a.decl.Address, note, ways.String())
}

func (a account) unknownKind(scheme connector.AuthScheme) *hcl.Diagnostic {
	return a.fault(codeScheme, a.place(), "Way to log in not supported",
		"This roictl cannot log in by %q (%s). A newer one may; meanwhile a token in the environment variable %s works.", scheme.Name, scheme.Kind, variables(tokenPrefix, a.decl.Address)[0])
}

func (a account) otherScheme(was string, now connector.AuthScheme) *hcl.Diagnostic {
	return a.fault(codeMissing, a.place(), "Logged in another way",
		"The stored login of %s was made by %q, and its block says %q.\n\nLog in again:%s", a.decl.Address, was, now.Name, a.loginCommand(now))
}

func (a account) otherClient(what string) *hcl.Diagnostic {
	return a.fault(codeClient, a.place(), "Login of another client",
		"The stored login of %s was made with another %s than the block has now, and is not shown to this one.\n\nIf the change is meant, log in again:%s", a.decl.Address, what, command("roictl login", a.word()))
}

func (a account) noClient(scheme connector.AuthScheme) *hcl.Diagnostic {
	return a.fault(codeClient, a.place(), "OAuth client missing",
		"Logging in by %q needs an OAuth client (an app) of your own, which the platform lets you register.\n\nName it in the block:\n\n    auth %q {\n      client_id     = \"…\"\n      client_secret = var.…\n    }\n\nIn CI, %s and %s give the same.",
		scheme.Name, scheme.Name, variables(clientPrefix, a.decl.Address)[0], variables(secretPrefix, a.decl.Address)[0])
}

// tornToken says what is wrong with a token that no request can carry; nil for one
// that may be good. The holder is where it stands, at the start of a sentence.
func (a account) tornToken(token, holder string) *hcl.Diagnostic {
	if !strings.ContainsFunc(token, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return nil
	}
	return a.fault(codeRejected, a.place(), "Token not usable",
		"%s, from which the token of %s comes, holds a line break or a blank in its middle, and no token does: it was wrapped when it was copied, or holds more than the token.\n\nPut the token alone there, on one line.", holder, a.decl.Address)
}

func (a account) tokenRefused(from origin) *hcl.Diagnostic {
	return a.fault(codeRejected, a.place(), "Token refused",
		"The platform refused the token of %s, which comes from %s: it is expired, revoked or not meant for this. Roictl cannot renew it.\n\nPut another one there.", a.decl.Address, from)
}

// loginRefused says that a platform no longer takes a login. Its words may be empty.
func (a account) loginRefused(scheme connector.AuthScheme, words string) *hcl.Diagnostic {
	if words != "" {
		words = fmt.Sprintf(" (%s)", words)
	}
	return a.fault(codeRejected, a.place(), "Login no longer accepted",
		"The platform no longer accepts the login of %s%s: it has expired, or it was revoked, by the user, an administrator or a changed password.\n\nLog in again:%s", a.decl.Address, words, a.loginCommand(scheme))
}

func (a account) loginEnded(scheme connector.AuthScheme, at time.Time) *hcl.Diagnostic {
	return a.fault(codeExpired, a.place(), "Login expired",
		"The login of %s ended %s, and the platform gave nothing to renew it with.\n\nLog in again:%s", a.decl.Address, moment(at), a.loginCommand(scheme))
}

func (a account) endsSoon(scheme connector.AuthScheme, at time.Time) *hcl.Diagnostic {
	return a.caution(codeEnding, a.place(), "Login ends soon",
		"The login of %s ends %s.\n\nLog in again before that:%s", a.decl.Address, moment(at), a.loginCommand(scheme))
}

func (a account) notExtended(err error, end time.Time) *hcl.Diagnostic {
	return a.caution(codeEnding, a.place(), "Login not extended",
		"The login of %s ends %s and could not be extended: %s. It is used as long as it lasts.\n\nIf this goes on, log in again:%s", a.decl.Address, moment(end), trimmed(err.Error()), command("roictl login", a.word()))
}

func (a account) lacksScopes(scopes []string) *hcl.Diagnostic {
	return a.caution(codeScope, a.place(), "Permissions not granted",
		"The login of %s lacks %s: they were not asked for or not granted. What needs them will fail.\n\nLog in again and grant them:%s", a.decl.Address, quoteAll(scopes, "and"), command("roictl login", a.word()))
}

func (a account) exposed(path string, place *hcl.Range) *hcl.Diagnostic {
	return a.caution(codeExposed, place, "Secret readable by others",
		"Others on this machine may read or change %s.\n\nKeep it to yourself:%s", path, command("chmod 600", shellQuoted(path)))
}

func (a account) interrupted() *hcl.Diagnostic {
	return a.fault(codeOffline, a.place(), "Interrupted", "Getting a credential for %s was interrupted.", a.decl.Address)
}

// moment writes a time for people, in the zone that all platforms count in.
func moment(t time.Time) string {
	if t.IsZero() {
		return "some time ago"
	}
	return "on " + t.UTC().Format("2006-01-02 15:04 UTC")
}

// trimmed takes the full stop off, for the middle of a sentence.
func trimmed(text string) string { return strings.TrimSuffix(strings.TrimSpace(text), ".") }

// shellQuoted writes a path as shells take it.
func shellQuoted(path string) string {
	if strings.ContainsAny(path, " '\"$`\\()&;|<>*?[]") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

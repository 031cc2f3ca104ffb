package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
	"github.com/roictl/roictl/report/screen"
)

// whoamiDocument is the JSON form of the outcome. It is public.
type whoamiDocument struct {
	FormatVersion string               `json:"format_version"`
	Connectors    []credentialDocument `json:"connectors"`
}

type credentialDocument struct {
	Address string `json:"address"`
	// Needed says whether the connector logs in, Present whether there is something
	// that it can log in with.
	Needed  bool               `json:"needed"`
	Present bool               `json:"present"`
	Scheme  string             `json:"scheme,omitempty"`
	Kind    connector.AuthKind `json:"kind,omitempty"`
	// Origin is environment, configuration, keyring, file, key_file or
	// application_default; OriginName the variable or path that goes with it.
	Origin           string              `json:"origin,omitempty"`
	OriginName       string              `json:"origin_name,omitempty"`
	Holder           string              `json:"holder,omitempty"` // e-mail of a service account
	Scopes           []string            `json:"scopes,omitempty"`
	ExpiresAt        string              `json:"expires_at,omitempty"`         // of the access token, RFC 3339
	RefreshExpiresAt string              `json:"refresh_expires_at,omitempty"` // of what renews it, RFC 3339
	Renews           bool                `json:"renews"`
	Diagnostics      []credentialProblem `json:"diagnostics"`
}

type credentialProblem struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail"`
}

// whoamiCommand is `roictl whoami`.
func (s *session) whoamiCommand() *cobra.Command {
	var (
		asJSON    bool
		variables variableFlags
	)
	cmd := &cobra.Command{
		Use:     "whoami [CONNECTOR[.NAME]]",
		Short:   "Say how connectors log in, and until when",
		GroupID: groupAccess,
		Long: `Says for each connector block by what it logs in, where that comes from, what it may do
and when it ends. It never shows a secret, and asks no platform: "roictl connectors test"
does that.`,
		Example: `  roictl whoami
  roictl whoami ga4.shop --json`,
		Annotations: map[string]string{exitAnnotation: exitNotes("every block that needs a credential has one")},
		Args:        operands(0, 1, "one connector block, such as ga4.shop"),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	variables.add(cmd)
	cmd.ValidArgsFunction = s.complete(connectorAddresses)
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) {
		return s.whoami(ctx, strings.Join(words, ""), asJSON, variables)
	})
	return cmd
}

// whoami shows the credentials of the blocks that a word names.
func (s *session) whoami(ctx context.Context, word string, asJSON bool, variables variableFlags) (code ExitCode, err error) {
	a, err := s.access(ctx, variables)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, a.host, &err)
	c, err := a.choose(word)
	if err != nil {
		return ExitFault, err
	}
	document := whoamiDocument{FormatVersion: "1.0", Connectors: []credentialDocument{}}
	var (
		text  strings.Builder
		diags hcl.Diagnostics
	)
	for _, decl := range c.blocks {
		description, err := a.describe(ctx, decl)
		if err != nil {
			return ExitFault, err
		}
		status := a.keeper.Status(ctx, decl, description)
		if status.Needed && !status.Present || status.Diagnostics.HasErrors() {
			code = ExitFault
		}
		document.Connectors = append(document.Connectors, statusJSON(status))
		writeStatus(&text, status)
		diags = append(diags, status.Diagnostics...)
	}
	if asJSON {
		return code, writeJSON(s.Stdout, document)
	}
	s.diagnose(diags, a.config.Files)
	if _, err := io.WriteString(s.Stdout, text.String()); err != nil {
		return ExitFault, fmt.Errorf("write outcome: %w", err)
	}
	return code, nil
}

// writeStatus writes one block's credential for people.
func writeStatus(text *strings.Builder, s credentials.Status) {
	switch {
	case !s.Needed:
		fmt.Fprintf(text, "%s  needs no login\n", s.Address)
		return
	case !s.Present:
		fmt.Fprintf(text, "%s  NOT LOGGED IN\n", s.Address)
	default:
		fmt.Fprintf(text, "%s  logged in\n", s.Address)
	}
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(text, "  %-8s%s\n", name, screen.Text(value))
		}
	}
	line("by", s.Scheme)
	line("from", s.From)
	line("as", s.Holder)
	line("may", strings.Join(s.Scopes, ", "))
	access := until(s.ExpiresAt)
	switch {
	case s.Renews && access != "":
		access += ", then renewed"
	case s.Renews:
		access = "renewed when needed"
	}
	line("access", access)
	line("login", until(s.RefreshExpiresAt))
}

// until writes the end of something; empty when it is not known.
func until(end time.Time) string {
	if end.IsZero() {
		return ""
	}
	return "until " + end.UTC().Format("2006-01-02 15:04 UTC")
}

func statusJSON(s credentials.Status) credentialDocument {
	document := credentialDocument{
		Address: s.Address.String(), Needed: s.Needed, Present: s.Present, Scheme: s.Scheme, Kind: s.Kind,
		Origin: s.Origin, OriginName: s.OriginName, Holder: s.Holder, Scopes: s.Scopes,
		ExpiresAt: instant(s.ExpiresAt), RefreshExpiresAt: instant(s.RefreshExpiresAt), Renews: s.Renews,
		Diagnostics: []credentialProblem{},
	}
	for _, d := range s.Diagnostics {
		severity := "error"
		if d.Severity != hcl.DiagError {
			severity = "warning"
		}
		document.Diagnostics = append(document.Diagnostics, credentialProblem{severity, config.DiagnosticCode(d), d.Summary, d.Detail})
	}
	return document
}

// instant writes a time for machines; empty when it is not known.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

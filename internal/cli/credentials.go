package cli

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
	"github.com/roictl/roictl/internal/credentials/vault"
	"github.com/roictl/roictl/internal/host"
)

// keeper returns what gives connectors their credentials, for the configuration of
// a directory.
func (s *session) keeper(directory string, h *host.Host) (*credentials.Keeper, error) {
	mode := strings.ToLower(s.env("ROICTL_CREDENTIALS"))
	if mode != "" && !slices.Contains(vault.Modes(), mode) {
		return nil, mistake("Wrong environment variable", "ROICTL_CREDENTIALS is %q; it can be %s. Without it roictl uses the keyring where there is one, else files.",
			mode, strings.Join(vault.Modes(), " or "))
	}
	options := vault.Options{
		Mode:       vault.Mode(mode),
		Passphrase: s.env("ROICTL_PASSPHRASE"),
		Keyring:    s.Keyring,
		After:      s.After,
	}
	if s.Settings != "" {
		options.Directory = filepath.Join(s.Settings, "credentials")
	}
	if named := s.env("ROICTL_CREDENTIALS_DIR"); named != "" {
		options.Directory = absolute(s.dir(), named)
	}
	if named := s.env("ROICTL_KEYFILE"); named != "" {
		options.KeyFile = absolute(s.dir(), named)
	}
	return credentials.New(credentials.Options{
		Directory: directory,
		Home:      s.Home,
		Env:       s.LookupEnv,
		Vault:     vault.New(options),
		Now:       s.Now,
		After:     s.After,
		Exchange: func(ctx context.Context, connectorType string, old connector.Credential) (connector.Credential, connector.Diagnostics, error) {
			handle, err := h.Shared(ctx, connectorType)
			if err != nil {
				return connector.Credential{}, nil, err
			}
			return handle.ExchangeCredentials(ctx, old)
		},
	}), nil
}

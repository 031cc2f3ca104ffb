package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/internal/host"
)

// project is a configuration whose metrics have met their connectors. It owns
// the connectors that were started for it.
type project struct {
	config *config.Config
	bound  *engine.Bound
	host   *host.Host
	diags  hcl.Diagnostics // of loading and binding
}

// bind makes a project of a configuration. It asks connectors what they offer,
// but no source for data. Whatever is wrong is in its diagnostics; close its
// host in any case.
func (s *session) bind(ctx context.Context, cfg *config.Config, loading hcl.Diagnostics) (*project, error) {
	h, err := s.newHost()
	if err != nil {
		return nil, err
	}
	p := &project{config: cfg, host: h}
	keeper, err := s.keeper(cfg.Directory, h)
	if err != nil {
		return nil, errors.Join(err, h.Close(context.WithoutCancel(ctx)))
	}
	bound, binding := engine.Bind(ctx, cfg, h, engine.BindOptions{Version: thisBuild(s.Version).Version, Credentials: keeper})
	p.bound = bound
	p.diags = append(append(p.diags, loading...), withoutEchoes(loading, binding)...)
	return p, nil
}

// withoutEchoes drops the warnings that binding gives about a configuration which
// was not loaded in full: what they miss may well be declared.
func withoutEchoes(loading, binding hcl.Diagnostics) hcl.Diagnostics {
	if !loading.HasErrors() {
		return binding
	}
	return slices.DeleteFunc(binding, func(d *hcl.Diagnostic) bool { return d.Severity != hcl.DiagError })
}

// newHost returns a host of the connectors that there are.
func (s *session) newHost() (*host.Host, error) {
	reattach, err := connector.ParseReattach(s.env(connector.EnvReattach))
	if err != nil {
		return nil, err
	}
	logger, err := s.logger()
	if err != nil {
		return nil, err
	}
	for name := range reattach {
		logger.Warn("the connector is not started but attached to, as "+connector.EnvReattach+" says", "connector", name)
	}
	return host.New(host.Options{
		Bundled:    s.Bundled,
		Reattach:   reattach,
		Executable: s.Executable,
		Arguments:  func(connectorType string) []string { return []string{connectorCommand, connectorType} },
		InProcess:  s.env("ROICTL_CONNECTOR_INPROCESS") == "1",
		Environ:    s.Environ(),
		Logger:     logger,
	}), nil
}

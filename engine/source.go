package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/mask"
)

// source is a declared connector and what it offers.
type source struct {
	decl        *config.Connector
	description connector.Description
	settings    connector.Settings
	reports     []connector.Report
	broken      bool // a mistake was reported; what depends on it is not checked further
	opening     opening
	secrets     mask.Set // what the user marked as sensitive, and credentials
}

// bindSources describes each connector type once, decodes each block with its
// schema and asks the connector whether the settings make sense.
func (b *Bound) bindSources(ctx context.Context) hcl.Diagnostics {
	var diags hcl.Diagnostics
	described := make(map[string]connector.Description)
	failed := make(map[string]bool)
	for _, decl := range b.Config.Connectors {
		src := &source{decl: decl}
		b.sources[decl.Address] = src
		connectorType := decl.Address.Type
		if failed[connectorType] {
			src.broken = true
			continue
		}
		handle, err := b.host.Shared(ctx, connectorType)
		description, known := described[connectorType]
		if err == nil && !known {
			description, err = handle.Describe(ctx)
		}
		if err != nil {
			src.broken, failed[connectorType] = true, true
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Connector not available",
				Detail:   fmt.Sprintf("The connector %q could not be asked what it offers: %s", connectorType, err),
				Subject:  decl.Range.Ptr(),
				Extra:    codeConnectorUnavailable,
			})
			continue
		}
		if problem := b.unsuitable(connectorType, description); problem != nil {
			src.broken, failed[connectorType] = true, true
			diags = append(diags, problem)
			continue
		}
		described[connectorType] = description
		src.description = description
		diags = append(diags, b.bindSource(ctx, src, handle)...)
	}
	return diags
}

func (b *Bound) bindSource(ctx context.Context, src *source, handle connector.Handle) hcl.Diagnostics {
	body, diags := src.decl.Decode(src.description.Config)
	src.secrets.Add(src.decl.Sensitive()...) // which decoding has found
	if src.decl.Broken() {
		src.broken = true // what its connector would miss may stand behind the syntax error
		return diags
	}
	if b.credentials != nil {
		diags = append(diags, b.credentials.Check(src.decl, src.description)...)
	}
	if diags.HasErrors() {
		src.broken = true
		return diags
	}
	src.settings = b.settings(body)
	reports, found, err := handle.ValidateConfig(ctx, src.settings)
	if err != nil {
		src.broken = true
		return append(diags, sourceFailure(src, "check its settings", err))
	}
	diags = append(diags, translate(src, found)...)
	src.reports = append(append([]connector.Report{}, src.description.Reports...), reports...)
	if !diags.HasErrors() {
		diags = append(diags, src.contradictions()...)
	}
	src.broken = diags.HasErrors()
	return diags
}

// contradictions refuses a connector that describes itself as it cannot be: every
// figure would be a guess.
func (s *source) contradictions() hcl.Diagnostics {
	whole := s.description
	whole.Reports = s.reports
	faults := whole.Faults()
	if whole.Name != "" && whole.Name != s.decl.Address.Type {
		faults = append(faults, fmt.Sprintf("calls itself %q", whole.Name))
	}
	if err := breachOf(faults); err != nil {
		return hcl.Diagnostics{sourceFailure(s, "describe itself", err)}
	}
	return nil
}

// settings are what a connector is handed with the body of its block.
func (b *Bound) settings(body []byte) connector.Settings {
	return connector.Settings{
		Config:         body,
		Directory:      b.Config.Directory,
		TimeZone:       b.Config.Settings.TimeZone,
		HostVersion:    b.version,
		MaxConcurrency: defaultConcurrency,
	}
}

// defaultConcurrency is how many requests a connector may have under way.
const defaultConcurrency = 4

// open starts the connector of a source and hands it its settings, at the first
// call; later ones get the same handle, or the same errors. Where only Estimate
// has opened it so far, it is opened again with a credential.
func (b *Bound) open(ctx context.Context, src *source, credential connector.Credential) (connector.Handle, hcl.Diagnostics) {
	return src.opening.once(ctx, credential.AccessToken != "", func() (connector.Handle, hcl.Diagnostics) {
		return b.start(ctx, src, credential)
	})
}

func (b *Bound) start(ctx context.Context, src *source, credential connector.Credential) (connector.Handle, hcl.Diagnostics) {
	address := src.decl.Address
	handle, err := b.host.Start(ctx, address.Type, address.String())
	if err != nil {
		return nil, hcl.Diagnostics{sourceFailure(src, "start", err)}
	}
	settings := src.settings
	settings.Credential = credential
	found, err := handle.Configure(ctx, settings)
	if err != nil {
		return nil, hcl.Diagnostics{sourceFailure(src, "take its settings", err)}
	}
	return handle, translate(src, found)
}

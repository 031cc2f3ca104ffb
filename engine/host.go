package engine

import (
	"context"

	"github.com/roictl/roictl/connector"
)

// Host gives the engine its connectors. The plugin host implements it; the
// engine does not know whether a connector runs in this process or in a child.
type Host interface {
	// Shared returns a handle of a connector type for Describe and
	// ValidateConfig, which need no configuration. It must not be configured.
	Shared(ctx context.Context, connectorType string) (connector.Handle, error)
	// Start returns a handle for one `connector` block, in a process of its own.
	// The address names it in logs and errors. Starting the same address again
	// returns the same handle. The host closes all handles at its end.
	Start(ctx context.Context, connectorType, address string) (connector.Handle, error)
}

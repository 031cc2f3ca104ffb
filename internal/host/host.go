package host

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/roictl/roictl/connector"
)

// Host starts connectors when they are first asked for, several at a time, and
// ends them all. It satisfies engine.Host.
type Host struct {
	options Options
	sockets *socketDir

	serving context.Context // ends when Close begins
	stop    context.CancelFunc

	mu      sync.Mutex
	closed  bool
	started map[string]*start // by address; of shared handles by type
}

// start is a connector that was asked for, perhaps by several at once.
type start struct {
	connectorType string
	done          chan struct{} // closed when the fields below are set
	handle        *handle
	err           error
}

// New returns a host that has started nothing yet.
func New(options Options) *Host {
	options = options.withDefaults()
	h := &Host{
		options: options,
		sockets: &socketDir{parent: options.TempDir},
		started: make(map[string]*start),
	}
	h.serving, h.stop = context.WithCancel(context.Background())
	return h
}

// Shared returns a handle of a connector type for Describe and ValidateConfig.
// Bundled connectors answer in this process, since both calls are pure.
func (h *Host) Shared(ctx context.Context, connectorType string) (connector.Handle, error) {
	// No address of a `connector` block looks like this.
	return h.once(ctx, "type "+connectorType, connectorType, h.openShared)
}

// Start returns the handle of one `connector` block, in a process of its own. A
// second call with the same address waits for the first and returns its handle.
func (h *Host) Start(ctx context.Context, connectorType, address string) (connector.Handle, error) {
	return h.once(ctx, address, connectorType, h.open)
}

// once opens what the key stands for, unless somebody else does or did.
func (h *Host) once(ctx context.Context, key, connectorType string, open func(subject) (*handle, error)) (connector.Handle, error) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil, errClosed
	}
	s, known := h.started[key]
	if !known {
		s = &start{connectorType: connectorType, done: make(chan struct{})}
		h.started[key] = s
		go func() {
			defer close(s.done)
			s.handle, s.err = open(subject{connectorType: connectorType, address: key})
		}()
	}
	h.mu.Unlock()
	if s.connectorType != connectorType {
		return nil, fmt.Errorf("start %s: it is a connector of type %q already, not %q", key, s.connectorType, connectorType)
	}
	select {
	case <-s.done:
	case <-ctx.Done():
		return nil, fmt.Errorf("start %s: %w", key, context.Cause(ctx))
	}
	if s.err != nil {
		return nil, s.err
	}
	return s.handle, nil
}

var errClosed = errors.New("start connector: the plugin host is closed")

// openShared opens a handle that no block owns.
func (h *Host) openShared(s subject) (*handle, error) {
	s.address = ""
	bundled, ok := h.options.Bundled[s.connectorType]
	_, external := h.options.External[s.connectorType]
	_, running := h.options.Reattach[s.connectorType]
	if ok && !external && !running {
		return h.direct(s, bundled), nil
	}
	return h.open(s)
}

// open finds the connector of a type and starts it.
func (h *Host) open(s subject) (*handle, error) {
	if running, ok := h.options.Reattach[s.connectorType]; ok {
		return h.attach(s, running)
	}
	if binary, ok := h.options.External[s.connectorType]; ok {
		return h.launch(s, command{path: binary})
	}
	bundled, ok := h.options.Bundled[s.connectorType]
	switch {
	case !ok:
		return nil, h.unknown(s.connectorType)
	case h.options.InProcess:
		return h.direct(s, bundled), nil
	default:
		return h.launch(s, command{path: h.options.Executable, args: h.options.Arguments(s.connectorType), bundled: true})
	}
}

// direct runs a bundled connector in this process.
func (h *Host) direct(s subject, c connector.Connector) *handle {
	return h.newHandle(s, connector.Direct(c))
}

// Types returns the connector types that the host can start, sorted.
func (h *Host) Types() []string {
	types := make(map[string]struct{})
	for name := range h.options.Bundled {
		types[name] = struct{}{}
	}
	for name := range h.options.External {
		types[name] = struct{}{}
	}
	for name := range h.options.Reattach {
		types[name] = struct{}{}
	}
	return slices.Sorted(maps.Keys(types))
}

func (h *Host) unknown(connectorType string) error {
	types := h.Types()
	e := &Error{
		Connector: connectorType,
		Summary:   "Unknown connector",
		Detail:    fmt.Sprintf("There is no connector of type %q. There are: %s.", connectorType, strings.Join(types, ", ")),
	}
	if near := connector.Suggest(connectorType, types); near != "" {
		e.Hint = fmt.Sprintf("Did you mean %q?", near)
	}
	return e
}

// Close ends every connector and removes what the host has made. Connectors may
// tidy up until ctx is done, but no longer than a few seconds; then they are
// killed. Close may be called again and does nothing then.
func (h *Host) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closed = true
	starts := slices.Collect(maps.Values(h.started))
	clear(h.started)
	h.mu.Unlock()
	h.stop()

	ctx, cancel := context.WithTimeout(ctx, closeTimeout)
	defer cancel()
	ended := make(chan error, len(starts))
	for _, s := range starts {
		go func() { ended <- s.close(ctx) }()
	}
	var errs []error
	for range starts {
		errs = append(errs, <-ended)
	}
	return errors.Join(append(errs, h.sockets.remove())...)
}

func (s *start) close(ctx context.Context) error {
	<-s.done
	if s.handle == nil {
		return nil
	}
	return s.handle.end(ctx)
}

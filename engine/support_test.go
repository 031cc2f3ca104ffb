package engine_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/plugins/file"
)

// inProcess is a host whose connectors run in the test.
type inProcess struct {
	mu      sync.Mutex
	make    map[string]func() connector.Handle
	handles map[string]connector.Handle
}

var _ engine.Host = (*inProcess)(nil)

// newHost returns a host of the file connector and of the shelf, which may be
// nil.
func newHost(s *shelf) *inProcess {
	h := &inProcess{
		make:    map[string]func() connector.Handle{"file": func() connector.Handle { return connector.Direct(file.New()) }},
		handles: make(map[string]connector.Handle),
	}
	if s != nil {
		h.make["shelf"] = func() connector.Handle {
			if s.wrap != nil {
				return s.wrap(connector.Direct(s))
			}
			return connector.Direct(s)
		}
	}
	return h
}

func (h *inProcess) Shared(_ context.Context, connectorType string) (connector.Handle, error) {
	build, ok := h.make[connectorType]
	if !ok {
		return nil, fmt.Errorf("there is no connector %q", connectorType)
	}
	return build(), nil
}

func (h *inProcess) Start(_ context.Context, connectorType, address string) (connector.Handle, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if handle, ok := h.handles[address]; ok {
		return handle, nil
	}
	build, ok := h.make[connectorType]
	if !ok {
		return nil, fmt.Errorf("there is no connector %q", connectorType)
	}
	h.handles[address] = build()
	return h.handles[address], nil
}

// scene is a configuration, bound to a shelf.
type scene struct {
	cfg   *config.Config
	bound *engine.Bound
	diags hcl.Diagnostics // of binding
}

// stage loads a configuration and binds it. Only loading has to succeed.
func stage(t testing.TB, s *shelf, hclText string) *scene {
	t.Helper()
	return stageBound(t, s, engine.BindOptions{Version: "0.1.0"}, hclText)
}

func stageBound(t testing.TB, s *shelf, opts engine.BindOptions, hclText string) *scene {
	t.Helper()
	files := fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(hclText)}}
	cfg, diags := config.Load(config.Options{FS: files, Directory: t.TempDir()})
	if diags.HasErrors() {
		t.Fatalf("load: %s", texts(diags))
	}
	bound, diags := engine.Bind(context.Background(), cfg, newHost(s), opts)
	return &scene{cfg: cfg, bound: bound, diags: diags}
}

// may is the choice of most tests: May 2026 is closed, on 2 June.
func may() engine.Options {
	return engine.Options{
		AsOf:   connector.DateOf(2026, time.June, 2),
		Period: engine.PeriodLast,
		FailOn: engine.FailOnMissed,
		Now:    func() time.Time { return time.Date(2026, 6, 2, 6, 0, 0, 0, time.UTC) },
	}
}

// asOf is a run on a day for the current period.
func asOf(t testing.TB, day string) engine.Options {
	t.Helper()
	opts := may()
	opts.AsOf, opts.Period = date(t, day), engine.PeriodCurrent
	return opts
}

func date(t testing.TB, day string) connector.Date {
	t.Helper()
	d, err := connector.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (s *scene) plan(t testing.TB, opts engine.Options) *engine.Plan {
	t.Helper()
	plan, diags := s.bound.Plan(opts)
	if diags.HasErrors() {
		t.Fatalf("plan: %s", texts(diags))
	}
	return plan
}

func (s *scene) check(t testing.TB, opts engine.Options) *engine.Result {
	t.Helper()
	return s.bound.Check(quiet(), s.plan(t, opts), nil)
}

// quiet is a context in which connectors log nothing.
func quiet() context.Context {
	return connector.WithLogger(context.Background(), slog.New(slog.DiscardHandler))
}

// kpi returns the result of a KPI by its address.
func kpi(t testing.TB, r *engine.Result, address string) *engine.KPIResult {
	t.Helper()
	for _, k := range r.KPIs {
		if k.KPI.Address.String() == address {
			return k
		}
	}
	t.Fatalf("the result has no %s", address)
	return nil
}

// campaign returns the result of a campaign by its address.
func campaign(t testing.TB, r *engine.Result, address string) *engine.CampaignResult {
	t.Helper()
	for _, c := range r.Campaigns {
		if c.Campaign.Address.String() == address {
			return c
		}
	}
	t.Fatalf("the result has no %s", address)
	return nil
}

// texts writes diagnostics one a line.
func texts(diags hcl.Diagnostics) string {
	var out strings.Builder
	printDiagnostics(&out, diags)
	return out.String()
}

// codes are the codes of diagnostics, in their order.
func codes(diags hcl.Diagnostics) []string {
	var all []string
	for _, d := range diags {
		all = append(all, config.DiagnosticCode(d))
	}
	return all
}

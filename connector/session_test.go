package connector_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
)

// everything panics or answers in every call, with what the test gives it.
type everything struct {
	say     string // what to say in every diagnostic and text
	crashOn string // the call that panics
}

func (e everything) enter(call string) {
	if e.crashOn == call {
		panic("index out of range: " + e.say)
	}
}

func (e everything) diags() connector.Diagnostics {
	return connector.Diagnostics{{
		Severity: connector.SeverityWarning, Code: "SAID", Summary: e.say, Detail: e.say, Hint: e.say,
		DocsURL: "https://docs.example.com/?q=" + e.say, Location: &connector.Location{File: e.say, Line: 1, Text: e.say},
	}}
}

func (e everything) Describe() connector.Description {
	e.enter("Describe")
	return connector.Description{Name: "everything", Version: "1.0.0", Config: connector.ConfigSchema{
		Attributes: []connector.Attribute{{Name: "path", Type: connector.TypeString}, {Name: "password", Type: connector.TypeString, Sensitive: true}},
		Blocks: []connector.Block{{Name: "header", Label: "name", Many: true, Schema: connector.ConfigSchema{
			Attributes: []connector.Attribute{{Name: "values", Type: connector.TypeAny, Sensitive: true}},
		}}},
	}}
}

func (e everything) ValidateConfig(ctx context.Context, _ connector.Settings) ([]connector.Report, connector.Diagnostics) {
	e.enter("ValidateConfig")
	connector.Logger(ctx).Info("validating " + e.say)
	return []connector.Report{{Name: "more"}}, e.diags()
}

func (e everything) Open(ctx context.Context, _ connector.Settings) (connector.Source, connector.Diagnostics) {
	e.enter("Open")
	connector.Logger(ctx).Info("opening", "with", e.say)
	return e, e.diags()
}

func (e everything) TestConnection(context.Context) connector.ConnectionTest {
	e.enter("TestConnection")
	return connector.ConnectionTest{OK: true, Facts: []connector.Fact{{Name: "account", Value: e.say}}, Proposal: e.say, Diagnostics: e.diags()}
}

func (e everything) PlanQuery(context.Context, connector.Query) connector.QueryPlan {
	e.enter("PlanQuery")
	return connector.QueryPlan{Steps: []string{"read " + e.say}, Diagnostics: e.diags()}
}

func (e everything) Query(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
	if err := out.Header(dailyHeader); err != nil {
		return nil
	}
	out.Progress(connector.Progress{Message: "at " + e.say})
	out.Warn(e.diags()[0])
	e.enter("Query")
	return e.diags()
}

func (e everything) ExchangeCredentials(context.Context, connector.Credential) (connector.Credential, connector.Diagnostics) {
	e.enter("ExchangeCredentials")
	return connector.Credential{AccessToken: "fresh-token"}, e.diags()
}

func (e everything) Close() error {
	e.enter("Close")
	if e.say != "" {
		return errors.New("close " + e.say)
	}
	return nil
}

// useAll makes all eight calls and returns all that was said, and the codes of
// the diagnostics by call.
func useAll(t *testing.T, handle connector.Handle, settings connector.Settings) (said string, codesOf map[string]string) {
	t.Helper()
	ctx := t.Context()
	codesOf = make(map[string]string)
	note := func(call string, diags connector.Diagnostics, err error, more ...any) {
		codesOf[call] = codes(diags)
		raw, _ := json.Marshal(diags)
		said += fmt.Sprintf("%s: %s %v %+v\n", call, raw, err, more)
		if err != nil {
			codesOf[call] = err.Error()
		}
	}
	description, err := handle.Describe(ctx)
	note("Describe", nil, err, description)
	reports, diags, err := handle.ValidateConfig(ctx, settings)
	note("ValidateConfig", diags, err, reports)
	diags, err = handle.Configure(ctx, settings)
	note("Open", diags, err)
	test, err := handle.TestConnection(ctx)
	note("TestConnection", test.Diagnostics, err, test)
	plan, err := handle.PlanQuery(ctx, daily)
	note("PlanQuery", plan.Diagnostics, err, plan)
	var sink collected
	_, diags, err = handle.Query(ctx, daily, &sink)
	note("Query", diags, err, sink.progress)
	_, diags, err = handle.ExchangeCredentials(ctx, settings.Credential)
	note("ExchangeCredentials", diags, err)
	err = handle.Close(ctx)
	note("Close", nil, err)
	return said, codesOf
}

func TestPanicsAreContained(t *testing.T) {
	t.Parallel()
	settings := connector.Settings{Config: json.RawMessage(`{}`)}
	for _, call := range []string{"Describe", "ValidateConfig", "Open", "TestConnection", "PlanQuery", "Query", "ExchangeCredentials", "Close"} {
		for name, open := range handles {
			t.Run(call+"/"+name, func(t *testing.T) {
				t.Parallel()
				_, got := useAll(t, open(t, everything{crashOn: call}), settings)
				for other, said := range got {
					crashed := strings.Contains(said, connector.CodePanic) || strings.Contains(said, "Connector crashed")
					unopened := call == "Open" && strings.Contains(said, "not configured yet")
					if crashed != (other == call) && !unopened {
						t.Errorf("%s says %q while %s panicked", other, said, call)
					}
				}
			})
		}
	}
}

// TestSecretsNeverLeave gives a connector three secrets and lets it say each of
// them wherever the protocol carries words.
func TestSecretsNeverLeave(t *testing.T) {
	t.Parallel()
	settings := connector.Settings{
		Config: json.RawMessage(`{"path": "data.csv", "password": "canary-attribute",
			"header": [{"name": "x", "values": ["other", {"deep": "canary-block"}, 31415926]}]}`),
		Credential: connector.Credential{Scheme: "token", AccessToken: "canary-token", Extra: map[string]string{"key": "canary-extra"}},
	}
	for _, secret := range []string{"canary-attribute", "canary-block", "31415926", "canary-token", "canary-extra"} {
		for _, crashOn := range []string{"", "ValidateConfig", "Open", "Query", "Close"} {
			t.Run(secret+"/"+crashOn, func(t *testing.T) {
				t.Parallel()
				var log bytes.Buffer
				logger := slog.New(slog.NewJSONHandler(&log, nil))
				handle := logged{connector.Direct(everything{say: secret, crashOn: crashOn}), logger}
				said, _ := useAll(t, handle, settings)
				if strings.Contains(said, secret) {
					t.Errorf("the secret was said:\n%s", said)
				}
				if strings.Contains(log.String(), secret) {
					t.Errorf("the secret was logged:\n%s", log.String())
				}
				if log.Len() == 0 || !strings.Contains(said, "(sensitive value)") {
					t.Errorf("nothing was masked, so that the test proves nothing:\n%s\n%s", said, log.String())
				}
			})
		}
	}
	t.Run("grpc", func(t *testing.T) {
		t.Parallel()
		said, _ := useAll(t, handles["grpc"](t, everything{say: "canary-block"}), settings)
		if strings.Contains(said, "canary-block") || !strings.Contains(said, "(sensitive value)") {
			t.Errorf("the secret was said:\n%s", said)
		}
	})
	t.Run("what is no secret", func(t *testing.T) {
		t.Parallel()
		said, _ := useAll(t, connector.Direct(everything{say: "data.csv"}), settings)
		if strings.Contains(said, "(sensitive value)") {
			t.Errorf("an ordinary setting was masked:\n%s", said)
		}
	})
}

// logged is a handle whose calls log to a logger, as a host's do.
type logged struct {
	connector.Handle
	logger *slog.Logger
}

func (l logged) ValidateConfig(ctx context.Context, s connector.Settings) ([]connector.Report, connector.Diagnostics, error) {
	return l.Handle.ValidateConfig(connector.WithLogger(ctx, l.logger), s)
}

func (l logged) Configure(ctx context.Context, s connector.Settings) (connector.Diagnostics, error) {
	return l.Handle.Configure(connector.WithLogger(ctx, l.logger), s)
}

func (l logged) Query(ctx context.Context, q connector.Query, sink connector.Sink) (connector.Trailer, connector.Diagnostics, error) {
	return l.Handle.Query(connector.WithLogger(ctx, l.logger), q, sink)
}

func (l logged) Close(ctx context.Context) error {
	return l.Handle.Close(connector.WithLogger(ctx, l.logger))
}

// TestDeadlinesAreTheCallers: whichever end sees the time pass first, the caller
// gets the cause of its own context.
func TestDeadlinesAreTheCallers(t *testing.T) {
	t.Parallel()
	waiting := scripted{query: func(ctx context.Context, _ connector.Query, _ *connector.Stream) connector.Diagnostics {
		<-ctx.Done()
		return nil
	}}
	onEveryHandle(t, waiting, func(t *testing.T, handle connector.Handle) {
		late := errors.New("too late")
		for range 50 { // either end may be first
			ctx, cancel := context.WithTimeoutCause(t.Context(), time.Millisecond, late)
			if _, _, err := handle.Query(ctx, daily, &collected{}); !errors.Is(err, late) {
				t.Errorf("error %v, want the cause", err)
			}
			cancel()
		}
	})
}

func TestHandlesNeedConfiguration(t *testing.T) {
	t.Parallel()
	for name, open := range handles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handle := open(t, counting(1))
			const want = "not configured yet"
			if _, _, err := handle.Query(t.Context(), daily, &collected{}); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("Query: %v", err)
			}
			if _, err := handle.PlanQuery(t.Context(), daily); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("PlanQuery: %v", err)
			}
			if _, err := handle.TestConnection(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("TestConnection: %v", err)
			}
			configured(t, handle)
			if _, err := handle.Configure(t.Context(), connector.Settings{}); err == nil {
				t.Error("a second Configure passed")
			}
			if err := handle.Close(t.Context()); err != nil {
				t.Errorf("Close: %v", err)
			}
			if _, _, err := handle.Query(t.Context(), daily, &collected{}); err == nil {
				t.Error("a query after Close passed")
			}
		})
	}
}

func TestOptionalCallsHaveDefaults(t *testing.T) {
	t.Parallel()
	onEveryHandle(t, counting(1), func(t *testing.T, handle connector.Handle) {
		description, err := handle.Describe(t.Context())
		if err != nil || description.Capabilities != (connector.Capabilities{}) {
			t.Errorf("Describe: %+v, %v", description, err)
		}
		if reports, diags, err := handle.ValidateConfig(t.Context(), connector.Settings{}); err != nil || len(reports)+len(diags) > 0 {
			t.Errorf("ValidateConfig: %v, %v, %v", reports, diags, err)
		}
		if test, err := handle.TestConnection(t.Context()); err != nil || !test.OK {
			t.Errorf("TestConnection: %+v, %v", test, err)
		}
		if plan, err := handle.PlanQuery(t.Context(), daily); err != nil || plan.EstimatedRows != -1 {
			t.Errorf("PlanQuery: %+v, %v", plan, err)
		}
		old := connector.Credential{AccessToken: "token"}
		if fresh, _, err := handle.ExchangeCredentials(t.Context(), old); err != nil || fresh.AccessToken != old.AccessToken {
			t.Errorf("ExchangeCredentials: %v", err)
		}
	})
}

func TestCapabilitiesComeFromInterfaces(t *testing.T) {
	t.Parallel()
	onEveryHandle(t, everything{}, func(t *testing.T, handle connector.Handle) {
		description, err := handle.Describe(t.Context())
		if want := (connector.Capabilities{ValidateConfig: true, ExchangeCredentials: true}); err != nil || description.Capabilities != want {
			t.Errorf("capabilities %+v, %v; want %+v", description.Capabilities, err, want)
		}
	})
}

func TestOpenWithoutASource(t *testing.T) {
	t.Parallel()
	c := scripted{open: func(context.Context, connector.Settings) (connector.Source, connector.Diagnostics) { return nil, nil }}
	for name, open := range handles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags, err := open(t, c).Configure(t.Context(), connector.Settings{})
			if err != nil || codes(diags) != connector.CodeProtocol {
				t.Errorf("diagnostics %v, error %v", diags, err)
			}
		})
	}
}

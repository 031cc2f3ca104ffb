package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// canary begins every token of these tests and must not be seen anywhere.
const canary = "canary-1f6b"

// purse gives out numbered tokens. It counts what it is asked.
type purse struct {
	refuses map[string]bool // addresses without a login
	broke   bool            // has nothing to renew with
	// mistaken is the address of a block that says wrongly how it logs in.
	mistaken string

	mu      sync.Mutex
	tokens  map[string]int
	asked   map[string]int
	renewed map[string]int
}

var _ engine.Credentials = (*purse)(nil)

func newPurse() *purse {
	return &purse{refuses: map[string]bool{}, tokens: map[string]int{}, asked: map[string]int{}, renewed: map[string]int{}}
}

func (p *purse) token(address string) connector.Credential {
	return connector.Credential{Scheme: "user", AccessToken: fmt.Sprintf("%s-%s-%d", canary, address, p.tokens[address])}
}

// Check finds fault with the blocks of mistaken.
func (p *purse) Check(decl *config.Connector, _ connector.Description) hcl.Diagnostics {
	if p.mistaken != decl.Address.String() {
		return nil
	}
	return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Unknown way to log in", Subject: decl.Range.Ptr(), Extra: config.Code("AUTH_SCHEME")}}
}

func (p *purse) Credential(_ context.Context, decl *config.Connector, _ connector.Description) (connector.Credential, hcl.Diagnostics) {
	p.mu.Lock()
	defer p.mu.Unlock()
	address := decl.Address.String()
	p.asked[address]++
	if p.refuses[address] {
		return connector.Credential{}, hcl.Diagnostics{{
			Severity: hcl.DiagError, Summary: "Not logged in", Detail: "Run roictl login " + address + ".",
			Subject: decl.Range.Ptr(), Extra: config.Code("NOT_LOGGED_IN"),
		}}
	}
	return p.token(address), nil
}

func (p *purse) Renew(_ context.Context, decl *config.Connector, _ connector.Description, refused connector.Credential) (connector.Credential, hcl.Diagnostics) {
	p.mu.Lock()
	defer p.mu.Unlock()
	address := decl.Address.String()
	p.renewed[address]++
	if p.broke {
		return connector.Credential{}, hcl.Diagnostics{{
			Severity: hcl.DiagError, Summary: "Login ended", Detail: "Run roictl login " + address + " again.",
			Subject: decl.Range.Ptr(), Extra: config.Code("LOGIN_ENDED"),
		}}
	}
	if refused.AccessToken == p.token(address).AccessToken {
		p.tokens[address]++
	}
	return p.token(address), nil
}

// guarded returns a shelf that wants a login, and whose second source lets a query
// in only with a token that ends as given. What it says quotes the token.
func guarded(t testing.TB, wants string) *shelf {
	s := badly(t, func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
		out.Progress(connector.Progress{Message: "asking with " + query.Credential.AccessToken})
		header(query, out)
		if query.Grain == connector.GrainTotal {
			for i := range query.Intervals {
				_ = out.AppendTotal(i, nil, []connector.Decimal{connector.Int(5)})
			}
		} else {
			_ = out.Append(query.Intervals[0].End, nil, []connector.Decimal{connector.Int(7)})
		}
		if !strings.HasSuffix(query.Credential.AccessToken, wants) {
			return connector.Diagnostics{connector.NewError(connector.CodeAuthExpired, "Token refused", "The platform refused "+query.Credential.AccessToken+".")}
		}
		out.Trailer().CoveredFrom, out.Trailer().FreshUntil = query.Intervals[0].Start, query.Intervals[0].End
		out.Trailer().Flags = []connector.Flag{{Code: connector.FlagSampled, Detail: "sampled for " + query.Credential.AccessToken}}
		return nil
	})
	s.schemes = []connector.AuthScheme{{Name: "user", Kind: connector.AuthStaticToken}}
	return s
}

func TestCredentials(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		wants   string // the token that the bad source lets in
		broke   bool
		refused bool // the bad source has no login
		status  engine.Status
		actual  string
		reason  string
		codes   []string
		renewed int // by two queries, one after the other
	}{
		{name: "the first is good", wants: "-0", status: engine.Met, actual: "7"},
		// What the refused attempt wrote does not count, and the second query is asked
		// with the new one at once.
		{name: "the second is good", wants: "-1", status: engine.Met, actual: "7", renewed: 1},
		{name: "none is good", wants: "-never", status: engine.Errored, reason: "Token refused",
			codes: []string{connector.CodeAuthExpired, connector.CodeAuthExpired}, renewed: 2},
		{name: "there is no second", wants: "-1", broke: true, status: engine.Errored, reason: "Login ended: Run roictl login",
			codes: []string{"LOGIN_ENDED"}, renewed: 2},
		{name: "there is none", wants: "-0", refused: true, status: engine.Errored, reason: "Not logged in: Run roictl login",
			codes: []string{"NOT_LOGGED_IN"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			const bad = "connector.shelf.bad"
			s, p := guarded(t, test.wants), newPurse()
			p.broke, p.refuses[bad] = test.broke, test.refused
			scene := stageBound(t, s, engine.BindOptions{Credentials: p}, two)
			messages := &messages{}
			opts := may()
			opts.Parallelism = 1
			result := scene.bound.Check(quiet(), scene.plan(t, opts), messages)
			k := kpi(t, result, "goal.g.bad")
			if k.Status != test.status || !strings.HasPrefix(k.Reason, test.reason) {
				t.Errorf("the KPI is %s (%s), want %s (%s)", k.Status, k.Reason, test.status, test.reason)
			}
			for _, s := range result.Sources {
				if said, _, _ := strings.Cut(s.Reason, ": "); s.Problem != said {
					t.Errorf("the problem of %s is %q, and the reason %q", s.Address, s.Problem, s.Reason)
				}
			}
			if test.actual != "" && k.Actual.String() != test.actual {
				t.Errorf("the KPI is %s, want %s", k.Actual, test.actual)
			}
			if good := kpi(t, result, "goal.g.good"); good.Status != engine.Met {
				t.Errorf("the KPI of the other source is %s (%s)", good.Status, good.Reason)
			}
			if want := map[bool]int{true: 3}[test.status == engine.Errored]; result.ExitCode != want {
				t.Errorf("exit code %d, want %d", result.ExitCode, want)
			}
			if got := distinct(codes(result.Diagnostics)); cmp.Diff(distinct(test.codes), got) != "" {
				t.Errorf("diagnostics %v, want %v", got, test.codes)
			}
			if p.renewed[bad] != test.renewed || p.renewed["connector.shelf.good"] != 0 {
				t.Errorf("renewed %v, want %d for %s", p.renewed, test.renewed, bad)
			}
			noCanary(t, result, messages)
			if told := strings.Contains(strings.Join(messages.told, "\n"), "asking with (sensitive value)"); told == test.refused {
				t.Errorf("progress says %q", messages.told)
			}
		})
	}
}

func distinct(list []string) string {
	seen := make(map[string]bool)
	var all []string
	for _, item := range list {
		if !seen[item] {
			seen[item] = true
			all = append(all, item)
		}
	}
	return strings.Join(all, " ")
}

// messages keeps what progress says, too.
type messages struct {
	witness
}

func (m *messages) QueryProgress(_ *engine.PlannedQuery, p connector.Progress) {
	m.write("%s", p.Message)
}

// noCanary searches what a check gives to renderers and to the history.
func noCanary(t *testing.T, result *engine.Result, m *messages) {
	t.Helper()
	written := []string{strings.Join(m.told, "\n"), texts(result.Diagnostics)}
	for _, source := range result.Sources {
		encoded, err := json.Marshal(source)
		if err != nil {
			t.Fatal(err)
		}
		written = append(written, string(encoded), fmt.Sprintf("%+v %#v", source, source))
	}
	for _, k := range result.KPIs {
		written = append(written, k.Reason, k.Actual.Reason)
	}
	for _, text := range written {
		if strings.Contains(text, canary) {
			t.Errorf("a token is shown in %s", text)
		}
	}
}

// Sources are opened and asked with a credential; it is no part of the question, so
// that the history knows the query again.
func TestCredentialIsNoPartOfTheQuestion(t *testing.T) {
	t.Parallel()
	prints := func(tokens int) []string {
		s, p := guarded(t, ""), newPurse()
		p.tokens["connector.shelf.bad"] = tokens
		scene := stageBound(t, s, engine.BindOptions{Credentials: p}, two)
		var all []string
		for _, source := range scene.check(t, may()).Sources {
			for _, query := range source.Queries {
				all = append(all, query.Fingerprint)
				if query.Query.Credential.AccessToken != "" {
					t.Errorf("the result of %s holds the credential", query.ID)
				}
			}
		}
		if len(s.logins) != 2 || s.logins[0].AccessToken == "" || s.logins[1].AccessToken == "" {
			t.Errorf("sources were opened with %d credentials, want one each", len(s.logins))
		}
		for _, query := range s.asked {
			if !strings.HasPrefix(query.Credential.AccessToken, canary) {
				t.Errorf("a query of %v was asked without a credential", query.Measures)
			}
		}
		return all
	}
	if diff := cmp.Diff(prints(0), prints(5)); diff != "" {
		t.Errorf("fingerprints depend on the credential (-first +other):\n%s", diff)
	}
}

// Binding and planning need no login: plan and validate work on a machine that has
// none.
func TestPlanningNeedsNoCredentials(t *testing.T) {
	t.Parallel()
	s, p := guarded(t, "-0"), newPurse()
	scene := stageBound(t, s, engine.BindOptions{Credentials: p}, two)
	plan := scene.plan(t, may())
	if diags := scene.bound.Estimate(quiet(), plan); len(diags) > 0 {
		t.Errorf("estimate: %s", texts(diags))
	}
	if len(p.asked) > 0 {
		t.Errorf("credentials were asked for: %v", p.asked)
	}
	// What was opened without a credential is opened with one for a check.
	if result := scene.bound.Check(quiet(), plan, nil); result.ExitCode != 0 {
		t.Errorf("exit code %d: %s", result.ExitCode, texts(result.Diagnostics))
	}
	if last := s.logins[len(s.logins)-1]; s.opened != 4 || last.AccessToken == "" {
		t.Errorf("opened %d times, want each of two sources without and with a credential", s.opened)
	}
}

// How a block logs in is checked while binding; one with a mistake takes only its
// own KPIs along.
func TestMistakenLogin(t *testing.T) {
	t.Parallel()
	s, p := guarded(t, "-0"), newPurse()
	p.mistaken = "connector.shelf.bad"
	scene := stageBound(t, s, engine.BindOptions{Credentials: p}, two)
	if got := strings.Join(codes(scene.diags), " "); got != "AUTH_SCHEME" {
		t.Errorf("binding says %q", got)
	}
	scene.bound.Check(quiet(), scene.plan(t, may()), nil)
	if p.asked["connector.shelf.bad"] > 0 || p.asked["connector.shelf.good"] == 0 {
		t.Errorf("asked for credentials: %v", p.asked)
	}
}

// Without auth schemes nobody is asked for a credential.
func TestSourcesWithoutLogin(t *testing.T) {
	t.Parallel()
	s, p := badly(t, nil), newPurse()
	s.sets["bad"].rows = rows(t, "2026-05-01 leads=3")
	stageBound(t, s, engine.BindOptions{Credentials: p}, two).check(t, may())
	if len(p.asked) > 0 {
		t.Errorf("credentials were asked for: %v", p.asked)
	}
}

// A connection is tested with a credential, or not at all.
func TestConnectionCredentials(t *testing.T) {
	t.Parallel()
	s, p := guarded(t, "-0"), newPurse()
	p.refuses["connector.shelf.bad"] = true
	scene := stageBound(t, s, engine.BindOptions{Credentials: p}, two)
	for i, want := range []string{"", "NOT_LOGGED_IN"} {
		test, diags := scene.bound.TestConnection(quiet(), scene.cfg.Connectors[i].Address)
		if got := strings.Join(codes(diags), " "); got != want || test.OK != (want == "") {
			t.Errorf("%s: ok is %v with %q, want %q", scene.cfg.Connectors[i].Address, test.OK, got, want)
		}
	}
	if len(s.logins) != 1 || s.logins[0].AccessToken == "" {
		t.Errorf("opened with %d credentials, want one", len(s.logins))
	}
}

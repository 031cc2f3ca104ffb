package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// A connection is tested at the block that declares it.
func TestConnections(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	delete(s.sets, "bad")
	scene := stage(t, s, two)
	for _, test := range []struct {
		address config.Address
		ok      bool
		want    []string
	}{
		{scene.cfg.Connectors[0].Address, true, nil},
		{scene.cfg.Connectors[1].Address, false, []string{"SHELF_SET"}},
		{config.Address{Kind: config.KindConnector, Type: "shelf", Name: "other"}, false, []string{"UNKNOWN_ADDRESS"}},
	} {
		got, diags := scene.bound.TestConnection(quiet(), test.address)
		if got.OK != test.ok {
			t.Errorf("%s: ok is %v", test.address, got.OK)
		}
		if diff := cmp.Diff(test.want, codes(diags)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.address, diff)
		}
	}
}

// A test renews a refused credential once, as a check does, and opens the connector
// with the new one; where there is none, what it needs is said instead of what the
// connector thinks of the old one.
func TestConnectionRenews(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		admits string // the end of the token that opens the source
		broke  bool
		ok     bool
		want   []string
		opened int
	}{
		{name: "the first is good", admits: "-0", ok: true, opened: 1},
		{name: "the second is good", admits: "-1", ok: true, opened: 2},
		{name: "none is good", admits: "-never", want: []string{connector.CodeAuthExpired}, opened: 2},
		{name: "there is no second", admits: "-1", broke: true, want: []string{"LOGIN_ENDED"}, opened: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, p := guarded(t, ""), newPurse()
			s.admits, p.broke = test.admits, test.broke
			scene := stageBound(t, s, engine.BindOptions{Credentials: p}, two)
			got, diags := scene.bound.TestConnection(quiet(), scene.cfg.Connectors[0].Address)
			if got.OK != test.ok || len(s.logins) != test.opened {
				t.Errorf("ok is %v after %d attempts, want %v after %d", got.OK, len(s.logins), test.ok, test.opened)
			}
			if diff := cmp.Diff(test.want, codes(diags)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

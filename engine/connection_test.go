package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
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

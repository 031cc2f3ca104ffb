package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// A third-party connector has to be the one that required_connectors asks for. The
// shelf is version 1.2.3.
func TestRequiredConnectors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		wants, has string
		fault      string
	}{
		{"~> 1.2", "1.2.3", ""},
		{">= 1.0, < 2.0", "1.2.3", ""},
		{"~> 1.2", "1.3.0-rc1", ""}, // counts as 1.3.0
		{"~> 2.0", "1.2.3", `the connector "shelf" in version ~> 2.0, and 1.2.3 is installed`},
		{"1.2.4", "1.2.3", `the connector "shelf" in version 1.2.4, and 1.2.3 is installed`},
		{"~> 1.2", "nightly", `calls its version "nightly", which is none`},
	} {
		t.Run(test.wants+" "+test.has, func(t *testing.T) {
			t.Parallel()
			s := badly(t, nil)
			s.wrap = func(h connector.Handle) connector.Handle {
				return impostor{h, func(d *connector.Description) { d.Version = test.has }}
			}
			text := strings.Replace(two, "currency = \"EUR\"\n", "currency = \"EUR\"\n  required_connectors {\n"+
				"    shelf = { source = \"example.com/shelf\", version = \""+test.wants+"\" }\n  }\n", 1)
			scene := stage(t, s, text)
			if test.fault == "" {
				if len(scene.diags) > 0 {
					t.Errorf("diagnostics: %s", texts(scene.diags))
				}
				return
			}
			// Told once, where the version is asked for, whatever the number of blocks.
			if diff := cmp.Diff([]string{"CONNECTOR_VERSION"}, codes(scene.diags)); diff != "" {
				t.Fatalf("diagnostics (-want +got):\n%s", diff)
			}
			if got := texts(scene.diags); !strings.HasPrefix(got, "error main.roi.hcl:5: ") || !strings.Contains(got, test.fault) {
				t.Errorf("%s, want %q at line 5", got, test.fault)
			}
			if scene.bound.Check(context.Background(), scene.plan(t, may()), nil); s.opened > 0 {
				t.Errorf("%d sources were opened all the same", s.opened)
			}
		})
	}
}

package cli

import "testing"

func TestVersionOf(t *testing.T) {
	t.Parallel()
	for stamped, want := range map[string]string{
		"":                       "0.1.0+dev",
		"dev":                    "0.1.0+dev",
		"1.2.3":                  "1.2.3",
		"v1.2.3":                 "1.2.3",
		"v1.2.3-rc.1":            "1.2.3-rc.1",
		"v1.2.3-5-gabc123-dirty": "1.2.3-5-gabc123-dirty",
		"7e6033b":                "0.1.0+dev.7e6033b",
		"7e6033b-dirty":          "0.1.0+dev.7e6033b-dirty",
		"1.2":                    "0.1.0+dev.1.2",
	} {
		if got := versionOf(stamped); got != want {
			t.Errorf("a build stamped %q is version %q, want %q", stamped, got, want)
		}
	}
}

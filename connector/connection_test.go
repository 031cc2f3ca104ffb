package connector_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// What a connection test collects, and which reason it ends with.
func TestConnectionTestCollects(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]connector.TestCode{
		connector.CodeAuthScope:     connector.TestAuthScope,
		connector.CodeVersionSunset: connector.TestVersionSunset,
		connector.CodePlatform:      connector.TestNetwork,
	} {
		test := connector.ConnectionTest{OK: true}
		test.Tell("account", "Shop")
		test.Tell("time zone", "")
		test.Warn("TOKEN_ENDS", "Token ends soon", "It ends tomorrow.", "Log in.")
		test.Fail(connector.NewError(code, "Refused", "It was refused."))
		warning := connector.NewWarning("TOKEN_ENDS", "Token ends soon", "It ends tomorrow.")
		warning.Hint = "Log in."
		expected := connector.ConnectionTest{
			Code:        want,
			Facts:       []connector.Fact{{Name: "account", Value: "Shop"}},
			Diagnostics: connector.Diagnostics{warning, connector.NewError(code, "Refused", "It was refused.")},
		}
		if diff := cmp.Diff(expected, test); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
}

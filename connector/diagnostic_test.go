package connector_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	warning := connector.NewWarning("W", "Late data", "It is late.")
	failure := connector.NewError("E", "No access", "")
	if (connector.Diagnostics{warning}).HasErrors() || !(connector.Diagnostics{warning, failure}).HasErrors() {
		t.Error("only an error is an error")
	}
	if got, want := (connector.Diagnostics{warning, failure}).Error(), "Late data: It is late.\nNo access"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	want := []connector.PathStep{{Name: "measure"}, {Name: "spend"}, {Name: "column"}}
	if diff := cmp.Diff(want, connector.Path("measure", "spend", "column")); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
}

func TestCredentialsDoNotPrint(t *testing.T) {
	t.Parallel()
	settings := connector.Settings{Credential: connector.Credential{AccessToken: "canary", Extra: map[string]string{"k": "canary"}}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if printed := fmt.Sprintf(verb, settings); strings.Contains(printed, "canary") {
			t.Errorf("%s prints the secret: %s", verb, printed)
		}
	}
}

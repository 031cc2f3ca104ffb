package connector_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

var update = flag.Bool("update", false, "write the golden files anew")

// served is the connector that this test binary serves as a process of its own;
// see TestMain.
var served = scripted{describe: func() connector.Description {
	return connector.Description{
		Name: "shop", Version: "1.2.0", Title: "A <small> shop", Description: "Orders of a shop.",
		Config: connector.ConfigSchema{
			Attributes: []connector.Attribute{{Name: "token", Type: connector.TypeString, Required: true, Sensitive: true, Description: "Access"}},
			Blocks:     []connector.Block{{Name: "measure", Label: "name", Many: true}},
		},
		AuthSchemes: []connector.AuthScheme{{Name: "token", Kind: connector.AuthStaticToken, Title: "Token of the shop"}},
		Reports: []connector.Report{{
			Name: "orders", Currency: "EUR", TimeZone: "Europe/Berlin",
			Grains:     []connector.Grain{connector.GrainTotal, connector.GrainDay},
			Measures:   []connector.Measure{{Name: "revenue", Standard: "revenue", Unit: connector.UnitMoney, Aggregation: connector.AggregateSum, Maturity: 3}},
			Dimensions: []connector.Dimension{{Name: "country", Standard: "country", Operators: []connector.Operator{connector.OperatorIn}}},
		}},
	}
}}

// serveIn makes a command of this test binary as a connector.
func serveIn(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, append([]string{"__serve"}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	return cmd
}

// TestDescribePrintsJSON: the form is public, since packages carry it.
func TestDescribePrintsJSON(t *testing.T) {
	t.Parallel()
	got, err := serveIn(t, "describe").Output()
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/describe.golden.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("describe (-want +got):\n%s", diff)
	}
	var back connector.Description
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(served.Describe(), back); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
}

func TestAConnectorStartedByHandExplainsItself(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"help"}} {
		cmd := serveIn(t, args...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Run(); cmd.ProcessState.ExitCode() != 1 || !strings.Contains(stderr.String(), "connector of roictl") {
			t.Errorf("%v: %v, %s", args, err, stderr.String())
		}
	}
}

func TestParseReattach(t *testing.T) {
	t.Parallel()
	got, err := connector.ParseReattach(`{"shop": {"protocol": "grpc", "protocol_version": 1, "pid": 7, "address": {"network": "unix", "address": "/tmp/x"}}}`)
	want := map[string]connector.Reattach{"shop": {Protocol: "grpc", ProtocolVersion: 1, PID: 7,
		Address: connector.ReattachAddress{Network: "unix", Address: "/tmp/x"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if none, err := connector.ParseReattach(""); err != nil || none != nil {
		t.Errorf("nothing gives %v, %v", none, err)
	}
	for value, says := range map[string]string{
		"shop":                             "want the JSON that a connector prints with --debug",
		`{"shop": {"protocol": "netrpc"}}`: `protocol "netrpc"`,
		`{"shop": {"protocol": "grpc", "address": {"network": "udp"}}}`: `network "udp"`,
	} {
		if _, err := connector.ParseReattach(value); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), connector.EnvReattach) {
			t.Errorf("%s: %v, want %q", value, err, says)
		}
	}
}

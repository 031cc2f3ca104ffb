package config_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/report"
)

const canary = "canary-7b1c"

// secretive is the schema of a connector that takes a secret and a region.
var secretive = connector.ConfigSchema{
	Attributes: []connector.Attribute{
		{Name: "api_key", Type: connector.TypeString, Sensitive: true},
		{Name: "region", Type: connector.TypeString},
	},
	Blocks: []connector.Block{{Name: "proxy", Schema: connector.ConfigSchema{
		Attributes: []connector.Attribute{{Name: "password", Type: connector.TypeString, Sensitive: true}},
	}}},
}

// open is the schema of a connector without secrets.
var open = connector.ConfigSchema{Attributes: []connector.Attribute{{Name: "path", Type: connector.TypeString}}}

// everyLine returns a diagnostic at each line of each file, beside those of
// loading and decoding: what a snippet may ever show.
func everyLine(c *config.Config, diags hcl.Diagnostics) hcl.Diagnostics {
	for name, source := range c.Files.All() {
		offset := 0
		for i, line := range strings.Split(string(source), "\n") {
			start := hcl.Pos{Line: i + 1, Column: 1, Byte: offset}
			diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "x", Subject: &hcl.Range{Filename: name, Start: start, End: start}})
			offset += len(line) + 1
		}
	}
	return diags
}

// shown is everything that both forms of output show of diagnostics.
func shown(t *testing.T, files *config.Sources, diags hcl.Diagnostics) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.Diagnostics(&out, diags, files, report.DiagnosticOptions{Width: 400}); err != nil {
		t.Fatal(err)
	}
	if err := report.DiagnosticsJSON(&out, diags, files); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestSnippetsShowNoSecrets puts a secret wherever a file may hold one, looks at
// every line, and holds that what is not secret is still shown.
func TestSnippetsShowNoSecrets(t *testing.T) {
	t.Parallel()
	const token = "variable \"token\" {\n  type      = number\n  sensitive = true\n}\n"
	tests := []struct {
		name    string
		files   map[string]string
		schema  connector.ConfigSchema
		visible []string
	}{
		{name: "default", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  type = number\n  default = \"CANARY\" # once CANARY\n  sensitive = true\n}\n"},
			visible: []string{"type = number", "default = (sensitive value)"}},
		{name: "default, a heredoc", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  type = number\n  default = <<EOT\nCANARY\nCANARY\nEOT\n  sensitive = true\n}\n"},
			visible: []string{"default = (sensitive value)", "sensitive = true"}},
		{name: "default, a list over lines", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  type = number\n  default = [\n    \"CANARY\",\n  ]\n  sensitive = true\n}\n"}},
		{name: "default that is no constant", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  default = upper(\"CANARY\")\n  sensitive = true\n}\n"}},
		{name: "default without quotes", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  default = CANARY\n  sensitive = true\n}\n"}},
		{name: "default, misspelt", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  defualt = \"CANARY\"\n  sensitive = true\n}\n"}, visible: []string{"defualt = (sensitive value)"}},
		{name: "sensitive, misspelt", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  type = number\n  default = \"CANARY\"\n  sensitve = true\n}\n"}},
		{name: "sensitive, of the wrong type", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  type = number\n  default = \"CANARY\"\n  sensitive = \"yes\"\n}\n"}},
		{name: "one of two declarations is sensitive", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  default = \"CANARY\"\n}\n" + "variable \"t\" {\n  sensitive = true\n}\n"}},
		{name: "default in JSON", files: map[string]string{"a.roi.hcl.json": `{"variable": {"t": {"type": "number", "default": "CANARY", "sensitive": true}}, "metrc": {}}`},
			visible: []string{`"metrc": {}`}},
		{name: "a variable that is not sensitive", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  type = number\n  default = \"plain\"\n}\n"}, visible: []string{`default = "plain"`}},

		{name: "file of variables", files: map[string]string{"a.roi.hcl": token + "variable \"rate\" {}\n", "roictl.vars.hcl": "rate = \"plain\"\ntoken = \"CANARY\"\n"},
			visible: []string{`rate = "plain"`, "token = (sensitive value)"}},
		{name: "file of variables, a heredoc", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl": "token = <<EOT\nCANARY\nCANARY\nEOT\n"}},
		{name: "file of variables, a misspelt name", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl": "tokn = \"CANARY\"\n"}, visible: []string{"tokn = (sensitive value)"}},
		{name: "file of variables, a block", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl": "token {\n  x = \"CANARY\"\n}\n"}},
		{name: "file of variables, no closing quote", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl": "x = 1\ntoken = \"CANARY\nrest = CANARY\n"}, visible: []string{"token = (sensitive value)"}},
		{name: "file of variables, no end of the heredoc", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl": "token = <<EOT\nCANARY\n" + canary[:6] + "==\n"}},
		{name: "file of variables, an error behind a heredoc", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl": "token = <<EOT\ncanary==\nEOT\nx = = 1\n"}},
		{name: "file of variables in JSON", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl.json": `{"token": "CANARY"}`}},
		{name: "file of variables in broken JSON", files: map[string]string{"a.roi.hcl": token, "roictl.vars.hcl.json": `{"token": canary}`}},

		{name: "broken variable block", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  default = \"CANARY\n  sensitive = true\n}\n"}, visible: []string{"default = (sensitive value)"}},
		{name: "broken variable block, sensitive first", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  sensitive = true\n  default = <<EOT\nCANARY\n"}},
		{name: "broken variable block, indented", files: map[string]string{"a.roi.hcl": "  variable \"t\" {\n  default = \"CANARY\" \"CANARY\"\n  sensitive = true\n}\n"}},
		{name: "argument set twice", files: map[string]string{"a.roi.hcl": "variable \"t\" {\n  default = \"CANARY\"\n  default = \"CANARY\"\n  sensitive = true\n}\n"}},
		{name: "values of variables in a broken configuration file", files: map[string]string{"a.roi.hcl": "token = \"CANARY\nmetric \"m\" {\n  value = 1\n}\n"}, visible: []string{"value = 1"}},
		{name: "broken JSON", files: map[string]string{"a.roi.hcl.json": `{"variable": {"t": {"default": "CANARY", "sensitive": true}}`}},
		{name: "another block of a broken file", files: map[string]string{"a.roi.hcl": "metric \"m\" {\n  value = = \"plain\"\n}\n"}, visible: []string{`value = = \"plain\"`, `value = = "plain"`}},

		{name: "connector", schema: secretive, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  api_key = \"CANARY\"\n  region = [\"plain\"]\n  proxy {\n    password = \"CANARY\"\n  }\n}\n"},
			visible: []string{"api_key = (sensitive value)", `region = ["plain"]`, "password = (sensitive value)"}},
		{name: "connector, a reference", schema: secretive, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  api_key = var.nothing\n}\n"}, visible: []string{"api_key = var.nothing"}},
		{name: "connector, misspelt", schema: secretive, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  api_kye = \"CANARY\"\n  proxi {\n    password = \"CANARY\"\n  }\n}\n"}},
		{name: "connector in JSON", schema: secretive, files: map[string]string{"a.roi.hcl.json": `{"connector": {"acme": {"a": {"api_key": "CANARY", "proxy": {"password": "CANARY"}, "region": "plain"}}}}`},
			visible: []string{`"region": "plain"`}},
		{name: "connector in a broken block", schema: secretive, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  api_key = \"CANARY\n}\n"}, visible: []string{"api_key = (sensitive value)"}},
		{name: "connector that nobody knows", files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  api_key = \"CANARY\"\n}\n"}},
		{name: "connector without secrets", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  path = \"plain\"\n  pth = \"clear\"\n}\n"}, visible: []string{`path = "plain"`, `pth = "clear"`}},
		{name: "connector without secrets in a broken block", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  path = \"plain\n}\n"}, visible: []string{`path = "plain`}},
		{name: "how a connector logs in", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  auth \"oauth\" {\n    client_id = \"plain\"\n    client_secret = \"CANARY\"\n    clent_secret = \"CANARY\"\n  }\n}\n"},
			visible: []string{`client_id = "plain"`, "client_secret = (sensitive value)"}},
		{name: "how a connector logs in, broken", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  auth \"oauth\" {\n    client_secret = \"CANARY\n  }\n}\n"}},
		{name: "what sounds like a secret in a connector without any", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  path = \"plain\"\n  token = \"CANARY\"\n  client_secret = [\"CANARY\"]\n  api_key = \"CANARY\"\n  password = \"CANARY\"\n  bearer = { x = \"CANARY\" }\n  auth = { token = \"CANARY\" }\n  quux = \"CANARY\"\n  login {\n    with = \"CANARY\"\n  }\n}\n"},
			visible: []string{`path = "plain"`, "token = (sensitive value)", "belongs into its auth block"}},
		{name: "what sounds like a secret, in JSON on one line", schema: open, files: map[string]string{"a.roi.hcl.json": `{"connector": {"acme": {"a": {"path": "plain", "client_secret": ["CANARY"], "token": "CANARY"}}}}`},
			visible: []string{`"path": "plain"`}},
		{name: "what sounds like a secret in a broken connector without any", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  path = \"plain\"\n  token = \"CANARY\n}\n"}, visible: []string{"token = (sensitive value)"}},
		{name: "a second label of a login", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  auth \"token\" \"CANARY\" {\n  }\n}\n"}, visible: []string{`auth "token" (sensitive value)`}},
		{name: "a label of a login that is no name", schema: open, files: map[string]string{"a.roi.hcl": "connector \"acme\" \"a\" {\n  auth \"CANARY=\" {\n  }\n}\n"}, visible: []string{`auth (sensitive value)`}},
		{name: "blocks that have no place for a secret", files: map[string]string{"a.roi.hcl": "token = \"CANARY\"\nroictl {\n  api_key = \"CANARY\"\n  region = \"plain\"\n}\nlogin {\n  password = \"CANARY\"\n}\ncredentials \"x\" {\n  id = \"CANARY\"\n  more {\n    y = \"CANARY\"\n  }\n}\n"},
			visible: []string{`region = "plain"`, "api_key = (sensitive value)"}},
		{name: "a label of a login in JSON", schema: open, files: map[string]string{"a.roi.hcl.json": `{"connector": {"acme": {"a": {"path": "plain", "auth": {"CANARY=": {}}}}}}`}},
		{name: "a local value, broken", files: map[string]string{"a.roi.hcl": "locals {\n  token = \"CANARY\" +\n}\n"}, visible: []string{"token = (sensitive value)"}},
		{name: "local values that sound harmless, broken", files: map[string]string{"a.roi.hcl": "locals {\n  season = \"plain\" +\n}\n"}, visible: []string{`season = "plain" +`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			files := make(map[string]string, len(test.files))
			for name, text := range test.files {
				files[name] = strings.ReplaceAll(text, "CANARY", canary)
			}
			c, diags := load(t, files)
			for _, x := range c.Connectors {
				if test.schema.Attributes != nil {
					_, more := x.Decode(test.schema)
					diags = append(diags, more...)
				}
			}
			out := shown(t, c.Files, everyLine(c, diags))
			if strings.Contains(out, canary[:6]) {
				t.Errorf("the secret is shown:\n%s", out)
			}
			for _, want := range test.visible {
				if !strings.Contains(out, want) {
					t.Errorf("%s is not shown:\n%s", want, out)
				}
			}
		})
	}
}

// TestCheckSyntaxShowsNoSecrets does the same for those who parse a single file
// and know nothing about variables.
func TestCheckSyntaxShowsNoSecrets(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"prod.vars.hcl":        "rate = 1\ntoken = \"" + canary + "\n",
		"roictl.vars.hcl.json": `{"token": canary}`,
		"<stdin>":              "token = \"" + canary + "\n",
		"a.roi.hcl":            "variable \"t\" {\n  default = \"" + canary + "\n  sensitive = true\n}\n",
		"b.roi.hcl":            "connector \"acme\" \"a\" {\n  api_key = \"" + canary + "\n}\n",
	} {
		files, diags := config.CheckSyntax(name, []byte(text))
		if !diags.HasErrors() {
			t.Errorf("%s: no error", name)
		}
		if out := shown(t, files, diags); strings.Contains(out, canary[:6]) {
			t.Errorf("%s: the secret is shown:\n%s", name, out)
		}
	}
}

package config_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/report"
)

const secretConfig = `
variable "token" {
  default   = "hunter2"
  sensitive = true
  validation {
    condition     = strlen(var.token) > 100
    error_message = "Too short."
  }
}
locals {
  number = parseint(var.token, 10)
  joined = "Bearer ${var.token}"
}
connector "file" "crm" {
  path  = "x"
  token = local.joined
  skip  = var.token
}
metric "m" {
  source      = connector.file.crm
  measure     = local.joined
  description = upper(local.joined) + 1
}
`

// TestSecretsAreNotShown renders every diagnostic as a terminal would, with the
// values of the expressions involved, and looks for the secret.
func TestSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	c, diags := load(t, map[string]string{"a.roi.hcl": secretConfig})
	_, more := c.Connectors[0].Decode(fileSchema)
	diags = append(diags, more...)
	if len(diags) < 5 {
		t.Errorf("got %d diagnostics, want at least 5:\n%s", len(diags), diagnosticsText(diags))
	}
	var out bytes.Buffer
	if err := report.Diagnostics(&out, diags, c.Files, report.DiagnosticOptions{}); err != nil {
		t.Fatal(err)
	}
	if shown := out.String(); strings.Contains(strings.ToLower(shown), "hunter2") {
		t.Errorf("the secret is shown:\n%s", shown)
	}
	for _, v := range c.Variables {
		if v.Sensitive && v.JSON != "" {
			t.Errorf("variable %s carries its value", v.Name)
		}
	}
	if diff := cmp.Diff([]string{"Bearer hunter2", "hunter2"}, c.Sensitive()); diff != "" {
		t.Errorf("texts to mask (-want +got):\n%s", diff)
	}
}

// TestDecodeConcurrently decodes as an engine does that starts its sources in
// parallel; the race detector judges it.
func TestDecodeConcurrently(t *testing.T) {
	t.Parallel()
	c, _ := load(t, map[string]string{"a.roi.hcl": secretConfig + `
connector "file" "many" {
  for_each = toset(["a", "b", "c", "d"])
  path     = each.key
  pathh    = local.nothing
}
`})
	var group sync.WaitGroup
	for range 2 {
		for _, x := range c.Connectors {
			group.Go(func() {
				_, _ = x.Decode(fileSchema)
				_ = x.Sensitive()
			})
		}
	}
	group.Wait()
	if len(c.Sensitive()) == 0 {
		t.Error("no secrets found")
	}
}

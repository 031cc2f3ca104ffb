package config_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// fileSchema has every kind of attribute and block that a connector can declare.
var fileSchema = connector.ConfigSchema{
	Attributes: []connector.Attribute{
		{Name: "path", Type: connector.TypeString, Required: true, Description: "Which files to read."},
		{Name: "preset", Type: connector.TypeString, Enum: []string{"ga4_export", "meta_ads_manager"}},
		{Name: "date", Type: connector.TypeAny},
		{Name: "skip", Type: connector.TypeNumber},
		{Name: "strict", Type: connector.TypeBool},
		{Name: "sheets", Type: connector.TypeStringList},
		{Name: "headers", Type: connector.TypeStringMap},
		{Name: "token", Type: connector.TypeString, Sensitive: true},
		{Name: "delimiter", Type: connector.TypeString, Deprecated: "use format"},
	},
	Blocks: []connector.Block{
		{Name: "measure", Label: "name", Many: true, Schema: connector.ConfigSchema{
			Attributes: []connector.Attribute{
				{Name: "column", Type: connector.TypeString},
				{Name: "factor", Type: connector.TypeNumber},
				{Name: "where", Type: connector.TypeAny},
			},
		}},
		{Name: "retry", Schema: connector.ConfigSchema{Attributes: []connector.Attribute{{Name: "count", Type: connector.TypeNumber, Required: true}}}},
	},
}

func TestDecode(t *testing.T) {
	t.Parallel()
	native := `
variable "token" {
  default   = "hunter2"
  sensitive = true
}
connector "file" "crm" {
  for_each    = { fr = 1.10 }
  description = "The CRM"
  path        = "data/${each.key}.csv"
  preset      = "ga4_export"
  date        = { column = "Date", formats = ["DD.MM.YYYY", null], n = 0.1 }
  skip        = 41.82 / 1.02
  strict      = true
  sheets      = ["a", 5]
  headers     = { authorization = "Bearer ${var.token}" }
  token       = "abc"
  measure "spend" {
    column = "Spent"
    factor = each.value
    where  = { stage = "Closed Won" }
  }
  measure "leads" {
  }
  retry {
    count = 3
  }
}
`
	twin := `{
  "variable": { "token": { "default": "hunter2", "sensitive": true } },
  "connector": { "file": { "crm": {
    "for_each": { "fr": 1.10 }, "description": "The CRM",
    "path": "data/${each.key}.csv", "preset": "ga4_export",
    "date": { "column": "Date", "formats": ["DD.MM.YYYY", null], "n": 0.1 },
    "skip": "${41.82 / 1.02}", "strict": true, "sheets": ["a", 5],
    "headers": { "authorization": "Bearer ${var.token}" }, "token": "abc",
    "measure": { "spend": { "column": "Spent", "factor": "${each.value}", "where": { "stage": "Closed Won" } }, "leads": {} },
    "retry": { "count": 3 }
  } } }
}`
	want := `{"date":{"column":"Date","formats":["DD.MM.YYYY",null],"n":0.1},` +
		`"headers":{"authorization":"Bearer hunter2"},` +
		`"measure":[{"column":"Spent","factor":1.1,"name":"spend","where":{"stage":"Closed Won"}},{"name":"leads"}],` +
		`"path":"data/fr.csv","preset":"ga4_export","retry":{"count":3},"sheets":["a","5"],"skip":41,"strict":true,"token":"abc"}`
	for name, text := range map[string]string{"a.roi.hcl": native, "a.roi.hcl.json": twin} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, diags := load(t, map[string]string{name: text})
			if diags.HasErrors() {
				t.Fatal(diagnosticsText(diags))
			}
			got, diags := c.Connectors[0].Decode(fileSchema)
			if len(diags) > 0 {
				t.Fatal(diagnosticsText(diags))
			}
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("configuration (-want +got):\n%s", diff)
			}
			if !json.Valid(got) {
				t.Error("not JSON")
			}
			secrets := c.Connectors[0].Sensitive()
			slices.Sort(secrets)
			if diff := cmp.Diff([]string{"Bearer hunter2", "abc"}, secrets); diff != "" {
				t.Errorf("sensitive texts (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeErrors(t *testing.T) {
	t.Parallel()
	c, diags := load(t, map[string]string{"a.roi.hcl": `connector "file" "crm" {
  preset    = "ga4_exprt"
  skip      = "3"
  strict    = 1
  sheets    = "a"
  headers   = { a = [] }
  delimiter = ";"
  token     = local.nowhere
  paht      = "x"
  measure   = {}
  measure {
  }
  measure "spend" {
    colum = "Spent"
  }
  measure "spend" {
    factor = 1 / 0
  }
  retry {
  }
  retry {
    count = 1
  }
  sheets {
  }
  mesure "a" {
  }
}
`})
	if diags.HasErrors() {
		t.Fatal(diagnosticsText(diags))
	}
	_, diags = c.Connectors[0].Decode(fileSchema)
	want := `error a.roi.hcl:1,1-23 MISSING: Missing argument
    The connector "file" needs the argument "path". Which files to read.
error a.roi.hcl:2,15-26 VALUE: Unknown value
    "preset" cannot be "ga4_exprt". It is one of "ga4_export" or "meta_ads_manager". Did you mean "ga4_export"?
error a.roi.hcl:3,15-18 TYPE: Wrong type
    "skip" has to be a number, without quotes. This is a text.
error a.roi.hcl:4,15-16 TYPE: Wrong type
    "strict" has to be true or false. This is a number.
error a.roi.hcl:5,15-18 TYPE: Wrong type
    "sheets" has to be a list of texts in square brackets. This is a text.
error a.roi.hcl:6,15-25 TYPE: Wrong type
    "headers" has to be a map of texts. This is an object.
warning a.roi.hcl:7,3-12 UNKNOWN_ATTRIBUTE: Deprecated argument
    "delimiter" is out of date: use format.
error a.roi.hcl:8,15-28 REFERENCE: Unknown local value
    No local value is called "nowhere". Define it in a locals block.
error a.roi.hcl:9,3-7 UNKNOWN_ATTRIBUTE: Unknown argument
    The connector "file" has no argument "paht". Did you mean "path"?
error a.roi.hcl:10,3-10 UNKNOWN_ATTRIBUTE: Unknown argument
    The connector "file" has no argument "measure". It is a block: write it without the equals sign.
error a.roi.hcl:11,3-10 NAME: Wrong number of labels
    A measure block begins with

        measure "NAME" {
error a.roi.hcl:14,5-10 UNKNOWN_ATTRIBUTE: Unknown argument
    The "measure" block has no argument "colum". Did you mean "column"?
error a.roi.hcl:16,3-18 DUPLICATE: Duplicate block
    The measure "spend" stands at a.roi.hcl line 13 already. Rename one of them.
error a.roi.hcl:17,14-19 EXPRESSION: Value out of range
    This expression has no usable value: the number is infinite, as after a division by zero.
error a.roi.hcl:19,3-8 MISSING: Missing argument
    The "retry" block needs the argument "count".
error a.roi.hcl:21,3-8 DUPLICATE: Duplicate block
    There may be only one "retry" block here, and one stands at a.roi.hcl line 19 already. Merge them.
error a.roi.hcl:24,3-9 UNKNOWN_BLOCK: Unknown block
    The connector "file" has no blocks of type "sheets". It is an argument: write it with an equals sign.
error a.roi.hcl:26,3-9 UNKNOWN_BLOCK: Unknown block
    The connector "file" has no blocks of type "mesure". Did you mean "measure"?
`
	if diff := cmp.Diff(want, diagnosticsText(diags)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

// TestDecodeSensitiveDiagnostics holds that a mistake in a sensitive value does
// not show it.
func TestDecodeSensitiveDiagnostics(t *testing.T) {
	t.Parallel()
	c, _ := load(t, map[string]string{"a.roi.hcl": `
variable "preset" {
  default   = "hunter2"
  sensitive = true
}
connector "file" "crm" {
  path   = "x"
  preset = var.preset
}
`})
	if diff := cmp.Diff([]string{"hunter2"}, c.Sensitive()); diff != "" {
		t.Errorf("sensitive texts before Decode (-want +got):\n%s", diff)
	}
	_, diags := c.Connectors[0].Decode(fileSchema)
	want := `error a.roi.hcl:8,12-22 VALUE: Unknown value
    "preset" cannot be this sensitive value. It is one of "ga4_export" or "meta_ads_manager".
`
	if diff := cmp.Diff(want, diagnosticsText(diags)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	c, _ := load(t, map[string]string{"a.roi.hcl": `connector "file" "crm" {
  path = "x.csv"
  date = {
    column  = "Date"
    formats = ["a", "b"]
  }
  measure "spend" {
    column = "Spent"
  }
  measure "leads" {
    where = { stage = "Won" }
  }
  retry {
    count = 3
  }
}
`})
	index := func(i int) connector.PathStep { return connector.PathStep{Index: i} }
	tests := []struct {
		path []connector.PathStep
		want string // line, column
	}{
		{nil, "1,1"},
		{connector.Path("path"), "2,3"},
		{connector.Path("unknown"), "1,1"},
		{connector.Path("preset"), "1,1"}, // known, but not written
		{connector.Path("date", "column"), "4,15"},
		{connector.Path("date", "nothing"), "3,3"},
		{append(connector.Path("date", "formats"), index(1)), "5,21"},
		{append(connector.Path("date", "formats"), index(7)), "5,15"},
		{connector.Path("measure", "spend"), "7,3"},
		{connector.Path("measure", "spend", "column"), "8,5"},
		{connector.Path("measure", "spend", "where"), "7,3"},
		{connector.Path("measure", "leads", "where", "stage"), "11,23"},
		{connector.Path("measure", "nobody", "column"), "1,1"},
		{append(connector.Path("measure"), index(1), connector.PathStep{Name: "where"}), "11,5"},
		{append(connector.Path("measure"), index(9)), "1,1"},
		{connector.Path("retry", "count"), "14,5"},
		{connector.Path("retry"), "13,3"},
	}
	for _, test := range tests {
		got := c.Connectors[0].Locate(fileSchema, test.path)
		if place := fmt.Sprintf("%d,%d", got.Start.Line, got.Start.Column); place != test.want || got.Filename != "a.roi.hcl" {
			t.Errorf("%v: got %s, want %s", test.path, place, test.want)
		}
	}
}

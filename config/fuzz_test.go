package config_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// FuzzLoad holds that no native file makes the loader panic or hang, and that
// what it returns can be used.
func FuzzLoad(f *testing.F) {
	seed(f, ".roi.hcl")
	f.Fuzz(func(t *testing.T, text string) { fuzzLoad(t, "fuzz.roi.hcl", text) })
}

// FuzzLoadJSON does the same for the JSON twin.
func FuzzLoadJSON(f *testing.F) {
	seed(f, ".roi.hcl.json")
	for _, text := range []string{
		`{}`, `[]`, `null`, `{"metric": null}`, `{"metric": {"m": null}}`, `{"metric": {"m": [{}, {}]}}`,
		`{"metric": {"m": {"value": "${metric.m}"}}}`, `{"metric": {"m": {"value": "${sum(metric.m)}", "for_each": {"a": 1}}}}`,
		`{"goal": {"g": {"kpi": {"k": {"value": 1, "every": "day", "target": {"at_least": "1%"}}}}}}`,
		`{"connector": {"file": {"f": {"path": "${each.key}", "measure": {"a": {}}, "for_each": ["x"]}}}}`,
		`{"locals": {"a": "${local.b}", "b": [1, "${local.a}"]}}`, `{"variable": {"v": {"type": "list(string)", "default": []}}}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { fuzzLoad(t, "fuzz.roi.hcl.json", text) })
}

// FuzzParseAmount holds that what can be parsed has a value.
func FuzzParseAmount(f *testing.F) {
	for _, text := range []string{"20", "20%", "-1.5 %", "28d", "1h30m", "20 EUR", "EUR 20", "1.234,5", "", "%", "1e9", "٣"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, err := config.ParseAmount(text)
		if err == nil && amount.Value == nil {
			t.Errorf("%q has neither a value nor an error", text)
		}
	})
}

// seed adds the golden files.
func seed(f *testing.F, extension string) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, extension) {
				f.Add(string(file.Data))
			}
		}
	}
}

func fuzzLoad(t *testing.T, name, text string) {
	c, diags := config.Load(config.Options{FS: fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}, Directory: "/config"})
	for _, d := range diags {
		if d.Summary == "" || d.Detail == "" || config.DiagnosticCode(d) == "" {
			t.Errorf("incomplete diagnostic: %#v", d)
		}
	}
	_ = dump(c)
	_ = c.Graph()
	for _, x := range c.Connectors {
		_, _ = x.Decode(fileSchema)
		_ = x.Locate(fileSchema, connector.Path("measure", "spend", "column"))
	}
	if diags.HasErrors() {
		return
	}
	// What was accepted holds together.
	for _, m := range c.Metrics {
		if m.Value == nil && c.Connector(m.Source) == nil {
			t.Errorf("%s has neither a source nor a value", m.Address)
		}
	}
	for _, g := range c.Goals {
		for _, k := range g.KPIs {
			for _, r := range k.Value.References() {
				if c.Metric(r.Address) == nil && c.Campaign(r.Address) == nil {
					t.Errorf("%s refers to %s, which is not there", k.Address, r.Address)
				}
			}
		}
	}
}

package config_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/config/schema"
)

// TestReferenceIsCurrent holds the published reference equal to the table.
func TestReferenceIsCurrent(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	if err := config.WriteReference(&got); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "docs", "reference", "language.md")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("docs/reference/language.md is not what the table says; run go generate ./config (-file +table):\n%s", diff)
	}
}

func TestReferenceReportsWriteErrors(t *testing.T) {
	t.Parallel()
	if err := config.WriteReference(fullDisk{}); err == nil {
		t.Error("no error")
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, os.ErrInvalid }

// TestSchemaIsJSON holds that editors can read the table.
func TestSchemaIsJSON(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(config.Schema())
	if err != nil {
		t.Fatal(err)
	}
	var back schema.Block
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if back.Block("metric") == nil || back.Block("goal").Block("kpi").Attribute("value").Type != schema.Formula {
		t.Error("the table does not survive JSON")
	}
}

// TestTableIsComplete holds that everything in the table is described, and that
// what one entry says of another exists.
func TestTableIsComplete(t *testing.T) {
	t.Parallel()
	described := make(map[schema.Type]bool)
	for _, entry := range schema.Types() {
		described[entry.Type] = true
	}
	eachBlock(config.Schema(), nil, func(b *schema.Block, _ []*schema.Block) {
		if b.Description == "" {
			t.Errorf("%s has no description", b.Name)
		}
		has := func(name string) bool { return b.Attribute(name) != nil }
		for _, a := range b.Attributes {
			if a.Description == "" || !described[a.Type] {
				t.Errorf("%s.%s: description %q, type %q", b.Name, a.Name, a.Description, a.Type)
			}
			for _, other := range append(a.Needs[:len(a.Needs):len(a.Needs)], a.Conflicts...) {
				if !has(other) {
					t.Errorf("%s.%s speaks of %s, which does not exist", b.Name, a.Name, other)
				}
			}
			for _, word := range a.Also {
				if has(word) {
					t.Errorf("%s.%s is also known as %s, which is an argument itself", b.Name, a.Name, word)
				}
			}
		}
		for _, choice := range b.Choices {
			for _, name := range choice.Names {
				if !has(name) {
					t.Errorf("%s offers the choice of %s, which does not exist", b.Name, name)
				}
			}
		}
	})
}

func eachBlock(b *schema.Block, outer []*schema.Block, visit func(*schema.Block, []*schema.Block)) {
	visit(b, outer)
	for _, nested := range b.Blocks {
		eachBlock(nested, append(outer[:len(outer):len(outer)], b), visit)
	}
}

// TestArgumentExamples decodes every argument's example where it belongs. It also
// holds that every type of the table can be decoded.
func TestArgumentExamples(t *testing.T) {
	t.Parallel()
	eachBlock(config.Schema(), nil, func(b *schema.Block, outer []*schema.Block) {
		for _, a := range b.Attributes {
			if a.Example == "" {
				continue
			}
			text := b.Name + labels(b) + " {\n  " + a.Name + " = " + a.Example + "\n}\n"
			for i := len(outer) - 1; i > 0; i-- {
				text = outer[i].Name + labels(outer[i]) + " {\n" + text + "}\n"
			}
			_, diags := load(t, map[string]string{"a.roi.hcl": text})
			for _, d := range diags {
				switch config.DiagnosticCode(d) {
				case "SYNTAX", "TYPE", "VALUE", "EXPRESSION", "FORMULA", "FOR_EACH", "UNKNOWN_ATTRIBUTE", "UNKNOWN_BLOCK", "LIMIT", "NAME":
					t.Errorf("%s\n%s", text, diagnosticsText(hcl.Diagnostics{d}))
				}
			}
		}
	})
}

func labels(b *schema.Block) string {
	return strings.Repeat(` "x"`, len(b.Labels))
}

// TestBlockExamples loads the examples of all blocks together.
func TestBlockExamples(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for _, b := range config.Schema().Blocks {
		text.WriteString(b.Example + "\n")
	}
	for _, name := range []string{"orders", "revenue", "reach"} {
		text.WriteString("metric \"" + name + "\" {\n  source = connector.facebook.eu\n  measure = \"" + name + "\"\n}\n")
	}
	text.WriteString("connector \"facebook\" \"eu\" {\n}\n")
	eachBlock(config.Schema(), nil, func(b *schema.Block, outer []*schema.Block) {
		if len(outer) == 2 && b.Example != "" {
			header := map[string]string{
				"connector": "connector \"ga4\" \"of_" + b.Name + "\" {\n",
				"campaign":  "campaign \"of_" + b.Name + "\" {\n  start = \"2026-01-01\"\n  end = \"2026-12-31\"\n",
				"goal":      "goal \"of_" + b.Name + "\" {\n",
			}[outer[1].Name]
			text.WriteString(header + b.Example + "\n}\n")
		}
		if len(outer) == 3 && b.Example != "" {
			text.WriteString("goal \"of_" + b.Name + "\" {\n  kpi \"k\" {\n    value = metric.orders\n    every = \"month\"\n" + b.Example + "\n  }\n}\n")
		}
	})
	if _, diags := load(t, map[string]string{"a.roi.hcl": text.String()}); len(diags) > 0 {
		t.Errorf("%s", diagnosticsText(diags))
	}
}

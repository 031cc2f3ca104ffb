package config_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/roictl/roictl/config"
)

// manyBlocks writes a configuration of n top-level blocks in files of a hundred:
// metrics that are read, metrics that are computed, and goals with a KPI.
func manyBlocks(n int) fstest.MapFS {
	directory := fstest.MapFS{
		"main.roi.hcl": &fstest.MapFile{Data: []byte("roictl {\n  currency = \"EUR\"\n}\nlocals {\n  factor = 2\n}\nconnector \"file\" \"f\" {\n}\n")},
	}
	var text strings.Builder
	for i := range n {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&text, "metric \"m%d\" {\n  source      = connector.file.f\n  measure     = \"spend\"\n  where       = { campaign = \"c%d*\" }\n  description = \"Number %d\"\n}\n", i, i, i)
		case 1:
			fmt.Fprintf(&text, "metric \"m%d\" {\n  value = metric.m%d * local.factor / max(metric.m%d, 1)\n}\n", i, i-1, i-1)
		case 2:
			fmt.Fprintf(&text, "goal \"g%d\" {\n  kpi \"k\" {\n    value = metric.m%d\n    every = \"month\"\n    target {\n      at_least = %d\n    }\n  }\n}\n", i, i-1, i)
		}
		if i%100 == 99 || i == n-1 {
			directory[fmt.Sprintf("f%06d.roi.hcl", i)] = &fstest.MapFile{Data: []byte(text.String())}
			text.Reset()
		}
	}
	return directory
}

// BenchmarkLoad holds that loading is linear: ten times the blocks take about ten
// times as long.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprintf("blocks=%d", n), func(b *testing.B) {
			directory := manyBlocks(n)
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := config.Load(config.Options{FS: directory}); diags.HasErrors() {
					b.Fatal(diags)
				}
			}
		})
	}
}

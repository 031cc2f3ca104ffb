package engine_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"golang.org/x/tools/txtar"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// TestArchives runs every archive in testdata: *.roi.hcl files and data, options in
// the comment (as-of, period), and the expected result in the file "want".
func TestArchives(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := runArchive(t, archive)
			for i, f := range archive.Files {
				if f.Name != "want" {
					continue
				}
				if *update {
					archive.Files[i].Data = []byte(got)
					if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
						t.Fatal(err)
					}
					return
				}
				if diff := cmp.Diff(string(f.Data), got); diff != "" {
					t.Errorf("result (-want +got):\n%s", diff)
				}
				return
			}
			t.Fatal("the archive has no file named want")
		})
	}
}

// runArchive checks the configuration of an archive and prints the result.
func runArchive(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	dir := t.TempDir()
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		if f.Name == "want" {
			continue
		}
		if strings.HasSuffix(f.Name, ".roi.hcl") || strings.HasSuffix(f.Name, ".roi.hcl.json") {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
			continue
		}
		path := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	opts := engine.Options{
		AsOf:   connector.DateOf(2026, time.June, 2),
		Period: engine.PeriodLast,
		FailOn: engine.FailOnMissed,
		Now:    func() time.Time { return time.Date(2026, 6, 2, 6, 0, 0, 0, time.UTC) },
	}
	for _, line := range strings.Split(string(archive.Comment), "\n") {
		key, val, _ := strings.Cut(line, ": ")
		switch key {
		case "as-of":
			day, err := connector.ParseDate(val)
			if err != nil {
				t.Fatal(err)
			}
			opts.AsOf = day
		case "period":
			opts.Period = val
		case "fail-on":
			opts.FailOn = engine.FailOn(val)
		}
	}
	var out strings.Builder
	cfg, diags := config.Load(config.Options{FS: files, Directory: dir})
	printDiagnostics(&out, diags)
	if diags.HasErrors() {
		return out.String()
	}
	ctx := context.Background()
	bound, diags := engine.Bind(ctx, cfg, newHost(nil), engine.BindOptions{Version: "0.1.0"})
	printDiagnostics(&out, diags)
	plan, diags := bound.Plan(opts)
	printDiagnostics(&out, diags)
	for _, q := range plan.Queries {
		fmt.Fprintf(&out, "query %s %s %v by %v over %v where %v\n", q.ID, q.Source, q.Query.Measures, q.Query.Dimensions, q.Query.Intervals, q.Query.Filter)
	}
	printResult(&out, bound.Check(ctx, plan, nil))
	return out.String()
}

func printDiagnostics(out *strings.Builder, diags hcl.Diagnostics) {
	for _, d := range diags {
		severity := "warning"
		if d.Severity == hcl.DiagError {
			severity = "error"
		}
		place := ""
		if d.Subject != nil {
			place = fmt.Sprintf(" %s:%d", d.Subject.Filename, d.Subject.Start.Line)
		}
		fmt.Fprintf(out, "%s%s: %s: %s\n", severity, place, d.Summary, strings.ReplaceAll(d.Detail, "\n", " "))
	}
}

func printResult(out *strings.Builder, r *engine.Result) {
	printDiagnostics(out, r.Diagnostics)
	for _, k := range r.KPIs {
		fmt.Fprintf(out, "%s %s..%s %s %s", k.KPI.Address, k.Period.Start, k.Period.End, k.Status, k.Actual.String())
		if k.N != nil {
			fmt.Fprintf(out, " n=%s", k.N.RatString())
		}
		if k.Target != nil {
			fmt.Fprintf(out, " target %s %s", k.Target.Kind, k.Target.Value.String())
		}
		if k.Attainment != nil {
			fmt.Fprintf(out, " attainment %s", k.Attainment.FloatString(4))
		}
		if k.Pace != nil {
			fmt.Fprintf(out, " pace %d/%d forecast %s", k.Pace.ElapsedDays, k.Pace.TotalDays, k.Pace.Forecast.String())
		}
		if k.PreviousNote != "" {
			fmt.Fprintf(out, " previous: %s", k.PreviousNote)
		}
		if len(k.Flags) > 0 {
			fmt.Fprintf(out, " %v", k.Flags)
		}
		if k.Reason != "" {
			fmt.Fprintf(out, " (%s)", k.Reason)
		}
		out.WriteByte('\n')
		for _, s := range k.Segments {
			var keys []string
			for _, key := range s.By {
				text := key.Value.Value
				if key.Value.Null {
					text = "null"
				}
				keys = append(keys, key.Dimension+"="+text)
			}
			fmt.Fprintf(out, "  %s %s\n", strings.Join(keys, " "), s.Actual.String())
		}
	}
	for _, c := range r.Campaigns {
		fmt.Fprintf(out, "%s cost %s return %s net %s roi %s roas %s coverage %v missing %v %v\n",
			c.Campaign.Address, c.Cost.String(), c.Return.String(), c.Net.String(), c.ROI.String(), c.ROAS.String(), c.Declared, c.Missing, c.Flags)
		for _, line := range c.Costs {
			fmt.Fprintf(out, "  cost %s %s %s\n", line.Name, line.Amount.String(), line.Note)
		}
		for _, line := range c.Returns {
			fmt.Fprintf(out, "  return %s %s %s\n", line.Name, line.Amount.String(), line.Note)
		}
		for _, line := range c.Benefits {
			fmt.Fprintf(out, "  benefit %s %s\n", line.Name, line.Amount.String())
		}
		for _, line := range c.CostPer {
			fmt.Fprintf(out, "  cost per %s %s\n", line.Name, line.Amount.String())
		}
	}
	for _, s := range r.Sources {
		fmt.Fprintf(out, "source %s %s rows %d %s..%s %s\n", s.Address, s.Status, s.Rows, s.CoveredFrom, s.FreshUntil, s.Reason)
	}
	fmt.Fprintf(out, "exit %d\n", r.ExitCode)
}

package file

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/scan"
	"github.com/roictl/roictl/plugins/file/spec"
)

// source answers for one block. Nothing in it changes, so that queries may run
// at the same time.
type source struct {
	spec       *spec.Spec
	undeclared connector.Diagnostics // why the block gives no report, when it says too little
	fsys       fs.FS
	root       io.Closer
}

var (
	_ connector.Source           = (*source)(nil)
	_ connector.QueryPlanner     = (*source)(nil)
	_ connector.ConnectionTester = (*source)(nil)
	_ io.Closer                  = (*source)(nil)
)

// Query answers with one pass over the files.
func (s *source) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	if s.undeclared != nil {
		return s.undeclared
	}
	found, diags := s.find()
	if diags.HasErrors() {
		return diags
	}
	result, wrong := scan.Run(ctx, s.fsys, s.spec, found, query, out.Progress)
	diags = append(diags, wrong...)
	if result != nil {
		diags = append(diags, result.Write(out)...)
	}
	return located(diags)
}

// PlanQuery says which files a query will read. It reads none of them.
func (s *source) PlanQuery(_ context.Context, query connector.Query) connector.QueryPlan {
	plan := connector.QueryPlan{EstimatedRows: -1, Diagnostics: s.undeclared}
	if s.undeclared != nil {
		return plan
	}
	for _, clause := range query.Filter {
		for _, condition := range clause {
			if !slices.Contains(plan.PushedDown, condition.Dimension) {
				plan.PushedDown = append(plan.PushedDown, condition.Dimension)
			}
		}
	}
	plan.Diagnostics = append(plan.Diagnostics, scan.Check(s.spec, query)...)
	found, diags := s.find()
	plan.Diagnostics = append(plan.Diagnostics, diags...)
	for _, file := range found {
		plan.Steps = append(plan.Steps, fmt.Sprintf("read %s (%s)", file.Name, Bytes(file.Size)))
	}
	return plan
}

// Close lets go of the directory.
func (s *source) Close() error { return s.root.Close() }

// find returns the files that match at this moment.
func (s *source) find() ([]input.File, connector.Diagnostics) {
	found, diags := input.Find(s.fsys, s.spec.Globs)
	return found, located(diags)
}

// located adds the attribute to diagnostics of those who do not know the block.
func located(diags connector.Diagnostics) connector.Diagnostics {
	for i := range diags {
		d := &diags[i]
		if len(d.Path) > 0 {
			continue
		}
		switch {
		case strings.HasPrefix(d.Code, "FILE_ENCODING"):
			d.Path = connector.Path("encoding")
		case d.Code == "FILE_DELIMITER":
			d.Path = connector.Path("delimiter")
		case d.Code == "FILE_CURRENCY_MISSING":
			d.Path = connector.Path("currency")
		case d.Code == "FILE_HEADER":
			d.Path = connector.Path("header_row")
		case strings.HasPrefix(d.Code, "FILE_"):
			d.Path = connector.Path("path")
		}
	}
	return diags
}

// Bytes writes a size for people, in decimal units with one digit: 12.4 MB.
func Bytes(n int64) string {
	const step = 1000
	if n < step {
		return fmt.Sprintf("%d B", n)
	}
	units := []string{"kB", "MB", "GB", "TB", "PB", "EB"}
	tenths, unit := n*10/step, 0
	for tenths >= 10*step && unit < len(units)-1 {
		tenths, unit = tenths/step, unit+1
	}
	return fmt.Sprintf("%d.%d %s", tenths/10, tenths%10, units[unit])
}

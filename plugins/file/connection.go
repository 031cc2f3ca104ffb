package file

import (
	"context"
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/inspect"
	"github.com/roictl/roictl/plugins/file/scan"
	"github.com/roictl/roictl/plugins/file/spec"
	"github.com/roictl/roictl/plugins/file/table"
)

// TestConnection reads all files as a check would, so that every row that cannot
// be read is told, and says what it found. It proposes a block for the first file.
func (s *source) TestConnection(ctx context.Context) connector.ConnectionTest {
	test := connector.ConnectionTest{Code: connector.TestSource}
	found, diags := s.find()
	if diags.HasErrors() {
		test.Diagnostics = diags
		return test
	}
	test.Facts = fileFacts(found)
	findings, unclear := inspect.File(ctx, s.fsys, found[0], inspect.Options{Path: s.proposedPath(found)})
	if findings != nil {
		test.Proposal = findings.Proposal
	}
	if s.undeclared != nil {
		test.Facts = append(test.Facts, findingFacts(findings)...)
		test.Diagnostics = located(unclear)
		if findings != nil {
			test.Diagnostics = append(append(test.Diagnostics, s.undeclared...), noteDiagnostics(findings)...)
		}
		return test
	}
	// With a declared block it is the pass over all files that tells what is wrong.
	query, wrong := s.everything(found[0])
	diags = append(diags, wrong...)
	if !diags.HasErrors() {
		result, wrong := scan.Run(ctx, s.fsys, s.spec, found, query, func(connector.Progress) {})
		diags = append(diags, wrong...)
		if result != nil {
			test.Facts = append(test.Facts, resultFacts(result, query)...)
			test.OK = true
		}
	}
	if err := ctx.Err(); err != nil {
		diags = append(diags, connector.NewError("FILE_INTERRUPTED", "Test was interrupted", "The files were not read to their end."))
	}
	test.Diagnostics = located(diags)
	if test.OK = test.OK && !diags.HasErrors(); test.OK {
		test.Code = ""
	}
	return test
}

// everything returns a query for all that the first file has. Of a preset that
// is not every measure: an export holds the columns that somebody chose.
func (s *source) everything(file input.File) (connector.Query, connector.Diagnostics) {
	query := connector.Query{Report: spec.ReportName, Grain: connector.GrainTotal, Intervals: []connector.Interval{allTime}}
	text, wrong := input.Open(s.fsys, file, s.spec.Encoding)
	if wrong != nil {
		return query, connector.Diagnostics{*wrong}
	}
	defer text.Close() // it was only read
	columns := make([]table.Column, len(s.spec.Measures))
	for i, m := range s.spec.Measures {
		columns[i] = table.Column{Names: m.Columns, Money: m.Unit == connector.UnitMoney, Optional: s.spec.Preset != nil || len(m.Columns) == 0, Path: m.Path}
	}
	t, diags := table.Open(text, file.Name, s.spec.Layout, columns)
	if diags != nil {
		return query, diags
	}
	for i, m := range s.spec.Measures {
		if len(m.Columns) == 0 || t.Has(i) {
			query.Measures = append(query.Measures, m.Name)
		}
	}
	if len(query.Measures) == 0 {
		d := connector.NewError("FILE_COLUMN_MISSING", "No measure in the file", fmt.Sprintf("%q has none of the columns that the preset knows as measures.\n\nIts header has %s.", file.Name, strings.Join(quotedAll(t.Header), ", ")))
		d.Path = connector.Path("preset")
		return query, connector.Diagnostics{d}
	}
	return query, nil
}

// allTime is every day that a file can hold.
var allTime = connector.Interval{Start: connector.DateOf(1970, 1, 1), End: connector.DateOf(2199, 12, 31)}

func quotedAll(names []string) []string {
	const shown = 30
	texts := make([]string, 0, min(len(names), shown))
	for _, name := range names[:min(len(names), shown)] {
		texts = append(texts, fmt.Sprintf("%q", table.Shorten([]byte(name))))
	}
	return texts
}

func fileFacts(found []input.File) []connector.Fact {
	const shown = 5
	var total int64
	var names []string
	for i, file := range found {
		total += file.Size
		if i < shown {
			names = append(names, file.Name)
		}
	}
	if len(found) > shown {
		names = append(names, fmt.Sprintf("and %d more", len(found)-shown))
	}
	return []connector.Fact{{Name: "files", Value: fmt.Sprintf("%s (%s)", strings.Join(names, ", "), Bytes(total))}}
}

func resultFacts(result *scan.Result, query connector.Query) []connector.Fact {
	var facts []connector.Fact
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, connector.Fact{Name: name, Value: value})
		}
	}
	if first := result.First; first.HeaderLine > 0 {
		add("delimiter", table.DelimiterName(first.Delimiter))
		add("header line", fmt.Sprint(first.HeaderLine))
		add("columns", fmt.Sprint(first.Columns))
	}
	add("rows", fmt.Sprint(result.Rows))
	if n := result.LeftOut(); n > 0 {
		add("totals and excluded rows", fmt.Sprint(n))
	}
	if result.Superseded > 0 {
		add("rows of days that a newer file has", fmt.Sprint(result.Superseded))
	}
	if result.HasPeriod {
		add("period", result.Covered.String())
	}
	add("currency", result.Currency)
	add("time zone", result.TimeZone)
	add("measures", strings.Join(query.Measures, ", "))
	for _, total := range result.Sums() {
		add("sum of "+total.Name, total.Value)
	}
	return facts
}

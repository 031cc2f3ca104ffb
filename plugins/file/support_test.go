package file

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
)

// answer is what came out of a query.
type answer struct {
	header  connector.Header
	rows    []string // day or interval, dimensions and measures, as text
	trailer connector.Trailer
	diags   connector.Diagnostics
	told    []connector.Progress
}

func (a *answer) Header(h connector.Header) error {
	a.header = h
	return nil
}

func (a *answer) Batch(b *connector.Batch) error {
	for row := range b.Rows {
		var parts []string
		if b.Dates != nil {
			parts = append(parts, b.Dates[row].String())
		} else {
			parts = append(parts, fmt.Sprint(b.Intervals[row]))
		}
		for _, d := range b.Dimensions {
			if text := d.Text(row); text.Null {
				parts = append(parts, "<null>")
			} else {
				parts = append(parts, text.Value)
			}
		}
		for _, m := range b.Measures {
			parts = append(parts, decimalText(m.Decimal(row)))
		}
		a.rows = append(a.rows, strings.Join(parts, " | "))
	}
	return nil
}

// decimalText writes a number without zeros at its end, so that tests need not
// know the scale that a batch happens to have.
func decimalText(d connector.Decimal) string {
	text := d.String()
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

func (a *answer) Progress(p connector.Progress) { a.told = append(a.told, p) }

// directory writes files into a new directory.
func directory(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func settings(dir, config string) connector.Settings {
	return connector.Settings{Config: json.RawMessage(config), Directory: dir, TimeZone: "Europe/Berlin"}
}

// ask opens the connector in a directory and asks it.
func ask(t testing.TB, dir, config string, query connector.Query) *answer {
	t.Helper()
	handle := connector.Direct(New())
	ctx := context.Background()
	diags, err := handle.Configure(ctx, settings(dir, config))
	if err != nil {
		t.Fatal(err)
	}
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	defer func() {
		if err := handle.Close(ctx); err != nil {
			t.Error(err)
		}
	}()
	if query.Report == "" {
		query.Report = "rows"
	}
	a := &answer{}
	a.trailer, a.diags, err = handle.Query(ctx, query, a)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// days returns the interval between two days.
func days(t testing.TB, start, end string) []connector.Interval {
	t.Helper()
	first, err := connector.ParseDate(start)
	if err != nil {
		t.Fatal(err)
	}
	last, err := connector.ParseDate(end)
	if err != nil {
		t.Fatal(err)
	}
	return []connector.Interval{{Start: first, End: last}}
}

// told writes diagnostics as lines: code, place, path, text.
func told(diags connector.Diagnostics) []string {
	var lines []string
	for _, d := range diags {
		place := "-"
		if d.Location != nil {
			place = fmt.Sprintf("%s:%d:%d", d.Location.File, d.Location.Line, d.Location.Column)
		}
		names := make([]string, len(d.Path))
		for i, step := range d.Path {
			names[i] = step.Name
		}
		lines = append(lines, strings.TrimSpace(strings.Join([]string{d.Code, place, strings.Join(names, ".")}, " ")))
	}
	return lines
}

// said is all that diagnostics say, for looking for a text.
func said(diags connector.Diagnostics) string {
	var text strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&text, "%s %s: %s %s\n", d.Code, d.Summary, d.Detail, d.Hint)
		if d.Location != nil {
			fmt.Fprintf(&text, "%+v\n", *d.Location)
		}
	}
	return text.String()
}

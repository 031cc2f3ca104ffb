package report_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report"
)

const goalsFile = `goal "sales" {
  kpi "cpa" {
    valeu = metric.cpa
	every = "month"
    target { at_most = var.limit + var.token }
  }
}
# ` + "\x1b[2J\u202e" + ` 春季 אביב
`

// mistakes are diagnostics as config and engine make them, on real sources.
func mistakes(t *testing.T) (hcl.Diagnostics, *config.Sources) {
	t.Helper()
	files := filesOf(map[string]string{"goals.roi.hcl": goalsFile, "long.roi.hcl": "x = \"" + strings.Repeat("a", 9000) + "\" + oops"})
	find := func(text string) *hcl.Range {
		offset := strings.Index(goalsFile, text)
		before := goalsFile[:offset]
		line := strings.Count(before, "\n") + 1
		column := offset - strings.LastIndex(before, "\n")
		return &hcl.Range{
			Filename: "goals.roi.hcl",
			Start:    hcl.Pos{Line: line, Column: column, Byte: offset},
			End:      hcl.Pos{Line: line, Column: column + len(text), Byte: offset + len(text)},
		}
	}
	expression, diags := hclsyntax.ParseExpression([]byte("var.limit + var.token + var.list + var.absent + var.name"), "goals.roi.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	context := (&hcl.EvalContext{Variables: map[string]cty.Value{"var": cty.ObjectVal(map[string]cty.Value{
		"limit": cty.NumberIntVal(20),
		"token": cty.StringVal("canary-secret").Mark("sensitive"),
		"list":  cty.ListVal([]cty.Value{cty.StringVal("canary-secret").Mark("sensitive")}),
		"name":  cty.StringVal("evil\x1b[2J\u202ename"),
	})}}).NewChild()
	last := len(goalsFile) - 1
	return hcl.Diagnostics{
		{
			Severity: hcl.DiagError, Summary: "Unsupported argument",
			Detail:  "An argument named \"valeu\" is not expected here. Did you mean \"value\"?",
			Subject: find("valeu"), Extra: config.CodeUnknownAttribute,
		},
		{
			Severity: hcl.DiagError, Summary: "Invalid target",
			Detail:  "A target is a number, or a percentage such as \"20%\". This one adds a number and a text, which has no meaning that everybody would agree on.\n\nWrite one of these:\n\n    target { at_most = 20 }\n\nThen run roictl validate again.",
			Subject: find("var.limit + var.token"), Expression: expression, EvalContext: context,
		},
		{
			Severity: hcl.DiagWarning, Summary: "KPI without a target",
			Detail:  "goal.sales.cpa is measured, but nothing says which value is wanted.",
			Subject: &hcl.Range{Filename: "goals.roi.hcl", Start: find("kpi \"cpa\"").Start, End: hcl.Pos{Line: 7, Column: 2, Byte: strings.Index(goalsFile, "}\n#") + 1}},
		},
		{Severity: hcl.DiagError, Summary: "Unknown period", Detail: "A period is current, last, 2026 or 2026-05."},
		{
			Severity: hcl.DiagError, Summary: "Unknown name", Detail: "Nothing is called \"oops\".",
			Subject: &hcl.Range{Filename: "long.roi.hcl", Start: hcl.Pos{Line: 1, Column: 4, Byte: 4}, End: hcl.Pos{Line: 1, Column: 9015, Byte: 9013}},
		},
		{
			Severity: hcl.DiagError, Summary: "Hostile \x1b]0;title\x07 summary", Detail: "Detail \x1b[2J\u202e with \r\nlines",
			Subject: &hcl.Range{Filename: "goals.roi.hcl", Start: hcl.Pos{Line: 8, Column: 3, Byte: strings.Index(goalsFile, "\x1b")}, End: hcl.Pos{Line: 8, Column: 20, Byte: last}},
		},
		{
			Severity: hcl.DiagError, Summary: "Somewhere else", Detail: "The file is not at hand.",
			Subject: &hcl.Range{Filename: "gone.roi.hcl", Start: hcl.Pos{Line: 3, Column: 1, Byte: 20}, End: hcl.Pos{Line: 3, Column: 2, Byte: 21}},
		},
		{
			Severity: hcl.DiagError, Summary: "Beyond the end", Detail: "The range is not inside the file.",
			Subject: &hcl.Range{Filename: "goals.roi.hcl", Start: hcl.Pos{Line: 99, Column: 1, Byte: 99999}, End: hcl.Pos{Line: 99, Column: 2, Byte: 99999}},
		},
		{
			Severity: hcl.DiagError, Summary: "Line only", Detail: "The range was made by hand.",
			Subject: &hcl.Range{Filename: "goals.roi.hcl", Start: hcl.Pos{Line: 2, Column: 1}, End: hcl.Pos{Line: 2, Column: 1}},
		},
	}, files
}

// filesOf are the files of a configuration, whatever is wrong with it.
func filesOf(texts map[string]string) *config.Sources {
	directory := fstest.MapFS{}
	for name, text := range texts {
		directory[name] = &fstest.MapFile{Data: []byte(text)}
	}
	cfg, _ := config.Load(config.Options{FS: directory})
	return cfg.Files
}

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		opts report.DiagnosticOptions
	}{
		{"box-80", report.DiagnosticOptions{Width: 80, Box: true}},
		{"plain-80", report.DiagnosticOptions{Width: 80}},
		{"box-40", report.DiagnosticOptions{Width: 40, Box: true}},
		{"color", report.DiagnosticOptions{Width: 80, Box: true, Color: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			diags, files := mistakes(t)
			var out bytes.Buffer
			if err := report.Diagnostics(&out, diags, files, test.opts); err != nil {
				t.Fatal(err)
			}
			golden(t, "diagnostics/"+test.name+".txt", out.Bytes())
			if !test.opts.Color {
				checkSafe(t, test.name, out.Bytes(), test.opts.Width)
			}
		})
	}
}

func TestDiagnosticsJSON(t *testing.T) {
	t.Parallel()
	diags, files := mistakes(t)
	var out bytes.Buffer
	if err := report.DiagnosticsJSON(&out, diags, files); err != nil {
		t.Fatal(err)
	}
	golden(t, "diagnostics/document.json", out.Bytes())
}

// Sensitive values are masked in every form, also inside lists.
func TestDiagnosticsMaskSensitiveValues(t *testing.T) {
	t.Parallel()
	diags, files := mistakes(t)
	var terminal, document bytes.Buffer
	if err := report.Diagnostics(&terminal, diags, files, report.DiagnosticOptions{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if err := report.DiagnosticsJSON(&document, diags, files); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string][]byte{"terminal": terminal.Bytes(), "JSON": document.Bytes()} {
		if contains(out, "canary-secret") {
			t.Errorf("%s shows the sensitive value:\n%s", name, out)
		}
		if !contains(out, "var.token as (sensitive value)") {
			t.Errorf("%s does not say that the value is sensitive:\n%s", name, out)
		}
	}
}

// What is hidden of a file stays hidden wherever the subject of a diagnostic
// begins and ends, and the rest of its lines is shown.
func TestDiagnosticsHideValuesInSource(t *testing.T) {
	t.Parallel()
	const secret = "canary"
	text := `variable "t" {
  default   = <<-EOT
    canary
    canary
  EOT
  sensitive = true
}
variable "u" {
  default   = "canary" # canary
  sensitive = true
}
`
	files := filesOf(map[string]string{"a.roi.hcl": text})
	for start := range len(text) {
		for _, length := range []int{0, 1, 7, 30, len(text)} {
			end := min(start+length, len(text))
			at := func(offset int) hcl.Pos {
				return hcl.Pos{Line: strings.Count(text[:offset], "\n") + 1, Column: offset - strings.LastIndex(text[:offset], "\n"), Byte: offset}
			}
			diags := hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "x", Subject: &hcl.Range{Filename: "a.roi.hcl", Start: at(start), End: at(end)}}}
			var terminal, document bytes.Buffer
			if err := report.Diagnostics(&terminal, diags, files, report.DiagnosticOptions{Width: 80}); err != nil {
				t.Fatal(err)
			}
			if err := report.DiagnosticsJSON(&document, diags, files); err != nil {
				t.Fatal(err)
			}
			if contains(terminal.Bytes(), secret) || contains(document.Bytes(), secret) {
				t.Fatalf("from %d to %d the secret is shown:\n%s\n%s", start, end, terminal.Bytes(), document.Bytes())
			}
		}
	}
	named := strings.Index(text, "default   = \"")
	diags := hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "x", Subject: &hcl.Range{
		Filename: "a.roi.hcl", Start: hcl.Pos{Line: 9, Column: 3, Byte: named}, End: hcl.Pos{Line: 9, Column: 10, Byte: named + 7},
	}}}
	var out bytes.Buffer
	if err := report.Diagnostics(&out, diags, files, report.DiagnosticOptions{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if want := "   9:   default   = (sensitive value)\n        ^^^^^^^\n"; !contains(out.Bytes(), want) {
		t.Errorf("want\n%s\nin\n%s", want, out.Bytes())
	}
}

// TestDiagnosticsWrapLists holds that nothing of a list is cut off, while commands
// keep to their line.
func TestDiagnosticsWrapLists(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	diags := hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Not logged in", Detail: "Either of these:\n\n" +
		"  - use application default credentials, or set GOOGLE_APPLICATION_CREDENTIALS\n  - log in\n\n    roictl login ga4.shop"}}
	if err := report.Diagnostics(&out, diags, nil, report.DiagnosticOptions{Width: 50}); err != nil {
		t.Fatal(err)
	}
	want := "  - use application default credentials, or set\n    GOOGLE_APPLICATION_CREDENTIALS\n  - log in\n\n    roictl login ga4.shop\n"
	if !strings.Contains(out.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestDiagnosticsOfNothing(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := report.Diagnostics(&out, nil, nil, report.DiagnosticOptions{}); err != nil || out.Len() != 0 {
		t.Errorf("got %q, %v; want nothing", out.String(), err)
	}
}

// A snippet never panics, whatever the range says about the file.
func FuzzDiagnosticRange(f *testing.F) {
	f.Add("a = 1\nb = 2\n", 1, 0, 2, 8)
	f.Add("", 5, 3, 1, -4)
	f.Fuzz(func(t *testing.T, source string, startLine, startByte, endLine, endByte int) {
		files, _ := config.CheckSyntax("f.roi.hcl", []byte(source))
		diags := hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "x", Subject: &hcl.Range{
			Filename: "f.roi.hcl",
			Start:    hcl.Pos{Line: startLine, Byte: startByte},
			End:      hcl.Pos{Line: endLine, Byte: endByte},
		}}}
		var out bytes.Buffer
		if err := report.Diagnostics(&out, diags, files, report.DiagnosticOptions{Width: 40, Box: true}); err != nil {
			t.Fatal(err)
		}
		checkSafe(t, "fuzz", out.Bytes(), 40)
	})
}

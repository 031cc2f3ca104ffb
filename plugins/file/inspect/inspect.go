package inspect

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/preset"
	"github.com/roictl/roictl/plugins/file/table"
)

// Options say what the proposal should say.
type Options struct {
	Path  string // of the block; the file's name when empty
	Label string // of the block; "export" when empty
}

// inspection is an inspection under way.
type inspection struct {
	fsys     fs.FS
	file     input.File
	extent   extent
	findings *Findings
	layout   table.Layout
	names    []string // of the columns
	preset   *preset.Preset
}

// File inspects one file. The findings are nil where it cannot be read at all.
func File(ctx context.Context, fsys fs.FS, file input.File, options Options) (*Findings, connector.Diagnostics) {
	return inspectPart(ctx, fsys, file, options, usual)
}

func inspectPart(ctx context.Context, fsys fs.FS, file input.File, options Options, part extent) (*Findings, connector.Diagnostics) {
	in := &inspection{fsys: fsys, file: file, extent: part, findings: &Findings{File: file.Name, Size: file.Size}}
	if d := in.look(); d != nil {
		return nil, connector.Diagnostics{*d}
	}
	columns, diags := in.read(ctx)
	if diags != nil {
		return nil, diags
	}
	f := in.findings
	if f.Malformed > f.Rows {
		return nil, connector.Diagnostics{in.noTable()}
	}
	f.classify(columns)
	if f.Date.Column != "" {
		if diags := in.readDates(ctx); diags != nil {
			return nil, diags
		}
	}
	f.conclude(columns)
	if options.Path == "" {
		options.Path = in.file.Name
	}
	if options.Label == "" {
		options.Label = "export"
	}
	f.Proposal = propose(f, in.preset, options)
	return f, nil
}

// open opens the file in the encoding that was found.
func (in *inspection) open() (*input.Text, *connector.Diagnostic) {
	return input.Open(in.fsys, in.file, in.findings.Encoding)
}

// sampled is how many bytes of a file are looked at to find its layout.
const sampled = 256 << 10

// look finds the encoding and the layout.
func (in *inspection) look() *connector.Diagnostic {
	sample, d := in.beginning()
	if d != nil {
		return d
	}
	f := in.findings
	if f.Encoding == "utf-8" && !validUTF8(sample) {
		f.Encoding = "windows-1252"
		f.Notes = append(f.Notes, `The file is not UTF-8. It is read as windows-1252, as Western European programs write; if letters look wrong, try another encoding.`)
		if sample, d = in.beginning(); d != nil {
			return d
		}
	}
	found, ok := findLayout(sample)
	if ok {
		in.layout = table.Layout{Delimiter: found.delimiter, HeaderLine: found.line}
		in.names = found.names
		in.preset = preset.Recognize(found.names)
		if in.preset != nil {
			f.Preset = in.preset.Name
			in.layout.Comments = in.preset.Comments
		}
	}
	return nil
}

// beginning returns the beginning of the file.
func (in *inspection) beginning() ([]byte, *connector.Diagnostic) {
	text, d := in.open()
	if d != nil {
		return nil, d
	}
	defer text.Close() // it was only read
	in.findings.Encoding, in.findings.Compressed = text.Encoding, text.Compressed
	sample, err := bufio.NewReaderSize(text, sampled).Peek(sampled)
	if err != nil && err != io.EOF {
		wrong := input.Diagnose(in.file.Name, err)
		return nil, &wrong
	}
	return sample, nil
}

// validUTF8 says whether a text is UTF-8, but for a character cut off at its end.
func validUTF8(text []byte) bool {
	for cut := range utf8.UTFMax {
		if cut <= len(text) && utf8.Valid(text[:len(text)-cut]) {
			return true
		}
	}
	return false
}

// noTable says that the file is something else.
func (in *inspection) noTable() connector.Diagnostic {
	d := connector.NewError("FILE_HEADER", "No table found", fmt.Sprintf("%q has no line that names columns, with rows of the same form below it.", in.file.Name))
	d.Hint = "This connector reads tables with a header: CSV, TSV or JSON lines."
	return d
}

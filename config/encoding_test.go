package config_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/roictl/roictl/config"
)

// utf16Of encodes a text in UTF-16, by the order of its bytes.
func utf16Of(text string, littleEndian bool) string {
	var out strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		high, low := byte(unit>>8), byte(unit)
		if littleEndian {
			high, low = low, high
		}
		out.WriteByte(high)
		out.WriteByte(low)
	}
	return out.String()
}

// utf32Of encodes a text in UTF-32.
func utf32Of(text string, littleEndian bool) string {
	var out strings.Builder
	for _, r := range text {
		unit := []byte{byte(r >> 24), byte(r >> 16), byte(r >> 8), byte(r)}
		if littleEndian {
			unit[0], unit[1], unit[2], unit[3] = unit[3], unit[2], unit[1], unit[0]
		}
		out.Write(unit)
	}
	return out.String()
}

// A file in another encoding is one mistake, not one for each of its bytes, and
// what it declares is not missed elsewhere.
func TestEncodings(t *testing.T) {
	t.Parallel()
	const text = "metric \"größe\" {\n  value = 1\n}\n"
	for _, test := range []struct{ name, file, source, summary, detail string }{
		{"UTF-16LE with a mark", "a.roi.hcl", utf16Of("\ufeff"+text, true), "File is not UTF-8", "UTF-16"},
		{"UTF-16BE with a mark", "a.roi.hcl", utf16Of("\ufeff"+text, false), "File is not UTF-8", "UTF-16"},
		{"UTF-16LE", "a.roi.hcl", utf16Of(text, true), "File is not UTF-8", "iconv -f UTF-16 -t UTF-8 a.roi.hcl"},
		{"UTF-16BE", "a.roi.hcl", utf16Of(text, false), "File is not UTF-8", "UTF-16"},
		{"UTF-32LE with a mark", "a.roi.hcl", utf32Of("\ufeff"+text, true), "File is not UTF-8", "UTF-32"},
		{"UTF-32BE", "a.roi.hcl", utf32Of(text, false), "File is not UTF-8", "UTF-32"},
		{"UTF-32LE", "a.roi.hcl", utf32Of(text, true), "File is not UTF-8", "UTF-32"},
		{"JSON in UTF-16", "a.roi.hcl.json", utf16Of(`{"metric": {}}`, true), "File is not UTF-8", "UTF-16"},
		{"Windows-1252", "a.roi.hcl", "metric \"gr\xf6\xdfe\" {\n  value = 1\n}\n", "File is not UTF-8", "0xF6"},
		{"Windows-1252 in JSON", "a.roi.hcl.json", "{\"//\": \"gr\xf6\xdfe\"}", "File is not UTF-8", "0xF6"},
		{"a program", "a.roi.hcl", "\x7fELF\x02\x01\x01\x00\x00\x00" + strings.Repeat("\x90\x13ab\x00", 100), "File is not text", "another name"},
	} {
		_, diags := load(t, map[string]string{test.file: test.source, "other.roi.hcl": "metric \"m\" {\n  value = metric.größe\n}\n"})
		if len(diags) != 1 || diags[0].Summary != test.summary || !strings.Contains(diags[0].Detail, test.detail) ||
			config.DiagnosticCode(diags[0]) != "ENCODING" || diags[0].Subject.Filename != test.file {
			t.Errorf("%s: want one %q (… %s …), got:\n%s", test.name, test.summary, test.detail, shortened(diagnosticsText(diags)))
		}
	}
}

// The byte that is not UTF-8 is found.
func TestInvalidByteHasItsPlace(t *testing.T) {
	t.Parallel()
	_, diags := load(t, map[string]string{"a.roi.hcl": "# größe\n# gr\xf6\xdfe\n"})
	if len(diags) == 0 || diags[0].Subject.Start.Line != 2 || diags[0].Subject.Start.Column != 5 {
		t.Errorf("got %s, want line 2 column 5", diagnosticsText(diags))
	}
}

// Some editors begin a file in UTF-8 with a mark, which says nothing.
func TestByteOrderMark(t *testing.T) {
	t.Parallel()
	const mark = "\ufeff"
	for name, text := range map[string]string{
		"a.roi.hcl":      "metric \"m\" {\n  value = var.one\n}\nvariable \"one\" {\n  default = 1\n}\n",
		"a.roi.hcl.json": `{"metric": {"m": {"value": "var.one"}}, "variable": {"one": {"default": 1}}}`,
	} {
		for _, values := range []map[string]string{nil, {"roictl.vars.hcl": mark + "one = 2\n"}, {"roictl.vars.hcl.json": mark + `{"one": 2}`}} {
			files := map[string]string{name: mark + text}
			for name, text := range values {
				files[name] = text
			}
			c, diags := load(t, files)
			if len(diags) > 0 || len(c.Metrics) != 1 {
				t.Errorf("%s with %v: %d metrics and\n%s", name, values, len(c.Metrics), diagnosticsText(diags))
			}
		}
	}
	// Places count from behind the mark, so that a snippet fits.
	c, diags := load(t, map[string]string{"a.roi.hcl": mark + "metrc \"m\" {\n}\n"})
	if len(diags) != 1 || string(diags[0].Subject.SliceBytes(c.Files.File("a.roi.hcl").Bytes)) != "metrc" {
		t.Errorf("got %s", diagnosticsText(diags))
	}
}

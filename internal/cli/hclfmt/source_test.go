package hclfmt

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func TestSource(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"indents and aligns", "a {\nb=1\nlonger =2\n}\n", "a {\n  b      = 1\n  longer = 2\n}\n"},
		{"keeps comments where they are", "# top\na = 1 # side\n", "# top\na = 1 # side\n"},
		{"keeps the text of a heredoc", "a = <<EOT\n   x=1\nEOT\n", "a = <<EOT\n   x=1\nEOT\n"},
		{"keeps wide text", "a=\"تقرير 日本\"\n", "a = \"تقرير 日本\"\n"},
		{"empty stays empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, diags := Source([]byte(tt.in), "a.roi.hcl")
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourceRefusesWhatDoesNotParse(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"a = = 1\n", "a {\n", "\x00", "a = \"\xff\"\n"} {
		got, diags := Source([]byte(in), "a.roi.hcl")
		if !diags.HasErrors() || got != nil {
			t.Errorf("Source(%q) is %q with %v, want an error and nothing else", in, got, diags)
			continue
		}
		if diags[0].Subject == nil || diags[0].Subject.Filename != "a.roi.hcl" {
			t.Errorf("Source(%q): the error has no place: %v", in, diags[0])
		}
	}
}

// FuzzSource holds that a layout is final, and still says the same: the tokens
// but for the space between them stay what they were.
func FuzzSource(f *testing.F) {
	for _, seed := range []string{"a {\nb=1\n}\n", "a = [1,\n2]\n", "a=<<X\n y\nX\n", "a = \"${ b }\"\r\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		once, diags := Source(in, "in")
		if diags.HasErrors() {
			return
		}
		twice, diags := Source(once, "once")
		if diags.HasErrors() {
			t.Fatalf("the layout of %q does not parse: %v", in, diags)
		}
		if !bytes.Equal(once, twice) {
			t.Fatalf("the layout of %q is not final: %q, then %q", in, once, twice)
		}
		if diff := cmp.Diff(tokens(t, in), tokens(t, once)); diff != "" {
			t.Fatalf("the layout of %q changed what it says:\n%s", in, diff)
		}
	})
}

// tokens returns the texts of a source's tokens.
func tokens(t *testing.T, source []byte) []string {
	t.Helper()
	lexed, diags := hclsyntax.LexConfig(source, "in", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var texts []string
	for _, token := range lexed {
		texts = append(texts, string(token.Bytes))
	}
	return texts
}

package args

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// grammar is a small command line like roictl's.
func grammar() Grammar {
	valued := map[string]bool{"chdir": true, "var": true, "as-of": true, "fail-on": true, "out": true}
	return Grammar{
		Commands: map[string]Grammar{
			"check":      {},
			"fmt":        {},
			"connectors": {Commands: map[string]Grammar{"list": {}, "schema": {}}},
		},
		TakesValue: func(flag string) bool { return valued[flag] },
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	// Each line is split at spaces; a "·" inside a word stands for a space.
	tests := []struct{ name, in, want string }{
		{"double dashes stay", "check --json --as-of 2026-05-20", "check --json --as-of 2026-05-20"},
		{"one dash becomes two", "check -json -as-of 2026-05-20", "check --json --as-of 2026-05-20"},
		{"one dash with =", "check -as-of=2026-05-20", "check --as-of=2026-05-20"},
		{"single letter stays", "check -h", "check -h"},
		{"stdin stays", "fmt -", "fmt -"},
		{"stdin after a switch", "fmt -diff -", "fmt --diff -"},
		{"number stays", "check -1", "check -1"},
		{"switch off with =", "fmt -write=false", "fmt --write=false"},
		{"value starting with a dash", "check -var -y=1 -json", "check --var -y=1 --json"},
		{"value starting with two dashes", "check --var --y -json", "check --var --y --json"},
		{"value that is a command's name", "-chdir check check", "check --chdir check"},
		{"value that is --", "check -var -- -json", "check --var -- --json"},
		{"value missing at the end", "check -as-of", "check --as-of"},
		{"everything behind -- stays", "check -json -- -file -x", "check --json -- -file -x"},
		{"global flag before the verb", "-chdir=foo check -json", "check --chdir=foo --json"},
		{"switch before the verb", "-json check plan.roiplan", "check --json plan.roiplan"},
		{"flags between command words", "connectors -json schema -chdir x file", "connectors schema --json --chdir x file"},
		{"operand equal to a command", "fmt check", "fmt check"},
		{"operand ends the command", "connectors file list", "connectors file list"},
		{"unknown verb stays first", "chek -json", "chek --json"},
		{"unknown flag is normalised too", "check -jsno", "check --jsno"},
		{"a value with spaces", "check -var a=b·c", "check --var a=b·c"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := grammar().Parse(words(tt.in)).Words()
			if diff := cmp.Diff(words(tt.want), got); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestParseFindsTheUnknownCommand(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"chek --json":               "chek",
		"--json chek":               "chek",
		"--chdir chek":              "",
		"connectors lst":            "lst",
		"connectors list lst":       "",
		"check plan.roiplan":        "",
		"connectors -- lst":         "",
		"connectors --chdir x":      "",
		"connectors --chdir x nope": "nope",
	}
	for in, want := range tests {
		if got := grammar().Parse(words(in)).Unknown; got != want {
			t.Errorf("Parse(%q).Unknown is %q, want %q", in, got, want)
		}
	}
}

func TestWithEnvironment(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		in      string
		env     map[string]string
		want    string
		wantErr string
	}{
		{
			name: "general, then the command's own, then the user's",
			in:   "check -json plan",
			env:  map[string]string{"ROICTL_CLI_ARGS": "-no-color", "ROICTL_CLI_ARGS_check": "-fail-on never"},
			want: "check --no-color --fail-on never --json plan",
		},
		{
			name: "another command's variable is not read",
			in:   "check",
			env:  map[string]string{"ROICTL_CLI_ARGS_fmt": "-diff"},
			want: "check",
		},
		{
			name: "a nested command's variable has both words",
			in:   "connectors list",
			env:  map[string]string{"ROICTL_CLI_ARGS_connectors_list": "-json", "ROICTL_CLI_ARGS_connectors": "-bad"},
			want: "connectors list --json",
		},
		{
			name: "quotes keep spaces and dashes together",
			in:   "check",
			env:  map[string]string{"ROICTL_CLI_ARGS": `-var 'note=-a b' -var "x=1"`},
			want: "check --var note=-a·b --var x=1",
		},
		{
			name: "a value missing at the end does not swallow the user's words",
			in:   "check -json",
			env:  map[string]string{"ROICTL_CLI_ARGS": "-json"},
			want: "check --json --json",
		},
		{
			name: "words of the variable choose no command",
			in:   "connectors",
			env:  map[string]string{"ROICTL_CLI_ARGS": "list"},
			want: "connectors list",
		},
		{
			name: "without a command nothing is added",
			in:   "-version",
			env:  map[string]string{"ROICTL_CLI_ARGS": "-json"},
			want: "--version",
		},
		{
			name:    "unbalanced quotes",
			in:      "check",
			env:     map[string]string{"ROICTL_CLI_ARGS": `-var 'a=b`},
			wantErr: "ROICTL_CLI_ARGS: the quotes",
		},
		{
			name:    "a shell operator",
			in:      "check",
			env:     map[string]string{"ROICTL_CLI_ARGS_check": "-json > out.json"},
			wantErr: "ROICTL_CLI_ARGS_check: \"-json > out.json\" holds a shell operator",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			lookup := func(name string) (string, bool) { v, ok := tt.env[name]; return v, ok }
			line, err := grammar().WithEnvironment(grammar().Parse(words(tt.in)), lookup)
			if tt.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), tt.wantErr) {
					t.Fatalf("error is %v, want one that contains %q", err, tt.wantErr)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(words(tt.want), line.Words()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzParse holds what a normal form has to hold whatever is typed: no word is
// lost or invented, and normalising twice changes nothing.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"check -json", "-chdir x check", "check -var -y -- -z", "connectors -json list", "- -- -"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in := words(text)
		once := grammar().Parse(in).Words()
		if len(once) != len(in) {
			t.Fatalf("%q became %q: %d words out of %d", in, once, len(once), len(in))
		}
		if diff := cmp.Diff(once, grammar().Parse(once).Words()); diff != "" {
			t.Fatalf("normalising %q twice differs (-once +twice):\n%s", in, diff)
		}
	})
}

// words splits a test's line at spaces, and turns · into a space. It returns a
// slice that is never nil, as Line.Words does.
func words(line string) []string {
	out := []string{}
	for _, word := range strings.Fields(line) {
		out = append(out, strings.ReplaceAll(word, "·", " "))
	}
	return out
}

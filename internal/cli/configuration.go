package cli

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/config/filetext"
)

// variableFlags are --var and --var-file. They share one list, since the later
// one of either wins, as in Terraform.
type variableFlags struct {
	assignments []config.VarAssignment
}

func (v *variableFlags) add(cmd *cobra.Command) {
	cmd.Flags().Var((*varFlag)(v), "var", "set a variable: `NAME=VALUE`; may stand several times")
	cmd.Flags().Var((*varFileFlag)(v), "var-file", "set variables from the `FILE`; may stand several times, the last one wins")
}

// varFlag is --var NAME=VALUE.
type varFlag variableFlags

var _ pflag.Value = (*varFlag)(nil)

// Set takes one assignment.
func (v *varFlag) Set(text string) error {
	name, value, found := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !found || name == "" {
		return fmt.Errorf("it needs a name and a value, as in --var hourly_rate=10")
	}
	v.assignments = append(v.assignments, config.VarAssignment{Name: name, Value: value})
	return nil
}

// String is empty: there is no default, and a value may be a secret.
func (v *varFlag) String() string { return "" }

// Type is not shown.
func (v *varFlag) Type() string { return "NAME=VALUE" }

// varFileFlag is --var-file FILE.
type varFileFlag variableFlags

var _ pflag.Value = (*varFileFlag)(nil)

// Set takes one file.
func (v *varFileFlag) Set(path string) error {
	if path == "" {
		return fmt.Errorf("it needs the path of a file")
	}
	v.assignments = append(v.assignments, config.VarAssignment{File: path})
	return nil
}

// String is empty: there is no default.
func (v *varFileFlag) String() string { return "" }

// Type is not shown.
func (v *varFileFlag) Type() string { return "FILE" }

// load reads the configuration of the directory that the command works in.
func (s *session) load(ctx context.Context, v variableFlags) (*config.Config, hcl.Diagnostics) {
	dir := s.dir()
	return config.Load(config.Options{
		FS:        os.DirFS(dir),
		Directory: dir,
		Vars:      v.assignments,
		ReadFile: func(name string) ([]byte, error) {
			return filetext.Named(ctx, absolute(dir, name), config.MaxFileSize)
		},
		Env:     s.LookupEnv,
		Version: thisBuild(s.Version).Version,
	})
}

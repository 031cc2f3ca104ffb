package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// developmentVersion is the version of a build that no release stamped: what
// the next release will be called, marked as not being it. The mark is build
// metadata, so that `required_version = ">= 0.1"` takes such a build.
const developmentVersion = "0.1.0+dev"

// build is what there is to know about this program. Its JSON form is public.
type build struct {
	FormatVersion string `json:"format_version"`
	Version       string `json:"version"`
	Commit        string `json:"commit,omitempty"`   // of the source, where the Go tool recorded it
	Modified      bool   `json:"modified,omitempty"` // the source differed from the commit
	GoVersion     string `json:"go_version"`
	Platform      string `json:"platform"` // such as linux_amd64
}

// thisBuild describes the running program. The linker's stamp, if any, decides
// the version; the Go tool's record of the source completes it.
func thisBuild(stamped string) build {
	b := build{
		FormatVersion: "1.0",
		Version:       stamped,
		GoVersion:     runtime.Version(),
		Platform:      runtime.GOOS + "_" + runtime.GOARCH,
	}
	if b.Version == "" {
		b.Version = developmentVersion
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			switch setting.Key {
			case "vcs.revision":
				b.Commit = setting.Value
			case "vcs.modified":
				b.Modified = setting.Value == "true"
			}
		}
	}
	return b
}

// write shows the build for people.
func (b build) write(w io.Writer) error {
	source := ""
	if b.Commit != "" {
		source = fmt.Sprintf(" (commit %.12s", b.Commit)
		if b.Modified {
			source += ", modified"
		}
		source += ")"
	}
	_, err := fmt.Fprintf(w, "roictl %s%s\n%s on %s\n", b.Version, source, b.GoVersion, b.Platform)
	return err
}

// versionCommand is `roictl version`.
func (s *session) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Show the version of roictl",
		GroupID: groupElse,
		Example: `  roictl version
  roictl version --json                for scripts`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the version was shown")},
		Args:        operands(0, 0, ""),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	cmd.RunE = s.does(func(context.Context, []string) (ExitCode, error) {
		return ExitOK, s.showVersion(asJSON)
	})
	return cmd
}

// showVersion writes the version in either form.
func (s *session) showVersion(asJSON bool) error {
	b := thisBuild(s.Version)
	if asJSON {
		return writeJSON(s.Stdout, b)
	}
	return b.write(s.Stdout)
}

// writeJSON writes a document for machines, indented so that people can read it
// as well. Characters stay what they are: "<" is not an escape.
func writeJSON(w io.Writer, document any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

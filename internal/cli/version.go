package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

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
	// Connectors are the versions of the bundled connectors by type.
	Connectors map[string]string `json:"connectors"`
}

// thisBuild describes the running program. The linker's stamp, if any, decides
// the version; the Go tool's record of the source completes it.
func thisBuild(stamped string) build {
	b := build{
		FormatVersion: "1.0",
		Version:       versionOf(stamped),
		GoVersion:     runtime.Version(),
		Platform:      runtime.GOOS + "_" + runtime.GOARCH,
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

// release is what a version looks like that a release was stamped with, or that
// git describes as following one.
var release = regexp.MustCompile(`^v?[0-9]+\.[0-9]+\.[0-9]+([-+].*)?$`)

// versionOf turns a stamp into a semantic version. A stamp that is none, such as
// the name of a commit, is kept as the metadata of a development version:
// 7e6033b must not pass for version 7.
func versionOf(stamped string) string {
	switch {
	case release.MatchString(stamped):
		return strings.TrimPrefix(stamped, "v")
	case stamped == "" || stamped == "dev":
		return developmentVersion
	default:
		return developmentVersion + "." + stamped
	}
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
	text := fmt.Sprintf("roictl %s%s\n%s on %s\n", b.Version, source, b.GoVersion, b.Platform)
	for _, name := range slices.Sorted(maps.Keys(b.Connectors)) {
		text += fmt.Sprintf("connector %s %s\n", name, b.Connectors[name])
	}
	_, err := io.WriteString(w, text)
	return err
}

// versionCommand is `roictl version`.
func (s *session) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Show the version of roictl and of its connectors",
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
	b.Connectors = make(map[string]string, len(s.Bundled))
	for name, c := range s.Bundled {
		b.Connectors[name] = c.Describe().Version
	}
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

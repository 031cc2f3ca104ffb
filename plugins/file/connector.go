package file

import (
	"context"
	"fmt"
	"os"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/spec"
)

// Version is the version of the connector.
const Version = "0.1.0"

// New returns the connector.
func New() connector.Connector { return files{} }

type files struct{}

var (
	_ connector.Connector       = files{}
	_ connector.ConfigValidator = files{}
)

// Describe says what the connector is.
func (files) Describe() connector.Description {
	return connector.Description{
		Name:    "file",
		Version: Version,
		Title:   "Files",
		Description: "Reads exports as CSV, TSV or JSON lines: from Meta Ads Manager, LinkedIn Campaign Manager, Google Ads and Google Analytics by preset, " +
			"and any other by naming its columns. `roictl connectors inspect FILE` proposes the block.",
		Config: spec.Schema(),
	}
}

// ValidateConfig returns the report that a block gives. It reads no files.
func (files) ValidateConfig(_ context.Context, settings connector.Settings) ([]connector.Report, connector.Diagnostics) {
	declared, diags := spec.Decode(settings)
	if diags.HasErrors() {
		return nil, diags
	}
	return []connector.Report{declared.Report()}, diags
}

// Open prepares to read. A block that only says where the file is can be opened
// too, so that a test of the connection can propose the rest of it.
func (files) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	declared, diags := spec.Decode(settings)
	if diags.HasErrors() && !declared.Bare {
		return nil, diags
	}
	root, err := os.OpenRoot(settings.Directory)
	if err != nil {
		d := connector.NewError("FILE_DIRECTORY", "Configuration's directory cannot be opened", fmt.Sprintf("The paths of the block start from a directory that cannot be opened: %v.", err))
		return nil, connector.Diagnostics{d}
	}
	return &source{spec: declared, undeclared: diags, fsys: root.FS(), root: root}, nil
}

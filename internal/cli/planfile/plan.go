package planfile

import (
	"encoding/json"

	"github.com/roictl/roictl/connector"
)

// FormatVersion is that of the files written here. A reader takes every file of
// its own major version; fields are added, never changed, within one.
const FormatVersion = "1.0"

// Plan is the content of plan.json.
type Plan struct {
	FormatVersion string `json:"format_version"`
	RoictlVersion string `json:"roictl_version"`
	// Directory is the absolute path of the configuration when it was planned:
	// relative data paths start there.
	Directory string         `json:"directory"`
	AsOf      connector.Date `json:"as_of"`
	Period    string         `json:"period"` // current, last or a name
	Targets   []string       `json:"targets,omitempty"`
	Excludes  []string       `json:"excludes,omitempty"`
	// Variables are the values of all variables that are not sensitive.
	Variables map[string]json.RawMessage `json:"variables"`
	// SensitiveVariables are the names of the others, which have to be set again.
	SensitiveVariables []string `json:"sensitive_variables,omitempty"`
	// ConfigDigest is the configuration's own digest, for the history.
	ConfigDigest string `json:"config_digest"`
	// SnapshotDigest is the SHA-256, in hex, of the snapshot. Write sets it.
	SnapshotDigest string  `json:"snapshot_digest"`
	Queries        []Query `json:"queries"`
}

// Query is one question that the plan asks of a source.
type Query struct {
	ID     string          `json:"id"`
	Source string          `json:"source"` // address of the connector
	Query  connector.Query `json:"query"`
}

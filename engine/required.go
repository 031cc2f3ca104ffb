package engine

import (
	"fmt"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// unsuitable compares the version that a connector says it has with the one that
// required_connectors asks for; nil when they agree, or nothing is asked. A
// pre-release counts as its release, as it does for roictl itself.
func (b *Bound) unsuitable(connectorType string, description connector.Description) *hcl.Diagnostic {
	required, ok := b.Config.Settings.RequiredConnectors[connectorType]
	if !ok || required.Version == "" {
		return nil
	}
	problem := &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unsuitable version of a connector",
		Subject:  required.Range.Ptr(),
		Extra:    codeConnectorVersion,
	}
	constraints, err := version.NewConstraint(required.Version)
	if err != nil {
		problem.Detail = fmt.Sprintf("%q is no condition on a version: %s.", required.Version, err)
		return problem
	}
	const remedy = "Install a version that fits, or change the version in required_connectors if this one will do."
	have, err := version.NewVersion(description.Version)
	switch {
	case err != nil:
		problem.Detail = fmt.Sprintf("This configuration needs the connector %q in version %s, and the one that is installed calls its version %q, which is none. %s",
			connectorType, required.Version, description.Version, remedy)
	case !constraints.Check(have.Core()):
		problem.Detail = fmt.Sprintf("This configuration needs the connector %q in version %s, and %s is installed. %s", connectorType, required.Version, have, remedy)
	default:
		return nil
	}
	return problem
}

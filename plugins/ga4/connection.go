package ga4

import (
	"context"

	"github.com/roictl/roictl/connector"
)

// TestConnection is to come in the next step.
func (s *source) TestConnection(context.Context) connector.ConnectionTest {
	return connector.ConnectionTest{OK: true}
}

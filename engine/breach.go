package engine

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// breach says that what a connector answered cannot be. Its author is at fault,
// and neither the user nor the platform.
func breach(src *source, what connector.ProtocolError) *hcl.Diagnostic {
	description := src.description
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Connector broke the protocol",
		Detail: src.masked(fmt.Sprintf("What %s answers cannot be trusted: %s.\n\n"+
			"This is a fault of the connector %q (version %q), not of your configuration: report it to the connector's author.",
			src.decl.Address, what, description.Name, description.Version)),
		Subject: src.decl.Range.Ptr(),
		Extra:   config.Code(connector.CodeProtocol),
	}
}

// breachOf joins faults into a breach; nil when there are none.
func breachOf(faults []string) error {
	if len(faults) == 0 {
		return nil
	}
	return connector.ProtocolError(strings.Join(faults, "; and it "))
}

// asBreach finds a breach in the error of a call.
func asBreach(err error) (connector.ProtocolError, bool) {
	var found connector.ProtocolError
	return found, errors.As(err, &found)
}

// aheadOfToday is how many days after today the last day of a source may lie: in
// the time zones that are ahead tomorrow has begun.
const aheadOfToday = 2

// future finds fault with data that claim to reach into the future: days that have
// not been would count as days on which nothing happened. Of a file the user wrote
// the dates, and may have planned ahead; of a platform it cannot be. It is not
// known where nobody tells the time.
func (f *fetcher) future(q *PlannedQuery, t connector.Trailer) *hcl.Diagnostic {
	now := f.opts.Now()
	if now.IsZero() {
		return nil
	}
	today := max(f.opts.AsOf, connector.DateIn(now, time.UTC))
	switch src := q.source; {
	case t.FreshUntil <= today+aheadOfToday:
		return nil
	case q.report.ScanCost:
		return &hcl.Diagnostic{
			Severity: hcl.DiagWarning,
			Summary:  "Data from the future",
			Detail: fmt.Sprintf("The data of %s reach to %s, and today is %s. If that is a plan, all is well. If it is a mistyped date, days that have no rows yet pass for days on which nothing happened.\n\n"+
				"Look for the rows with that date.", src.decl.Address, t.FreshUntil, today),
			Subject: src.decl.Range.Ptr(),
			Extra:   codeFutureData,
		}
	default:
		return breach(src, connector.ProtocolError(fmt.Sprintf("says on %s that its data reach to %s", today, t.FreshUntil)))
	}
}

package quality

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
)

// Codes of warnings.
const (
	CodeSampled     = "GA4_SAMPLED"
	CodeThresholded = "GA4_THRESHOLDED"
	CodeFolded      = "GA4_OTHER_ROW"
	CodeTruncated   = "GA4_TRUNCATED"
	CodeEmpty       = "GA4_EMPTY"
	CodeRestricted  = "GA4_RESTRICTED"
)

// Findings is what is known about the quality of an answer.
type Findings struct {
	Flags    []connector.Flag
	Warnings connector.Diagnostics
	// Restricted are metrics that the login may not see, for which Google writes
	// zeros, with the kind of data that is hidden.
	Restricted map[string]string
	Currency   string // of all money; the last one that was told
	TimeZone   string // of the property, at present
	// Conflict says that pages contradict each other; empty when they do not.
	Conflict string
}

// Read reads the metadata of all pages of an answer about a window.
func Read(all []*analyticsdata.ResponseMetaData, window connector.Interval) *Findings {
	f := &Findings{Restricted: make(map[string]string)}
	var sampled []*analyticsdata.SamplingMetadata
	for _, m := range all {
		f.agree("currency", &f.Currency, m.CurrencyCode)
		f.agree("time zone", &f.TimeZone, m.TimeZone)
		sampled = append(sampled, m.SamplingMetadatas...)
		if m.SubjectToThresholding {
			f.add(connector.FlagThresholded, CodeThresholded, "Small groups are withheld",
				"Google withholds rows of so few people that they might be known, so that sums of rows may be too low, and what is absent need not be zero.",
				"Leave age, gender and audiences out of the segments, or ask for longer periods.")
		}
		if m.DataLossFromOtherRow {
			f.add(connector.FlagCapped, CodeFolded, "Rare values are folded into (other)",
				"The property had more different values on a day than Google keeps, and counts the rare ones as \"(other)\". Figures of a segment or a filter may be too low.",
				"Ask for dimensions with fewer values, such as landingPage without its query string.")
		}
		if m.EmptyReason != "" {
			f.add(connector.FlagPartial, CodeEmpty, "Google left the report empty",
				fmt.Sprintf("Google gave no rows, for a reason of its own: %q. That is no data, not zero.", m.EmptyReason), "")
		}
		for _, reason := range m.DataTruncationReasons {
			f.truncated(reason, window)
		}
		f.restricted(m.SchemaRestrictionResponse)
	}
	f.sampled(sampled)
	return f
}

// agree takes over what a page says, which all pages have to say alike.
func (f *Findings) agree(what string, known *string, said string) {
	if said == "" {
		return
	}
	if *known != "" && *known != said {
		f.Conflict = fmt.Sprintf("The %s of the property changed from %s to %s while it was asked.", what, *known, said)
	}
	*known = said
}

// add adds a flag and its warning, unless they are there.
func (f *Findings) add(flag connector.FlagCode, code, summary, detail, hint string) {
	w := connector.NewWarning(code, summary, detail)
	w.Hint = hint
	if slices.ContainsFunc(f.Warnings, func(have connector.Diagnostic) bool { return have.Code == code && have.Detail == detail }) {
		return
	}
	f.Warnings = append(f.Warnings, w)
	f.Flags = append(f.Flags, connector.Flag{Code: flag, Detail: detail})
}

// sampled tells the smallest share of events that any figure was computed from.
func (f *Findings) sampled(all []*analyticsdata.SamplingMetadata) {
	var least *analyticsdata.SamplingMetadata
	for _, s := range all {
		if s.SamplingSpaceSize <= 0 || s.SamplesReadCount >= s.SamplingSpaceSize {
			continue
		}
		if least == nil || tenths(s) < tenths(least) {
			least = s
		}
	}
	if least == nil {
		return
	}
	share := tenths(least)
	f.add(connector.FlagSampled, CodeSampled, "Figures are from a sample",
		fmt.Sprintf("Google computed figures from a sample of %d.%d %% of the events (%d of %d) and scaled them up.", share/10, share%10, least.SamplesReadCount, least.SamplingSpaceSize),
		"Ask for shorter periods, which have fewer events.")
}

// tenths is the share of a sample in tenths of a percent, rounded down.
func tenths(s *analyticsdata.SamplingMetadata) int64 {
	const whole = 1000
	share := new(big.Int).Mul(big.NewInt(s.SamplesReadCount), big.NewInt(whole))
	return share.Quo(share, big.NewInt(s.SamplingSpaceSize)).Int64()
}

// truncated tells what part of the window Google could not serve.
func (f *Findings) truncated(reason *analyticsdata.DataTruncationReason, window connector.Interval) {
	if !reaches(reason, window) {
		return
	}
	kind := strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(reason.DataTruncationType, "DATA_TRUNCATION_TYPE_"), "_", " "))
	detail := fmt.Sprintf("Google left a part of the period out (%s)", kind)
	if reason.DataTruncationDate != "" {
		detail += ", before " + reason.DataTruncationDate
	}
	detail += "."
	if reason.DataTruncationMessage != "" {
		detail += fmt.Sprintf(" It said: %q", reason.DataTruncationMessage)
	}
	f.add(connector.FlagPartial, CodeTruncated, "A part of the period is missing", detail, "Judge it by periods that begin later.")
}

// reaches says whether a truncation concerns the window. One without days does.
func reaches(reason *analyticsdata.DataTruncationReason, window connector.Interval) bool {
	if until, err := connector.ParseDate(reason.DataTruncationDate); err == nil {
		return window.Start < until
	}
	if len(reason.DataTruncationDateRanges) == 0 {
		return true
	}
	return slices.ContainsFunc(reason.DataTruncationDateRanges, func(r *analyticsdata.DataTruncationDateRange) bool {
		start, err := connector.ParseDate(r.StartDate)
		end, err2 := connector.ParseDate(r.EndDate)
		return err != nil || err2 != nil || start <= window.End && window.Start <= end
	})
}

// restricted notes the metrics that the login may not see.
func (f *Findings) restricted(r *analyticsdata.SchemaRestrictionResponse) {
	if r == nil {
		return
	}
	for _, metric := range r.ActiveMetricRestrictions {
		kind := "restricted"
		switch {
		case slices.Contains(metric.RestrictedMetricTypes, "REVENUE_DATA"):
			kind = "revenue"
		case slices.Contains(metric.RestrictedMetricTypes, "COST_DATA"):
			kind = "cost"
		}
		f.Restricted[metric.MetricName] = kind
	}
}

// Unhide tells how to see a kind of data that is hidden: revenue or cost.
func Unhide(kind string) string {
	return fmt.Sprintf("Somebody who administers the property takes the restriction \"No %s metrics\" off the login's role, under Admin, Property access management.", kind)
}

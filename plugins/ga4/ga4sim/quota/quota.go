// Package quota counts what reports cost, on a clock that is passed in, and says when
// a quota is used up.
package quota

// Bucket is one quota.
type Bucket uint8

// The quotas of a property, in the order in which they are checked.
const (
	Concurrent Bucket = iota
	Day
	Hour
	ProjectHour
	ServerErrors
	Thresholded
	ClientErrors
)

const learnMore = " To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas"

var messages = map[Bucket]string{
	Concurrent:   "Exhausted concurrent requests quota.",
	Day:          "Exhausted property tokens per day. These quota tokens will return in under 24 hours.",
	Hour:         "Exhausted property tokens per hour. These quota tokens will return in under an hour.",
	ProjectHour:  "Exhausted property tokens for a project per hour. These quota tokens will return in under an hour.",
	ServerErrors: "Exhausted server errors quota.",
	Thresholded:  "Exhausted potentially thresholded requests quota.",
	ClientErrors: "Exhausted client errors quota. These quota tokens will return in under 15 minutes.",
}

// Message returns Google's text for a quota that is used up.
func (b Bucket) Message() string { return messages[b] + learnMore }

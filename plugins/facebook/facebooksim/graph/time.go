package graph

import "time"

// Layout is how Meta writes moments: an offset without a colon, which RFC 3339
// does not allow.
const Layout = "2006-01-02T15:04:05-0700"

// Stamp writes a moment in Universal Time, as Pages and Instagram do.
func Stamp(t time.Time) string { return t.UTC().Format(Layout) }

// Package property reads a `connector "ga4"` block: which property is asked, and
// where.
//
// What comes in is the block as the host hands it over; what goes out is what it
// says, or what is wrong with it, all at once. The package makes no request and
// must not know what is asked of the property.
package property

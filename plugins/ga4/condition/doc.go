// Package condition writes filters in the language of the Data API.
//
// What comes in is a filter over dimensions as roictl understands it; what goes
// out is a filter expression that keeps exactly the same rows. Case always
// counts, since it does in roictl: two spellings of a campaign are two values in
// Analytics. The package must not know what is asked beside the filter.
package condition

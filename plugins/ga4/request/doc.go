// Package request splits a question into the fewest report requests that the Data
// API takes, and finds the place of each row that comes back.
//
// What comes in is a question in Google's names; what goes out are requests of at
// most ten metrics and four date ranges, which are joined by the rest of their
// rows' dimensions. The package sends nothing and must not know who asks.
//
// The limits are those of the Data API's reference for runReport.
package request

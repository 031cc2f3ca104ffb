// Package insights is Meta's Ads Insights: it reads a request's parameters,
// refuses what Meta refuses, silently leaves out what Meta silently leaves out,
// and computes rows from the world's facts, page by page.
//
// What comes in: form values, the part of an ad account that the request is
// about, and the moment at which it is asked. What goes out: rows as JSON, a
// cursor, or an error in Meta's envelope.
//
// Rows are computed when their page is asked for, and a cursor is a position
// among them, so that any page of a large account costs only its own rows. This
// package must not know HTTP, tokens or rate limits.
package insights

// Package analytics is adAnalytics: what LinkedIn reports of what happened.
//
// What comes in: a world, a parsed query string, the accounts that the member
// has a role on, and the time. What goes out: rows as LinkedIn answers them,
// with everything that it loses on the way: rows whose requested metrics are
// all zero, elements past the cap, rare and excess demographic values, the
// exactness of money.
//
// This package must not know HTTP, tokens, versions or quotas of calls.
package analytics

// Package ga4sim is a simulator of Google Analytics 4: the token endpoint and the
// consent page, the Data API v1beta and the Admin API v1beta, on one address.
//
// What comes in: HTTP requests as Google's own clients send them. What goes out:
// Google's answers, computed from a deterministic world of sessions (package world)
// whose clock the caller sets, with Google's quotas, delays, quality flags and
// errors. It imports nothing of roictl: it is the independent side that the
// connector is tested against, and it also serves examples and demonstrations.
//
// A key file or a client file that the server gives ([Server.ServiceAccountKey],
// [Server.ClientJSON]) makes Google's clients talk to it, given its address as the
// endpoint. Beside Google's paths the server has /__sim/ to set its clock, queue
// faults and read the ledger from outside the process.
//
// What of its behaviour nobody has verified against the real service is listed in
// UNVERIFIED.md beside this file.
package ga4sim

// Package linkedinsim behaves like LinkedIn's Marketing APIs: advertising
// accounts and their reports, company pages, leads, posts, and the sign-in.
//
// What comes in: HTTP requests, and through Go or /__sim/ the time and faults of
// a test. What goes out: what LinkedIn would answer about a made-up company, with
// LinkedIn's traps: silent truncation, silent emptiness without a role, rows that
// are missing because they are zero, money with dust, figures that change later.
//
// It is the independent side of every test of the connector: it shares no code
// with it, parses raw queries by itself and knows nothing of roictl. What is
// modelled after a guess and not after a document or a report is listed in
// UNVERIFIED.md.
package linkedinsim

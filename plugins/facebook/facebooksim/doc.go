// Package facebooksim is a server that speaks the dialect of Meta's Graph and
// Marketing APIs, for tests, examples and demonstrations: the traps are behaviour.
//
// What comes in: HTTP requests as a client would send them to graph.facebook.com
// and www.facebook.com, under versioned paths of one address. What goes out: what
// Meta would answer about a small, deterministic [world] on a virtual clock.
// The dialect is that of late 2026 (v25.0 and v26.0) whatever the clock shows.
//
// Beyond the API there are [Server.SetNow] and [Server.Advance] for the clock,
// [Server.Inject] for faults, [Server.Requests] for what was asked, [Server.Tokens]
// for who may ask, and [Server.World] for the facts, which [world.World.Truth] adds
// up independently of everything that answers requests. The same is served under
// /__sim/ for other processes.
//
// It is Meta's side, and independent: it imports nothing of roictl, so that an
// error in a connector cannot be an error here as well. What is not verified
// against Meta is listed in UNVERIFIED.md and, where it matters, is an option.
package facebooksim

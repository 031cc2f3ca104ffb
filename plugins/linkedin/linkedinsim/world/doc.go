// Package world is what happened: a business-to-business company, the people
// it advertises to, its campaigns on LinkedIn and its company page.
//
// What comes in: a [Config]. What goes out: entities, and facts: for every UTC
// day and creative what was delivered, what it cost, who saw it, and from when
// on LinkedIn knows of it. The same Config gives the same facts. Counts are
// whole numbers and money is whole cents, so that sums over facts are exact.
//
// This package must not know HTTP, Rest.li, tokens, or how LinkedIn reports
// what happened: rounding, thresholds, caps and losses are not part of it.
package world

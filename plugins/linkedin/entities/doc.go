// Package entities knows what an ad account holds: its campaign groups, campaigns,
// creatives and conversion rules, by name and identifier.
//
// What comes in is a client of LinkedIn; what goes out are lists, which are read
// once for a source, since LinkedIn's reports carry identifiers only. It also proves
// that the accounts can be read at all: without that, a report of LinkedIn's is
// empty and nothing says so. The package must not know what the names are for.
package entities

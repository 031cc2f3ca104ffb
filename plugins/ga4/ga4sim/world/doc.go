// Package world holds what really happened on the properties of the simulator:
// every session of every user with its traffic, pages, events and orders, and
// what the advertising cost.
//
// What comes in: a seed, a span of days and a rate of traffic. What goes out: the
// same world, byte by byte, whenever it is asked for with the same values, and
// [Property.Sum], which adds sessions up without any of the reporting code, so
// that a test has figures to compare a report with.
//
// It knows no reports, no names of dimensions and metrics, and no HTTP. A world
// is never changed once it is made: servers and tests may share one.
package world

// Package host runs connectors for the engine: bundled ones as children of this
// very binary, third-party ones as binaries of their own.
//
// What comes in is where each type of connector is found; what goes out is a
// [connector.Handle] per `connector` block and, when something breaks, an
// [Error] that says which connector, what happened and what to do. A child gets
// only a few variables of the environment, no standard input, and a socket in a
// directory that nobody else can enter; it dies with its host.
//
// This package must not know the configuration language, what the rows mean, or
// where a user reads logs.
package host

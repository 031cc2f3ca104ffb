// Package depgraph draws what depends on what in a configuration.
//
// What comes in: a resolved configuration. What goes out: a [Graph] of its
// blocks, and the same as text in Graphviz' DOT or in Mermaid. An arrow leads
// from a block to what it needs, as in `terraform graph`. This package must not
// know what is measured, nor who asked.
package depgraph

// Package schema is the declarative table of roictl's language: every block,
// every attribute, its type, what it means and an example.
//
// Nothing comes in. What goes out is one tree, [Language], that the decoder, the
// suggestions, `roictl schema` and the language reference all read, so that they
// cannot disagree. This package must not know HCL or how a value is decoded.
package schema

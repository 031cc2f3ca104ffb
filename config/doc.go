// Package config turns a directory of *.roi.hcl files into a typed, resolved
// configuration.
//
// What comes in: files (HCL and its JSON twin) and variable values. What goes
// out: a [Config] whose every block is expanded by for_each, whose references
// are resolved to addresses, whose static expressions are evaluated, and whose
// formulas over metrics are kept as exact expression trees ([Formula]); and all
// mistakes at once, as hcl.Diagnostics with places. One declarative table, the
// schema, drives decoding, suggestions, `roictl schema` and the reference.
//
// This package must not know connectors' processes, the engine, the history or
// any renderer. What a `connector` block holds beyond for_each is decoded later,
// with the schema that the connector describes (see [Connector.Decode]).
package config

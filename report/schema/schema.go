// Package schema holds the JSON Schemas of the documents that roictl writes,
// for readers who want to check or generate code from them.
//
// What goes out: the schemas as bytes. This package must not know how the
// documents are made.
package schema

import _ "embed"

// Check is the JSON Schema (draft 2020-12) of the document that
// `roictl check --json` writes.
//
//go:embed check.schema.json
var Check []byte

// Package hclfmt lays out HCL files in the canonical style.
//
// What comes in: bytes, or the paths that a user named. What goes out: the same
// declarations in canonical layout, and the files to lay out. A source that does
// not parse is reported and has no layout. This package writes nothing, and must
// not know what the declarations mean.
package hclfmt

// Package hclfmt lays out HCL files in the canonical style.
//
// What comes in: bytes, or the paths that a user named. What goes out: the same
// declarations in canonical layout, and files replaced whole or not at all. A
// file that does not parse is reported and left alone. This package must not
// know what the declarations mean.
package hclfmt

// Package spec turns a `connector "file"` block into what it declares.
//
// What comes in: the block as JSON and the circumstances of the run. What goes
// out: a [Spec], in which presets are merged with the user's own blocks, every
// format is compiled and every default is filled in; the report that it gives;
// and all mistakes at once, each with the path of its attribute.
//
// This package must not read the files.
package spec

// Package inspect reads an unknown file and proposes the `connector` block that
// would read it.
//
// What comes in: a file. What goes out: what was found (delimiter, encoding,
// header, columns with their likely meaning, total rows, the platform whose
// export it is) and a block in HCL. What the file leaves open is not decided: the
// block then holds both readings as comments, and the user chooses.
//
// This package must not know a configuration.
package inspect

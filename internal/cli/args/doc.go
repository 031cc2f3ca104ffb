// Package args makes one spelling of a command line out of the several that
// people type.
//
// What comes in: the words after the program's name, the flags and commands
// that exist ([Grammar]), and the environment's standing arguments. What goes
// out: the words in the one form that a POSIX parser takes: the command's words
// first, every flag written --long. People who come from Terraform write -long,
// and put flags before the verb; a POSIX parser would read -json as -j -s -o -n.
//
// This package must not know what any flag means, nor any command-line library.
package args

// Package record writes down what a check found, in the terms of the history.
//
// What comes in: the result of a check and the configuration behind it. What
// goes out: a history.Run. Only declared things and figures summed over many
// people are written down: never a connector's settings, a sensitive value or a
// row. This package must not know where a history is kept.
package record

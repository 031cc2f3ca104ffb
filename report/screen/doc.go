// Package screen makes text safe, measurable and aligned for a terminal.
//
// What comes in: text that somebody else wrote (a campaign's name, a message of
// a platform), widths and colours. What goes out: text that cannot move the
// cursor, hide itself, or reorder what stands beside it, measured in terminal
// cells and cut, padded or wrapped to fit. Every renderer passes foreign text
// through [Clean], [Text] or [Lines] exactly once, before it composes a line.
// This package must not know what the text is about.
package screen

// Package wire is the dialect of Google's JSON APIs: the messages of the Data API,
// how a request is read (strictly: an unknown key is an error), how numbers are
// printed, and the two formats of errors.
//
// What comes in: bytes of a request. What goes out: messages, or the [Error] that
// Google answers with. It knows nothing of what a report contains.
package wire

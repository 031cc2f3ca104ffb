// Package quality reads what Google says about the quality of a report.
//
// What comes in is the metadata of reports; what goes out are flags and warnings in
// words for the user, each once, and the metrics that the login may not see. The
// package must not know what was asked.
//
// The meaning of each field is that of ResponseMetaData in the Data API's reference.
package quality

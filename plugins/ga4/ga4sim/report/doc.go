// Package report answers the reporting methods of the Data API: it checks a
// request as Google does, in the same order and with the same words, has its rows
// computed, and lays them out.
//
// What comes in: a message of package wire, a property and the instant of the
// report. What goes out: the response message, or Google's error. It knows no HTTP,
// no credentials and no quotas.
package report

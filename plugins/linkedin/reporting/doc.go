// Package reporting holds what all reports of the connector do alike: refuse names
// that nobody knows, announce columns, tell what they filter, and turn what went
// wrong into words.
//
// What comes in are queries and errors; what goes out are the parts of an answer that
// do not depend on the report. The package must not know any report.
package reporting

// Package catalogue knows the names that the connector offers: measures and
// dimensions of every report, what each is called in Meta's interface, and what
// Meta has retired.
//
// What comes in is a name of a query; what goes out is what to ask Meta for, and
// what is true of it: whether it adds up, whether Meta drops it without a word when
// it is split in some way, and what replaced it. The package asks nobody and must
// not know how requests are made.
package catalogue

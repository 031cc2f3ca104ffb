// Package adreport answers questions about ads: the reports ads and audience.
//
// What comes in is a query; what goes out are its rows, with the names of entities
// beside LinkedIn's identifiers, each amount with its currency, and what the figures
// are worth. Filters become lists of entities that LinkedIn is asked about. The
// package must not know how LinkedIn is reached.
package adreport

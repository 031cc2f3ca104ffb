// Package insights writes the questions that Meta's Ads Insights answers, and reads
// its rows.
//
// What comes in is what is asked, in the names of the catalogue, and rows as JSON;
// what goes out is the parameters of a request, and numbers: a metric of Meta's is
// a text, an identifier has more digits than a float64 keeps, a list of actions
// holds the same conversion several times, and what is nothing is left out. The
// package asks nobody.
package insights

// Package analytics reads LinkedIn's adAnalytics, whole.
//
// What comes in are questions: metrics by pivots, of some entities, on some days.
// What goes out are rows, of which none is missing: the package splits what has more
// than twenty fields and joins the parts, and splits days and entities where LinkedIn
// would cut an answer at 15,000 elements without a word. The package must not know
// what the figures are for.
package analytics

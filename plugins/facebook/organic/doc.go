// Package organic reads the answers of Page Insights and Instagram Insights.
//
// What comes in is answers as JSON; what goes out is values by day and segment, or
// for a window. A value of a Page carries the end of its day, which is midnight in
// California: what ends on the second of a month happened on the first. The package
// asks nobody.
package organic

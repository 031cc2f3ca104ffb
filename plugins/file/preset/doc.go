// Package preset knows how the exports of ad and analytics platforms look.
//
// What comes in: nothing. What goes out: for each platform a table of its
// columns in English, German, French and Spanish, what they measure, and which
// of its rows are totals. The formats are those of domain.md §5.
//
// Columns that are ratios of others (CTR, CPC, ROAS) are left out on purpose:
// they cannot be added up, and a metric computes them from sums.
//
// This package must not know how files are read.
package preset

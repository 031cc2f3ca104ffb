// Package catalogue is the list of dimensions and metrics of the Google Analytics
// Data API that matter to a goal, and what roictl has to know about each.
//
// What goes out is the report "web" and, for a name that a query uses, how Google
// calls it now, at which level it counts, and what a ratio has below its line.
// Names that are not listed are good too, where the property has them; the
// package then tells their level by their form. It must not know any property.
//
// The names, types and definitions are those of Google's "API dimensions and
// metrics" (https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema).
package catalogue

// Package figure writes computed values in the short form that tables and
// sentences have room for.
//
// What comes in: values, and the values that they are compared with. What goes
// out: the text that [value.Value.Format] writes, without the cents of large
// amounts as long as nothing that differs looks the same for it. This package
// must not know KPIs, targets or where a number came from.
package figure

// Package file is the connector for files: what every ad platform, analytics
// tool and CRM lets people export, long before anybody grants an app access to
// its API.
//
// What comes in: a `connector "file"` block and queries. What goes out: rows, as
// from any other connector, with what is wrong in the files told at their lines.
// The work is done by the packages below it: spec reads the block, input and
// table read files, number and dates read cells, preset knows the platforms, cube
// adds up, overlap knows whose rows count where files share days, scan answers
// queries, inspect proposes a block for an unknown file.
package file

// Package linkreport answers where the links of ads lead, and which tracking codes
// they carry, as it is now.
//
// What comes in is a query; what goes out is a row for each link: of each creative,
// its landing pages with what LinkedIn appends at the click. What cannot be read is
// said to be unverifiable, and never untagged. The package must not know which codes
// are wanted.
package linkreport

// Package pagereport answers questions about a company page: followers, what its
// own posts did, and who looked at it. None of it was paid for.
//
// What comes in is a query; what goes out are its rows, by days of UTC, and since
// when LinkedIn has any. The package must not know how LinkedIn is reached, nor
// anything of ads.
package pagereport

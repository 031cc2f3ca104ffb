// Package account reads a `connector "facebook"` block: which ad account, Page and
// Instagram account are asked, in which version of Meta's interface, and what a
// conversion is counted by.
//
// What comes in is the block as the host hands it over; what goes out is what it
// says, or what is wrong with it, all at once. The package makes no request and
// must not know what is asked of the accounts.
package account

// Package advertiser reads a `connector "linkedin"` block: which ad accounts and
// which company page are asked about, in which version of LinkedIn's interface, and
// where.
//
// What comes in is the block as the host hands it over; what goes out is what it
// says, or what is wrong with it, all at once. The package makes no request and
// must not know what is asked of the accounts.
package advertiser

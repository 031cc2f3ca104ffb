// Package links finds every address that an ad may lead to, and the tracking codes
// that a visitor arrives with.
//
// What comes in is an ad with its creative as Meta describes it; what goes out is
// its links, each with the tags that Meta appends, or why there is none to tell. An
// address that cannot be found out differs from one that is not there. The package
// asks nobody.
package links

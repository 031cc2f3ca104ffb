// Package platform asks Meta's Graph API: it sends requests, follows pages, runs
// reports in the background, keeps to Meta's rate limits, and turns its errors into
// words.
//
// What comes in is paths and parameters, and who asks; what goes out is decoded
// answers, or what is wrong. The access token travels in a header, so that no
// address ever holds it: where Meta's answers give an address with the token in it,
// that of the next page for one, the package builds its own request from the cursor
// instead.
//
// The package must not know what the numbers mean.
package platform

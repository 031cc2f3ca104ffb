// Package platform talks to Google: the Data API, which has the figures, and the
// Admin API, which knows since when the property exists.
//
// What comes in are report requests; what goes out are whole reports, whatever
// number of pages they came in, or what is wrong in words for the user. In between
// the package asks again what is worth asking again, respects the quotas of the
// property, and makes sure that pages belong together. It must not know what the
// figures are for.
//
// Google's generated client is used, which does not retry, pages nothing and drops
// what it does not know.
package platform

// Package platform talks to LinkedIn's Marketing API and to its sign-in.
//
// What comes in are resources with their queries; what goes out is what LinkedIn
// answers, whatever number of pages it came in, or what is wrong in words for the
// user. In between the package asks again what is worth asking again, tells the
// three kinds of throttling apart, and sends in a body what is too long for an
// address. It must not know what the figures are for.
package platform

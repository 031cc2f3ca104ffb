// Package httpclient is the HTTP client that connectors of web platforms share.
//
// What comes in is a request that only reads; what goes out is the platform's
// last word about it. In between the client sends the credential to the
// platform's own host and to nobody else, bounds what it reads, limits the
// requests under way, counts them, and asks again where the platform, or the
// network, failed for a moment: how long to wait and whether waiting helps at all
// is for a [Judge] to say, since every platform says it differently, often in the
// body of a response and not in its status.
//
// This package must not know any platform, any report and any token's origin.
package httpclient

// Package restli reads the two dialects in which LinkedIn's Rest.li servers
// take query strings and path keys.
//
// What comes in: the raw query string, byte for byte as it was sent, and the
// protocol that the X-Restli-Protocol-Version header chose. What goes out: one
// tree of texts, lists and records per parameter, the same for both dialects,
// and the projection of `fields`. A percent-encoded parenthesis is data, never
// structure: decoding comes after parsing, which is why net/url cannot do this.
//
// This package must not know any resource of LinkedIn's.
package restli

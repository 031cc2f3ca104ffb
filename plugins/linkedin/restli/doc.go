// Package restli writes queries in the form that LinkedIn's Rest.li protocol 2.0.0
// reads (linkedin.github.io/rest.li, "Rest.li Protocol 2.0").
//
// What comes in are values: texts, lists and records. What goes out is the raw
// query, byte by byte: structure stays as it is, and every text in it is encoded
// once. Encoders of ordinary queries escape the structure, or not the texts, and
// LinkedIn refuses both. The package must not know any resource.
package restli

// Package credentials owns what sources need to log in: it obtains credentials,
// keeps what is long-lived, renews what expires, and hands connectors short-lived
// access tokens.
//
// What comes in is a declared connector with its description, and the environment.
// What goes out is a credential, or diagnostics that say why there is none and
// which command mends it. The rooms below do one thing each: consent asks the
// user, endpoint asks token endpoints, google reads Google's files, vault keeps
// records. [Keeper] joins them, and is what the engine asks.
//
// No secret leaves this package but in a connector.Credential. It must not read
// the process itself (environment, clock, home directory), and knows neither the
// command line nor a particular platform.
package credentials

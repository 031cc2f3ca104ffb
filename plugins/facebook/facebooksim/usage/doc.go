// Package usage counts calls against Meta's rate limits: of the app, and of each ad
// account and use case.
//
// What comes in: calls with their moment. What goes out: the usage headers that
// accompany an answer, and the error once a limit is reached. Everything is measured
// on the clock that it is given. It must not know what the calls ask for.
package usage

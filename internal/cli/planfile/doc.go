// Package planfile keeps a plan in one file, so that what was reviewed is what
// is checked.
//
// What comes in: what was planned and the sources of the configuration as they
// were. What goes out: a zip archive of plan.json and a snapshot under config/,
// and back again, with proof that nothing was changed in between. Values of
// sensitive variables, credentials and data are never in it; sources in which a
// secret is written must not be handed in, since they are kept as they are. This
// package must not know how a configuration is read or a plan is made.
package planfile

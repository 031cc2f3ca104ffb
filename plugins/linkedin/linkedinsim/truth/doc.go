// Package truth adds up what happened, so that figures that a connector got out
// of the simulator can be held against figures that did not come that way.
//
// What comes in: a world and a time. What goes out: sums over the world's facts
// in whole numbers and rationals, by walking them one by one. It shares no code
// with the simulator's reports: no floating point, no dropped rows, no caps, no
// privacy thresholds.
package truth

// Package fault is a script of what goes wrong: which requests are met by which
// faults, in which order.
//
// What comes in: matches with their faults, and requests as they arrive. What goes
// out: the fault of a request, if it has one. It must not know what the requests
// mean or how a fault is carried out.
package fault

// Command bench measures roictl as a user meets it: whole processes, on inputs
// of the size that the project promises to handle, as ratios against a peer in
// the same run.
//
// Absolute times depend on the machine; the ratio to Terraform on comparable
// blocks, or to a bare pass of encoding/csv over the same file, does not as much.
// A peer that is not installed is reported as absent, never assumed.
package main

package judge

// Lack is what an insufficient verdict lacks, so that people are told what to do.
type Lack string

// The lacks.
const (
	LackEvents Lack = "events" // there are too few of them
	LackDays   Lack = "days"   // the last rows cover days to come, or nobody knows how many
	LackWhole  Lack = "whole"  // a source leaves something out
)

// lack is what a verdict lacks; "" where it lacks nothing.
func (in Input) lack(s Status) Lack {
	switch {
	case s != Insufficient:
		return ""
	case in.incomplete():
		return LackWhole
	case in.tooFew() != "":
		return LackEvents
	}
	return LackDays
}

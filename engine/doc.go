// Package engine is the road from a configuration to verdicts:
//
//	Bind      what the connectors offer meets what is declared: measures,
//	          dimensions and units are resolved, mistakes reported
//	Plan      which periods are judged and which queries answer them, merged
//	          into the fewest
//	Check     queries run, rows are summed, formulas evaluated exactly,
//	          campaigns and KPIs judged
//
// What comes in: a [config.Config] and a [Host] of connectors. What goes out: a
// [Plan] or a [Result]. The engine must not know the command line, renderers,
// processes or the history; the clock and the as-of day are handed in.
package engine

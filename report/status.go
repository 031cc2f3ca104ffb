package report

import (
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// appearance is how a status looks and what it asks of the reader.
type appearance struct {
	mark string // one cell wide
	word string
	tone screen.Tone
	// counted names a number of KPIs with the status: "2 missed".
	counted string
	// advice says what to do where the status is not a verdict; empty for one.
	advice string
	// explain says that `roictl explain` shows more.
	explain bool
}

// statusOrder lists the statuses from the worst to the best: what is missed,
// what may be missed, what is not known, what is well, what is not judged.
var statusOrder = []engine.Status{
	engine.Missed, engine.Errored, engine.AtRisk, engine.Stale, engine.NoData, engine.Undefined,
	engine.Insufficient, engine.Provisional, engine.OnTrack, engine.Met, engine.Skipped,
}

var appearances = map[engine.Status]appearance{
	engine.Missed:  {mark: "✗", word: "MISSED", tone: screen.Bad, counted: "missed"},
	engine.AtRisk:  {mark: "!", word: "AT RISK", tone: screen.Warn, counted: "at risk"},
	engine.OnTrack: {mark: "✓", word: "ON TRACK", tone: screen.Good, counted: "on track"},
	engine.Met:     {mark: "✓", word: "MET", tone: screen.Good, counted: "met"},
	engine.Skipped: {mark: "·", word: "SKIPPED", tone: screen.Faint, counted: "skipped"},
	engine.Errored: {mark: "x", word: "ERROR", tone: screen.Bad, counted: "in error",
		advice: "mend what the reason names, then check again"},
	engine.Stale: {mark: "~", word: "STALE", tone: screen.Unknown, counted: "stale",
		advice: "fetch or export newer data, or raise max_age in the guard"},
	engine.NoData: {mark: "-", word: "NO DATA", tone: screen.Unknown, counted: "without data",
		advice: "look at the dates, the filter and the tracking code", explain: true},
	engine.Undefined: {mark: "÷", word: "UNDEFINED", tone: screen.Unknown, counted: "undefined",
		advice: "the reason names what has no value: a count of zero below a division, a baseline, an exchange rate", explain: true},
	engine.Insufficient: {mark: "?", word: "TOO FEW", tone: screen.Unknown, counted: "with too few events",
		advice: "wait for more events, judge a longer period, or lower min_sample in the guard"},
	engine.Provisional: {mark: "…", word: "PROVISIONAL", tone: screen.Unknown, counted: "provisional",
		advice: "check again when the source no longer changes these days"},
}

// appearanceOf returns how to show a status, including one that is new to this
// renderer.
func appearanceOf(s engine.Status) appearance {
	if a, known := appearances[s]; known {
		return a
	}
	word := screen.Cut(string(s), statusWidth-len("? "))
	return appearance{mark: "?", word: word, tone: screen.Unknown, counted: word}
}

// undecided are insufficient KPIs that lack no events but something else, by what
// they lack.
var undecided = map[engine.Lack]appearance{
	engine.LackDays: {mark: "?", word: "UNDECIDED", tone: screen.Unknown, counted: "undecided",
		advice: "wait until the days are over that the last rows cover, or export the data by day"},
	engine.LackWhole: {mark: "?", word: "UNDECIDED", tone: screen.Unknown, counted: "undecided",
		advice: "ask for figures that the source gives whole: with fewer segments, a simpler filter, or days that it still keeps", explain: true},
}

// appearanceOfKPI returns how to show the status of a KPI, which of an insufficient
// one depends on what it lacks.
func appearanceOfKPI(k *engine.KPIResult) appearance {
	if a, special := undecided[k.Lack]; special && k.Status == engine.Insufficient {
		return a
	}
	return appearanceOf(k.Status)
}

// statusWidth is the width of the widest mark and word.
const statusWidth = len("… PROVISIONAL") - len("…") + 1

// rank is the place of a status in statusOrder; an unknown one comes first, so
// that it is seen.
func rank(s engine.Status) int {
	for i, known := range statusOrder {
		if s == known {
			return i
		}
	}
	return -1
}

// green says whether a status asks for nothing.
func green(s engine.Status) bool {
	return s == engine.Met || s == engine.OnTrack || s == engine.Skipped
}

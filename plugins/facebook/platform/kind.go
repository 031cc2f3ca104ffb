package platform

import "net/http"

// Kind is what to do about an error of Meta's.
type Kind int

// The kinds.
const (
	Refused     Kind = iota // the question is wrong: asking again does not help
	Auth                    // the token is not accepted
	Permission              // the token may not do this
	Missing                 // there is no such object, or not for this token
	Throttled               // a rate limit
	Passing                 // it may pass by itself
	HeavyPage               // the page is too large: a smaller one may do
	HeavyCall               // the question is too large for a direct answer
	HeavyReport             // it is too large for a report in the background
	BadCursor               // the listing has to start again
	Sunset                  // the version has ended
	TooOld                  // Meta no longer keeps such days
	NoViewers               // too few people saw it for figures
	Unsupported             // there is no such metric here
)

// Codes of errors (Marketing API, "Error reference").
const (
	codeAuth = 190
	codeCap  = 100 // whatever is wrong with parameters
)

// pair is a code with a subcode, which decide together.
type pair struct{ code, subcode int }

var byPair = map[pair]Kind{
	{100, 33}:       Missing,
	{100, 3191001}:  Permission,
	{100, 1487534}:  HeavyCall,
	{100, 1504018}:  HeavyCall,
	{2, 1504038}:    HeavyCall,
	{-3, 1504045}:   HeavyReport,
	{2, 1504041}:    Refused,
	{2, 1504042}:    Refused,
	{2601, 1815107}: Passing,
	{-2, 2490547}:   Passing,
	{100, 2108006}:  NoViewers,
}

var byCode = map[int]Kind{
	102: Auth, codeAuth: Auth,
	3: Permission, 10: Permission, 210: Auth, 294: Permission,
	4: Throttled, 17: Throttled, 32: Throttled, 341: Throttled, 613: Throttled,
	80000: Throttled, 80001: Throttled, 80002: Throttled, 80003: Throttled, 80004: Throttled, 80005: Throttled,
	80006: Throttled, 80008: Throttled, 80009: Throttled, 80014: Throttled,
	-2: Passing, 1: Passing, 2: Passing, 104: Passing, 960: Passing,
	2635: Sunset, 2642: BadCursor, 3018: TooOld,
}

// kind tells what to do by code and subcode, first match first.
func (e *graphError) kind() Kind {
	if e.opaque {
		return Passing
	}
	if kind, known := byPair[pair{e.Code, e.Subcode}]; known {
		return kind
	}
	switch {
	case e.Code == 1 && e.says("reduce the amount of data"):
		return HeavyPage
	case e.Code == codeCap && e.says("summary param because they weren't there"):
		return Passing
	case e.Code == codeCap && (e.says("valid insights metric") || e.says("must be one of the following values") || e.says("does not support the")):
		return Unsupported
	case e.Code == 10 && e.says("not enough viewers"):
		return NoViewers
	}
	kind, known := byCode[e.Code]
	switch {
	case known:
		return kind
	case e.Code >= 200 && e.Code < 300:
		return Permission
	case e.Transient, e.status >= http.StatusInternalServerError:
		return Passing
	}
	return Refused
}

package linkedinsim

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
)

// faultWish is a fault as the control endpoint takes it.
type faultWish struct {
	Path   string `json:"path"`
	Method string `json:"method"`
	Query  string `json:"query"`
	After  int    `json:"after"`
	Kind   string `json:"kind"`
	Status int    `json:"status"` // of json, html and empty
	Text   string `json:"text"`   // scope of a limit, version of sunset, permission of denied, duration of slow
	Times  int    `json:"times"`  // 0 is once, -1 is for ever
}

// controlFault takes {"path": "/rest/posts", "kind": "denied", "times": -1}.
func (s *Server) controlFault(w http.ResponseWriter, r *http.Request) {
	var wish faultWish
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		http.Error(w, "read fault: "+err.Error(), http.StatusBadRequest)
		return
	}
	f, ok := wish.fault()
	if !ok {
		http.Error(w, "read fault: the kind is unknown, or its status or text is missing", http.StatusBadRequest)
		return
	}
	switch {
	case wish.Times < 0:
		f = f.Always()
	case wish.Times > 1:
		f = f.Repeat(wish.Times)
	}
	s.Inject(fault.Match{Path: wish.Path, Method: wish.Method, Query: wish.Query, After: wish.After}, f)
	w.WriteHeader(http.StatusNoContent)
}

func (f faultWish) fault() (fault.Fault, bool) {
	status := f.Status >= 400 && f.Status < 600
	switch f.Kind {
	case "json":
		return fault.JSON(f.Status), status
	case "html":
		return fault.HTML(f.Status), status
	case "empty":
		return fault.Empty(f.Status), status
	case "reset":
		return fault.Reset(), true
	case "truncated":
		return fault.Truncated(), true
	case "slow":
		wait, err := time.ParseDuration(f.Text)
		return fault.Slow(wait), err == nil
	case "day_limit":
		return fault.DayLimit(f.Text), f.Text != ""
	case "minute_limit":
		return fault.MinuteLimit(f.Text), f.Text != ""
	case "data_volume":
		return fault.DataVolume(), true
	case "bare_429":
		return fault.Bare429(), true
	case "sunset":
		return fault.Sunset(f.Text), f.Text != ""
	case "revoked":
		return fault.Revoked(), true
	case "denied":
		return fault.Denied(f.Text), f.Text != ""
	}
	return fault.Fault{}, false
}

package facebooksim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
)

// Answers carry the virtual clock's time, by which clients tell which day it is.
func TestAnswersAreDated(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	g.Advance(36 * time.Hour)
	if got, want := g.get("act_1005").header.Get("Date"), facebooksim.DefaultNow.Add(36*time.Hour).Format(http.TimeFormat); got != want {
		t.Errorf("dated %s, want %s", got, want)
	}
}

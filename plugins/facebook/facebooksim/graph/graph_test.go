package graph

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRatios(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		numerator, denominator int64
		want                   string
	}{
		{900, 185, "4.864865"}, // 4.86486486..., the CTR of 9 clicks on 185 impressions
		{1, 3, "0.333333"},
		{2, 3, "0.666667"},
		{1, 2, "0.5"},
		{10, 5, "2"},
		{0, 5, "0"},
		{1999999, 1000000, "1.999999"},
		{19999999, 10000000, "2"}, // 1.9999999 rounds up into the whole
		{math.MaxInt64, math.MaxInt64 - 1, "1"},
	} {
		if got := string(AppendRatio(nil, tt.numerator, tt.denominator)); got != tt.want {
			t.Errorf("%d/%d = %s, want %s", tt.numerator, tt.denominator, got, tt.want)
		}
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		units int64
		scale int
		want  string
	}{
		{9640, 2, "96.4"}, {533950, 2, "5339.5"}, {5339, 0, "5339"}, {5, 2, "0.05"}, {0, 2, "0"}, {100, 2, "1"}, {-105, 2, "-1.05"},
	} {
		if got := string(AppendUnits(nil, tt.units, tt.scale)); got != tt.want {
			t.Errorf("%d at scale %d = %s, want %s", tt.units, tt.scale, got, tt.want)
		}
	}
}

func TestCursors(t *testing.T) {
	t.Parallel()
	cursor := Cursor("act_1/ads", "17:2")
	place, err := Place("act_1/ads", cursor)
	if err != nil || place != "17:2" {
		t.Fatalf("place %q, error %v", place, err)
	}
	flipped := []byte(cursor)
	flipped[2] ^= 1
	for name, try := range map[string]struct{ listing, cursor string }{
		"another listing": {"act_2/ads", cursor},
		"tampered":        {"act_1/ads", string(flipped)},
		"not base64":      {"act_1/ads", "%%%"},
		"empty":           {"act_1/ads", ""},
	} {
		if _, err := Place(try.listing, try.cursor); err == nil || err.Code != 2642 {
			t.Errorf("%s: error %v, want code 2642", name, err)
		}
	}
}

func TestEnvelope(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal(&Error{Code: 17, Subcode: 2446079, Message: "(#17) User request limit reached", Transient: true, UserTitle: "T", UserMsg: "M"})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"error":{"code":17,"error_subcode":2446079,"error_user_msg":"M","error_user_title":"T","fbtrace_id":"Asim0000000000000000000","is_transient":true,"message":"(#17) User request limit reached","type":"OAuthException"}}`
	if diff := cmp.Diff(want, string(body)); diff != "" {
		t.Error(diff)
	}
}

func TestStampHasNoColonInItsOffset(t *testing.T) {
	t.Parallel()
	berlin := time.Date(2026, 9, 2, 9, 0, 0, 0, time.FixedZone("", 2*60*60))
	if got := Stamp(berlin); got != "2026-09-02T07:00:00+0000" {
		t.Error(got)
	}
}

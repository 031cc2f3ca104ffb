package quota_test

import (
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/quota"
)

// TestWindows: the hour ends on the hour, the day at midnight in California, which is
// 07:00 UTC in summer.
func TestWindows(t *testing.T) {
	t.Parallel()
	account := quota.Account{Property: "1", Project: "2"}
	start := time.Date(2026, time.June, 5, 6, 30, 0, 0, time.UTC)
	meter := quota.NewMeter()
	meter.Charge(account, start, quota.Use{Tokens: 200_000, ServerErrors: 10, Thresholded: 3})
	for _, test := range []struct {
		after  time.Duration
		bucket quota.Bucket
		want   int
	}{
		{0, quota.Day, 0}, {0, quota.Hour, -160_000}, {0, quota.ServerErrors, 0}, {0, quota.Thresholded, 117},
		{29 * time.Minute, quota.Day, 0}, {30 * time.Minute, quota.Day, 200_000}, {30 * time.Minute, quota.ServerErrors, 10},
	} {
		if got := meter.Remaining(account, test.bucket, start.Add(test.after)); got != test.want {
			t.Errorf("after %s quota %d has %d left, want %d", test.after, test.bucket, got, test.want)
		}
	}
}

// TestConcurrency: ten requests at once, fifty on Google Analytics 360.
func TestConcurrency(t *testing.T) {
	t.Parallel()
	for premium, limit := range map[bool]int{false: 10, true: 50} {
		meter, now := quota.NewMeter(), time.Date(2026, time.June, 5, 0, 0, 0, 0, time.UTC)
		account := quota.Account{Property: "1", Project: "2", Premium: premium}
		for range limit {
			if bucket, ok := meter.Admit(account, now); !ok {
				t.Fatalf("refused: %s", bucket.Message())
			}
		}
		if bucket, ok := meter.Admit(account, now); ok || bucket != quota.Concurrent {
			t.Errorf("request %d is admitted", limit+1)
		}
		meter.Release(account)
		if _, ok := meter.Admit(account, now); !ok {
			t.Error("a slot that was released is not free")
		}
	}
}

// TestProjectsShareTheProperty: another Cloud project has tokens of its own for the hour,
// and not for the day.
func TestProjectsShareTheProperty(t *testing.T) {
	t.Parallel()
	meter, now := quota.NewMeter(), time.Date(2026, time.June, 5, 0, 0, 0, 0, time.UTC)
	meter.Charge(quota.Account{Property: "1", Project: "2"}, now, quota.Use{Tokens: 14_000})
	if bucket, ok := meter.Admit(quota.Account{Property: "1", Project: "2"}, now); ok || bucket != quota.ProjectHour {
		t.Error("the project has tokens left")
	}
	other := quota.Account{Property: "1", Project: "3"}
	if _, ok := meter.Admit(other, now); !ok || meter.Remaining(other, quota.Day, now) != 186_000 {
		t.Error("another project has none left")
	}
}

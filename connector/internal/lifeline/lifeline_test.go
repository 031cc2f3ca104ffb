package lifeline_test

import (
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc/stats"

	"github.com/roictl/roictl/connector/internal/lifeline"
)

func TestWatcherEndsWhatNobodyHolds(t *testing.T) {
	t.Parallel()
	const first, grace = 30 * time.Second, 2 * time.Second
	begin, end := stats.ConnStats(&stats.ConnBegin{}), stats.ConnStats(&stats.ConnEnd{})
	type step struct {
		after time.Duration // since the step before
		event stats.ConnStats
	}
	tests := []struct {
		name  string
		steps []step
		alone time.Duration // since the start; 0 when never within an hour
	}{
		{"nobody ever connects", nil, first},
		{"a connection stays", []step{{time.Second, begin}}, 0},
		{"the only connection ends", []step{{time.Second, begin}, {time.Minute, end}}, 61*time.Second + grace},
		{"one of two ends", []step{{time.Second, begin}, {0, begin}, {time.Minute, end}}, 0},
		{"the host comes back in time", []step{{time.Second, begin}, {time.Second, end}, {time.Second, begin}}, 0},
		{"it comes back and goes again", []step{{0, begin}, {0, end}, {time.Second, begin}, {time.Second, end}}, 2*time.Second + grace},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var calls []time.Duration
				w := lifeline.Watch(first, grace, func() { calls = append(calls, time.Since(start)) })
				defer w.Stop()
				for _, step := range test.steps {
					time.Sleep(step.after) // of the synthetic clock: takes no time
					w.HandleConn(t.Context(), step.event)
				}
				time.Sleep(time.Hour)
				synctest.Wait()
				switch {
				case test.alone == 0 && len(calls) > 0:
					t.Errorf("ended after %v although somebody was connected", calls[0])
				case test.alone > 0 && (len(calls) != 1 || calls[0] != test.alone):
					t.Errorf("ended after %v, want once after %v", calls, test.alone)
				}
			})
		})
	}
}

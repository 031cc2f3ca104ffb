package cube_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/cube"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// find knows the universal metrics.
func find(name string) (cube.Metric, error) {
	if m, ok := cube.MetricNamed(nil, name); ok {
		return m, nil
	}
	return cube.Metric{}, errors.New("unknown metric " + name)
}

// TestExpressions compares formulas with the same arithmetic over the metrics by themselves.
func TestExpressions(t *testing.T) {
	t.Parallel()
	day := world.NewDay(2026, time.May, 5)
	shop, ok := world.Demo(world.Options{First: day, Last: day, SessionsPerDay: 200}).Property(world.Shop)
	if !ok {
		t.Fatal("the demo world has no shop")
	}
	evaluate := func(text string) float64 {
		column, err := cube.Expression("x", text, find)
		if err != nil {
			t.Fatal(err)
		}
		return cube.Run(cube.Query{
			Property: shop, At: day.Date().AddDate(0, 1, 0), Ranges: []cube.Range{{First: day, Last: day}}, Metrics: []cube.MetricColumn{column},
		}).Totals[0].Values[0]
	}
	s, v := evaluate("sessions"), evaluate("screenPageViews")
	for text, want := range map[string]float64{
		"screenPageViews/sessions": v / s, "sessions + screenPageViews * 2": s + v*2, "(sessions+screenPageViews)*2": (s + v) * 2,
		"screenPageViews - sessions - 1": v - s - 1, " 100 * sessions/ screenPageViews ": 100 * s / v, "sessions/(sessions-sessions)": 0,
	} {
		if got := evaluate(text); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s = %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"", "sessions/", "(sessions", "sessions)", "1+2", "sessions sessions", "nope/sessions"} {
		if _, err := cube.Expression("x", text, find); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}

// FuzzExpression: no text makes the parser fail but with an error.
func FuzzExpression(f *testing.F) {
	for _, seed := range []string{"sessions/totalUsers", "((", "1.5*sessions", "sessions--1", "é", "sessions/ 0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if column, err := cube.Expression("x", text, find); err == nil && len(column.Of) == 0 {
			t.Errorf("%q is accepted without a metric", text)
		}
	})
}

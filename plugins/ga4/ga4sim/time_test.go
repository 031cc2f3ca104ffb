package ga4sim_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// row1 returns the values of the first row of a report: dimensions, then metrics.
func row1(t *testing.T, r reply) []string {
	t.Helper()
	type value struct{ Value string }
	report := decode[struct {
		Rows []struct{ DimensionValues, MetricValues []value }
	}](t, r)
	if len(report.Rows) == 0 {
		t.Fatalf("no rows in %s", r.body)
	}
	var values []string
	for _, v := range append(report.Rows[0].DimensionValues, report.Rows[0].MetricValues...) {
		values = append(values, v.Value)
	}
	return values
}

func integer(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDaysFillUp reads 4 June at several times. Sessions show within two days, and
// engagement a day after them; afterwards nothing of them changes.
func TestDaysFillUp(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	const body = `{"dateRanges":[{"startDate":"2026-06-04","endDate":"2026-06-04"}],"metrics":[{"name":"sessions"},{"name":"engagementRate"}],"keepEmptyRows":true}`
	midnight := time.Date(2026, time.June, 4, 22, 0, 0, 0, time.UTC) // the day ends in Paris
	at := func(age time.Duration) (int, string) {
		simulator.SetNow(midnight.Add(age))
		values := row1(t, runReport(t, simulator, base, body))
		return integer(t, values[0]), values[1]
	}
	final, rate := at(30 * 24 * time.Hour)
	if p, _ := simulator.World().Property(world.Shop); final != len(p.SessionsOf(world.NewDay(2026, time.June, 4), world.NewDay(2026, time.June, 4)))-empty(p) {
		t.Errorf("in the end %d sessions show", final)
	}
	for _, test := range []struct {
		age     time.Duration
		atLeast int // in percent of the final figure
		atMost  int
	}{{0, 15, 60}, {12 * time.Hour, 30, 80}, {24 * time.Hour, 50, 95}, {48 * time.Hour, 100, 100}} {
		seen, early := at(test.age)
		if seen*100 < test.atLeast*final || seen*100 > test.atMost*final {
			t.Errorf("after %s %d of %d sessions show, want %d to %d %%", test.age, seen, final, test.atLeast, test.atMost)
		}
		if test.age == 0 && early >= rate {
			t.Errorf("the engagement rate is %s at once and %s in the end", early, rate)
		}
	}
}

// empty counts the sessions of 4 June without any event: they show nowhere.
func empty(p *world.Property) int {
	day, count := world.NewDay(2026, time.June, 4), 0
	for _, s := range p.SessionsOf(day, day) {
		if len(s.Events) == 0 {
			count++
		}
	}
	return count
}

// TestCreditMoves: who gets credit for a key event changes until the twelfth day, and
// how many there were does not. Credit is fractional then.
func TestCreditMoves(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	const days = `{"dateRanges":[{"startDate":"2026-05-25","endDate":"2026-05-31"}],"metrics":[{"name":"keyEvents"}]`
	byChannel := func(now time.Time) (string, string) {
		simulator.SetNow(now)
		of := func(rest string) string {
			report := decode[struct{ Rows json.RawMessage }](t, runReport(t, simulator, base, days+rest))
			return string(report.Rows)
		}
		return of(`,"dimensions":[{"name":"defaultChannelGroup"}],"orderBys":[{"dimension":{"dimensionName":"defaultChannelGroup"}}]}`), of(`}`)
	}
	end := time.Date(2026, time.May, 31, 22, 0, 0, 0, time.UTC)
	early, all := byChannel(end.Add(2 * 24 * time.Hour))
	settled, same := byChannel(end.Add(12 * 24 * time.Hour))
	later, _ := byChannel(end.Add(20 * 24 * time.Hour))
	if early == settled || settled != later || all != same {
		t.Errorf("credit after 2 days\n%s\nafter 12\n%s\nafter 20\n%s\nkey events %s and %s", early, settled, later, all, same)
	}
}

// TestRefundsComeLate: revenue of a month goes down after the month is over.
func TestRefundsComeLate(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	revenue := func(now time.Time) float64 {
		simulator.SetNow(now)
		values := row1(t, runReport(t, simulator, base, `{"dateRanges":[{"startDate":"2026-05-01","endDate":"2026-05-31"}],"metrics":[{"name":"purchaseRevenue"}]}`))
		amount, err := strconv.ParseFloat(values[0], 64)
		if err != nil {
			t.Fatal(err)
		}
		return amount
	}
	if soon, late := revenue(time.Date(2026, time.June, 3, 0, 0, 0, 0, time.UTC)), revenue(time.Date(2026, time.June, 20, 0, 0, 0, 0, time.UTC)); late >= soon {
		t.Errorf("revenue is %v on 3 June and %v on 20 June", soon, late)
	}
}

// TestTimeDimensions: weeks start on Sunday or, in the names of ISO, on Monday. Sunday
// 4 January 2026 begins the second week and is in the first of ISO.
func TestTimeDimensions(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	for day, want := range map[string][]string{
		"2026-01-04": {"20260104", "01", "04", "0", "Sunday", "202601", "02", "202602", "01", "2026", "202601", "0000"},
		"2025-12-31": {"20251231", "12", "31", "3", "Wednesday", "202512", "53", "202553", "01", "2026", "202601", "0000"},
	} {
		body := `{"dateRanges":[{"startDate":"` + day + `","endDate":"` + day + `"}],"dimensions":[{"name":"date"},{"name":"month"},{"name":"day"},{"name":"dayOfWeek"},{"name":"dayOfWeekName"},{"name":"yearMonth"},{"name":"week"},{"name":"yearWeek"},{"name":"isoWeek"}],"metrics":[{"name":"sessions"}]}`
		got := row1(t, runReport(t, simulator, base, body))[:9]
		body = `{"dateRanges":[{"startDate":"` + day + `","endDate":"` + day + `"}],"dimensions":[{"name":"isoYear"},{"name":"isoYearIsoWeek"},{"name":"nthDay"}]}`
		got = append(got, row1(t, runReport(t, simulator, base, body))...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
}

// TestClocksChange: on 29 March 2026 the hour 02 does not exist in Paris; on 26 October
// 2025 it is there twice, so it has more sessions than its neighbours have on average.
func TestClocksChange(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{World: world.Demo(world.Options{Seed: 1, First: world.NewDay(2025, time.October, 20), Last: world.NewDay(2026, time.March, 31), SessionsPerDay: 600})})
	hours := func(day string) map[string]int {
		report := decode[struct {
			Rows []struct{ DimensionValues, MetricValues []struct{ Value string } }
		}](t, runReport(t, simulator, base, `{"dateRanges":[{"startDate":"`+day+`","endDate":"`+day+`"}],"dimensions":[{"name":"hour"}],"metrics":[{"name":"sessions"}]}`))
		found := map[string]int{}
		for _, row := range report.Rows {
			found[row.DimensionValues[0].Value] = integer(t, row.MetricValues[0].Value)
		}
		return found
	}
	if spring := hours("2026-03-29"); spring["02"] != 0 || len(spring) != 23 {
		t.Errorf("spring has %v", spring)
	}
	if autumn := hours("2025-10-26"); autumn["02"]*2 < (autumn["01"]+autumn["03"])*3/2 {
		t.Errorf("autumn has %v", autumn)
	}
}

// TestTodayIsOfTheProperty: at 23:30 UTC it is tomorrow in Paris and today in Los Angeles.
func TestTodayIsOfTheProperty(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{Now: time.Date(2026, time.May, 20, 23, 30, 0, 0, time.UTC)})
	for property, want := range map[string]string{world.Shop: "20260519", world.Leads: "20260518"} {
		got := call(t, "POST", base+"/v1beta/properties/"+property+":runReport", simulator.AccessToken(),
			`{"dateRanges":[{"startDate":"2daysAgo","endDate":"2daysAgo"}],"dimensions":[{"name":"date"}]}`)
		if values := row1(t, got); values[0] != want {
			t.Errorf("two days ago is %s in property %s, want %s", values[0], property, want)
		}
	}
}

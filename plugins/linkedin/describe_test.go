package linkedin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
)

// Every name that the connector describes is one that LinkedIn knows: a single
// mistyped field fails a whole request.
func TestEveryNameIsKnown(t *testing.T) {
	t.Parallel()
	october := days(t, "2026-10-01..2026-10-31")
	described := linkedin.New(linkedin.Options{}).Describe()
	if faults := described.Faults(); len(faults) > 0 {
		t.Errorf("%q", faults)
	}
	for _, report := range described.Reports {
		s := newStage(t, linkedinsim.Options{}, emea+", "+company)
		s.report = report.Name
		var all []string
		for _, m := range report.Measures {
			all = append(all, m.Name)
			if m.Description == "" {
				t.Errorf("%s of %s has no description", m.Name, report.Name)
			}
		}
		everything := connector.Query{Measures: all, Intervals: []connector.Interval{october}, Grain: connector.GrainTotal}
		if report.CurrencyDimension != "" {
			everything.Dimensions = []string{report.CurrencyDimension, "campaign"} // which the share of an audience is by
		}
		if got := s.answer(everything); len(got.rows) == 0 {
			t.Errorf("%s has no rows", report.Name)
		}
		for _, d := range report.Dimensions {
			measure := all[0]
			if strings.HasPrefix(d.Name, "conversion") {
				measure = "externalWebsiteConversions"
			}
			q := query(connector.GrainTotal, measure+" by "+d.Name, october)
			q.Dimensions = append(q.Dimensions, report.CurrencyDimension)
			q.Dimensions = slices.DeleteFunc(slices.Compact(q.Dimensions), func(name string) bool { return name == "" })
			s.answer(q)
		}
		for _, r := range s.Requests() {
			if r.Status != 200 && !strings.Contains(r.Path, "adTrackingParameters") { // where nothing is set
				t.Errorf("%s: %d to %s %s", report.Name, r.Status, r.Path, r.Query)
			}
		}
	}
}

// Standard names mean the same on every platform; each stands at one measure of a
// report at most.
func TestStandardNames(t *testing.T) {
	t.Parallel()
	var standards []string
	for _, m := range connector.StandardMeasures() {
		standards = append(standards, m.Name)
	}
	for _, report := range linkedin.New(linkedin.Options{}).Describe().Reports {
		seen := make(map[string]bool)
		for _, m := range report.Measures {
			if m.Standard == "" {
				continue
			}
			if !slices.Contains(standards, m.Standard) || seen[m.Standard] {
				t.Errorf("%s of %s has the standard name %q, which there is not, or twice", m.Name, report.Name, m.Standard)
			}
			seen[m.Standard] = true
		}
	}
}

// Names that nobody knows are refused with what was probably meant, before anything
// is asked.
func TestUnknownNames(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea+", "+company)
	for report, names := range map[string][2]string{"ads": {"impresions", "campain"}, "audience": {"impresions", "seniorty"}, "page": {"folowers", "organisation"}, "links": {"untaged", "utm_sorce"}} {
		s.report = report
		got := s.ask(query(connector.GrainTotal, names[0]+" by "+names[1], days(t, "2026-10-01..2026-10-31")))
		if len(got.diags) != 2 || got.diags[0].Code != connector.CodeQuery || !strings.Contains(got.diags[0].Hint, "Did you mean") || !strings.Contains(got.diags[1].Hint, "Did you mean") {
			t.Errorf("%s: %+v", report, got.diags)
		}
	}
	s.report = "videos"
	if got := s.ask(query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31"))); !got.diags.HasErrors() {
		t.Error("a report that there is not is answered")
	}
	if n := len(s.Requests()); n > 0 {
		t.Errorf("asked %d times", n)
	}
}

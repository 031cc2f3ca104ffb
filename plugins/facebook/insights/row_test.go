package insights_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/insights"
)

func measure(t testing.TB, name string) catalogue.Measure {
	t.Helper()
	m, ok := catalogue.FindMeasure(name, nil)
	if !ok {
		t.Fatalf("there is no measure %s", name)
	}
	return m
}

func row(t testing.TB, text string) insights.Row {
	t.Helper()
	var r insights.Row
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Numbers are texts, which are read to the last digit; what is left out is nothing
// for what adds up, and not known for what does not.
func TestValue(t *testing.T) {
	t.Parallel()
	actions := `{"actions":[
		{"action_type":"omni_purchase","value":"39","7d_click":"35","1d_view":"4"},
		{"action_type":"purchase","value":"38"},
		{"action_type":"link_click","value":"412"}],
	 "action_values":[{"action_type":"omni_purchase","value":"3121.4","7d_click":"2800.1","1d_view":"321.30000000000001"}],
	 "video_p25_watched_actions":[{"action_type":"video_view","value":"7"}]}`
	for _, test := range []struct {
		row, measure, windows, want string
	}{
		{`{"spend":"96.4"}`, "spend", "", "96.4"},
		{`{"spend":"0.30000000000000004"}`, "spend", "", "0.3"},
		{`{"impressions":"9007199254740993"}`, "impressions", "", "9007199254740993"},
		{`{"ctr":"4.864865"}`, "ctr", "", "0.04864865"},
		{`{}`, "spend", "", "0"},
		{`{"clicks":""}`, "clicks", "", "0"},
		{`{"clicks":null}`, "clicks", "", "0"},
		{`{"actions":[{"action_type":"lead","value":3}]}`, "leads", "", "3"},
		{`{}`, "reach", "", "null"},
		{`{}`, "frequency", "", "null"},
		{actions, "purchases", "", "39"},
		{actions, "actions:purchase", "", "38"},
		{actions, "revenue", "", "3121.4"},
		{actions, "purchases", "7d_click,1d_view", "39"},
		{actions, "purchases", "28d_click", "0"},
		{actions, "revenue", "7d_click,1d_view", "3121.4"},
		{actions, "leads", "", "0"},
		{actions, "video_p25_watched_actions", "1d_view", "7"},
		{actions, "unique_actions:link_click", "", "null"},
	} {
		windows, err := catalogue.ParseWindows(test.windows)
		if err != nil {
			t.Fatal(err)
		}
		got, err := insights.Value(row(t, test.row), measure(t, test.measure), windows)
		if err != nil || got.String() != test.want {
			t.Errorf("%s of %s in %q is %s (%v), want %s", test.measure, test.row, test.windows, got, err, test.want)
		}
	}
	for _, wrong := range []string{`{"spend":"much"}`, `{"spend":[1]}`} {
		if _, err := insights.Value(row(t, wrong), measure(t, "spend"), nil); err == nil {
			t.Errorf("%s is read", wrong)
		}
	}
	if _, err := insights.Value(row(t, `{"actions":"none"}`), measure(t, "leads"), nil); err == nil {
		t.Error("a text is read as actions")
	}
}

// A breakdown may be absent, and an asset is an object.
func TestText(t *testing.T) {
	t.Parallel()
	r := row(t, `{"age":"25-34","link_url_asset":{"website_url":"https://shop.example/a","id":"1"},"body_asset":{"text":"Buy","id":"2"},"number":5}`)
	for name, want := range map[string]connector.Text{
		"age": {Value: "25-34"}, "gender": {Null: true}, "link_url_asset": {Value: "https://shop.example/a"}, "body_asset": {Value: "Buy"}, "number": {Value: "5"},
	} {
		if got := r.Text(name); got != want {
			t.Errorf("%s is %+v, want %+v", name, got, want)
		}
	}
}

// A question is halved by its days, whole windows first, and no day is lost.
func TestSplit(t *testing.T) {
	t.Parallel()
	interval := func(a, b connector.Date) connector.Interval { return connector.Interval{Start: a, End: b} }
	q := insights.Question{Daily: true, Intervals: []connector.Interval{interval(1, 10), interval(20, 23)}}
	first, second, ok := q.Split()
	if !ok {
		t.Fatal("cannot be halved")
	}
	if diff := cmp.Diff([]connector.Interval{interval(1, 7)}, first.Intervals); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]connector.Interval{interval(8, 10), interval(20, 23)}, second.Intervals); diff != "" {
		t.Errorf("second (-want +got):\n%s", diff)
	}
	day := insights.Question{Daily: true, Intervals: []connector.Interval{interval(1, 1)}}
	if _, _, ok := day.Split(); ok {
		t.Error("a day is halved")
	}
}

// FuzzValue holds that no row of whatever shape makes reading fail otherwise than by
// an error.
func FuzzValue(f *testing.F) {
	f.Add(`{"actions":[{"action_type":"lead","value":"1","7d_click":"x"}],"spend":"1e3"}`)
	f.Add(`{"actions":[{"value":{}}],"spend":null}`)
	f.Fuzz(func(t *testing.T, text string) {
		var r insights.Row
		if json.Unmarshal([]byte(text), &r) != nil {
			return
		}
		for _, name := range []string{"spend", "leads", "revenue", "video_play_actions", "ctr"} {
			if _, err := insights.Value(r, measure(t, name), catalogue.Windows{"7d_click"}); err != nil {
				continue
			}
		}
		_ = r.Text("age")
	})
}

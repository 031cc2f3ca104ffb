package file

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/scan"
	"github.com/roictl/roictl/plugins/file/spec"
)

// Figures that stand in two files of one source are never added up silently. The
// sums of these tests are done by hand.
func TestOverlappingFiles(t *testing.T) {
	t.Parallel()
	const header = "Date,Campaign,Spent\n"
	const first = header + "2026-05-01,x,1\n2026-05-02,x,2\n2026-05-03,x,4\n"
	const month = "start,end,Campaign,Spent\n"
	periods := `"date": {"column": "start", "end": "end"}`
	for _, tt := range []struct {
		name   string
		files  map[string]string
		config string
		filter string // campaign
		start  string // of the interval, which ends with May
		want   []string
		told   []string
		text   string
	}{
		{
			name:  "one after the other",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-04,x,8\n"},
			want:  []string{"0 | 15"},
		},
		{
			name:  "parts with properties of their own",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-01,y,8\n2026-05-02,y,16\n"},
			want:  []string{"0 | 31"},
		},
		{
			name:  "the same content",
			files: map[string]string{"a.csv": first, "a (1).csv": first},
			told:  []string{"FILE_DUPLICATE - path"}, text: `"a (1).csv" and "a.csv" are the same`,
		},
		{
			name:  "the same content, declared to be added up",
			files: map[string]string{"a.csv": first, "b.csv": first}, config: `"overlap": "add"`,
			told: []string{"FILE_DUPLICATE - path"},
		},
		{
			name:  "the same content, declared to be made again",
			files: map[string]string{"a.csv": first, "b.csv": first}, config: `"overlap": "newest"`,
			want: []string{"0 | 7"},
		},
		{
			name:  "two files with a header only",
			files: map[string]string{"a.csv": first, "b.csv": header, "c.csv": header},
			want:  []string{"0 | 7"},
		},
		{
			name:  "the same rows among others",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-03,x,4\n2026-05-04,x,8\n"},
			told:  []string{"FILE_OVERLAP b.csv:2:0 path"}, text: `"a.csv" and "b.csv" both have a row for 2026-05-03 with Campaign "x"`,
		},
		{
			name:  "the same rows in another format",
			files: map[string]string{"a.csv": first, "b.csv": "Spent;Date;Campaign\r\n4;2026-05-03;x\r\n"},
			told:  []string{"FILE_OVERLAP b.csv:2:0 path"}, text: `Line 4 of the first is "2026-05-03,x,4", line 2 of the second "4;2026-05-03;x"`,
		},
		{
			name:  "other figures for the same rows",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-02,x,2.50\n2026-05-03,x,5\n2026-05-04,x,8\n"},
			told:  []string{"FILE_OVERLAP b.csv:2:0 path"}, text: "2 days, from 2026-05-02 to 2026-05-03, have rows in several files.",
		},
		{
			name:  "the newest counts",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-02,x,2.50\n2026-05-03,x,5\n2026-05-04,x,8\n"}, config: `"overlap": "newest"`,
			want: []string{"0 | 16.5"},
		},
		{
			name:  "the newest counts also where the last days of others are out of sight",
			files: map[string]string{"a.csv": first + "2026-06-05,x,1\n", "b.csv": header + "2026-05-02,x,2.50\n2026-05-04,x,8\n"}, config: `"overlap": "newest"`,
			want: []string{"0 | 15"},
		},
		{
			name:  "declared to be added up",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-02,x,2.50\n"}, config: `"overlap": "add"`,
			want: []string{"0 | 9.5"},
		},
		{
			name:  "what a filter leaves out does no harm",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-01,y,8\n2026-05-02,x,2\n"}, filter: "y",
			want: []string{"0 | 8"},
		},
		{
			name:  "days that nobody asks for do no harm",
			files: map[string]string{"a.csv": first, "b.csv": header + "2026-05-01,x,1\n2026-05-04,x,8\n"}, start: "2026-05-02",
			want: []string{"0 | 14"},
		},
		{
			name: "nothing tells rows apart",
			files: map[string]string{
				"a.csv": "Date,Spent\n2026-05-01,1\n",
				"b.csv": "Date,Campaign,Spent\n2026-05-01,x,1\n",
			},
			told: []string{"FILE_OVERLAP b.csv:2:0 path"}, text: "no dimension that both files have tells rows of a day apart",
		},
		{
			name: "two breakdowns of the same money",
			files: map[string]string{
				"age.csv":    "Date,Campaign,Age,Spent\n2026-05-01,x,18-24,1\n2026-05-01,x,25-34,2\n",
				"gender.csv": "Date,Campaign,Gender,Spent\n2026-05-01,x,f,1\n2026-05-01,x,m,2\n",
			},
			config: `"dimension": [{"name": "campaign", "column": "Campaign"}, {"name": "age", "column": "Age"}, {"name": "gender", "column": "Gender"}]`,
			told:   []string{"FILE_OVERLAP gender.csv:2:0 path"}, text: `for 2026-05-01 with Campaign "x"`,
		},
		{
			name: "parts beside another breakdown",
			files: map[string]string{
				"a.csv": "Date,Campaign,Age,Spent\n2026-05-01,x,18-24,1\n", "b.csv": "Date,Campaign,Age,Spent\n2026-05-01,x,25-34,2\n", "c.csv": "Date,Campaign,Spent\n2026-05-01,y,4\n",
			},
			config: `"dimension": [{"name": "campaign", "column": "Campaign"}, {"name": "age", "column": "Age"}]`,
			want:   []string{"0 | 7"},
		},
		{
			name: "a campaign that was renamed between two exports",
			files: map[string]string{
				"a.csv": "Date,Campaign,Campaign ID,Spent\n2026-05-01,x,7,1\n", "b.csv": "Date,Campaign,Campaign ID,Spent\n2026-05-01,X 2,7,1\n",
			},
			config: `"dimension": [{"name": "campaign", "column": "Campaign"}, {"name": "campaign_id", "column": "Campaign ID"}]`,
			told:   []string{"FILE_OVERLAP b.csv:2:0 path"}, text: `for 2026-05-01 with Campaign ID "7"`,
		},
		{
			name: "orders of one day at other times",
			files: map[string]string{
				"a.csv": "Date,Spent\n2026-05-31T21:59:59Z,1\n", "b.csv": "Date,Spent\n2026-05-31T21:30:00Z,2\n",
			},
			want: []string{"0 | 3"},
		},
		{
			name: "the same order",
			files: map[string]string{
				"a.csv": "Date,Spent\n2026-05-01T10:00:00Z,1\n2026-05-31T21:59:59Z,1\n", "b.csv": "Date,Spent\n2026-05-31T21:59:59Z,1\n",
			},
			told: []string{"FILE_OVERLAP b.csv:2:0 path"},
		},
		{
			name:   "a month to date, and later",
			files:  map[string]string{"a.csv": month + "2026-05-01,2026-05-10,x,1\n", "b.csv": month + "2026-05-01,2026-05-20,x,2\n"},
			config: periods,
			told:   []string{"FILE_OVERLAP b.csv:2:0 path"}, text: "both have a row for 2026-05-01..2026-05-20",
		},
		{
			name:   "a month to date, and later; the newest counts",
			files:  map[string]string{"b.csv": month + "2026-05-01,2026-05-10,x,1\n", "a.csv": month + "2026-05-01,2026-05-20,x,2\n"},
			config: periods + `, "overlap": "newest"`,
			want:   []string{"0 | 2"},
		},
		{
			name:   "periods that overlap in part",
			files:  map[string]string{"a.csv": month + "2026-05-01,2026-05-10,x,1\n", "b.csv": month + "2026-05-05,2026-05-14,x,2\n"},
			config: periods,
			told:   []string{"FILE_OVERLAP b.csv:2:0 path"},
		},
		{
			name:   "periods that overlap in part cannot be cut",
			files:  map[string]string{"a.csv": month + "2026-05-01,2026-05-10,x,1\n", "b.csv": month + "2026-05-05,2026-05-14,x,2\n"},
			config: periods + `, "overlap": "newest"`,
			told:   []string{"FILE_OVERLAP_PART a.csv:2:0 overlap"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			config := `"path": "*.csv", "date": "Date", "currency": "EUR", "dimension": [{"name": "campaign", "column": "Campaign"}], "measure": [{"name": "spend", "column": "Spent"}]`
			if tt.config != "" {
				config += ", " + tt.config // a key that stands twice has its later value
			}
			if tt.start == "" {
				tt.start = "2026-05-01"
			}
			query := connector.Query{Measures: []string{"spend"}, Grain: connector.GrainTotal, Intervals: days(t, tt.start, "2026-05-31")}
			if tt.filter != "" {
				query.Filter = connector.Filter{{condition("campaign", connector.OperatorIn, tt.filter)}}
			}
			a := ask(t, directory(t, tt.files), "{"+config+"}", query)
			if diff := cmp.Diff(tt.want, a.rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.told, told(a.diags)); diff != "" {
				t.Errorf("told (-want +got):\n%s\n%s", diff, said(a.diags))
			}
			if len(tt.told) > 0 != a.diags.HasErrors() || !strings.Contains(said(a.diags), tt.text) {
				t.Errorf("nothing says %q:\n%s", tt.text, said(a.diags))
			}
		})
	}
}

// Every query of a run sees the same rows, whatever its interval.
func TestSupersededRowsAreCounted(t *testing.T) {
	t.Parallel()
	got := testConnection(t, map[string]string{
		"a.csv": "Date,n\n2026-05-01,1\n2026-05-02,2\n", "b.csv": "Date,n\n2026-05-02,4\n2026-05-03,8\n",
	}, `{"path": "*.csv", "date": "Date", "overlap": "newest", "measure": [{"name": "n", "unit": "count"}]}`)
	facts := make(map[string]string)
	for _, f := range got.Facts {
		facts[f.Name] = f.Value
	}
	if !got.OK || facts["rows of days that a newer file has"] != "1" || facts["rows"] != "3" || facts["sum of n"] != "13" {
		t.Errorf("%v\n%s", facts, said(got.Diagnostics))
	}
}

// What is wrong with a row is told once, although files are read twice.
func TestMistakesInOverlappingFiles(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"a.csv": "Date,n\n2026-05-01,?\n2026-05-02,2\n", "b.csv": "Date,n\n2026-05-02,4\nyesterday,8\n"})
	for _, mode := range []string{"newest", "error"} {
		a := ask(t, dir, `{"path": "*.csv", "date": "Date", "overlap": "`+mode+`", "measure": [{"name": "n", "unit": "count"}]}`,
			connector.Query{Measures: []string{"n"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")})
		if diff := cmp.Diff([]string{"FILE_NUMBER_FORMAT a.csv:2:12 measure.n.column", "FILE_DATE_FORMAT b.csv:3:1 date"}, told(a.diags)); diff != "" {
			t.Errorf("%s:\n%s", mode, diff)
		}
	}
}

// meddling is a directory in which a file changes once it was read so often.
type meddling struct {
	fstest.MapFS
	reads *int
	after int
}

func (m meddling) Open(name string) (fs.File, error) {
	if *m.reads++; *m.reads == m.after {
		changed := *m.MapFS[name]
		changed.Data = append([]byte(nil), append(changed.Data, "2026-05-09,y,1\n"...)...)
		m.MapFS[name] = &changed
	}
	return m.MapFS.Open(name)
}

// A file that changes gives no figures, whichever of the passes it changes in.
func TestFileThatChanges(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"error", "newest"} {
		for after := 1; after <= 4; after++ {
			dir := fstest.MapFS{}
			for i, name := range []string{"a.csv", "b.csv"} {
				dir[name] = &fstest.MapFile{Data: fmt.Appendf(nil, "Date,c,n\n2026-05-01,%d,1\n", i)}
			}
			files, diags := input.Find(dir, []string{"*.csv"})
			if diags != nil {
				t.Fatal(diags)
			}
			declared, diags := spec.Decode(settings(t.TempDir(), `{"path": "*.csv", "date": "Date", "overlap": "`+mode+`", "dimension": [{"name": "c"}], "measure": [{"name": "n", "unit": "count"}]}`))
			if diags != nil {
				t.Fatal(diags)
			}
			query := connector.Query{Measures: []string{"n"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")}
			result, diags := scan.Run(context.Background(), meddling{MapFS: dir, reads: new(int), after: after}, declared, files, query, func(connector.Progress) {})
			if result != nil || len(diags) != 1 || diags[0].Code != "FILE_CHANGED" || !diags[0].Retryable {
				t.Errorf("%s, at look %d: %v", mode, after, diags)
			}
		}
	}
}

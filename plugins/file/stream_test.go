package file

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/scan"
	"github.com/roictl/roictl/plugins/file/spec"
)

// adRow writes one row of a made-up export: 31 days, 50 campaigns, 6 ages.
func adRow(b []byte, i int) []byte {
	b = append(b, "2026-05-"...)
	b = append(b, byte('0'+(i/1000%31+1)/10), byte('0'+(i/1000%31+1)%10))
	b = append(b, ",7087"...)
	b = strconv.AppendInt(b, int64(10000+i%10000), 10)
	b = append(b, ",Spring "...)
	b = strconv.AppendInt(b, int64(i%50), 10)
	b = append(b, ",30-3"...)
	b = append(b, byte('0'+i%6), ',', "MF"[i&1], ',')
	b = strconv.AppendInt(b, int64(i*7%20000), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(i%90), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(i%300), 10)
	b = append(b, '.', byte('0'+i%10), byte('0'+i/10%10), ',')
	b = strconv.AppendInt(b, int64(i%7), 10)
	return append(b, '\n')
}

const adHeader = "Date,ad_id,campaign,age,gender,Impressions,Clicks,Spent,Conversions\n"

const adConfig = `{"path": "ads.csv", "date": "Date", "decimal": ".", "currency": "EUR",
	"dimension": [{"name": "campaign"}, {"name": "age"}, {"name": "gender"}],
	"measure": [{"name": "impressions", "column": "Impressions"}, {"name": "clicks", "column": "Clicks"}, {"name": "spend", "column": "Spent"}, {"name": "conversions", "column": "Conversions"}]}`

func adQuery() connector.Query {
	return connector.Query{
		Report: "rows", Measures: []string{"impressions", "clicks", "spend", "conversions"}, Dimensions: []string{"campaign", "age", "gender"}, Grain: connector.GrainDay,
		Intervals: []connector.Interval{{Start: connector.DateOf(2026, 5, 1), End: connector.DateOf(2026, 5, 31)}},
	}
}

// endless is a file system with one file of so many rows, made while it is read,
// so that a test needs neither disk nor memory for it. It notes the most memory
// that was in use.
type endless struct {
	rows    int
	highest *uint64
}

func (e endless) Open(string) (fs.File, error) { return &endlessFile{endless: e}, nil }

type endlessFile struct {
	endless
	row  int
	rest []byte
	read int
}

func (f *endlessFile) Read(p []byte) (int, error) {
	for len(f.rest) == 0 {
		if f.row > f.rows {
			return 0, io.EOF
		}
		f.rest = make([]byte, 0, 64<<10)
		if f.row == 0 {
			f.rest = append(f.rest, adHeader...)
			f.row++
		}
		for ; f.row <= f.rows && len(f.rest) < 63<<10; f.row++ {
			f.rest = adRow(f.rest, f.row)
		}
		f.note()
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	f.read += n
	return n, nil
}

// note measures the memory that is alive now and then; with the garbage in it the
// figure would say more about the collector than about the scan.
func (f *endlessFile) note() {
	if f.row%50_000 > 1200 {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	*f.highest = max(*f.highest, m.HeapAlloc)
}

func (f *endlessFile) Stat() (fs.FileInfo, error) { return fstest.MapFS{"x": {}}.Stat("x") }
func (f *endlessFile) Close() error               { return nil }

// TestMemoryDoesNotGrowWithTheFile reads files of 2 MB and of 60 MB and compares
// what was alive in between. The result has the same cells in both cases.
func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads 60 MB")
	}
	declared, diags := spec.Decode(settings(t.TempDir(), adConfig))
	if diags != nil {
		t.Fatal(diags)
	}
	highest := func(rows int) (highest uint64, cells int64) {
		files := []input.File{{Name: "ads.csv", Size: int64(rows) * 55}}
		result, diags := scan.Run(context.Background(), endless{rows: rows, highest: &highest}, declared, files, adQuery(), func(connector.Progress) {})
		if diags != nil {
			t.Fatal(diags)
		}
		return highest, result.Rows
	}
	small, rows := highest(40_000)
	large, moreRows := highest(1_200_000)
	if rows != 40_000 || moreRows != 1_200_000 {
		t.Fatalf("%d and %d rows were read", rows, moreRows)
	}
	t.Logf("alive: %d kB reading 40,000 rows, %d kB reading 1,200,000", small>>10, large>>10)
	const allowance = 8 << 20
	if large > small+allowance {
		t.Errorf("reading thirty times as much keeps %d MB more alive", (large-small)>>20)
	}
}

func TestProgressAddsUp(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	text.WriteString(adHeader)
	for i := range 100_000 {
		text.Write(adRow(nil, i))
	}
	a := ask(t, directory(t, map[string]string{"ads.csv": text.String()}), adConfig, adQuery())
	if len(a.told) < 4 {
		t.Fatalf("progress was told %d times over %d bytes", len(a.told), text.Len())
	}
	last := int64(0)
	for _, p := range a.told {
		if p.Done <= last || p.Done > p.Total || p.Total != int64(text.Len()) || p.Unit != "bytes" {
			t.Errorf("%+v after %d", p, last)
		}
		last = p.Done
	}
}

// Progress never goes back, however often the files have to be looked at.
func TestProgressOfSeveralLooks(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for i, name := range []string{"ads-a.csv", "ads-b.csv"} {
		text := []byte(adHeader)
		for row := range 40_000 {
			text = adRow(text, row)
		}
		files[name] = strings.ReplaceAll(string(text), "Spring", fmt.Sprint("Part ", i)) // parts that belong together
	}
	dir := directory(t, files)
	for _, mode := range []string{"error", "newest"} {
		config := strings.Replace(adConfig, `"ads.csv"`, `"ads-*.csv", "overlap": "`+mode+`"`, 1)
		a := ask(t, dir, config, adQuery())
		if a.diags != nil || len(a.told) == 0 {
			t.Fatalf("%s: %v, progress was told %d times", mode, a.diags, len(a.told))
		}
		last := int64(0)
		for _, p := range a.told {
			if p.Done <= last || p.Done > p.Total {
				t.Errorf("%s: %+v after %d", mode, p, last)
			}
			last = p.Done
		}
	}
}

// millionRows writes the file of the benchmark.
func millionRows(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	f, err := os.Create(filepath.Join(dir, "ads.csv"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(f, &endlessFile{endless: endless{rows: 1_000_000, highest: new(uint64)}}); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

// barePass reads the file with the standard library and does nothing else.
func barePass(b *testing.B, dir string) time.Duration {
	b.Helper()
	start := time.Now()
	f, err := os.Open(filepath.Join(dir, "ads.csv"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); err == io.EOF {
			break
		} else if err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start)
}

// BenchmarkMillionRows adds four measures up by day and three dimensions over
// 1,000,000 rows. Its figure "of-bare-pass" is the time against that of one bare
// pass of encoding/csv over the same file, measured in the same run; the aim is
// at most 2.
func BenchmarkMillionRows(b *testing.B) {
	dir := millionRows(b)
	for _, tt := range []struct {
		name  string
		query connector.Query
	}{
		{"ByDayAndThreeDimensions", adQuery()},
		{"OneSum", connector.Query{Report: "rows", Measures: []string{"spend"}, Grain: connector.GrainTotal, Intervals: adQuery().Intervals}},
		{"Filtered", connector.Query{Report: "rows", Measures: []string{"spend", "clicks"}, Dimensions: []string{"age"}, Grain: connector.GrainDay, Intervals: adQuery().Intervals,
			Filter: connector.Filter{{condition("campaign", connector.OperatorMatch, "Spring 1*")}}}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			var bare, ours time.Duration
			for b.Loop() {
				b.StopTimer()
				bare += barePass(b, dir)
				b.StartTimer()
				start := time.Now()
				a := ask(b, dir, adConfig, tt.query)
				ours += time.Since(start)
				if a.diags != nil || len(a.rows) == 0 {
					b.Fatal(fmt.Sprint(len(a.rows)), a.diags)
				}
			}
			b.ReportMetric(float64(ours)/float64(bare), "of-bare-pass")
		})
	}
}

package host

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector/mask"
)

func TestParseEntryTrustsNoLine(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		want entry
		ok   bool
	}{
		`{"@message":"hello","@level":"warn","@timestamp":"2026-05-20T13:04:05.000600Z","page":3}`: {entry{slog.LevelWarn, "hello", map[string]any{"page": 3.0}}, true},
		`{"@message":"hello"}`:                          {entry{slog.LevelInfo, "hello", map[string]any{}}, true},
		`{"@message":"fine","@level":"trace"}`:          {entry{traceLevel, "fine", map[string]any{}}, true},
		`{"@message":"odd","@level":7,"@timestamp":[]}`: {entry{slog.LevelInfo, "odd", map[string]any{}}, true},
		`{"@message":5}`:                                {},
		`{"message":"of another logger"}`:               {},
		`["@message"]`:                                  {},
		`null`:                                          {},
		`panic: {"@message":"x"}`:                       {},
		``:                                              {},
	}
	for line, test := range tests {
		got, ok := parseEntry([]byte(line))
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(entry{})); ok != test.ok || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", line, ok, diff)
		}
	}
}

// pieces cuts a text in two at every place, since a pipe may.
func pieces(text string, use func(parts ...string)) {
	use(text)
	for i := range text {
		use(text[:i], text[i:])
	}
}

func TestLinesDoNotDependOnHowTheyArrive(t *testing.T) {
	t.Parallel()
	pieces("one\r\ntwo\n\nthree\nno end", func(parts ...string) {
		var got []string
		splitter := &lineSplitter{take: func(line []byte) { got = append(got, string(line)) }}
		for _, part := range parts {
			if _, err := splitter.Write([]byte(part)); err != nil {
				t.Fatal(err)
			}
		}
		splitter.flush()
		if diff := cmp.Diff([]string{"one", "two", "", "three", "no end"}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", parts, diff)
		}
	})
}

func TestLongLinesAreCut(t *testing.T) {
	t.Parallel()
	var lengths []int
	splitter := &lineSplitter{take: func(line []byte) { lengths = append(lengths, len(line)) }}
	if _, err := splitter.Write([]byte(strings.Repeat("x", maxLine+10) + "\n")); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := splitter.Write([]byte(strings.Repeat("y", maxLine/2))); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]int{maxLine + 10, maxLine}, lengths); diff != "" {
		t.Errorf("lengths (-want +got):\n%s", diff)
	}
}

type closer struct{ bytes.Buffer }

func (*closer) Close() error { return nil }

func TestOnlyTheFirstLineIsTheHandshake(t *testing.T) {
	t.Parallel()
	pieces("1|1|unix|/tmp/x|grpc\nhello\nagain\n", func(parts ...string) {
		var line closer
		var rest bytes.Buffer
		out := &firstLine{line: &line, rest: &rest}
		for _, part := range parts {
			if n, err := out.Write([]byte(part)); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
		}
		if line.String() != "1|1|unix|/tmp/x|grpc\n" || rest.String() != "hello\nagain\n" {
			t.Errorf("%q: line %q, rest %q", parts, line.String(), rest.String())
		}
	})
}

func TestLastWords(t *testing.T) {
	t.Parallel()
	secrets := &mask.Set{}
	secrets.Add("canary-4711")
	out := &output{logger: slog.New(slog.DiscardHandler), secrets: secrets}
	for _, line := range []string{"starting", "panic: no canary-4711", "", "goroutine 1 [running]:", `{"@message":"still logging"}`, "main.main()"} {
		out.line([]byte(line))
	}
	headline, all := out.crash()
	if headline != "panic: no (sensitive value)" {
		t.Errorf("headline %q", headline)
	}
	if want := headline + "\n\ngoroutine 1 [running]:\nmain.main()\n"; all != want {
		t.Errorf("last words %q, want %q", all, want)
	}
	for range 2 * maxPanic / 100 {
		out.line(bytes.Repeat([]byte("x"), 100))
	}
	if _, all := out.crash(); len(all) > maxPanic+101 {
		t.Errorf("%d bytes of last words are kept", len(all))
	}
}

package screen_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/report/screen"
)

func TestWidth(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want int
	}{
		{"abc", 3},
		{"日本語", 6},
		{"e\u0301", 1},
		{"\u2068שלום\u2069", 4},
		{"✗ !…✓", 5},
		{"\x1b[1;31mred\x1b[0m", 3},
	}
	for _, test := range tests {
		if got := screen.Width(test.in); got != test.want {
			t.Errorf("Width(%+q) = %d, want %d", test.in, got, test.want)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		in    string
		width int
		want  string
	}{
		{"fits", "spring", 6, "spring"},
		{"too long", "spring sale", 6, "sprin…"},
		{"half a wide character is not shown", "日本語", 4, "日…"},
		{"right to left stays isolated", "קמפיין אביב", 5, "\u2068קמפי…\u2069"},
		{"nothing fits", "spring", 0, ""},
		{"negative", "spring", -3, ""},
	}
	for _, test := range tests {
		if got := screen.Cut(test.in, test.width); got != test.want {
			t.Errorf("%s: Cut(%q, %d) = %+q, want %+q", test.name, test.in, test.width, got, test.want)
		}
	}
}

func TestPad(t *testing.T) {
	t.Parallel()
	if got, want := screen.PadRight("日本", 6)+"|", "日本  |"; got != want {
		t.Errorf("PadRight = %q, want %q", got, want)
	}
	if got, want := screen.PadLeft("1,200", 7), "  1,200"; got != want {
		t.Errorf("PadLeft = %q, want %q", got, want)
	}
	if got := screen.PadLeft("1,200", 3); got != "1,200" {
		t.Errorf("PadLeft cuts: %q", got)
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		in    string
		width int
		want  []string
	}{
		{"empty", "", 10, []string{""}},
		{"breaks at spaces", "the quick brown fox", 10, []string{"the quick", "brown fox"}},
		{"dates stay whole", "until 2026-05-31 only", 12, []string{"until", "2026-05-31", "only"}},
		{"long word", "a supercalifragilistic word", 8, []string{"a", "supercal", "ifragili", "stic", "word"}},
		{"wide characters", "日本語日本語", 5, []string{"日本", "語日", "本語"}},
		{"an isolate across lines", "x \u2068אב גד\u2069 y", 5, []string{"x \u2068אב\u2069", "\u2068גד\u2069 y"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, screen.Wrap(test.in, test.width)); diff != "" {
			t.Errorf("%s: Wrap (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestFlow(t *testing.T) {
	t.Parallel()
	phrases := []string{"n=212", "", "before 19.80", "a phrase longer than the line is"}
	want := []string{"n=212  before 19.80", "a phrase longer than", "the line is"}
	if diff := cmp.Diff(want, screen.Flow(phrases, "  ", 20)); diff != "" {
		t.Errorf("Flow (-want +got):\n%s", diff)
	}
	if got := screen.Flow(nil, "  ", 20); len(got) != 0 {
		t.Errorf("Flow of nothing = %q", got)
	}
}

func TestPaint(t *testing.T) {
	t.Parallel()
	if got := (screen.Paint{}).In(screen.Bad, "missed"); got != "missed" {
		t.Errorf("without colour: %q", got)
	}
	if got, want := (screen.Paint{On: true}).In(screen.Bad, "missed"), "\x1b[1;31mmissed\x1b[0m"; got != want {
		t.Errorf("with colour: %q, want %q", got, want)
	}
	if got := (screen.Paint{On: true}).In(screen.Plain, "x"); got != "x" {
		t.Errorf("plain: %q", got)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	table := screen.Table{
		Header: []string{"campaign", "n", ""},
		Right:  []bool{false, true, true},
		Rows: [][]string{
			{"Spring sale with a long name", "n=1,200", ""},
			{"春季", "n=6", "too few"},
			{"a\x1b[2J\nb"},
		},
	}
	if got, want := table.Width(), 28+2+7+2+7; got != want {
		t.Errorf("Width = %d, want %d", got, want)
	}
	want := []string{
		"campaign          n",
		"Spring sa…  n=1,200",
		"春季            n=6  too few",
		"a␛[2J b",
	}
	if diff := cmp.Diff(want, table.Lines(28)); diff != "" {
		t.Errorf("Lines (-want +got):\n%s", diff)
	}
	if got := table.Lines(3)[1]; got != "Spr…  n=1,200" {
		t.Errorf("numbers are cut where there is no room: %q", got)
	}
	if got := (screen.Table{}).Lines(10); len(got) != 0 {
		t.Errorf("an empty table has lines: %q", got)
	}
}

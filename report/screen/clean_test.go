package screen_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/report/screen"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in, want string
	}{
		{"plain", "Spring sale 2026", "Spring sale 2026"},
		{"empty", "", ""},
		{"line breaks and tabs are spaces", " a\r\n\tb\u2028c\u0085d ", "a b c d"},
		{"no-break and ideographic spaces are spaces", "1\u00a0000\u3000x", "1 000 x"},
		{"colour escape shows and does nothing", "\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		{"window title escape", "\x1b]0;pwned\x07", "␛]0;pwned␇"},
		{"C1 control sequence introducer", "\u009b31mred", "\ufffd31mred"},
		{"C1 as a raw byte", "\x9b31m", "\ufffd31m"},
		{"null, backspace and delete", "a\x00b\x08c\x7fd", "a␀b␈c␡d"},
		{"invalid UTF-8", "caf\xe9", "caf\ufffd"},
		{"override", "user\u202egnp.exe", "usergnp.exe"},
		{"isolates and embeddings", "\u2066a\u2067b\u2069\u202bc\u202c", "abc"},
		{"invisible characters", "a\u200bb\u00adc\ufeffd\u2060e\U000e0041f", "abcdef"},
		{"Persian keeps its joiner", "می\u200cخواهم", "می\u200cخواهم"},
		{"Hebrew keeps its mark", "קמפיין\u200f (2)", "קמפיין\u200f (2)"},
		{"family emoji stays one", "👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"},
		{"Arabic number sign", "\u0600١٢", "\u0600١٢"},
		{"tower of marks", "a" + strings.Repeat("\u0301", 50) + "b", "a" + strings.Repeat("\u0301", 6) + "b"},
		{"noncharacter", "a\ufffe", "a\ufffd"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := screen.Clean(test.in); got != test.want {
				t.Errorf("Clean(%+q) = %+q, want %+q", test.in, got, test.want)
			}
		})
	}
}

func TestLinesKeepBreaksAndIndentation(t *testing.T) {
	t.Parallel()
	got := screen.Lines("First\x1b[2J\r\n\n    roictl validate\nlast ")
	want := []string{"First␛[2J", "", "    roictl validate", "last"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Lines (-want +got):\n%s", diff)
	}
}

func TestTextIsolatesRightToLeft(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"Latin", "spring", "spring"},
		{"Chinese", "春季促销", "春季促销"},
		{"accents", "Frühling été", "Frühling été"},
		{"Hebrew", "אביב 2026", "\u2068אביב 2026\u2069"},
		{"Arabic inside Latin", "ad ربيع 3", "\u2068ad ربيع 3\u2069"},
		{"Arabic digits", "٣", "\u2068٣\u2069"},
		{"its own isolates are not trusted", "אב\u2069\u2069", "\u2068אב\u2069"},
	}
	for _, test := range tests {
		if got := screen.Text(test.in); got != test.want {
			t.Errorf("%s: Text(%+q) = %+q, want %+q", test.name, test.in, got, test.want)
		}
	}
}

// forbidden says whether a rune may not reach a terminal: it controls it, is
// invisible or turns the direction of the line. The list is written out here
// from the Unicode charts, independently of the code under test.
func forbidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff', r == '\u200b', r == '\u00ad':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f', r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"", "plain", "\x1b]8;;http://x\x1b\\y", "\xff\xfe", "a\u202eb", "日本語", "e\u0301\u0301", " \n "} {
		f.Add(seed, uint8(10))
	}
	f.Fuzz(func(t *testing.T, in string, limit uint8) {
		clean := screen.Clean(in)
		if !utf8.ValidString(clean) {
			t.Fatalf("Clean(%+q) = %+q is not UTF-8", in, clean)
		}
		for _, r := range clean {
			if forbidden(r) {
				t.Fatalf("Clean(%+q) = %+q holds %U", in, clean, r)
			}
		}
		if again := screen.Clean(clean); again != clean {
			t.Fatalf("Clean is not idempotent: %+q, then %+q", clean, again)
		}
		if strings.TrimSpace(clean) != clean {
			t.Fatalf("Clean(%+q) = %+q has spaces at its ends", in, clean)
		}
		width := int(limit)
		if got := screen.Width(screen.Cut(in, width)); got > width {
			t.Fatalf("Cut(%+q, %d) is %d cells wide", in, width, got)
		}
		for _, line := range screen.Wrap(screen.Text(in), width+2) { // a wide character needs two
			if got := screen.Width(line); got > width+2 {
				t.Fatalf("Wrap(%+q, %d) has a line of %d cells: %+q", in, width+2, got, line)
			}
			if strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
				t.Fatalf("Wrap(%+q) leaves an isolate open: %+q", in, line)
			}
		}
	})
}

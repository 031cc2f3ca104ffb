package scan

import "testing"

func TestLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		lines []int
		want  string
	}{
		{nil, ""},
		{[]int{7}, "line 7"},
		{[]int{7, 8, 9}, "lines 7 to 9"},
		{[]int{7, 7}, "line 7"},
		{[]int{7, 9}, "lines 7, 9"},
		{[]int{1000, 1001, 5000000}, "lines 1,000 to 1,001, 5,000,000"},
		{[]int{1, 3, 5, 7, 8}, "lines 1, 3, 5, 7 to 8"},
		{[]int{1, 3, 5, 7, 9, 11, 12}, "lines 1, 3, 5, 7 and others up to 12"},
	} {
		var s lineSet
		for _, line := range tt.lines {
			s.add(line)
		}
		if got := s.text(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.lines, got, tt.want)
		}
	}
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
}

package script

import "testing"

func TestDigit(t *testing.T) {
	t.Parallel()
	for _, digits := range []string{"0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"} {
		want := byte('0')
		for _, r := range digits {
			if got, ok := Digit(r); !ok || got != want {
				t.Errorf("Digit(%q) = %q, %v; want %q", r, got, ok, want)
			}
			want++
		}
	}
	for _, r := range "a/:٪٫ﬀ१" {
		if _, ok := Digit(r); ok {
			t.Errorf("%q is taken for a digit", r)
		}
	}
}

func TestIsDirectionMark(t *testing.T) {
	t.Parallel()
	for _, r := range "\u200e\u200f\u202a\u202e\u2066\u2069\u061c\ufeff" {
		if !IsDirectionMark(r) {
			t.Errorf("%U is not taken for a mark", r)
		}
	}
	for _, r := range "a \u00a0\u200b\u2028" {
		if IsDirectionMark(r) {
			t.Errorf("%U is taken for a mark", r)
		}
	}
}

package number

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func dec(unscaled int64, scale uint8) connector.Decimal {
	return connector.Decimal{Unscaled: unscaled, Scale: scale}
}

// The figures are written by hand: what a person who knows the convention reads.
func TestParse(t *testing.T) {
	t.Parallel()
	const nbsp, narrow, thin = "\u00a0", "\u202f", "\u2009"
	null := connector.NullDecimal
	for _, tt := range []struct {
		name  string
		text  string
		point Point
		want  Number
	}{
		{"whole", "1234", PointUnknown, Number{Value: dec(1234, 0)}},
		{"zero", "0", PointUnknown, Number{Value: dec(0, 0)}},
		{"leading zeros", "007", PointUnknown, Number{Value: dec(7, 0)}},
		{"fraction that no thousands sign can make", "12.50", PointUnknown, Number{Value: dec(1250, 2), Proof: PointDot}},
		{"the same with a comma", "12,50", PointUnknown, Number{Value: dec(1250, 2), Proof: PointComma}},
		{"a leading zero cannot be grouped", "0.123", PointUnknown, Number{Value: dec(123, 3), Proof: PointDot}},
		{"four digits cannot be a first group", "1234.567", PointUnknown, Number{Value: dec(1234567, 3), Proof: PointDot}},
		{"both signs", "1,234.50", PointUnknown, Number{Value: dec(123450, 2), Proof: PointDot}},
		{"both signs, German", "1.234,50", PointUnknown, Number{Value: dec(123450, 2), Proof: PointComma}},
		{"two points can only group", "1.234.567", PointUnknown, Number{Value: dec(1234567, 0), Proof: PointComma}},
		{"Indian groups", "12,34,567.5", PointUnknown, Number{Value: dec(12345675, 1), Proof: PointDot}},
		{"declared point", "1.234", PointDot, Number{Value: dec(1234, 3)}},
		{"declared comma", "1.234", PointComma, Number{Value: dec(1234, 0)}},
		{"declared comma, fraction", "1.234,5", PointComma, Number{Value: dec(12345, 1)}},
		{"float noise keeps every digit", "1.429999948", PointDot, Number{Value: dec(1429999948, 9)}},
		{"no-break space", "1" + nbsp + "234,50", PointComma, Number{Value: dec(123450, 2)}},
		{"narrow no-break space", "12" + narrow + "345" + narrow + "678", PointUnknown, Number{Value: dec(12345678, 0)}},
		{"thin space", "1" + thin + "234.5", PointDot, Number{Value: dec(12345, 1)}},
		{"plain space", "1 234", PointUnknown, Number{Value: dec(1234, 0)}},
		{"Swiss apostrophe", "1'234.50", PointDot, Number{Value: dec(123450, 2)}},
		{"typographic apostrophe", "1’234’567", PointUnknown, Number{Value: dec(1234567, 0)}},
		{"no whole digits", ".5", PointDot, Number{Value: dec(5, 1)}},
		{"plus", "+3", PointUnknown, Number{Value: dec(3, 0)}},
		{"minus", "-3", PointUnknown, Number{Value: dec(-3, 0)}},
		{"Unicode minus", "−3.5", PointDot, Number{Value: dec(-35, 1)}},
		{"minus behind", "12.50-", PointDot, Number{Value: dec(-1250, 2)}},
		{"parentheses", "(1,234.50)", PointDot, Number{Value: dec(-123450, 2)}},
		{"parentheses around a currency", "($12.50)", PointDot, Number{Value: dec(-1250, 2), Currency: "$"}},
		{"minus before a currency", "-$412.30", PointUnknown, Number{Value: dec(-41230, 2), Currency: "$", Proof: PointDot}},
		{"currency before a minus", "€ -1,50", PointComma, Number{Value: dec(-150, 2), Currency: "€"}},
		{"currency behind", "1.234,50" + nbsp + "€", PointComma, Number{Value: dec(123450, 2), Currency: "€"}},
		{"code", "EUR 12", PointUnknown, Number{Value: dec(12, 0), Currency: "EUR"}},
		{"code wins over sign", "$12.00 CAD", PointDot, Number{Value: dec(1200, 2), Currency: "CAD"}},
		{"country and sign", "R$ 1.234,56", PointComma, Number{Value: dec(123456, 2), Currency: "R$"}},
		{"abbreviation", "120 kr.", PointUnknown, Number{Value: dec(120, 0), Currency: "kr."}},
		{"percent", "12.5 %", PointDot, Number{Value: dec(125, 3), Percent: true}},
		{"percent before", "%12", PointUnknown, Number{Value: dec(12, 2), Percent: true}},
		{"Arabic percent", "٥٠٪", PointUnknown, Number{Value: dec(50, 2), Percent: true}},
		{"Arabic-Indic digits and signs", "١٬٢٣٤٫٥٠", PointUnknown, Number{Value: dec(123450, 2)}},
		{"Persian digits and signs", "۱٬۲۳۴٬۵۶۷٫۸", PointUnknown, Number{Value: dec(12345678, 1)}},
		{"Persian digits with a point", "۱۲.۵", PointUnknown, Number{Value: dec(125, 1), Proof: PointDot}},
		{"Arabic comma groups", "۱۲۳،۴۵۶٫۵", PointUnknown, Number{Value: dec(1234565, 1)}},
		{"direction marks", "\u200e-۵\u200f", PointUnknown, Number{Value: dec(-5, 0)}},
		{"full-width digits", "１２３", PointUnknown, Number{Value: dec(123, 0)}},
		{"exponent", "1.5E+03", PointUnknown, Number{Value: dec(1500, 0), Proof: PointDot}},
		{"exponent ends the doubt", "1.234e3", PointUnknown, Number{Value: dec(1234, 0), Proof: PointDot}},
		{"negative exponent", "25e-4", PointUnknown, Number{Value: dec(25, 4)}},
		{"exponent with a comma", "2,5e2", PointComma, Number{Value: dec(250, 0)}},
		{"trailing zeros beyond the limit", "0.50000000000000000000", PointDot, Number{Value: dec(500000000000000000, 18)}},
		{"18 digits", "123456789012345678", PointUnknown, Number{Value: dec(123456789012345678, 0)}},
		{"18 digits behind the point", "0.123456789012345678", PointDot, Number{Value: dec(123456789012345678, 18)}},
		{"zero with digits", "0.00", PointUnknown, Number{Value: dec(0, 2), Proof: PointDot}},
		{"empty", "", PointUnknown, Number{Value: null}},
		{"spaces", " " + nbsp, PointUnknown, Number{Value: null}},
		{"dash", "-", PointUnknown, Number{Value: null}},
		{"two dashes", " --", PointUnknown, Number{Value: null}},
		{"em dash", "—", PointUnknown, Number{Value: null}},
		{"not available", "N/A", PointUnknown, Number{Value: null}},
		{"NaN", "NaN", PointUnknown, Number{Value: null}},
		{"null", "NULL", PointUnknown, Number{Value: null}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse([]byte(tt.text), Style{Point: tt.point})
			if err != nil {
				t.Fatalf("Parse(%q): %v", tt.text, err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text  string
		point Point
		want  Kind
	}{
		{"1.234", PointUnknown, Ambiguous},
		{"1,234", PointUnknown, Ambiguous},
		{"-12.345 €", PointUnknown, Ambiguous},
		{"١,٢٣٤", PointUnknown, Ambiguous},
		{"12.50", PointComma, WrongPoint},
		{"1.429999948", PointComma, WrongPoint},
		{"1.234,50", PointDot, WrongPoint},
		{"0.123", PointComma, WrongPoint},
		{"abc", PointUnknown, Malformed},
		{"12abc", PointUnknown, Malformed},
		{"Q1 234", PointUnknown, Malformed},
		{"approx 12", PointUnknown, Malformed},
		{"1.2K", PointDot, Malformed},
		{"<1", PointUnknown, Malformed},
		{"#DIV/0!", PointUnknown, Malformed},
		{"1,23.4", PointDot, Malformed},
		{"1,234 567", PointDot, Malformed},
		{"12.", PointDot, Malformed},
		{".", PointDot, Malformed},
		{"--5", PointUnknown, Malformed},
		{"(-5)", PointUnknown, Malformed},
		{"5%%", PointUnknown, Malformed},
		{"1e", PointUnknown, Malformed},
		{"1e999", PointUnknown, Malformed},
		{"1.2.3", PointDot, Malformed},
		{"2026-05-01", PointUnknown, Malformed},
		{"12:30", PointUnknown, Malformed},
		{"1234567890123456789", PointUnknown, TooLarge},
		{"1e30", PointUnknown, TooLarge},
		{"0.1234567890123456789", PointDot, TooFine},
		{"123456789012.12345678", PointDot, TooFine},
		{"1e-30", PointUnknown, TooFine},
	} {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			got, err := Parse([]byte(tt.text), Style{Point: tt.point})
			var refused *Error
			if !errors.As(err, &refused) {
				t.Fatalf("Parse(%q) = %+v, want an error", tt.text, got)
			}
			if refused.Kind != tt.want {
				t.Errorf("Parse(%q): kind %d (%v), want %d", tt.text, refused.Kind, refused, tt.want)
			}
		})
	}
}

func TestParseRounds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text   string
		digits uint8
		want   connector.Decimal
	}{
		{"413173.98404999997", 2, dec(41317398, 2)},
		{"0.005", 2, dec(1, 2)},
		{"-0.005", 2, dec(-1, 2)},
		{"0.00499999999999999999999", 2, dec(0, 2)},
		{"9.999", 2, dec(1000, 2)},
		{"99.5", 0, dec(100, 0)},
		{"12.5", 2, dec(125, 1)},
		{"0.1234567890123456789", 4, dec(1235, 4)},
		{"1.5e-20", 6, dec(0, 6)},
		{"0.4%", 2, dec(0, 2)}, // 0.004
	} {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			got, err := Parse([]byte(tt.text), Style{Point: PointDot, Round: &tt.digits})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got.Value); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseDuration(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want connector.Decimal
	}{
		{"0:01:05", dec(65, 0)},
		{"1:02:03", dec(3723, 0)},
		{"123:00:00", dec(442800, 0)},
		{"00:00:01.25", dec(125, 2)},
		{"-0:00:10", dec(-10, 0)},
		{"1h 2m 3s", dec(3723, 0)},
		{"1 min 3 s", dec(63, 0)},
		{"45s", dec(45, 0)},
		{"1.5s", dec(15, 1)},
		{"2d", dec(172800, 0)},
		{"۰:۰۱:۰۵", dec(65, 0)},
		{"83.5", dec(835, 1)},
		{"-", connector.NullDecimal},
		{"", connector.NullDecimal},
	} {
		got, err := ParseDuration([]byte(tt.text), Style{})
		if err != nil {
			t.Errorf("ParseDuration(%q): %v", tt.text, err)
		} else if diff := cmp.Diff(tt.want, got.Value); diff != "" {
			t.Errorf("ParseDuration(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestParseDurationRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Kind{
		"12:30": AmbiguousTime, "0:60:00": Malformed, "0:1:00": Malformed, "1:2:3:4": Malformed,
		"3s 1m": Malformed, "1m 1m": Malformed, "1.5h": Malformed, "h": Malformed, ":00:00": Malformed,
		"99999999999:00:00": Malformed, "m3s": Malformed, "1.234": Ambiguous,
	} {
		_, err := ParseDuration([]byte(text), Style{})
		var refused *Error
		if !errors.As(err, &refused) || refused.Kind != want {
			t.Errorf("ParseDuration(%q): %v, want kind %d", text, err, want)
		}
	}
}

func TestErrorsSpeakForThemselves(t *testing.T) {
	t.Parallel()
	seen := make(map[string]bool)
	for kind := Malformed; kind <= AmbiguousTime; kind++ {
		text := (&Error{Kind: kind, Point: PointComma}).Error()
		if text == "" || seen[text] {
			t.Errorf("kind %d says %q", kind, text)
		}
		seen[text] = true
	}
}

// The quick way is only a quicker way: what it reads, the careful way reads the
// same.
func TestQuickWayAgrees(t *testing.T) {
	t.Parallel()
	alphabet := []byte("-0159.,")
	text := make([]byte, 0, 8)
	var try func(depth int)
	try = func(depth int) {
		for _, point := range []Point{PointUnknown, PointDot, PointComma} {
			value, proof, ok := Plain(text, point)
			quick := Number{Value: value, Proof: proof}
			if !ok {
				continue
			}
			careful, err := split(text)
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			want, err := careful.number(Style{Point: point})
			if err != nil || quick != want {
				t.Fatalf("%q with %q: quickly %+v, carefully %+v (%v)", text, point, quick, want, err)
			}
		}
		if depth == 0 {
			return
		}
		for _, c := range alphabet {
			text = append(text, c)
			try(depth - 1)
			text = text[:len(text)-1]
		}
	}
	try(7)
}

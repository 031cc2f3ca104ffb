package restli

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestProtocol2(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]Value{
		"CAMPAIGN":         Text("CAMPAIGN"),
		"(value:CAMPAIGN)": Record{"value": Text("CAMPAIGN")},
		"''":               Text(""),
		"":                 Text(""),
		"a+b%20c":          Text("a+b c"),
		"List()":           List{},
		"List(urn%3Ali%3AsponsoredAccount%3A1,urn%3Ali%3AsponsoredAccount%3A2)": List{
			Text("urn:li:sponsoredAccount:1"), Text("urn:li:sponsoredAccount:2")},
		"(start:(year:2026,month:1,day:1))": Record{"start": Record{
			"year": Text("2026"), "month": Text("1"), "day": Text("1")}},
		"(status:(values:List(ACTIVE)),test:false)": Record{
			"status": Record{"values": List{Text("ACTIVE")}}, "test": Text("false")},
		// A generic encoder turned structure into data: this is one string.
		"List%28urn%3Ali%3AsponsoredAccount%3A1%29": Text("List(urn:li:sponsoredAccount:1)"),
		"urn%3Ali%3AversionedLeadGenForm%3A%28urn%3Ali%3AleadGenForm%3A7%2C1%29": Text(
			"urn:li:versionedLeadGenForm:(urn:li:leadGenForm:7,1)"),
	} {
		got, err := ParseQuery("p="+raw, V2)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		if diff := cmp.Diff(want, got.Value("p")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", raw, diff)
		}
	}
}

func TestProtocol2Refuses(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"urn:li:organization:1", // LinkedIn: "Invalid query parameters passed to request"
		"List(urn:li:sponsoredAccount:1)",
		"List(a", "List(a,b", "(a:b", "(a)", "(a:b,a:c)", "a)", "%zz", "it's", "List(a)b",
		strings.Repeat("(a:", 40) + "x" + strings.Repeat(")", 40),
	} {
		q, err := ParseQuery("p="+raw, V2)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%s was read as %v", raw, q.Value("p"))
			continue
		}
		if syntax.Param != "p" {
			t.Errorf("%s: the error names %q", raw, syntax.Param)
		}
	}
	if _, err := ParseQuery("a=1&a=2", V2); err == nil {
		t.Error("a parameter that is there twice was read")
	}
}

func TestProtocol1(t *testing.T) {
	t.Parallel()
	q, err := ParseQuery("q=analytics&accounts[0]=urn:li:sponsoredAccount:1&accounts%5B1%5D=urn%3Ali%3AsponsoredAccount%3A2"+
		"&dateRange.start.year=2026&dateRange.start.month=1&search.status.values[0]=ACTIVE&name=a+b", V1)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := q.List("accounts"); !cmp.Equal(got, []string{"urn:li:sponsoredAccount:1", "urn:li:sponsoredAccount:2"}) {
		t.Errorf("accounts are %v", got)
	}
	if got := At(q.Value("dateRange"), "start", "month"); got != Text("1") {
		t.Errorf("the month is %v", got)
	}
	if got, _ := Texts(At(q.Value("search"), "status", "values")); !cmp.Equal(got, []string{"ACTIVE"}) {
		t.Errorf("the states are %v", got)
	}
	if got := q.Text("name"); got != "a b" {
		t.Errorf("the name is %q", got)
	}
	for _, raw := range []string{"a=1&a=2", "a=1&a.b=2", "a[0]=1&a.b=2", "a[x]=1", "a[0=1", ".a=1", "a=%zz", "a[-1]=1"} {
		if _, err := ParseQuery(raw, V1); err == nil {
			t.Errorf("%s was read", raw)
		}
	}
}

// TestFieldsIsNeverAList holds the one parameter that keeps the form of
// protocol 1.0 under both protocols.
func TestFieldsIsNeverAList(t *testing.T) {
	t.Parallel()
	for _, protocol := range []Protocol{V1, V2} {
		q, err := ParseQuery("fields=id,adEntity:(sponsoredCampaign,x:(y)),name", protocol)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := q.Fields()
		mask, err := ParseMask(text)
		if err != nil {
			t.Fatal(err)
		}
		want := Mask{"id": nil, "adEntity": {"sponsoredCampaign": nil, "x": {"y": nil}}, "name": nil}
		if diff := cmp.Diff(want, mask); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	for _, text := range []string{"", "a,", "List(a)", "a:(b", "a)", ",a", "a:()"} {
		if mask, err := ParseMask(text); err == nil {
			t.Errorf("%q was read as %v", text, mask)
		}
	}
}

func TestMaskKeepsWhatItNames(t *testing.T) {
	t.Parallel()
	mask, err := ParseMask("id,owner:(name)")
	if err != nil {
		t.Fatal(err)
	}
	got := mask.Apply([]any{map[string]any{"id": 1, "secret": 2, "owner": map[string]any{"name": "n", "mail": "m"}}})
	want := []any{map[string]any{"id": 1, "owner": map[string]any{"name": "n"}}}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEnumIsBareOrWrapped(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"pivot=CAMPAIGN", "pivot=(value:CAMPAIGN)"} {
		q, err := ParseQuery(raw, V2)
		if err != nil || q.Enum("pivot") != "CAMPAIGN" {
			t.Errorf("%s is %q (%v)", raw, q.Enum("pivot"), err)
		}
	}
}

// FuzzParse holds that no query string crashes the reader, and that what is
// escaped is read back as it was.
func FuzzParse(f *testing.F) {
	f.Add("q=analytics&accounts=List(urn%3Ali%3Aa%3A1)&dateRange=(start:(year:2026))", true)
	f.Add("accounts[0]=urn:li:a:1&dateRange.start.year=2026&fields=a,b:(c)", false)
	f.Fuzz(func(t *testing.T, raw string, second bool) {
		protocol := V1
		if second {
			protocol = V2
		}
		q, err := ParseQuery(raw, protocol)
		if err == nil {
			if text, ok := q.Fields(); ok {
				_, _ = ParseMask(text)
			}
		}
		back, err := ParseValue(Escape(raw))
		if err != nil || back != Text(raw) {
			t.Errorf("%q came back as %q (%v)", raw, back, err)
		}
	})
}

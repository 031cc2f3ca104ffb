package restli_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// The bytes are those of LinkedIn's own examples and of the encoder tests of its
// client for Python: structure raw, texts encoded once, a space as %20.
func TestQuery(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]restli.Value{
		"urn%3Ali%3AsponsoredAccount%3A1": restli.Text("urn:li:sponsoredAccount:1"),
		"''":                              restli.Text(""),
		"a%20b%28c%29%2C%27d%27%2A%21%3F%2B%26%3D%25": restli.Text("a b(c),'d'*!?+&=%"),
		"z%C3%BCrich": restli.Text("zürich"),
		"List(urn%3Ali%3Ashare%3A1,urn%3Ali%3AugcPost%3A2)": restli.Texts("urn:li:share:1", "urn:li:ugcPost:2"),
		"List()":                                restli.Texts(),
		"(start:(year:2026,month:1,day:9))":     restli.Record(restli.Pair{Key: "start", Value: restli.Record(restli.Pair{Key: "year", Value: restli.Int(2026)}, restli.Pair{Key: "month", Value: restli.Int(1)}, restli.Pair{Key: "day", Value: restli.Int(9)})}),
		"(status:(values:List(ACTIVE,PAUSED)))": restli.Record(restli.Pair{Key: "status", Value: restli.Record(restli.Pair{Key: "values", Value: restli.Texts("ACTIVE", "PAUSED")})}),
		"(adEntity:(sponsoredCampaign:urn%3Ali%3AsponsoredCampaign%3A7000))": restli.Record(restli.Pair{Key: "adEntity", Value: restli.Record(restli.Pair{Key: "sponsoredCampaign", Value: restli.Text("urn:li:sponsoredCampaign:7000")})}),
	} {
		if string(got) != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	q := append(restli.Query{{Key: "q", Value: restli.Text("analytics")}}, restli.Fields("dateRange", "pivotValues", "clicks"))
	if got := q.String(); got != "q=analytics&fields=dateRange,pivotValues,clicks" {
		t.Errorf("got %s", got)
	}
	if a, b := q.With("a", "1"), q.With("b", "2"); a.String() == b.String() || !strings.HasSuffix(a.String(), "&a=1") {
		t.Errorf("queries share their end: %s and %s", a, b)
	}
}

// FuzzText holds that any text comes back from a decoder of percent-encoding, and
// that nothing in it can be taken for structure.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"urn:li:sponsoredAccount:1", "a b", "(x:y,z)", "100 %", "ü", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		encoded := string(restli.Text(text))
		if text == "" {
			return
		}
		if strings.ContainsAny(encoded, "(),:'&=+ ") {
			t.Errorf("%q becomes %q, which is structure", text, encoded)
		}
		if back, err := url.PathUnescape(encoded); err != nil || back != text {
			t.Errorf("%q becomes %q and then %q (%v)", text, encoded, back, err)
		}
		request, err := http.NewRequest(http.MethodGet, "https://example.com/rest/x?q="+encoded, nil)
		if err != nil || request.URL.RawQuery != "q="+encoded {
			t.Errorf("%q does not survive a request: %v", text, err)
		}
	})
}

package platform

import (
	"testing"
	"time"
)

// What to do about an error follows from its codes: its type is OAuthException for
// rate limits and outages as well, and its texts are in the account's language.
func TestKinds(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]Kind{
		`{"error":{"code":190,"error_subcode":463,"type":"OAuthException"}}`: Auth,
		`{"error":{"code":102}}`: Auth,
		`{"error":{"code":210}}`: Auth,
		`{"error":{"code":10}}`:  Permission,
		`{"error":{"code":10,"message":"(#10) Not enough viewers for the media to show insights"}}`: NoViewers,
		`{"error":{"code":100,"error_subcode":2108006}}`:                                            NoViewers,
		`{"error":{"code":200}}`:                                                                              Permission,
		`{"error":{"code":294}}`:                                                                              Permission,
		`{"error":{"code":100,"error_subcode":3191001}}`:                                                      Permission,
		`{"error":{"code":2,"error_subcode":1504041,"is_transient":true}}`:                                    Refused,
		`{"error":{"code":2,"error_subcode":1504042}}`:                                                        Refused,
		`{"error":{"code":100,"error_subcode":1487534}}`:                                                      HeavyCall,
		`{"error":{"code":100,"error_subcode":1504018}}`:                                                      HeavyCall,
		`{"error":{"code":2,"error_subcode":1504038}}`:                                                        HeavyCall,
		`{"error":{"code":-3,"error_subcode":1504045}}`:                                                       HeavyReport,
		`{"error":{"code":1,"message":"Please reduce the amount of data you're asking for, then retry"}}`:     HeavyPage,
		`{"error":{"code":100,"error_subcode":33}}`:                                                           Missing,
		`{"error":{"code":2601,"error_subcode":1815107}}`:                                                     Passing,
		`{"error":{"code":100,"message":"Cannot include x in summary param because they weren't there"}}`:     Passing,
		`{"error":{"code":4,"type":"OAuthException"}}`:                                                        Throttled,
		`{"error":{"code":4,"error_subcode":1504022}}`:                                                        Throttled,
		`{"error":{"code":17,"error_subcode":2446079}}`:                                                       Throttled,
		`{"error":{"code":32}}`:                                                                               Throttled,
		`{"error":{"code":341}}`:                                                                              Throttled,
		`{"error":{"code":613,"error_subcode":1996}}`:                                                         Throttled,
		`{"error":{"code":80000}}`:                                                                            Throttled,
		`{"error":{"code":80014}}`:                                                                            Throttled,
		`{"error":{"code":1}}`:                                                                                Passing,
		`{"error":{"code":2,"error_subcode":1504043}}`:                                                        Passing,
		`{"error":{"code":-2,"error_subcode":2490547}}`:                                                       Passing,
		`{"error":{"code":960}}`:                                                                              Passing,
		`{"error":{"code":12345,"is_transient":true}}`:                                                        Passing,
		`{"error":{"code":3018}}`:                                                                             TooOld,
		`{"error":{"code":2635}}`:                                                                             Sunset,
		`{"error":{"code":2642}}`:                                                                             BadCursor,
		`{"error":{"code":100,"message":"(#100) The value must be a valid insights metric"}}`:                 Unsupported,
		`{"error":{"code":100,"message":"(#100) metric[0] must be one of the following values: reach"}}`:      Unsupported,
		`{"error":{"code":100,"message":"(#100) foo is not valid for fields param","type":"OAuthException"}}`: Refused,
		`{"error":{"code":2500}}`:                                                                             Refused,
		`{"error":{"code":368}}`:                                                                              Refused,
		`<html>502</html>`:                                                                                    Passing,
		`{"error":`:                                                                                           Passing,
		``:                                                                                                    Passing,
	} {
		e := errorIn(400, []byte(body))
		if e == nil {
			t.Errorf("%s is no error", body)
			continue
		}
		if got := e.kind(); got != want {
			t.Errorf("%s is of kind %d, want %d", body, got, want)
		}
	}
	for _, fine := range []string{`{"data":[]}`, `{"id":"1","name":"an \"error\" in a name"}`, `[null]`} {
		if e := errorIn(200, []byte(fine)); e != nil {
			t.Errorf("%s is taken for an error: %+v", fine, e)
		}
	}
}

// The proof is the one of Meta's own documentation of the algorithm: an HMAC-SHA256
// of the token under the secret. The figure was computed with openssl dgst.
func TestProof(t *testing.T) {
	t.Parallel()
	const want = "44f44c9d7f30ca2eb1b5de0e37ba394a86bd2742c2a5ec2b4f7b490adf5c525b"
	if got := Proof("roictl-test-app-secret", "EAAroictlTestToken"); got != want {
		t.Errorf("the proof is %s", got)
	}
}

// A wait is told in minutes, rounded up.
func TestMinutes(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{time.Second: "a minute", time.Minute: "a minute", 61 * time.Second: "2 minutes", time.Hour: "60 minutes"} {
		if got := minutes(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

// FuzzErrorIn holds that whatever comes instead of an answer is told apart, and
// never makes the connector fail.
func FuzzErrorIn(f *testing.F) {
	for _, seed := range []string{``, `{}`, `[]`, `{"error":{"code":1}}`, `{"error":"text"}`, `{"error":null}`, "\x00", `{"error":{"code":"1"}}`} {
		f.Add(200, []byte(seed))
		f.Add(500, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		e := errorIn(status, body)
		if status >= 400 && e == nil {
			t.Fatalf("status %d with %q is no error", status, body)
		}
		if e != nil {
			_ = e.kind()
			_ = e.quote()
		}
	})
}

package httpclient_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/roictl/roictl/connector/httpclient"
)

func TestParseEndpoint(t *testing.T) {
	t.Parallel()
	for text, valid := range map[string]bool{
		"https://graph.example.com":       true,
		"https://graph.example.com/v26.0": true,
		"http://127.0.0.1:8941":           true,
		"http://[::1]:8941":               true,
		"http://localhost:8941":           true,
		"http://graph.example.com":        false,
		"http://127.0.0.1.example.com":    false,
		"http://localhost.example.com":    false,
		"http://10.0.0.1":                 false,
		"https://user:pw@example.com":     false,
		"https://example.com?token=x":     false,
		"https://example.com#x":           false,
		"https:example.com":               false,
		"ftp://127.0.0.1":                 false,
		"graph.example.com":               false,
		"":                                false,
		"http://%zz":                      false,
	} {
		if _, err := httpclient.ParseEndpoint(text); (err == nil) != valid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	const date = "Sun, 22 Nov 2026 07:00:00 GMT"
	for text, want := range map[string]time.Duration{
		"":                              0,
		"120":                           2 * time.Minute,
		"-5":                            0,
		"soon":                          0,
		"99999999":                      24 * time.Hour,
		"Sun, 22 Nov 2026 07:01:30 GMT": 90 * time.Second,
		"Sun, 22 Nov 2026 06:00:00 GMT": 0,
	} {
		if got := httpclient.RetryAfter(http.Header{"Retry-After": {text}, "Date": {date}}); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

package platform

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/roictl/roictl/connector/httpclient"
)

// throttle is a kind of 429. Only the text of the answer tells them apart.
type throttle int

const (
	burst  throttle = iota // too many requests within seconds or a minute
	volume                 // 45 million metric values within five minutes
	daily                  // the day's quota of the application or the member
)

var (
	dayLimit  = regexp.MustCompile(`(?i)\bday\b`)
	dataLimit = regexp.MustCompile(`(?i)45 million|metric values`)
)

func throttleOf(body []byte) throttle {
	switch {
	case dataLimit.Match(body):
		return volume
	case dayLimit.Match(body):
		return daily
	}
	return burst
}

// Waits that LinkedIn's documentation gives, or that its limits come to.
const (
	volumeWait = 330 * time.Second // the window is five minutes
	youngWait  = 8 * time.Second   // until a new token is known everywhere
	longestAsk = time.Minute       // of a Retry-After, which LinkedIn does not document
)

// judge says which responses are worth another attempt.
func (c *Client) judge(response *http.Response, body []byte) httpclient.Verdict {
	switch status := response.StatusCode; {
	case status == http.StatusOK:
		c.trust(response)
		return httpclient.Verdict{Retry: !json.Valid(body), Reason: "LinkedIn's answer was cut short"}
	case status == http.StatusTooManyRequests:
		return throttled(response, body)
	case status == http.StatusUnauthorized && c.young(response) && envelopeOf(body).ServiceErrorCode == revokedToken:
		return httpclient.Verdict{Retry: true, After: youngWait, Reason: "LinkedIn takes some seconds to know a new token"}
	case status == http.StatusRequestTimeout, status == http.StatusInternalServerError, status == http.StatusBadGateway,
		status == http.StatusServiceUnavailable, status == http.StatusGatewayTimeout:
		return httpclient.Verdict{Retry: true, Reason: "LinkedIn failed to answer"}
	}
	return httpclient.Verdict{}
}

func throttled(response *http.Response, body []byte) httpclient.Verdict {
	switch throttleOf(body) {
	case volume:
		return httpclient.Verdict{Retry: true, After: volumeWait, Reason: "LinkedIn gives 45 million values in five minutes, and they are used up"}
	case daily:
		return httpclient.Verdict{} // every further attempt would count as well
	}
	return httpclient.Verdict{Retry: true, After: min(httpclient.RetryAfter(response.Header), longestAsk), Reason: "LinkedIn limits how often it may be asked in a short time"}
}

// trust notes that a token was accepted: from now on, a refusal is one.
func (c *Client) trust(response *http.Response) {
	if response.Request == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trusted[response.Request.Header.Get("Authorization")] = true
}

// young says whether a token was never accepted yet. LinkedIn refuses new tokens as
// revoked for some seconds.
func (c *Client) young(response *http.Response) bool {
	if response.Request == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.trusted[response.Request.Header.Get("Authorization")]
}

// envelope is what LinkedIn writes where it refuses; each part may be missing.
type envelope struct {
	Status           int    `json:"status"`
	ServiceErrorCode int    `json:"serviceErrorCode"`
	Code             string `json:"code"`
	Message          string `json:"message"`
	ErrorDetails     struct {
		InputErrors []struct {
			Code        string `json:"code"`
			Description string `json:"description"`
		} `json:"inputErrors"`
	} `json:"errorDetails"`
}

// envelopeOf reads an error; what is no envelope gives an empty one.
func envelopeOf(body []byte) envelope {
	var e envelope
	if json.Unmarshal(body, &e) != nil {
		return envelope{}
	}
	return e
}

// said is LinkedIn's own words, as far as there are any.
func (e envelope) said() string {
	parts := []string{e.Message}
	for _, input := range e.ErrorDetails.InputErrors {
		parts = append(parts, strings.TrimSpace(input.Code+" "+input.Description))
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

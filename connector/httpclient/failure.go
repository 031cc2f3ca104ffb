package httpclient

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/roictl/roictl/connector"
)

// ErrTooLarge says that an answer is larger than the client reads.
var ErrTooLarge = errors.New("the answer is larger than the limit")

// HeldError says that a request was not sent, since the platform wants to be left
// alone for longer than requests wait.
type HeldError struct {
	Wait   time.Duration
	Reason string // as that of Options.Hold
}

// Error says it in a line.
func (e *HeldError) Error() string {
	return fmt.Sprintf("%s, for %s more", e.Reason, e.Wait.Round(time.Second))
}

// Causes of a failed attempt.
var (
	errSlow = errors.New("the platform took too long to answer")
	errCut  = errors.New("the answer was cut short")
)

// passing says whether a failure without a response may pass by itself. A wrong
// certificate or a name that does not exist stays.
func passing(err error) bool {
	var (
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		authority   x509.UnknownAuthorityError
		record      tls.RecordHeaderError
	)
	switch {
	case errors.Is(err, ErrTooLarge), errors.Is(err, context.Canceled):
		return false
	case errors.As(err, &name):
		return !name.IsNotFound
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &record):
		return false
	}
	return true
}

// bare takes the request's address off an error of net/http: it may hold what
// must not be seen, and says nothing that the caller does not know.
func bare(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// Diagnose turns an error of a request into words for the user. Platform is its
// name for people, such as "Google Analytics".
func Diagnose(err error, platform string, endpoint *url.URL) connector.Diagnostic {
	var (
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		operation   *net.OpError
		held        *HeldError
	)
	d := connector.NewError(connector.CodeNetwork, platform+" cannot be reached", "")
	d.Retryable = true
	switch {
	case errors.As(err, &held):
		d.Code, d.Summary, d.RetryAfter = connector.CodeQuota, platform+" wants to be left alone", held.Wait
		d.Detail = fmt.Sprintf("Nothing was asked: %s.", held)
		d.Hint = "Try again when the time is over."
	case errors.Is(err, ErrTooLarge):
		d.Summary, d.Retryable = platform+" answered with too much", false
		d.Detail = fmt.Sprintf("One answer of %s is larger than what is read at once.", platform)
		d.Hint = "Ask for less at a time: fewer segments or a shorter period."
	case errors.As(err, &name):
		d.Detail = fmt.Sprintf("The address of %s, %s, cannot be found.", platform, endpoint.Host)
		d.Hint = "Check the network connection of this machine and its name service."
	case errors.As(err, &certificate):
		d.Retryable = false
		d.Detail = fmt.Sprintf("Whoever answers at %s does not prove to be %s: %s.", endpoint.Host, platform, certificate.Err)
		d.Hint = "Where a proxy of your organisation looks into traffic, add its certificate to those that this machine trusts."
	case errors.Is(err, errSlow):
		d.Detail = fmt.Sprintf("%s took too long to answer, however often it was asked.", platform)
		d.Hint = "Try again later."
	case errors.Is(err, errCut):
		d.Detail = fmt.Sprintf("The answers of %s were cut short, however often it was asked: %s.", platform, bare(err))
		d.Hint = "Try again later."
	case errors.As(err, &operation) && operation.Op == "dial":
		d.Detail = fmt.Sprintf("No connection to %s at %s could be made: %s.", platform, endpoint.Host, operation.Err)
		d.Hint = "Check the network connection of this machine, and its proxy where it needs one (HTTPS_PROXY)."
	default:
		d.Detail = fmt.Sprintf("%s at %s could not be asked: %s.", platform, endpoint.Host, bare(err))
		d.Hint = "Try again later."
	}
	return d
}

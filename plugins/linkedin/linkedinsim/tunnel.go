package linkedinsim

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
)

// Lengths past which LinkedIn answers 414.
const (
	maxQuery   = 4 << 10
	maxURL     = 8 << 10
	maxSegment = 4 << 10
	maxHead    = 28 << 10 // headers, cookies, URI and query together
)

// maxTunnelled bounds the body of a tunnelled query.
const maxTunnelled = 4 << 20

// tooLong says whether a request exceeds the limits of its URL.
func tooLong(r *http.Request) bool {
	head := len(r.RequestURI)
	for name, values := range r.Header {
		for _, value := range values {
			head += len(name) + len(value)
		}
	}
	for segment := range strings.SplitSeq(r.URL.EscapedPath(), "/") {
		if len(segment) > maxSegment {
			return true
		}
	}
	return len(r.URL.RawQuery) > maxQuery || len(r.URL.RequestURI()) > maxURL || head > maxHead
}

// untunnel finds what a request of /rest/ means: its method and its query, which
// a POST with X-HTTP-Method-Override carries in its body.
func untunnel(r *http.Request) (method, query string, bad *problem.Problem) {
	method, query = r.Method, r.URL.RawQuery
	if !strings.HasPrefix(r.URL.Path, "/rest/") {
		return method, query, nil
	}
	if tooLong(r) {
		return method, query, &problem.Problem{Status: http.StatusRequestURITooLong, Message: "Request-URI Too Long"}
	}
	if r.Method != http.MethodPost {
		return method, query, nil
	}
	if r.ContentLength <= 0 && r.Header.Get("Content-Length") == "" && len(r.TransferEncoding) == 0 {
		return method, query, problem.LengthRequired()
	}
	override := r.Header.Get("X-HTTP-Method-Override")
	if override == "" {
		return method, query, nil
	}
	body, err := tunnelled(r)
	if err != nil {
		return method, query, problem.BadRequest("The tunnelled query cannot be read")
	}
	if query != "" && body != "" {
		return override, query, problem.BadRequest("A tunnelled request has its query in the body only")
	}
	return override, query + body, nil
}

// tunnelled reads the query from a body: form-encoded, or the form-encoded part
// of multipart/mixed.
func tunnelled(r *http.Request) (string, error) {
	body := io.LimitReader(r.Body, maxTunnelled)
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return "", err
	}
	if kind != "multipart/mixed" {
		raw, err := io.ReadAll(body)
		return string(raw), err
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return "", err
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
			raw, err := io.ReadAll(part)
			return string(raw), err
		}
	}
}

// asked carries what a request means to its handler.
type asked struct{ method, query string }

type askedKey struct{}

func withQuery(ctx context.Context, method, query string) context.Context {
	return context.WithValue(ctx, askedKey{}, asked{method, query})
}

func askedOf(ctx context.Context) asked {
	a, _ := ctx.Value(askedKey{}).(asked)
	return a
}

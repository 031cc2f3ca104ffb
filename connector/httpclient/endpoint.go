package httpclient

import (
	"errors"
	"fmt"
	"net"
	"net/url"
)

// ParseEndpoint reads the address of a platform's interface from a setting. It is
// https, or http on this very machine, where simulators run: a token sent in the
// clear to anywhere else is a token given away.
func ParseEndpoint(text string) (*url.URL, error) {
	endpoint, err := url.Parse(text)
	if err != nil {
		return nil, errors.New("it is not a URL")
	}
	switch {
	case endpoint.Host == "" || endpoint.Opaque != "":
		return nil, errors.New("it is not a URL with a host, such as https://api.example.com")
	case endpoint.User != nil:
		return nil, errors.New("it holds a user name or password, which do not belong into it")
	case endpoint.RawQuery != "" || endpoint.Fragment != "":
		return nil, errors.New("it holds a query or a fragment, which do not belong into it")
	case endpoint.Scheme == "https", endpoint.Scheme == "http" && Loopback(endpoint.Hostname()):
		return endpoint, nil
	case endpoint.Scheme == "http":
		return nil, errors.New("http would send the token in the clear; use https (http is allowed for 127.0.0.1, ::1 and localhost only)")
	}
	return nil, fmt.Errorf("its scheme is %q, where https is expected", endpoint.Scheme)
}

// Loopback says whether a host name can only mean this machine.
func Loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

package problem

import (
	"fmt"
	"net/http"
)

// EmptyToken is the answer to a call without a token.
func EmptyToken() *Problem {
	return &Problem{Status: http.StatusUnauthorized, Code: "EMPTY_ACCESS_TOKEN", Message: "Empty oauth2 access token"}
}

// InvalidToken is the answer to a token that LinkedIn never issued.
func InvalidToken() *Problem {
	return &Problem{Status: http.StatusUnauthorized, ServiceErrorCode: 65600, Code: "INVALID_ACCESS_TOKEN", Message: "Invalid access token"}
}

// RevokedToken is the answer to a token that was revoked, that a consent with
// other scopes replaced, or that was issued seconds ago.
func RevokedToken() *Problem {
	return &Problem{Status: http.StatusUnauthorized, ServiceErrorCode: 65601, Code: "REVOKED_ACCESS_TOKEN",
		Message: "The token used in the request has been revoked by the user"}
}

// ExpiredToken is the answer to a token past its 60 days.
func ExpiredToken() *Problem {
	return &Problem{Status: http.StatusUnauthorized, ServiceErrorCode: 65602, Code: "EXPIRED_ACCESS_TOKEN",
		Message: "The token used in the request has expired"}
}

// RestrictedMember is the answer where the person's account is limited.
func RestrictedMember() *Problem {
	return &Problem{Status: http.StatusUnauthorized, ServiceErrorCode: 65608, Code: "RESTRICTED_MEMBER", Message: "Member is restricted"}
}

// Throttled is 429 by a quota of calls. Scope is APPLICATION, MEMBER or
// APPLICATION_AND_MEMBER; window is DAY or MINUTE.
func Throttled(scope, window string) *Problem {
	return &Problem{Status: http.StatusTooManyRequests, ServiceErrorCode: 101, Code: "TOO_MANY_REQUESTS",
		Message: fmt.Sprintf("Resource level throttle %s %s limit for calls to this resource is reached.", scope, window)}
}

// TooMuchData is 429 by the volume of metric values.
func TooMuchData() *Problem {
	return &Problem{Status: http.StatusTooManyRequests, ServiceErrorCode: 101, Code: "TOO_MANY_REQUESTS",
		Message: "The data request limit has been exceeded: more than 45 million metric values were requested within 5 minutes."}
}

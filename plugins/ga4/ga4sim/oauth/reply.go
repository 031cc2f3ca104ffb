package oauth

import (
	"encoding/json"
	"net/http"
)

// failure is an OAuth error: another format than that of the APIs.
type failure struct {
	status      int
	Code        string `json:"error"`
	Description string `json:"error_description,omitempty"`
}

func fail(code, description string) *failure {
	return &failure{http.StatusBadRequest, code, description}
}

// tokens is a successful reply of the token endpoint.
type tokens struct {
	AccessToken      string `json:"access_token,omitempty"`
	ExpiresIn        int    `json:"expires_in,omitempty"`
	RefreshToken     string `json:"refresh_token,omitempty"`
	RefreshExpiresIn int    `json:"refresh_token_expires_in,omitempty"`
	Scope            string `json:"scope,omitempty"`
	TokenType        string `json:"token_type,omitempty"`
	IDToken          string `json:"id_token,omitempty"`
}

// accessLife is how long access tokens live, in seconds, as Google tells it.
const accessLife = 3599

func reply(w http.ResponseWriter, status int, body any) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(body)
}

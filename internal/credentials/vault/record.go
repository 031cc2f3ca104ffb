package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Record is what is remembered of a login. It holds secrets, which no format verb
// shows.
type Record struct {
	Scheme   string `json:"scheme"`              // name of the connector.AuthScheme
	ClientID string `json:"client_id,omitempty"` // of the OAuth client that obtained it
	TokenURL string `json:"token_url,omitempty"` // of the endpoint that issued it, the only one that may see the refresh token
	// RevokeURL is where it can be ended; empty where the platform has no such
	// endpoint.
	RevokeURL string   `json:"revoke_url,omitempty"`
	Scopes    []string `json:"scopes,omitempty"` // what was granted, as far as it is known

	AccessToken  string `json:"access_token,omitempty"`
	RefreshToken string `json:"refresh_token,omitempty"` // empty where the platform gives none
	// ExpiresAt and RefreshExpiresAt are the ends of the two tokens; zero where they
	// have none or it is not known.
	ExpiresAt        time.Time `json:"expires_at,omitzero"`
	RefreshExpiresAt time.Time `json:"refresh_expires_at,omitzero"`
	// ConsentedAt is when the user logged in: later renewals do not change it.
	ConsentedAt time.Time `json:"consented_at"`
}

// String hides the secrets.
func (Record) String() string { return "(sensitive value)" }

// GoString hides the secrets as String does.
func (Record) GoString() string { return "(sensitive value)" }

// Key says whose login it is. The same address in two configurations is two keys:
// they may belong to two customers.
type Key struct {
	Directory string // absolute path of the configuration's directory
	Address   string // of the connector block, such as connector.ga4.shop
}

// unfit are the characters that the name of a file does not take over.
var unfit = regexp.MustCompile(`[^a-z0-9]+`)

// name is one that fits a file and a keyring, and that people recognise.
func (k Key) name() string {
	sum := sha256.Sum256([]byte(k.Directory + "\x00" + k.Address))
	readable := strings.Trim(unfit.ReplaceAllString(strings.ToLower(k.Address), "-"), "-")
	if len(readable) > 60 {
		readable = readable[:60]
	}
	return readable + "-" + hex.EncodeToString(sum[:6])
}

// envelope is how a record is written: with its key, so that one which was moved
// under the name of another is not taken for it.
type envelope struct {
	Format int    `json:"format"`
	Key    Key    `json:"key"`
	Record Record `json:"record"`
}

// format is that of the envelopes written here.
const format = 1

func seal(key Key, record Record) ([]byte, error) {
	text, err := json.Marshal(envelope{Format: format, Key: key, Record: record})
	if err != nil {
		return nil, fmt.Errorf("encode credential: %w", err)
	}
	return text, nil
}

// open reads an envelope. Its errors quote nothing of it.
func open(key Key, text []byte) (Record, error) {
	var e envelope
	if err := json.Unmarshal(text, &e); err != nil {
		return Record{}, errors.New("it is not in the form that roictl writes")
	}
	switch {
	case e.Format != format:
		return Record{}, fmt.Errorf("it is in format %d, and this roictl reads format %d", e.Format, format)
	case e.Key != key:
		return Record{}, errors.New("it belongs to another connector block")
	}
	return e.Record, nil
}

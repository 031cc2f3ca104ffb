package oauth

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"sync"
)

// The installed app of the simulator. The secret of such an app is none.
const (
	ClientID     = "310000000000-ga4sim.apps.googleusercontent.com"
	ClientSecret = "GOCSPX-ga4sim"
)

// AccountKey returns the key file of a service account, whose token endpoint is this
// server's, given the server's base URL without a slash at its end.
func (a *Authority) AccountKey(email, baseURL string) []byte {
	return document(map[string]string{
		"type": "service_account", "project_id": "ga4sim", "private_key_id": "0000000000000000000000000000000000000001",
		"private_key": a.key.encoded, "client_email": email,
		"client_id": "100000000000000000001", "auth_uri": baseURL + "/o/oauth2/auth", "token_uri": baseURL + "/token",
		"universe_domain": "googleapis.com",
	})
}

// ClientFile returns the client file of the installed app, as the Cloud console gives it.
func ClientFile(baseURL string) []byte {
	return document(map[string]any{"installed": map[string]any{
		"client_id": ClientID, "project_id": "ga4sim", "auth_uri": baseURL + "/o/oauth2/auth", "token_uri": baseURL + "/token",
		"client_secret": ClientSecret, "redirect_uris": []string{"http://localhost"},
	}})
}

// document encodes what is made of maps, lists and text alone, which always succeeds.
func document(of any) []byte {
	text, err := json.MarshalIndent(of, "", "  ")
	if err != nil {
		panic(err)
	}
	return text
}

// signer is the key of all service accounts, and how a key file holds it.
type signer struct {
	private *rsa.PrivateKey
	encoded string
}

// newSigner makes one key for the whole process, as making one takes its time.
var newSigner = sync.OnceValue(func() signer {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil { // only for a key of too few bits
		panic(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil { // only for a key that is none
		panic(err)
	}
	return signer{private, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))}
})

package google

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"slices"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
)

// Key is that of a service account.
type Key struct {
	Email    string // of the account, which has to be added to what it shall read
	TokenURL string // where assertions go
	json     []byte
}

// String hides the key.
func (Key) String() string { return "(sensitive value)" }

// GoString hides the key as String does.
func (Key) GoString() string { return "(sensitive value)" }

// ReadKey reads the key of a service account. Its own token endpoint has to be
// Google's, one on this machine, or one of those that the configuration confirms.
func ReadKey(path string, confirmed ...string) (Key, error) {
	content, err := read(path)
	if err != nil {
		return Key{}, err
	}
	file, err := parse(path, content)
	if err != nil {
		return Key{}, err
	}
	if file.Type != string(google.ServiceAccount) {
		return Key{}, &FileError{path, fmt.Sprintf("it is %s, not the key of a service account (\"type\": \"service_account\")", file.words())}
	}
	if file.ClientEmail == "" || file.PrivateKey == "" {
		return Key{}, &FileError{path, "it lacks client_email or private_key: download the key again"}
	}
	key := Key{Email: file.ClientEmail, TokenURL: file.TokenURI, json: content}
	if key.TokenURL == "" {
		key.TokenURL = google.JWTTokenURL
	}
	if !trusted(key.TokenURL, confirmed) {
		return Key{}, &FileError{path, fmt.Sprintf("it would be sent to %q, which is neither Google's token endpoint nor confirmed by token_url in the auth block", host(key.TokenURL))}
	}
	if !signs(file.PrivateKey) {
		return Key{}, &FileError{path, "its private_key was cut or changed: download the key again"}
	}
	return key, nil
}

// signs says whether a private key is one that Google's console gives: an RSA key
// in PEM (PKCS #8, or PKCS #1 as older ones are).
func signs(privateKey string) bool {
	block, _ := pem.Decode([]byte(privateKey))
	if block == nil {
		return false
	}
	if _, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return true
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	_, isRSA := key.(*rsa.PrivateKey)
	return err == nil && isRSA
}

// trusted says whether what a key signs may go to an address.
func trusted(address string, confirmed []string) bool {
	if address == google.JWTTokenURL || slices.Contains(confirmed, address) {
		return true
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// host is what of an address can be shown.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "an address that cannot be read"
	}
	return u.Host
}

// Token asks for an access token with a signed assertion (RFC 7523).
func (k Key) Token(ctx context.Context, scopes []string) (*oauth2.Token, error) {
	config, err := google.JWTConfigFromJSON(k.json, scopes...)
	if err != nil {
		return nil, errors.New("the key of the service account cannot be used")
	}
	config.TokenURL = k.TokenURL
	return config.TokenSource(ctx).Token()
}

// file is what the files of Google have in common.
type file struct {
	Type         string `json:"type"`
	ClientEmail  string `json:"client_email"`
	PrivateKey   string `json:"private_key"`
	TokenURI     string `json:"token_uri"`
	QuotaProject string `json:"quota_project_id"`
	Installed    *app   `json:"installed"`
	Web          *app   `json:"web"`
}

// words says what a file is.
func (f file) words() string {
	switch {
	case f.Installed != nil || f.Web != nil:
		return "an OAuth client"
	case f.Type == "":
		return "a file without a type"
	case slices.Contains(types, google.CredentialsType(f.Type)):
		return fmt.Sprintf("of the type %q", f.Type)
	default:
		return "of a type that roictl does not know"
	}
}

// sizeLimit is the most that is read of such a file: they have some kilobytes.
const sizeLimit = 1 << 20

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &FileError{path, "there is no such file"}
	case err != nil:
		return nil, &FileError{path, "it cannot be read: " + reason(err)}
	case !info.Mode().IsRegular():
		return nil, &FileError{path, "it is no file"}
	case info.Size() > sizeLimit:
		return nil, &FileError{path, "it is far too large to be one of Google's"}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, &FileError{path, "it cannot be read: " + reason(err)}
	}
	// Editors on Windows put the mark before what they save.
	return bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), nil
}

func parse(path string, content []byte) (file, error) {
	var f file
	if json.Unmarshal(content, &f) != nil {
		return file{}, &FileError{path, "it is not JSON, as the files of Google are"}
	}
	return f, nil
}

// reason takes the path off an error of the file system: the message has it.
func reason(err error) string {
	var fault *fs.PathError
	if errors.As(err, &fault) {
		return fault.Err.Error()
	}
	return err.Error()
}

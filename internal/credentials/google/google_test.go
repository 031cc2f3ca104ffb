package google_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/oauth2"

	"github.com/roictl/roictl/internal/credentials/google"
)

var privateKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// write writes a JSON file and returns its path.
func write(t *testing.T, content map[string]any) string {
	t.Helper()
	text, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "file.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func serviceAccount(t *testing.T, tokenURL string) map[string]any {
	t.Helper()
	key, err := privateKey()
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	return map[string]any{"type": "service_account", "client_email": "reader@project.iam.gserviceaccount.com", "private_key_id": "k1", "private_key": string(text), "token_uri": tokenURL}
}

// TestKeyGoesToGoogle holds where what a key signs may be sent.
func TestKeyGoesToGoogle(t *testing.T) {
	t.Parallel()
	const confirmed = "https://token.sovereign.example/token"
	tests := map[string]bool{
		"https://oauth2.googleapis.com/token": true,
		"":                                    true, // Google's by default
		"http://127.0.0.1:8123/token":         true,
		"http://localhost:8123/token":         true,
		"http://[::1]:8123/token":             true,
		confirmed:                             true,
		"http://oauth2.googleapis.com/token":  false,
		"https://oauth2.googleapis.com.evil.example/token":    false,
		"https://oauth2.googleapis.com@evil.example/token":    false,
		"https://evil.example/?https://oauth2.googleapis.com": false,
		"https://localhost.evil.example/token":                false,
		"http://127.0.0.1.evil.example/token":                 false,
		"%zz":                                                 false,
	}
	for address, want := range tests {
		key, err := google.ReadKey(write(t, serviceAccount(t, address)), confirmed)
		if got := err == nil; got != want {
			t.Errorf("%q: %v, want %v (%v)", address, got, want, err)
		}
		if want && key.Email != "reader@project.iam.gserviceaccount.com" {
			t.Errorf("%q: %s", address, key.Email)
		}
	}
}

// TestByteOrderMark holds that a key which an editor saved with a mark is read.
func TestByteOrderMark(t *testing.T) {
	t.Parallel()
	path := write(t, serviceAccount(t, ""))
	content, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, append([]byte("\xef\xbb\xbf"), content...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := google.ReadKey(path); err != nil {
		t.Error(err)
	}
}

// TestWrongFiles holds that every wrong file has its own words, with nothing of its
// content in them.
func TestWrongFiles(t *testing.T) {
	t.Parallel()
	torn := serviceAccount(t, "")
	whole := torn["private_key"].(string)
	torn["private_key"] = whole[:300] + "\n-----END RSA PRIVATE KEY-----\n"
	prose := filepath.Join(t.TempDir(), "prose.json")
	if err := os.WriteFile(prose, []byte("canary"), 0o600); err != nil {
		t.Fatal(err)
	}
	client := write(t, map[string]any{"installed": map[string]string{"client_id": "id", "client_secret": "canary"}})
	tests := map[string]struct{ path, says string }{
		"missing":     {filepath.Join(t.TempDir(), "nowhere.json"), "there is no such file"},
		"directory":   {t.TempDir(), "it is no file"},
		"no JSON":     {prose, "it is not JSON"},
		"client":      {client, "it is an OAuth client, not the key of a service account"},
		"user":        {write(t, map[string]any{"type": "authorized_user", "refresh_token": "canary"}), `it is of the type "authorized_user"`},
		"other type":  {write(t, map[string]any{"type": "canary"}), "it is of a type that roictl does not know"},
		"no type":     {write(t, map[string]any{"a": "canary"}), "a file without a type"},
		"a cut key":   {write(t, torn), "its private_key was cut or changed"},
		"no PEM":      {write(t, map[string]any{"type": "service_account", "client_email": "a@b", "private_key": "canary"}), "its private_key was cut or changed"},
		"cut":         {write(t, map[string]any{"type": "service_account", "client_email": "a@b"}), "it lacks client_email or private_key"},
		"gdch":        {write(t, map[string]any{"type": "gdch_service_account"}), "a type that roictl does not know"},
		"wrong place": {write(t, serviceAccount(t, "https://evil.example/token")), `it would be sent to "evil.example"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := google.ReadKey(test.path)
			var failure *google.FileError
			if !errors.As(err, &failure) || failure.Path != test.path || !strings.Contains(failure.Reason, test.says) || strings.Contains(err.Error(), "canary") {
				t.Errorf("%v", err)
			}
		})
	}
	if _, _, err := google.ReadClient(write(t, serviceAccount(t, ""))); err == nil || !strings.Contains(err.Error(), "not an OAuth client") {
		t.Error(err)
	}
	if id, secret, err := google.ReadClient(client); id != "id" || secret != "canary" || err != nil {
		t.Error(id, err)
	}
	if id, _, err := google.ReadClient(write(t, map[string]any{"web": map[string]string{"client_id": "web"}})); id != "web" || err != nil {
		t.Error(id, err)
	}
}

// TestAssertion holds that the token endpoint gets what RFC 7523 and Google ask
// for, checked with the public key and none of the library's code.
func TestAssertion(t *testing.T) {
	t.Parallel()
	var form url.Values
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		form = r.PostForm
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, `{"access_token":"a","expires_in":3599,"token_type":"Bearer"}`)
	}))
	t.Cleanup(server.Close)
	key, err := google.ReadKey(write(t, serviceAccount(t, server.URL)))
	if err != nil {
		t.Fatal(err)
	}
	token, err := key.Token(t.Context(), []string{"read", "see"})
	if err != nil || token.AccessToken != "a" {
		t.Fatal(err)
	}
	if got := form.Get("grant_type"); got != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
		t.Errorf("grant type %q", got)
	}
	parts := strings.Split(form.Get("assertion"), ".")
	if len(parts) != 3 {
		t.Fatal("no JWT")
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	private, err := privateKey()
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&private.PublicKey, crypto.SHA256, sum[:], signature); err != nil {
		t.Error(err)
	}
	var claims struct {
		Iss, Scope, Aud string
		Iat, Exp        int64
	}
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err == nil {
		err = json.Unmarshal(text, &claims)
	}
	if err != nil {
		t.Fatal(err)
	}
	if claims.Iss != key.Email || claims.Scope != "read see" || claims.Aud != server.URL || claims.Exp-claims.Iat > 3600 || claims.Exp <= claims.Iat {
		t.Errorf("%+v", claims)
	}
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if shown := fmt.Sprintf(verb, key); strings.Contains(shown, "PRIVATE") {
			t.Errorf("%s shows the key", verb)
		}
	}
}

// TestDefault holds where application default credentials are looked for, and which
// are taken.
func TestDefault(t *testing.T) {
	t.Parallel()
	env := map[string]string{}
	lookup := func(name string) (string, bool) { value, set := env[name]; return value, set }
	home := t.TempDir()
	if _, err := google.FindDefault(lookup, home); !errors.Is(err, google.ErrNoDefault) {
		t.Errorf("none: %v", err)
	}
	if _, err := google.FindDefault(lookup, ""); !errors.Is(err, google.ErrNoDefault) {
		t.Errorf("no home: %v", err)
	}

	usual := filepath.Join(home, ".config", "gcloud", "application_default_credentials.json")
	if err := os.MkdirAll(filepath.Dir(usual), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(usual, []byte(`{"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r","quota_project_id":"mine"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := google.FindDefault(lookup, home)
	if err != nil || found.Path != usual || found.Type != "authorized_user" || found.QuotaProject != "mine" || found.Variable != "" {
		t.Errorf("gcloud's: %v, %v", found.Path, err)
	}
	env["GOOGLE_CLOUD_QUOTA_PROJECT"] = "theirs"
	env[google.CredentialsVariable] = write(t, serviceAccount(t, ""))
	found, err = google.FindDefault(lookup, home)
	if err != nil || found.Path != env[google.CredentialsVariable] || found.Email == "" || found.QuotaProject != "theirs" {
		t.Errorf("named by the environment: %v, %v", found.Path, err)
	}
	for name, content := range map[string]map[string]any{
		"unknown":  {"type": "gdch_service_account"},
		"stranger": serviceAccount(t, "https://evil.example/token"),
	} {
		env[google.CredentialsVariable] = write(t, content)
		var failure *google.FileError
		if _, err := google.FindDefault(lookup, home); !errors.As(err, &failure) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDefaultOfAUser holds that a user's default credentials ask Google, through the
// HTTP client that the context carries.
func TestDefaultOfAUser(t *testing.T) {
	t.Parallel()
	path := write(t, map[string]any{"type": "authorized_user", "client_id": "c", "client_secret": "s", "refresh_token": "r"})
	found, err := google.FindDefault(func(name string) (string, bool) { return path, name == google.CredentialsVariable }, "")
	if err != nil {
		t.Fatal(err)
	}
	var hosts []string
	client := &http.Client{Transport: transport(func(r *http.Request) (*http.Response, error) {
		hosts = append(hosts, r.URL.Host)
		w := httptest.NewRecorder()
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, `{"access_token":"a","expires_in":60}`)
		return w.Result(), nil
	})}
	token, err := found.Token(context.WithValue(t.Context(), oauth2.HTTPClient, client), []string{"read"})
	if err != nil || token.AccessToken != "a" {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"oauth2.googleapis.com"}, hosts); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

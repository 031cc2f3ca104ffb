package cli_test

import (
	"bytes"
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
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// serviceKey is the key of the sessions' service account, made once: that takes
// long.
var serviceKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// TestAccess runs the sessions in testdata/access: login, logout, whoami, and what
// becomes of credentials in between. Each has a platform of its own, at $PLATFORM,
// and a browser that agrees to everything.
func TestAccess(t *testing.T) {
	t.Parallel()
	key, err := serviceKey()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/access",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   status,
			"mode":     mode,
			"platform": platformDoes,
			"asked":    asked,
			"secretly": secretly,
		},
		Setup: func(env *testscript.Env) error {
			a := newAuthority(key.PublicKey)
			env.Defer(a.Close)
			env.Values[authorityKey{}] = a
			env.Setenv("COLUMNS", "1000")
			env.Setenv("PLATFORM", a.URL)
			env.Setenv("ROICTL_CREDENTIALS", "file") // never a real keyring
			env.Setenv("ROICTL_CREDENTIALS_DIR", filepath.Join(env.WorkDir, "logins"))
			env.Setenv("ROICTL_VAR_secret", canaryClientSecret)
			env.Setenv("ROICTL_VAR_platform", a.URL)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			return os.WriteFile(filepath.Join(env.WorkDir, "key.json"), keyFile(key, a.URL+"/token"), 0o600)
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

type authorityKey struct{}

func authorityOf(ts *testscript.TestScript) *authority {
	return ts.Value(authorityKey{}).(*authority)
}

// agree is the browser of a user who agrees: it goes where the consent page sends
// it.
func agree() {
	response, err := http.Get(os.Args[len(os.Args)-1])
	if err != nil {
		os.Exit(1)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
}

// platformDoes changes the platform: platform expire.
func platformDoes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 || !authorityOf(ts).do(args[0]) {
		ts.Fatalf("usage: platform ACTION")
	}
}

// asked holds how often the platform was asked for something since "platform
// forget": asked 1 refresh_token.
func asked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: asked TIMES WHAT")
	}
	if got := strconv.Itoa(authorityOf(ts).count(args[1])); got != args[0] {
		ts.Fatalf("the platform was asked %s times for %s, want %s", got, args[1], args[0])
	}
}

// secretly runs a program, whatever it answers, and holds that no secret is in its
// output or in any file but those that the user wrote: secretly roictl check.
func secretly(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: secretly PROGRAM [ARG...]")
	}
	var exit interface{ ExitCode() int }
	if err := ts.Exec(args[0], args[1:]...); err != nil && !errors.As(err, &exit) {
		ts.Fatalf("run %v: %v", args, err)
	}
	secrets := append([]string{"canary", "PRIVATE KEY"}, keyLines(ts)...)
	search := func(where string, content []byte) {
		for _, secret := range secrets {
			for _, form := range []string{secret, base64.StdEncoding.EncodeToString([]byte(secret))} {
				if bytes.Contains(content, []byte(form)) {
					ts.Fatalf("%v left %q in %s:\n%s", args, form, where, content)
				}
			}
		}
	}
	search("its output", []byte(ts.ReadFile("stdout")+ts.ReadFile("stderr")))
	searched := 0
	ts.Check(filepath.WalkDir(ts.Getenv("WORK"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || slices.Contains([]string{"key.json", "script.txtar"}, entry.Name()) {
			return err
		}
		content, err := os.ReadFile(path)
		if err == nil {
			searched++
			search(path, content)
		}
		return err
	}))
	if searched == 0 {
		ts.Fatalf("nothing was searched")
	}
}

// keyLines are the lines of the service account's private key.
func keyLines(ts *testscript.TestScript) []string {
	key, err := serviceKey()
	ts.Check(err)
	lines := strings.Split(strings.TrimSpace(string(pemOf(key))), "\n")
	return lines[1 : len(lines)-1]
}

func pemOf(key *rsa.PrivateKey) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
}

// keyFile is the key of a service account, as Google's console writes it.
func keyFile(key *rsa.PrivateKey, tokenURL string) []byte {
	text, _ := json.Marshal(map[string]string{
		"type": "service_account", "client_email": "reader@desk.iam.example.com", "private_key_id": "k1",
		"private_key": string(pemOf(key)), "token_uri": tokenURL,
	})
	return text
}

// verifyAssertion checks what a service account signs, by RFC 7523 and Google's
// rules: RS256, at most an hour, not from the future.
func verifyAssertion(assertion string, key rsa.PublicKey, audience string, now time.Time) error {
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 {
		return errors.New("Invalid JWT")
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if rsa.VerifyPKCS1v15(&key, crypto.SHA256, sum[:], signature) != nil {
		return errors.New("Invalid JWT Signature.")
	}
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return err
	}
	var claims struct {
		Iss, Scope, Aud string
		Iat, Exp        int64
	}
	if err := json.Unmarshal(text, &claims); err != nil {
		return err
	}
	issued, ends := time.Unix(claims.Iat, 0), time.Unix(claims.Exp, 0)
	switch {
	case claims.Aud != audience:
		return errors.New("Invalid JWT: Failed audience check.")
	case claims.Iss != "reader@desk.iam.example.com" || claims.Scope != "read":
		return fmt.Errorf("Invalid grant: account not found")
	case issued.After(now.Add(5*time.Minute)) || ends.Before(now) || ends.Sub(issued) > time.Hour:
		return errors.New("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")
	}
	return nil
}

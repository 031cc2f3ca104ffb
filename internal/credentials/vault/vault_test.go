package vault_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/internal/credentials/vault"
)

var shop = vault.Key{Directory: "/srv/shop", Address: "connector.ga4.shop"}

func record() vault.Record {
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	return vault.Record{
		Scheme: "oauth", ClientID: "client-1", TokenURL: "https://example.com/token", Scopes: []string{"read"},
		AccessToken: "access-canary", RefreshToken: "refresh-canary",
		ExpiresAt: at.Add(time.Hour), RefreshExpiresAt: at.AddDate(1, 0, 0), ConsentedAt: at,
	}
}

func options(t *testing.T) vault.Options {
	t.Helper()
	return vault.Options{Directory: filepath.Join(t.TempDir(), "credentials"), After: time.After}
}

// takesLong skips a test of a passphrase in a short run: turning one into a key is
// made to take a second, and many times that under the race detector.
func takesLong(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("passphrases take their time")
	}
}

func save(t *testing.T, v *vault.Vault, key vault.Key, r vault.Record) vault.Place {
	t.Helper()
	place, err := v.Save(t.Context(), key, r)
	if err != nil {
		t.Fatal(err)
	}
	return place
}

// TestRoundTrip holds that a record comes back in another process, from every
// place that it can be kept in.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	keyFile := filepath.Join(t.TempDir(), "own-key.txt")
	own, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(keyFile, []byte(own.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		change  func(*vault.Options)
		keyring bool
	}{
		"file":            {change: func(o *vault.Options) { o.Mode = vault.FilesOnly; o.Keyring = &drawer{broken: errors.New("asked")} }},
		"no keyring":      {change: func(*vault.Options) {}},
		"passphrase":      {change: func(o *vault.Options) { o.Passphrase = "correct horse" }},
		"key file":        {change: func(o *vault.Options) { o.KeyFile = keyFile }},
		"keyring":         {change: func(o *vault.Options) { o.Keyring = &drawer{} }, keyring: true},
		"keyring only":    {change: func(o *vault.Options) { o.Keyring = &drawer{}; o.Mode = vault.KeyringOnly }, keyring: true},
		"keyring is away": {change: func(o *vault.Options) { o.Keyring = &drawer{broken: errors.New("no D-Bus")} }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options(t)
			test.change(&o)
			if o.Passphrase != "" {
				takesLong(t)
			}
			if place := save(t, vault.New(o), shop, record()); place.Keyring != test.keyring {
				t.Errorf("saved in %s", place)
			}
			again := vault.New(o)
			got, place, err := again.Load(t.Context(), shop)
			if err != nil || place.Keyring != test.keyring {
				t.Fatalf("from %s: %v", place, err)
			}
			if diff := cmp.Diff(record(), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if found, err := again.Delete(t.Context(), shop); !found || err != nil {
				t.Errorf("delete: %v, %v", found, err)
			}
			if _, _, err := again.Load(t.Context(), shop); !errors.Is(err, vault.ErrNone) {
				t.Errorf("after deleting: %v", err)
			}
			if found, err := again.Delete(t.Context(), shop); found || err != nil {
				t.Errorf("delete twice: %v, %v", found, err)
			}
		})
	}
}

// TestNothingReadableAtRest holds that files show neither tokens nor whose they
// are to anybody but their owner.
func TestNothingReadableAtRest(t *testing.T) {
	t.Parallel()
	takesLong(t)
	o := options(t)
	o.Passphrase = "correct horse"
	save(t, vault.New(o), shop, record())
	entries, err := os.ReadDir(o.Directory)
	if err != nil || len(entries) < 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	for _, entry := range entries {
		path := filepath.Join(o.Directory, entry.Name())
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"canary", "client-1", "AGE-SECRET-KEY", "correct horse"} {
			if strings.Contains(string(content), secret) {
				t.Errorf("%s holds %q", entry.Name(), secret)
			}
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the permissions %v", entry.Name(), info.Mode())
		}
	}
}

func TestNoFormatVerbShowsASecret(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, value := range []any{record(), &struct{ R vault.Record }{record()}} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, "canary") {
				t.Errorf("%s shows %s", verb, text)
			}
		}
	}
}

// TestDamagedFileIsKept holds that a file which cannot be read is reported, never
// changed by reading, and kept aside by the next login.
func TestDamagedFileIsKept(t *testing.T) {
	t.Parallel()
	o := options(t)
	v := vault.New(o)
	path := save(t, v, shop, record()).File
	for round, broken := range []string{"cut", ""} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		var damaged *vault.DamagedError
		for range 2 {
			if _, _, err := v.Load(t.Context(), shop); !errors.As(err, &damaged) || damaged.Place != path {
				t.Fatalf("%q: %v", broken, err)
			}
		}
		save(t, v, shop, record())
		aside := path + ".damaged"
		if round > 0 {
			aside += "-2"
		}
		if content, err := os.ReadFile(aside); err != nil || string(content) != broken {
			t.Errorf("kept aside: %q, %v", content, err)
		}
		if _, _, err := v.Load(t.Context(), shop); err != nil {
			t.Errorf("after saving again: %v", err)
		}
	}
}

// TestAnotherKey holds that what another key has sealed is no damage, and is not
// overwritten either.
func TestAnotherKey(t *testing.T) {
	t.Parallel()
	takesLong(t)
	o := options(t)
	path := save(t, vault.New(o), shop, record()).File
	o.Passphrase = "correct horse"
	v := vault.New(o)
	var missing *vault.KeyError
	if _, _, err := v.Load(t.Context(), shop); !errors.As(err, &missing) {
		t.Fatalf("without that key: %v", err)
	}
	save(t, v, vault.Key{Directory: "/srv/shop", Address: "connector.ga4.other"}, record())
	var sealed *vault.SealedError
	if _, _, err := v.Load(t.Context(), shop); !errors.As(err, &sealed) || sealed.Place != path {
		t.Fatalf("with another key: %v", err)
	}
	save(t, v, shop, record())
	if _, err := os.Stat(path + ".damaged"); err != nil {
		t.Error(err)
	}
	o.Passphrase = "wrong"
	if _, _, err := vault.New(o).Load(t.Context(), shop); !errors.As(err, &missing) || strings.Contains(err.Error(), "wrong") {
		t.Errorf("with a wrong passphrase: %v", err)
	}
}

// TestKeyThatIsNamedIsNotMade holds that a mistyped ROICTL_KEYFILE is a mistake.
func TestKeyThatIsNamedIsNotMade(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.KeyFile = filepath.Join(t.TempDir(), "nowhere.txt")
	var missing *vault.KeyError
	if _, err := vault.New(o).Save(t.Context(), shop, record()); !errors.As(err, &missing) {
		t.Errorf("missing: %v", err)
	}
	if err := os.WriteFile(o.KeyFile, []byte("AGE-SECRET-KEY-canary\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.New(o).Save(t.Context(), shop, record()); !errors.As(err, &missing) || strings.Contains(err.Error(), "canary") {
		t.Errorf("no key: %v", err)
	}
}

// TestMovedRecord holds that a file under another block's name is not taken for
// that block's.
func TestMovedRecord(t *testing.T) {
	t.Parallel()
	o := options(t)
	v := vault.New(o)
	other := vault.Key{Directory: "/srv/other", Address: shop.Address}
	mine, theirs := save(t, v, shop, record()).File, save(t, v, other, record()).File
	if mine == theirs {
		t.Fatal("two configurations share one file")
	}
	if err := os.Rename(theirs, mine); err != nil {
		t.Fatal(err)
	}
	var damaged *vault.DamagedError
	if _, _, err := v.Load(t.Context(), shop); !errors.As(err, &damaged) {
		t.Error(err)
	}
}

func TestExposed(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	o := options(t)
	v := vault.New(o)
	if exposed := v.Exposed(); exposed != nil {
		t.Errorf("with nothing: %v", exposed)
	}
	path := save(t, v, shop, record()).File
	if exposed := v.Exposed(); exposed != nil {
		t.Errorf("as saved: %v", exposed)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{path}, v.Exposed()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	save(t, v, shop, record())
	if exposed := v.Exposed(); exposed != nil {
		t.Errorf("saved again: %v", exposed)
	}
}

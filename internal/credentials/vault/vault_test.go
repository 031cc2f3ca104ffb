package vault_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"
	"github.com/zalando/go-keyring"

	"github.com/roictl/roictl/internal/credentials/vault"
)

// drawer is a keyring in memory with the limits and moods of real ones.
type drawer struct {
	mu      sync.Mutex
	entries map[string]string
	limit   int   // longest secret; 0 means any
	broken  error // what every request answers
	locked  chan struct{}
}

func (d *drawer) Get(_, name string) (string, error) {
	if d.locked != nil {
		<-d.locked
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	secret, found := d.entries[name]
	switch {
	case d.broken != nil:
		return "", d.broken
	case !found:
		return "", keyring.ErrNotFound
	}
	return secret, nil
}

func (d *drawer) Set(_, name, secret string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken != nil {
		return d.broken
	}
	if d.limit > 0 && len(secret) > d.limit {
		return keyring.ErrSetDataTooBig
	}
	if d.entries == nil {
		d.entries = make(map[string]string)
	}
	d.entries[name] = secret
	return nil
}

func (d *drawer) Delete(_, name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken != nil {
		return d.broken
	}
	if _, found := d.entries[name]; !found {
		return keyring.ErrNotFound
	}
	delete(d.entries, name)
	return nil
}

var shop = vault.Key{Directory: "/work/shop", Address: "connector.ga4.shop"}

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
	o := options(t)
	path := save(t, vault.New(o), shop, record()).File
	o.Passphrase = "correct horse"
	v := vault.New(o)
	var missing *vault.KeyError
	if _, _, err := v.Load(t.Context(), shop); !errors.As(err, &missing) {
		t.Fatalf("without that key: %v", err)
	}
	save(t, v, vault.Key{Directory: "/work/shop", Address: "connector.ga4.other"}, record())
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
	other := vault.Key{Directory: "/work/other", Address: shop.Address}
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

// TestKeyringLimits holds what becomes of records that a keyring does not take.
func TestKeyringLimits(t *testing.T) {
	t.Parallel()
	t.Run("no room for both tokens", func(t *testing.T) {
		t.Parallel()
		o := options(t)
		o.Keyring = &drawer{limit: 2560} // of Windows
		long := record()
		long.AccessToken = strings.Repeat("a", 2400)
		if place := save(t, vault.New(o), shop, long); !place.Keyring {
			t.Fatalf("saved in %s", place)
		}
		got, _, err := vault.New(o).Load(t.Context(), shop)
		if err != nil || got.AccessToken != "" || got.RefreshToken != long.RefreshToken {
			t.Errorf("%v", err)
		}
	})
	t.Run("no room at all", func(t *testing.T) {
		t.Parallel()
		o := options(t)
		ring := &drawer{}
		o.Keyring = ring
		save(t, vault.New(o), shop, record())
		ring.limit = 10
		if place := save(t, vault.New(o), shop, record()); place.Keyring {
			t.Fatal("a keyring took what it does not")
		}
		if got, _, err := vault.New(o).Load(t.Context(), shop); err != nil || got.AccessToken == "" {
			t.Error(err)
		}
		o.Mode = vault.KeyringOnly
		if _, err := vault.New(o).Save(t.Context(), shop, record()); !errors.Is(err, keyring.ErrSetDataTooBig) {
			t.Error(err)
		}
	})
	t.Run("locked", func(t *testing.T) {
		t.Parallel()
		locked := make(chan struct{})
		t.Cleanup(func() { close(locked) })
		o := options(t)
		o.Mode, o.Keyring = vault.KeyringOnly, &drawer{locked: locked}
		o.After = func(time.Duration) <-chan time.Time { c := make(chan time.Time, 1); c <- time.Time{}; return c }
		var failure *vault.KeyringError
		if _, _, err := vault.New(o).Load(t.Context(), shop); !errors.As(err, &failure) {
			t.Error(err)
		}
	})
	t.Run("none", func(t *testing.T) {
		t.Parallel()
		o := options(t)
		o.Mode = vault.KeyringOnly
		var failure *vault.KeyringError
		if _, err := vault.New(o).Save(t.Context(), shop, record()); !errors.As(err, &failure) {
			t.Error(err)
		}
	})
	t.Run("damaged", func(t *testing.T) {
		t.Parallel()
		ring := &drawer{}
		o := options(t)
		o.Keyring = ring
		save(t, vault.New(o), shop, record())
		for name := range ring.entries {
			ring.entries[name] = "{"
		}
		var damaged *vault.DamagedError
		if _, _, err := vault.New(o).Load(t.Context(), shop); !errors.As(err, &damaged) {
			t.Error(err)
		}
		save(t, vault.New(o), shop, record())
		if len(ring.entries) != 2 {
			t.Errorf("the damaged entry is gone: %v", ring.entries)
		}
	})
}

// TestLock holds that one at a time has the lock, and that waiting ends.
func TestLock(t *testing.T) {
	t.Parallel()
	o := options(t)
	release, err := vault.New(o).Lock(t.Context(), shop)
	if err != nil {
		t.Fatal(err)
	}
	expired := make(chan time.Time, 1)
	expired <- time.Time{}
	impatient := o
	impatient.After = func(d time.Duration) <-chan time.Time {
		if d >= time.Minute {
			return expired
		}
		return nil
	}
	if _, err := vault.New(impatient).Lock(t.Context(), shop); !errors.Is(err, vault.ErrBusy) {
		t.Errorf("while it is held: %v", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := vault.New(o).Lock(cancelled, shop); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	got := make(chan error)
	go func() {
		release, err := vault.New(o).Lock(t.Context(), shop)
		if err == nil {
			err = release()
		}
		got <- err
	}()
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Error(err)
	}
}

// TestManyFirstLogins holds that several processes which make the key at once end
// up with one.
func TestManyFirstLogins(t *testing.T) {
	t.Parallel()
	o := options(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			key := vault.Key{Directory: "/work/shop", Address: fmt.Sprintf("connector.ga4.s%d", i)}
			if _, err := vault.New(o).Save(t.Context(), key, record()); err != nil {
				t.Error(err)
			}
			if _, _, err := vault.New(o).Load(t.Context(), key); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
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

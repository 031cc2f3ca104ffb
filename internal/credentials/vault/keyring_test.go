package vault_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

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

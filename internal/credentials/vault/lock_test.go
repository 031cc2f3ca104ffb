package vault_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/internal/credentials/vault"
)

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
			key := vault.Key{Directory: "/srv/shop", Address: fmt.Sprintf("connector.ga4.s%d", i)}
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

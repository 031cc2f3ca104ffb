package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	// lockPatience is how long one process waits for another that renews the same
	// credential: longer than a request to a token endpoint may take.
	lockPatience = 90 * time.Second
	// lockPause is the time between two looks.
	lockPause = 25 * time.Millisecond
)

// Lock keeps other processes, and other callers in this one, from renewing the
// record of a key until release is called. The system lets go of the lock of a
// process that dies. The error is ErrBusy when it takes too long.
func (v *Vault) Lock(ctx context.Context, key Key) (release func() error, err error) {
	if err := v.prepare(); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(v.directory, key.name()+".lock"), flock.SetPermissions(privateFile))
	limit := v.after(lockPatience)
	for {
		locked, err := lock.TryLock()
		switch {
		case err != nil:
			return nil, fmt.Errorf("lock stored credential: %w", err)
		case locked:
			return lock.Unlock, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-limit:
			return nil, ErrBusy
		case <-v.after(lockPause):
		}
	}
}

// prepare makes the directory, for its owner alone.
func (v *Vault) prepare() error {
	if v.directory == "" {
		return errors.New("find a place for credentials: this user has no directory for settings; set HOME, or ROICTL_CREDENTIALS_DIR to a directory")
	}
	if err := os.MkdirAll(v.directory, privateDir); err != nil {
		return fmt.Errorf("make a directory for credentials: %w", err)
	}
	return nil
}

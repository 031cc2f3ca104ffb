package vault

import (
	"context"
	"errors"
	"time"

	"github.com/zalando/go-keyring"
)

// Keyring is that of the operating system, or one of a test. Get and Delete
// answer keyring.ErrNotFound of github.com/zalando/go-keyring where there is
// nothing under a name.
type Keyring interface {
	Get(service, name string) (string, error)
	Set(service, name, secret string) error
	Delete(service, name string) error
}

// System is the keyring of the operating system: the Keychain of macOS, the
// Credential Manager of Windows, the Secret Service of a Linux desktop.
func System() Keyring { return system{} }

type system struct{}

func (system) Get(service, name string) (string, error) { return keyring.Get(service, name) }
func (system) Set(service, name, secret string) error   { return keyring.Set(service, name, secret) }
func (system) Delete(service, name string) error        { return keyring.Delete(service, name) }

// service is the name under which roictl keeps its secrets in a keyring.
const service = "roictl"

// patience is how long a keyring may take: it may be waiting for somebody to
// unlock it, and on a machine without a person nobody will.
const patience = 30 * time.Second

// ring is a keyring that answers in time.
type ring struct {
	keyring Keyring
	after   func(time.Duration) <-chan time.Time
}

// usable says whether there is a keyring that answers at all.
func (r *ring) usable(ctx context.Context) bool {
	_, err := r.text(ctx, "availability")
	return err == nil || errors.Is(err, ErrNone)
}

// text returns what is kept under a name, or ErrNone.
func (r *ring) text(ctx context.Context, name string) (string, error) {
	var text string
	err := r.ask(ctx, "read from", func() (err error) {
		text, err = r.keyring.Get(service, name)
		return err
	})
	if err != nil {
		return "", err
	}
	return text, nil
}

func (r *ring) load(ctx context.Context, key Key) (Record, error) {
	text, err := r.text(ctx, key.name())
	if err != nil {
		return Record{}, err
	}
	record, err := open(key, []byte(text))
	if err != nil {
		return Record{}, &DamagedError{Place: "the entry " + key.name() + " in the keyring of this system", Reason: err.Error()}
	}
	return record, nil
}

// save keeps a record. An entry that cannot be read is kept under another name.
// Keyrings have limits (2,560 bytes on Windows), so that where both tokens do not
// fit, the one that can be obtained again is left out.
func (r *ring) save(ctx context.Context, key Key, record Record) error {
	var damaged *DamagedError
	if _, err := r.load(ctx, key); errors.As(err, &damaged) {
		if err := r.keepAside(ctx, key); err != nil {
			return err
		}
	}
	err := r.write(ctx, key, record)
	if errors.Is(err, keyring.ErrSetDataTooBig) && record.RefreshToken != "" && record.AccessToken != "" {
		record.AccessToken, record.ExpiresAt = "", time.Time{}
		return r.write(ctx, key, record)
	}
	return err
}

func (r *ring) write(ctx context.Context, key Key, record Record) error {
	text, err := seal(key, record)
	if err != nil {
		return err
	}
	return r.ask(ctx, "write to", func() error { return r.keyring.Set(service, key.name(), string(text)) })
}

func (r *ring) keepAside(ctx context.Context, key Key) error {
	text, err := r.text(ctx, key.name())
	if err != nil {
		return err
	}
	return r.ask(ctx, "write to", func() error { return r.keyring.Set(service, key.name()+asideSuffix, text) })
}

func (r *ring) remove(ctx context.Context, key Key) error {
	return r.ask(ctx, "delete from", func() error { return r.keyring.Delete(service, key.name()) })
}

// ask runs a request to the keyring, which cannot be cancelled, and leaves it
// behind when it takes too long.
func (r *ring) ask(ctx context.Context, action string, request func() error) error {
	done := make(chan error, 1)
	go func() { done <- request() }()
	select {
	case err := <-done:
		switch {
		case errors.Is(err, keyring.ErrNotFound):
			return ErrNone
		case err != nil:
			return &KeyringError{Action: action, Err: err}
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-r.after(patience):
		return &KeyringError{Action: action, Err: errors.New("it did not answer; it may be locked")}
	}
}

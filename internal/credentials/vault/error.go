package vault

import (
	"errors"
	"fmt"
)

// ErrNone says that nothing is kept under a key.
var ErrNone = errors.New("no credential is stored")

// ErrBusy says that another process has held a lock for too long.
var ErrBusy = errors.New("another process is using the stored credential")

// DamagedError says that something is kept but cannot be understood. It stays
// where it is until the record is saved again, and is then kept aside.
type DamagedError struct {
	Place  string // what holds it, such as the path of a file
	Reason string // why it cannot be read, without anything of its content
}

// Error says what is damaged and why.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("read stored credential: %s is damaged: %s", e.Place, e.Reason)
}

// SealedError says that a record is encrypted with another key than the one at
// hand.
type SealedError struct {
	Place string // path of the file
	Keys  string // where the key at hand comes from
}

// Error says what cannot be opened with which key.
func (e *SealedError) Error() string {
	return fmt.Sprintf("read stored credential: %s is encrypted with another key than that of %s", e.Place, e.Keys)
}

// KeyError says that the key of the encrypted files is missing or not usable.
type KeyError struct {
	Source string // the path that should give it
	Named  bool   // the user named the path, so that nothing is made there
	Err    error
}

// Error says which key it is and what is wrong with it.
func (e *KeyError) Error() string {
	return fmt.Sprintf("read the key of stored credentials from %s: %s", e.Source, e.Err)
}

// Unwrap gives the cause.
func (e *KeyError) Unwrap() error { return e.Err }

// KeyringError says that the keyring of the system did not do what it was asked.
type KeyringError struct {
	Action string // "read from", "write to" or "delete from"
	Err    error
}

// Error says what failed.
func (e *KeyringError) Error() string {
	return fmt.Sprintf("%s the keyring of this system: %s", e.Action, e.Err)
}

// Unwrap gives the cause.
func (e *KeyringError) Unwrap() error { return e.Err }

package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// Mode says where records are kept.
type Mode string

// The modes.
const (
	Auto        Mode = ""        // in the keyring where there is one, else in files
	KeyringOnly Mode = "keyring" // in the keyring, or not at all
	FilesOnly   Mode = "file"    // in files, whatever else there is
)

// Modes are the words by which a user chooses.
func Modes() []string { return []string{string(KeyringOnly), string(FilesOnly)} }

// Options say where records are kept.
type Options struct {
	Mode Mode
	// Directory is the absolute path of that of files and locks. It is made when
	// something is kept.
	Directory string
	// KeyFile is the absolute path of the key of the files; empty means one in
	// Directory.
	KeyFile string
	// Passphrase seals the key in Directory; empty means that the permissions of
	// the file are all that protects it.
	Passphrase string
	// Keyring is that of the system; nil where there is none.
	Keyring Keyring
	// After is the clock that limits waiting.
	After func(time.Duration) <-chan time.Time
}

// Vault keeps records. It may be used by several goroutines at once.
type Vault struct {
	mode      Mode
	directory string
	files     *folder
	ring      *ring // nil where there is none
	after     func(time.Duration) <-chan time.Time

	probe  sync.Once
	usable bool // whether the keyring answers
}

// New returns a vault. It touches nothing yet.
func New(options Options) *Vault {
	v := &Vault{
		mode:      options.Mode,
		directory: options.Directory,
		after:     options.After,
		files: &folder{
			directory: options.Directory,
			identity:  &identity{directory: options.Directory, keyFile: options.KeyFile, passphrase: options.Passphrase},
		},
	}
	if options.Keyring != nil && options.Mode != FilesOnly {
		v.ring = &ring{keyring: options.Keyring, after: options.After}
	}
	return v
}

// Place is what holds a record.
type Place struct {
	Keyring bool   // the keyring of the system
	File    string // else the path of an encrypted file
}

// String names the place in a sentence.
func (p Place) String() string {
	if p.Keyring {
		return "the keyring of this system"
	}
	return "the encrypted file " + p.File
}

// Place returns where Save would keep a record.
func (v *Vault) Place(ctx context.Context, key Key) Place {
	if v.hasRing(ctx) {
		return Place{Keyring: true}
	}
	return Place{File: v.files.path(key)}
}

// hasRing says whether the keyring is used. It is asked once.
func (v *Vault) hasRing(ctx context.Context) bool {
	if v.ring == nil {
		return false
	}
	if v.mode == KeyringOnly {
		return true
	}
	v.probe.Do(func() { v.usable = v.ring.usable(ctx) })
	return v.usable
}

// errNoKeyring is why nothing can be kept where only a keyring would do.
var errNoKeyring = &KeyringError{Action: "find", Err: errors.New("there is none")}

// Load returns the record of a key and what holds it. Without one the error is
// ErrNone; one that cannot be read gives a DamagedError, SealedError, KeyError or
// KeyringError.
func (v *Vault) Load(ctx context.Context, key Key) (Record, Place, error) {
	if v.hasRing(ctx) {
		record, err := v.ring.load(ctx, key)
		if !errors.Is(err, ErrNone) || v.mode == KeyringOnly {
			return record, Place{Keyring: true}, err
		}
	}
	if v.mode == KeyringOnly {
		return Record{}, Place{}, errNoKeyring
	}
	record, err := v.files.load(key)
	return record, Place{File: v.files.path(key)}, err
}

// Save replaces the record of a key and returns what holds it now.
func (v *Vault) Save(ctx context.Context, key Key, record Record) (Place, error) {
	if v.hasRing(ctx) {
		err := v.ring.save(ctx, key, record)
		if err == nil {
			// One that was kept in a file before is out of date.
			return Place{Keyring: true}, withoutNone(v.files.remove(key))
		}
		if v.mode == KeyringOnly {
			return Place{}, err
		}
		// A keyring that can be read but not written to: a file still can.
		if err := withoutNone(v.ring.remove(ctx, key)); err != nil {
			return Place{}, err
		}
	}
	if v.mode == KeyringOnly {
		return Place{}, errNoKeyring
	}
	if err := v.prepare(); err != nil {
		return Place{}, err
	}
	return Place{File: v.files.path(key)}, v.files.save(key, record)
}

// Delete forgets the record of a key, wherever it is kept, and says whether there
// was one.
func (v *Vault) Delete(ctx context.Context, key Key) (bool, error) {
	found := false
	var failure error
	note := func(err error) {
		switch {
		case err == nil:
			found = true
		case !errors.Is(err, ErrNone):
			failure = errors.Join(failure, err)
		}
	}
	if v.hasRing(ctx) {
		note(v.ring.remove(ctx, key))
	}
	if v.mode != KeyringOnly {
		note(v.files.remove(key))
	}
	return found, failure
}

func withoutNone(err error) error {
	if errors.Is(err, ErrNone) {
		return nil
	}
	return err
}

// Exposed returns the files that others than their owner may read or change: the
// key and the records.
func (v *Vault) Exposed() []string {
	entries, err := os.ReadDir(v.directory)
	if err != nil {
		return nil // there is nothing yet, or nothing that this user may see
	}
	paths := []string{v.files.identity.path()}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) == fileSuffix && entry.Name() != sealedKey {
			paths = append(paths, filepath.Join(v.directory, entry.Name()))
		}
	}
	var exposed []string
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && TooOpen(info) {
			exposed = append(exposed, path)
		}
	}
	return exposed
}

// TooOpen says whether others than a file's owner may read or change it. On
// Windows the permissions of the directory decide, which Go does not see.
func TooOpen(info os.FileInfo) bool {
	return runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

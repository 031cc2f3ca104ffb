package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"
	"github.com/natefinch/atomic"
)

const (
	fileSuffix  = ".age"     // of an encrypted record
	asideSuffix = ".damaged" // of one that could not be read
	privateFile = 0o600
	privateDir  = 0o700
)

// folder keeps each record in an encrypted file of its own.
type folder struct {
	directory string
	identity  *identity
}

func (f *folder) path(key Key) string { return filepath.Join(f.directory, key.name()+fileSuffix) }

func (f *folder) load(key Key) (Record, error) {
	path := f.path(key)
	sealed, err := readRegular(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Record{}, ErrNone
	case errors.Is(err, errNoFile):
		return Record{}, &DamagedError{Place: path, Reason: err.Error()}
	case err != nil:
		return Record{}, fmt.Errorf("read stored credential: %w", err)
	}
	identities, err := f.identity.load()
	if err != nil {
		return Record{}, err
	}
	text, err := decrypt(sealed, identities)
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other):
		return Record{}, &SealedError{Place: path, Keys: f.identity.source()}
	case err != nil:
		return Record{}, &DamagedError{Place: path, Reason: "it was cut or changed"}
	}
	record, err := open(key, text)
	if err != nil {
		return Record{}, &DamagedError{Place: path, Reason: err.Error()}
	}
	return record, nil
}

// errNoFile says that something else has the name of a file.
var errNoFile = errors.New("it is no file")

// readRegular reads a file. A pipe in its place would never end, or never begin.
func readRegular(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	return os.ReadFile(path)
}

func decrypt(sealed []byte, identities []age.Identity) ([]byte, error) {
	reader, err := age.Decrypt(bytes.NewReader(sealed), identities...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// save replaces the file of a record in one step, and keeps aside what cannot be
// read.
func (f *folder) save(key Key, record Record) error {
	text, err := seal(key, record)
	if err != nil {
		return err
	}
	recipient, err := f.identity.recipient()
	if err != nil {
		return err
	}
	var sealed bytes.Buffer
	writer, err := age.Encrypt(&sealed, recipient)
	if err == nil {
		_, err = writer.Write(text)
	}
	if err == nil {
		err = writer.Close()
	}
	if err != nil {
		return fmt.Errorf("encrypt credential: %w", err)
	}
	path := f.path(key)
	if _, err := f.load(key); unreadable(err) {
		if err := keepAside(path); err != nil {
			return err
		}
	}
	return replace(path, &sealed)
}

// unreadable says whether there is a record that this process cannot read.
func unreadable(err error) bool {
	var (
		damaged *DamagedError
		sealed  *SealedError
	)
	return errors.As(err, &damaged) || errors.As(err, &sealed)
}

// keepAside renames a file that cannot be read, beside those from earlier times.
func keepAside(path string) error {
	for i := 1; ; i++ {
		aside := path + asideSuffix
		if i > 1 {
			aside = fmt.Sprintf("%s-%d", aside, i)
		}
		if _, err := os.Lstat(aside); err == nil {
			continue // whoever saves holds the lock: nobody takes the name meanwhile
		}
		if err := os.Rename(path, aside); err != nil {
			return fmt.Errorf("keep damaged credential aside: %w", err)
		}
		return nil
	}
}

// replace writes a file whole or not at all, for its owner alone.
func replace(path string, content io.Reader) error {
	// The library gives a new file the permissions of the one it replaces.
	if err := os.Chmod(path, privateFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("store credential: %w", err)
	}
	if err := atomic.WriteFile(path, content); err != nil {
		return fmt.Errorf("store credential: %w", err)
	}
	return nil
}

func (f *folder) remove(key Key) error {
	err := os.Remove(f.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNone
	}
	if err != nil {
		return fmt.Errorf("delete stored credential: %w", err)
	}
	return nil
}

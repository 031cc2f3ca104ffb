package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"filippo.io/age"
	"github.com/gofrs/flock"
)

// Where the key of the encrypted files is kept when nobody says otherwise: as it
// is, or sealed with a passphrase.
const (
	plainKey  = "key.txt"
	sealedKey = "key.age"
)

// identity is the key pair of the encrypted files, in the form of age. It is made
// the first time that something is kept.
type identity struct {
	directory  string
	keyFile    string // absolute path; "" for the key in the directory
	passphrase string // "" when there is none

	mu   sync.Mutex
	keys []age.Identity // nil until they are read
}

// source names where the key comes from, for messages.
func (i *identity) source() string {
	switch {
	case i.keyFile != "":
		return i.keyFile
	case i.passphrase != "":
		return i.path() + " and the passphrase"
	default:
		return i.path()
	}
}

func (i *identity) path() string {
	switch {
	case i.keyFile != "":
		return i.keyFile
	case i.passphrase != "":
		return filepath.Join(i.directory, sealedKey)
	default:
		return filepath.Join(i.directory, plainKey)
	}
}

// load reads the key.
func (i *identity) load() ([]age.Identity, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.read()
}

func (i *identity) read() ([]age.Identity, error) {
	if i.keys != nil {
		return i.keys, nil
	}
	content, err := readRegular(i.path())
	if err != nil {
		return nil, &KeyError{Source: i.path(), Named: i.keyFile != "", Err: reason(err)}
	}
	if i.passphrase != "" && i.keyFile == "" {
		if content, err = i.unseal(content); err != nil {
			return nil, err
		}
	}
	keys, err := age.ParseIdentities(bytes.NewReader(content))
	if err != nil {
		// The library quotes the line.
		return nil, &KeyError{Source: i.path(), Named: i.keyFile != "", Err: errors.New("it holds no key of age (a line that starts with AGE-SECRET-KEY-1)")}
	}
	i.keys = keys
	return keys, nil
}

func (i *identity) unseal(content []byte) ([]byte, error) {
	scrypt, err := age.NewScryptIdentity(i.passphrase)
	if err != nil {
		return nil, &KeyError{Source: i.path(), Named: i.keyFile != "", Err: err}
	}
	text, err := decrypt(content, []age.Identity{scrypt})
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other):
		return nil, &KeyError{Source: i.path(), Named: i.keyFile != "", Err: errors.New("the passphrase is not the one it was sealed with")}
	case err != nil:
		return nil, &KeyError{Source: i.path(), Named: i.keyFile != "", Err: errors.New("it was cut or changed")}
	}
	return text, nil
}

// recipient is what records are encrypted for. A key that does not exist yet is
// made, but for one that the user names: that name may be a mistake.
func (i *identity) recipient() (age.Recipient, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	keys, err := i.read()
	if errors.Is(err, fs.ErrNotExist) && i.keyFile == "" {
		if err := i.create(); err != nil {
			return nil, err
		}
		keys, err = i.read()
	}
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		switch key := key.(type) {
		case *age.X25519Identity:
			return key.Recipient(), nil
		case *age.HybridIdentity:
			return key.Recipient(), nil
		}
	}
	return nil, &KeyError{Source: i.path(), Named: i.keyFile != "", Err: errors.New("it holds no key that can be encrypted for")}
}

// create makes a key, unless another process just did.
func (i *identity) create() (err error) {
	lock := flock.New(i.path()+".lock", flock.SetPermissions(privateFile))
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("lock the key of stored credentials: %w", err)
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	if _, err := os.Lstat(i.path()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	text := "# The key of the credentials beside this file. Whoever has both can use them.\n" + key.String() + "\n"
	content := []byte(text)
	if i.passphrase != "" {
		if content, err = sealWith(i.passphrase, text); err != nil {
			return err
		}
	}
	return replace(i.path(), bytes.NewReader(content))
}

func sealWith(passphrase, text string) ([]byte, error) {
	scrypt, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("seal a key: %w", err)
	}
	var sealed bytes.Buffer
	writer, err := age.Encrypt(&sealed, scrypt)
	if err == nil {
		_, err = writer.Write([]byte(text))
	}
	if err == nil {
		err = writer.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("seal a key: %w", err)
	}
	return sealed.Bytes(), nil
}

// reason takes the path off an error of the file system: the message has it.
func reason(err error) error {
	var fault *fs.PathError
	if errors.As(err, &fault) {
		return fault.Err
	}
	return err
}

package credentials

import (
	"context"
	"errors"
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/internal/credentials/google"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// storeTrouble says why a stored login could not be read or written.
func (a account) storeTrouble(err error) *hcl.Diagnostic {
	var (
		damaged *vault.DamagedError
		sealed  *vault.SealedError
		key     *vault.KeyError
		ring    *vault.KeyringError
	)
	again := command("roictl login", a.word())
	switch {
	case errors.Is(err, context.Canceled):
		return a.interrupted()
	case errors.Is(err, vault.ErrBusy):
		return a.fault(codeStore, a.place(), "Stored login in use",
			"Another roictl has been renewing the login of %s for a long time.\n\nRun the command again; if it goes on, end the other one.", a.decl.Address)
	case errors.As(err, &damaged):
		return a.fault(codeStore, a.place(), "Stored login damaged",
			"The stored login of %s cannot be read: %s, because %s. It is left as it is.\n\nLog in again; what is damaged is then kept beside the new one, with \".damaged\" at the end of its name:%s", a.decl.Address, damaged.Place, damaged.Reason, again)
	case errors.As(err, &sealed):
		return a.fault(codeStore, a.place(), "Stored login locked",
			"The stored login of %s in %s was encrypted with another key than that of %s.\n\nSet ROICTL_KEYFILE or ROICTL_PASSPHRASE as it was when you logged in, or log in again:%s", a.decl.Address, sealed.Place, sealed.Keys, again)
	case errors.As(err, &key):
		return a.fault(codeStore, a.place(), "Key of stored logins not usable",
			"The key that logins are encrypted with cannot be used: %s: %s.\n\nSet ROICTL_KEYFILE and ROICTL_PASSPHRASE as they were when you logged in. %s", key.Source, trimmed(key.Err.Error()), newKey(key, again))
	case errors.As(err, &ring):
		return a.fault(codeStore, a.place(), "Keyring not usable",
			"Roictl could not %s the keyring of this system: %s.\n\nUnlock it and run the command again, or keep logins in encrypted files:%s", ring.Action, trimmed(ring.Err.Error()), command("ROICTL_CREDENTIALS=file roictl login", a.word()))
	default:
		return a.fault(codeStore, a.place(), "Stored login not usable", "The stored login of %s could not be used: %s.", a.decl.Address, trimmed(err.Error()))
	}
}

// newKey says what to do where the key is lost. Roictl makes another one where
// nothing stands in its place, and never throws one away: other logins may depend
// on it, and its passphrase may come back to mind.
func newKey(key *vault.KeyError, again string) string {
	switch {
	case key.Named:
		return "Where the key is lost, take ROICTL_KEYFILE out of the environment, so that roictl makes a key of its own, and log in again:" + again
	case errors.Is(key.Err, fs.ErrNotExist):
		return "Where the key is lost, log in again:" + again
	default:
		return "Where it is lost, no login that it locks can be read any more. Move it out of the way, and log in again with each connector:" +
			command("mv", shellQuoted(key.Source), shellQuoted(key.Source+".lost")) + again
	}
}

// unusableFile says what is wrong with a file of Google's.
func (a account) unusableFile(argument string, err error) *hcl.Diagnostic {
	var file *google.FileError
	if !errors.As(err, &file) {
		return a.fault(codeFile, a.at(argument), "Key file not usable", "%s.", trimmed(err.Error()))
	}
	if argument == "" {
		return a.fault(codeFile, a.place(), "Key file not usable",
			"The application default credentials in %s cannot be used: %s. Set %s to another file, or get credentials with \"gcloud auth application-default login\".", file.Path, file.Reason, google.CredentialsVariable)
	}
	return a.fault(codeFile, a.at(argument), "Key file not usable", "%s, which %s names, cannot be used: %s.", file.Path, argument, file.Reason)
}

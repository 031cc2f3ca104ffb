package google

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"cloud.google.com/go/compute/metadata"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
)

// CredentialsVariable names the file of application default credentials.
const CredentialsVariable = "GOOGLE_APPLICATION_CREDENTIALS"

// quotaVariable names the project that requests count against.
const quotaVariable = "GOOGLE_CLOUD_QUOTA_PROJECT"

// types are those of application default credentials that are taken.
var types = []google.CredentialsType{
	google.ServiceAccount,
	google.AuthorizedUser,
	google.ExternalAccount, // workload identity federation
	google.ImpersonatedServiceAccount,
}

// Default is where application default credentials come from.
type Default struct {
	// Path is the file; "" means the metadata server of Google's cloud.
	Path string
	// Variable is the one of the environment that names the file; "" where it lies
	// in its usual place.
	Variable string
	// Type is that of the file, such as authorized_user.
	Type string
	// Email is that of a service account, where the file tells it.
	Email string
	// QuotaProject is what requests count against; "" means the project of the
	// credentials.
	QuotaProject string
	json         []byte
}

// String hides what the file holds.
func (Default) String() string { return "(sensitive value)" }

// GoString hides it as String does.
func (Default) GoString() string { return "(sensitive value)" }

// ErrNoDefault says that there are no application default credentials in files.
var ErrNoDefault = errors.New("there are no application default credentials")

// FindDefault looks for application default credentials where Google's tools put
// them: in the file that the environment names, else in that of gcloud. Without
// either the error is ErrNoDefault.
func FindDefault(env func(string) (string, bool), home string) (Default, error) {
	project, _ := env(quotaVariable)
	if path, set := env(CredentialsVariable); set && path != "" {
		return readDefault(Default{Path: path, Variable: CredentialsVariable, QuotaProject: project})
	}
	path := wellKnown(env, home)
	if _, err := os.Stat(path); path == "" || errors.Is(err, os.ErrNotExist) {
		return Default{}, ErrNoDefault
	}
	return readDefault(Default{Path: path, QuotaProject: project})
}

// wellKnown is where gcloud keeps them.
func wellKnown(env func(string) (string, bool), home string) string {
	const name = "application_default_credentials.json"
	if data, set := env("APPDATA"); set && data != "" && filepath.Separator == '\\' {
		return filepath.Join(data, "gcloud", name)
	}
	if home == "" {
		return ""
	}
	return filepath.Join(home, ".config", "gcloud", name)
}

func readDefault(d Default) (Default, error) {
	content, err := read(d.Path)
	if err != nil {
		return Default{}, err
	}
	f, err := parse(d.Path, content)
	if err != nil {
		return Default{}, err
	}
	if !slices.Contains(types, google.CredentialsType(f.Type)) {
		return Default{}, &FileError{d.Path, fmt.Sprintf("it is %s; the types that can be used are %v", f.words(), types)}
	}
	if f.Type == string(google.ServiceAccount) {
		key, err := ReadKey(d.Path)
		if err != nil {
			return Default{}, err
		}
		d.Email = key.Email
	}
	if d.QuotaProject == "" {
		d.QuotaProject = f.QuotaProject
	}
	d.Type, d.json = f.Type, content
	return d, nil
}

// OnGoogleCloud says whether this machine is one of Google's, whose metadata
// server gives tokens. It asks the network.
func OnGoogleCloud(ctx context.Context) bool { return metadata.OnGCEWithContext(ctx) }

// Token asks for an access token. For a user's credentials the scopes are those
// that were granted, whatever is asked for.
func (d Default) Token(ctx context.Context, scopes []string) (*oauth2.Token, error) {
	if d.Path == "" {
		return google.ComputeTokenSource("", scopes...).Token()
	}
	credentials, err := google.CredentialsFromJSONWithType(ctx, d.json, google.CredentialsType(d.Type), scopes...)
	if err != nil {
		return nil, fmt.Errorf("use %s: it is not complete", d.Path)
	}
	return credentials.TokenSource.Token()
}

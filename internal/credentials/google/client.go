package google

// app is an OAuth client as Google's console writes it.
type app struct {
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
}

// ReadClient reads the OAuth client of a file that Google's console lets people
// download. Its addresses are not taken over: they are those of the connector.
func ReadClient(path string) (id, secret string, err error) {
	content, err := read(path)
	if err != nil {
		return "", "", err
	}
	f, err := parse(path, content)
	if err != nil {
		return "", "", err
	}
	found := f.Installed
	if found == nil {
		found = f.Web
	}
	if found == nil || found.ClientID == "" {
		return "", "", &FileError{path, "it is " + f.words() + ", not an OAuth client (with \"installed\" or \"web\")"}
	}
	return found.ClientID, found.ClientSecret, nil
}

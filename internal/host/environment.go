package host

import (
	"runtime"
	"slices"
	"strings"
)

// passed are the variables every child sees: what a program needs to run at all
// and to reach the network. Everything else may hold a secret of the user's.
var passed = []string{
	"PATH", "HOME", "USERPROFILE",
	"TMPDIR", "TEMP", "TMP",
	"SystemRoot", // Windows cannot open a network connection without it
	"LANG", "LC_ALL", "TZ",
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
	"SSL_CERT_FILE", "SSL_CERT_DIR",
}

// childEnvironment returns the variables of environ that a child may see: the
// ones above and the further names.
func childEnvironment(environ, further []string) []string {
	allowed := slices.Concat(passed, further)
	var env []string
	for _, variable := range environ {
		name, _, ok := strings.Cut(variable, "=")
		if ok && slices.ContainsFunc(allowed, func(a string) bool { return sameName(a, name) }) {
			env = append(env, variable)
		}
	}
	return env
}

// sameName compares the names of variables as the system does.
func sameName(a, b string) bool {
	if runtime.GOOS == "windows" {
		return strings.EqualFold(a, b)
	}
	return a == b
}

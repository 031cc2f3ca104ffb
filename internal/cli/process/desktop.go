package process

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/cli/browser"

	"github.com/roictl/roictl/internal/cli"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// addDesktop adds what belongs to the user rather than to the process: where their
// settings are, and which keyring and browser they have.
func addDesktop(state *cli.State) {
	state.After = time.After
	// Without a home, paths of the user's have to be written out; whoever needs one
	// says so.
	state.Home, _ = os.UserHomeDir()
	if settings, err := os.UserConfigDir(); err == nil {
		state.Settings = filepath.Join(settings, "roictl")
	}
	if hasKeyring() {
		state.Keyring = vault.System()
	}
	if hasBrowser() {
		state.OpenBrowser = openBrowser
	}
}

// hasKeyring says whether looking for a keyring makes sense: on Linux it is reached
// over the bus of a desktop session, and looking without one would start a bus.
func hasKeyring() bool {
	return runtime.GOOS != "linux" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != ""
}

// hasBrowser says whether a page that is opened would be seen: not at the far end
// of a remote shell, and on Linux only on a display.
func hasBrowser() bool {
	if os.Getenv("SSH_CONNECTION") != "" {
		return false
	}
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	default:
		return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" || os.Getenv("WSL_DISTRO_NAME") != ""
	}
}

// openBrowser opens a page. What browsers write on their way up is not for the
// user's eyes.
func openBrowser(url string) error {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	return browser.OpenURL(url)
}

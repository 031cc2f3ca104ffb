package cli

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// State is everything that a command may know or touch of its process. The main
// program fills it in; tests make one of their own.
type State struct {
	Args      []string                             // the words after the program's name
	LookupEnv func(name string) (string, bool)     // one environment variable
	Environ   func() []string                      // all of them, as NAME=value
	Now       func() time.Time                     // the clock
	Stdin     io.Reader                            // the user's, captured before any connector can read it
	Stdout    io.Writer                            // results
	Stderr    io.Writer                            // diagnostics and progress
	Terminal  struct{ Stdin, Stdout, Stderr bool } // which streams are terminals
	Width     func() int                           // columns of the terminal; 0 when unknown

	Directory  string           // absolute working directory
	Executable string           // absolute path of this program, for bundled connectors
	Version    string           // stamped by the linker; empty in a plain build
	Signals    <-chan os.Signal // interrupts; nil when there are none
	// Bundled are the connectors that are compiled into this program, by type.
	Bundled map[string]connector.Connector
	Exit    func(code int) // ends the process at once, on a second interrupt

	// What belongs to the user: for the commands that log in.
	Home        string                               // directory that ~ stands for; "" when there is none
	Settings    string                               // directory of roictl's settings; "" when there is none
	Keyring     vault.Keyring                        // of the system; nil when there is none
	OpenBrowser func(url string) error               // nil when there is none
	After       func(time.Duration) <-chan time.Time // the clock that limits waiting
}

// absolute returns the absolute form of a path that the user wrote relative to dir.
func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// defaultWidth is the width of text where no terminal says otherwise.
const defaultWidth = 80

// columns is the width that text is laid out for: that of the terminal, else what
// COLUMNS in the environment says.
func (s State) columns() int {
	if s.Width != nil {
		if width := s.Width(); width > 0 {
			return width
		}
	}
	if width, err := strconv.Atoi(s.env("COLUMNS")); err == nil && width > 0 {
		return width
	}
	return defaultWidth
}

// tableColumns is the width that tables are cut to. Where it is not known, as in a
// pipe, nothing is cut off: another program may read it.
func (s State) tableColumns() int {
	if s.Width != nil && s.Width() > 0 || s.env("COLUMNS") != "" {
		return s.columns()
	}
	return math.MaxInt16
}

// env returns an environment variable, or the empty string.
func (s State) env(name string) string {
	value, _ := s.LookupEnv(name)
	return value
}

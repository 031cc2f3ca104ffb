//go:build !windows

package process

import "os"

// understandsEscapes says whether a terminal interprets escape sequences. All
// but those of Windows do, or say so by TERM.
func understandsEscapes(*os.File) bool { return true }

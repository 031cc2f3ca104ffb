package process

import (
	"os"

	"golang.org/x/sys/windows"
)

// understandsEscapes makes a console interpret escape sequences, which those of
// Windows do only when they are asked to, and says whether it does.
func understandsEscapes(file *os.File) bool {
	handle := windows.Handle(file.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(handle, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}

package cli

// colors says for each output stream whether escape sequences may be written.
type colors struct{ Stdout, Stderr bool }

// chooseColors decides on colour. In order of weight: the --no-color flag,
// NO_COLOR (https://no-color.org), CLICOLOR_FORCE (https://bixense.com/clicolors),
// a terminal that can show none, and whether the stream is a terminal at all.
func chooseColors(state State, noColor bool) colors {
	switch {
	case noColor, state.env("NO_COLOR") != "":
		return colors{}
	case state.env("CLICOLOR_FORCE") != "" && state.env("CLICOLOR_FORCE") != "0":
		return colors{Stdout: true, Stderr: true}
	case state.env("TERM") == "dumb":
		return colors{}
	default:
		return colors{Stdout: state.Terminal.Stdout, Stderr: state.Terminal.Stderr}
	}
}

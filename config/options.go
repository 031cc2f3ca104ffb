package config

import "io/fs"

// Options say what to load and where values come from. Nothing else is read:
// neither the environment nor the working directory.
type Options struct {
	// FS is the configuration's directory.
	FS fs.FS
	// Directory is its absolute path, for messages and relative data paths.
	Directory string
	// Vars are --var and --var-file in the order of the command line.
	Vars []VarAssignment
	// ReadFile reads a --var-file, which need not lie in the directory. It may
	// be nil when there is none.
	ReadFile func(name string) ([]byte, error)
	// Env looks up an environment variable; only ROICTL_VAR_ names are asked
	// for. Nil means that there are none.
	Env func(name string) (string, bool)
	// Version is the running roictl's, for required_version; "" skips the check.
	Version string
}

// VarAssignment is one --var or --var-file.
type VarAssignment struct {
	// Name and Value are those of --var NAME=VALUE.
	Name, Value string
	// File is the path of --var-file; then Name and Value are empty.
	File string
}

// envPrefix is what the name of a variable follows in the environment.
const envPrefix = "ROICTL_VAR_"

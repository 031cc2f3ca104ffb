//go:build !unix

package main

import "os"

// maxMemory is not known on this platform.
func maxMemory(*os.ProcessState) int64 { return 0 }

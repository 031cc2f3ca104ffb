// Command facebooksim serves the simulator of Meta's APIs on a loopback address,
// for demonstrations and for trying configurations without an account:
//
//	facebooksim --listen 127.0.0.1:8701
//
// The first line that it prints is the base URL; then come the tokens that work.
// It stops on SIGINT or SIGTERM.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "facebooksim:", err)
		os.Exit(1)
	}
}

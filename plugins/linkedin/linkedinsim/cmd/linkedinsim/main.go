// Command linkedinsim serves a simulated LinkedIn on this machine, to try the
// connector, to demonstrate it, and to run examples against.
//
//	linkedinsim [--listen 127.0.0.1:0] [--now 2026-11-22T08:00:00Z] [--large] [--member analyst]
//
// Its first line is the base URL, its second a token that may read everything.
// It stops on an interrupt.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

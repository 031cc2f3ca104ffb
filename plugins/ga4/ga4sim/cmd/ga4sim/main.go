// Command ga4sim serves the Google Analytics 4 simulator on a loopback address: for
// examples, demonstrations and tests of other programs.
//
//	ga4sim --now 2026-06-05T08:00:00Z --write-key reader.json
//
// Its first line on standard output is the base URL, which clients take as their
// endpoint. It stops on SIGINT and SIGTERM.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr, time.Now); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

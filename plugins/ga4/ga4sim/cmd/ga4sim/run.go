package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
)

// settings are the flags.
type settings struct {
	listen, now, writeKey, writeClient string
	seed                               uint64
	sessions                           int
	quotaFactor                        int
	testing                            bool
}

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, clock func() time.Time) error {
	wanted, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	now := clock()
	if wanted.now != "" {
		if now, err = time.Parse(time.RFC3339, wanted.now); err != nil {
			return fmt.Errorf("read --now: write an instant such as 2026-06-05T08:00:00Z: %w", err)
		}
	}
	listener, err := listen(wanted.listen)
	if err != nil {
		return err
	}
	simulator := ga4sim.New(ga4sim.Options{
		Now: now, Seed: wanted.seed, SessionsPerDay: wanted.sessions, Wall: clock, Testing: wanted.testing, QuotaFactor: wanted.quotaFactor,
	})
	base := "http://" + listener.Addr().String()
	if err := write(wanted.writeKey, simulator.ServiceAccountKey(base)); err != nil {
		return err
	}
	if err := write(wanted.writeClient, simulator.ClientJSON(base)); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(stdout, base); err != nil {
		return fmt.Errorf("print the base URL: %w", err)
	}
	return serve(ctx, listener, simulator)
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("ga4sim", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.listen, "listen", "127.0.0.1:0", "loopback `address` to serve on; port 0 picks a free one")
	flags.StringVar(&s.now, "now", "", "`instant` at which the virtual clock stands (default: the machine's clock)")
	flags.Uint64Var(&s.seed, "seed", 0, "`number` that shapes the world")
	flags.IntVar(&s.sessions, "sessions", 0, "sessions a day of the shop (default 300)")
	flags.IntVar(&s.quotaFactor, "quota-factor", 1, "`factor` on what requests cost, as a large property has")
	flags.BoolVar(&s.testing, "testing", false, "refresh tokens die after seven days, as those of unpublished apps")
	flags.StringVar(&s.writeKey, "write-key", "", "`file` to write a service account's key to")
	flags.StringVar(&s.writeClient, "write-client", "", "`file` to write the installed app's client to")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("unexpected argument %q: ga4sim takes flags only", flags.Arg(0))
	}
	return s, nil
}

// listen refuses addresses that other machines can reach: keys are handed out to
// everybody who asks.
func listen(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("read --listen: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("read --listen: %q is no loopback address: use 127.0.0.1:PORT or [::1]:PORT", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return listener, nil
}

// write stores a credential where only its owner can read it.
func write(file string, content []byte) error {
	if file == "" {
		return nil
	}
	if err := os.WriteFile(file, content, 0o600); err != nil {
		return fmt.Errorf("write credential: %w", err)
	}
	return nil
}

// patience is how long calls may take that are being answered when the server stops.
const patience = 2 * time.Second

func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return errors.Join(fmt.Errorf("stop serving: %w", err), server.Close())
	}
	return nil
}

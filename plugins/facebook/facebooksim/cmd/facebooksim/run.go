package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// run serves until the context ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("facebooksim", flag.ContinueOnError)
	flags.SetOutput(out)
	listen := flags.String("listen", "127.0.0.1:0", "loopback `address` to listen on; port 0 is any free one")
	now := flags.String("now", facebooksim.DefaultNow.Format(time.RFC3339), "`moment` that the virtual clock shows, in RFC 3339")
	seed := flags.Uint64("seed", 0, "`number` that decides the world's figures")
	large := flags.Bool("large", false, "add the account 1004 with 2,000 ads over thirteen months")
	proof := flags.Bool("require-proof", false, "refuse calls without appsecret_proof")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return fmt.Errorf("read flags: %w", err)
	}
	clock, err := time.Parse(time.RFC3339, *now)
	if err != nil {
		return fmt.Errorf("read --now: %w", err)
	}
	listener, err := loopback(*listen)
	if err != nil {
		return err
	}
	sim := facebooksim.New(facebooksim.Options{Now: clock, Seed: *seed, World: world.Options{Large: *large}, RequireProof: *proof})
	announce(out, "http://"+listener.Addr().String(), sim)
	return serve(ctx, listener, sim)
}

// loopback listens on an address, and refuses one that others can reach: the
// simulator gives its tokens to whoever asks.
func loopback(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("read --listen: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("listen on %s: it is not a loopback address such as 127.0.0.1", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return listener, nil
}

// announce prints where the simulator is and what opens it.
func announce(out io.Writer, address string, sim *facebooksim.Server) {
	tokens := sim.Tokens()
	fmt.Fprintf(out, "%s\n", address)
	fmt.Fprintf(out, "app id          %s\napp secret      %s\n", tokens.AppID, tokens.AppSecret)
	fmt.Fprintf(out, "system user     %s\nlong-lived user %s\npage            %s\n", tokens.SystemUser, tokens.LongLived, tokens.Page)
	for _, account := range sim.World().Accounts {
		if !account.Unassigned {
			fmt.Fprintf(out, "ad account      act_%s  %s, %s, %s\n", account.ID, account.Name, account.Currency, account.Zone)
		}
	}
	for _, page := range sim.World().Pages {
		fmt.Fprintf(out, "page            %s  %s\ninstagram       %s  %s\n", page.ID, page.Name, page.Instagram.ID, page.Instagram.Username)
	}
}

// serve answers requests until the context ends, and then lets those finish that
// have begun.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	const grace = 3 * time.Second
	server := &http.Server{Handler: handler, ReadHeaderTimeout: grace}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

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

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// run serves until the context ends, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("linkedinsim", flag.ContinueOnError)
	flags.SetOutput(stderr)
	listen := flags.String("listen", "127.0.0.1:0", "loopback address and port; port 0 picks a free one")
	now := flags.String("now", "", "start of the virtual clock, as 2026-11-22T08:00:00Z")
	large := flags.Bool("large", false, "simulate 800 campaigns")
	member := flags.String("member", world.Admin, "whose token to print: admin, analyst or outsider")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	options := linkedinsim.Options{World: world.Config{Large: *large}}
	if *now != "" {
		start, err := time.Parse(time.RFC3339, *now)
		if err != nil {
			fmt.Fprintf(stderr, "linkedinsim: --now has to be a time such as 2026-11-22T08:00:00Z: %v\n", err)
			return 2
		}
		options.Now = start
	}
	if err := serve(ctx, *listen, options, *member, stdout); err != nil {
		fmt.Fprintln(stderr, "linkedinsim:", err)
		return 1
	}
	return 0
}

// serve listens, says where, and answers until the context ends.
func serve(ctx context.Context, address string, options linkedinsim.Options, member string, stdout io.Writer) error {
	if err := loopback(address); err != nil {
		return err
	}
	sim := linkedinsim.New(options)
	if sim.World().Member(member) == nil {
		return fmt.Errorf("issue token: there is no member %q; there are admin, analyst and outsider", member)
	}
	token, err := sim.Token(member)
	if err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Fprintf(stdout, "http://%s\n%s\n", listener.Addr(), token.Access)
	server := &http.Server{Handler: sim, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// Whatever is still being answered, a slow body on purpose too, is cut.
	if err := server.Close(); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// loopback refuses addresses that other machines can reach: the simulator gives
// tokens to whoever asks.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("read --listen: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("read --listen: %q is not a loopback address such as 127.0.0.1", host)
	}
	return nil
}

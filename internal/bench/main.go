package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	roictl := flag.String("roictl", "roictl", "the binary to measure")
	runs := flag.Int("runs", 5, "runs of each process; the median counts")
	rows := flag.Int("rows", 1_000_000, "rows of the CSV file")
	only := flag.String("only", "", "one of start, validate, plan, check")
	flag.Parse()
	if err := run(*roictl, *runs, *rows, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(roictl string, runs, rows int, only string) error {
	binary, err := filepath.Abs(roictl)
	if err != nil {
		return fmt.Errorf("find binary: %w", err)
	}
	dir, err := os.MkdirTemp("", "roictl-bench-")
	if err != nil {
		return fmt.Errorf("make directory: %w", err)
	}
	defer func() {
		if err := os.RemoveAll(dir); err != nil {
			fmt.Fprintln(os.Stderr, "bench: remove directory:", err)
		}
	}()
	b := bench{roictl: binary, dir: dir, runs: runs, rows: rows}
	fmt.Printf("%-44s %9s %9s %7s  %s\n", "what", "roictl", "peer", "ratio", "peer is")
	for _, part := range []struct {
		name string
		run  func() error
	}{{"start", b.start}, {"validate", b.validate}, {"plan", b.plan}, {"check", b.check}} {
		if only != "" && only != part.name {
			continue
		}
		if err := part.run(); err != nil {
			return fmt.Errorf("measure %s: %w", part.name, err)
		}
	}
	return nil
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"time"
)

// bench holds what all measurements share.
type bench struct {
	roictl string
	dir    string
	runs   int
	rows   int
}

// sample is one process: wall time and peak memory.
type sample struct {
	wall   time.Duration
	memory int64 // bytes; 0 where the platform does not tell
}

// process runs a command in a directory and returns the median of its wall times
// with the largest memory. An exit code that is not among ok is an error, so that
// a failing program is never measured as a fast one.
func (b bench) process(dir string, ok []int, name string, args ...string) (sample, error) {
	var walls []time.Duration
	var peak int64
	for range b.runs {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		var output bytes.Buffer
		cmd.Stdout, cmd.Stderr = &output, &output
		began := time.Now()
		err := cmd.Run()
		walls = append(walls, time.Since(began))
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			return sample{}, fmt.Errorf("run %s: %w", name, err)
		}
		if code := cmd.ProcessState.ExitCode(); !slices.Contains(ok, code) {
			return sample{}, fmt.Errorf("run %s %v: exit code %d\n%s", name, args, code, tail(output.String()))
		}
		peak = max(peak, maxMemory(cmd.ProcessState))
	}
	slices.Sort(walls)
	return sample{wall: walls[len(walls)/2], memory: peak}, nil
}

func tail(text string) string {
	if len(text) > 2000 {
		return text[len(text)-2000:]
	}
	return text
}

// row prints a measurement beside its peer's.
func row(what string, own, peer sample, peerName string) {
	fmt.Printf("%-44s %9s %9s %7.2f  %s\n", what, round(own.wall), round(peer.wall), float64(own.wall)/float64(peer.wall), peerName)
}

// absent prints a measurement whose peer is not installed.
func absent(what string, own sample, peerName string) {
	fmt.Printf("%-44s %9s %9s %7s  %s (not installed)\n", what, round(own.wall), "-", "-", peerName)
}

func round(d time.Duration) time.Duration {
	if d > time.Second {
		return d.Round(10 * time.Millisecond)
	}
	return d.Round(100 * time.Microsecond)
}

// terraform is the path of terraform, or "".
func terraform() string {
	path, err := exec.LookPath("terraform")
	if err != nil {
		return ""
	}
	return path
}

// against measures roictl, and terraform where it is installed.
func (b bench) against(what string, own sample, dir, peerName string, args ...string) error {
	path := terraform()
	if path == "" {
		absent(what, own, peerName)
		return nil
	}
	peer, err := b.process(dir, []int{0, 2}, path, args...)
	if err != nil {
		return err
	}
	row(what, own, peer, peerName)
	return nil
}

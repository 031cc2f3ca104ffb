package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// start compares the time to say the version: nothing but start-up.
func (b bench) start() error {
	own, err := b.process(b.dir, []int{0}, b.roictl, "version")
	if err != nil {
		return err
	}
	return b.against("start-up", own, b.dir, "terraform version", "version")
}

// validate compares validate on as many comparable blocks: KPIs with a nested
// target here, check blocks with a nested assert there.
func (b bench) validate() error {
	const blocks = 10_000
	own := filepath.Join(b.dir, "validate")
	if err := writeFiles(own, map[string]string{"main.roi.hcl": configuration(blocks, 1), "data.csv": "Date,Campaign,Age,Spend,Leads\n2026-05-01,c1,25,1.00,1\n"}); err != nil {
		return err
	}
	measured, err := b.process(own, []int{0}, b.roictl, "validate")
	if err != nil {
		return err
	}
	peer := filepath.Join(b.dir, "validate-terraform")
	if err := writeFiles(peer, map[string]string{"main.tf": checkBlocks(blocks)}); err != nil {
		return err
	}
	if err := initTerraform(peer); err != nil {
		return err
	}
	return b.against(fmt.Sprintf("validate, %d blocks", blocks), measured, peer, "terraform validate, check blocks", "validate")
}

// plan compares plan on 1,000 KPIs with outputs, and with 250 check blocks, which
// grow quadratically there.
func (b bench) plan() error {
	const blocks, checks = 1000, 250
	own := filepath.Join(b.dir, "plan")
	if err := writeFiles(own, map[string]string{"main.roi.hcl": configuration(blocks, 1), "data.csv": "Date,Campaign,Age,Spend,Leads\n2026-05-01,c1,25,1.00,1\n"}); err != nil {
		return err
	}
	measured, err := b.process(own, []int{0, 2}, b.roictl, "plan", "--as-of", "2026-05-20")
	if err != nil {
		return err
	}
	for _, peer := range []struct{ name, text, says string }{
		{"plan-outputs", outputs(blocks), fmt.Sprintf("terraform plan, %d outputs", blocks)},
		{"plan-checks", checkBlocks(checks), fmt.Sprintf("terraform plan, %d check blocks", checks)},
	} {
		dir := filepath.Join(b.dir, peer.name)
		if err := writeFiles(dir, map[string]string{"main.tf": peer.text}); err != nil {
			return err
		}
		if err := initTerraform(dir); err != nil {
			return err
		}
		if err := b.against(fmt.Sprintf("plan, %d KPIs", blocks), measured, dir, peer.says, "plan", "-refresh=false"); err != nil {
			return err
		}
	}
	return nil
}

// check compares a check of 200 KPIs with one bare pass of encoding/csv over the
// same file.
func (b bench) check() error {
	const kpis = 200
	dir := filepath.Join(b.dir, "check")
	if err := writeFiles(dir, map[string]string{"main.roi.hcl": configuration(kpis, 40)}); err != nil {
		return err
	}
	path := filepath.Join(dir, "data.csv")
	if err := writeRows(path, b.rows); err != nil {
		return err
	}
	measured, err := b.process(dir, []int{0, 2}, b.roictl, "check", "--as-of", "2026-05-20", "--no-record", "--json")
	if err != nil {
		return err
	}
	var walls []time.Duration
	for range b.runs {
		wall, err := barePass(path)
		if err != nil {
			return err
		}
		walls = append(walls, wall)
	}
	slices.Sort(walls)
	row(fmt.Sprintf("check, %d KPIs over %d rows", kpis, b.rows), measured, sample{wall: walls[len(walls)/2]}, "one bare encoding/csv pass")
	fmt.Printf("%-44s %6d MB\n", "  peak memory of the larger process", measured.memory>>20)
	return nil
}

// barePass is the peer of check: read every record and do nothing with it.
func barePass(path string) (wall time.Duration, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	began := time.Now()
	reader := csv.NewReader(bufio.NewReaderSize(file, 1<<20))
	reader.ReuseRecord = true
	for {
		if _, err := reader.Read(); errors.Is(err, io.EOF) {
			return time.Since(began), nil
		} else if err != nil {
			return 0, err
		}
	}
}

// initTerraform prepares a directory without providers.
func initTerraform(dir string) error {
	path := terraform()
	if path == "" {
		return nil
	}
	_, err := bench{runs: 1}.process(dir, []int{0}, path, "init", "-input=false")
	return err
}

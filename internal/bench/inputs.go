package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// configuration declares KPIs over one file, each with a formula, a filter and a
// target, of as many campaigns.
func configuration(kpis, campaigns int) string {
	var text strings.Builder
	text.WriteString(`roictl {
  currency = "EUR"
  timezone = "Europe/Berlin"
}

connector "file" "ads" {
  path     = "data.csv"
  date     = { column = "Date", format = "YYYY-MM-DD" }
  decimal  = "."
  currency = "EUR"

  dimension "campaign" {
    column = "Campaign"
  }
  dimension "age" {
    column = "Age"
  }
  measure "spend" {
    column = "Spend"
    unit   = "money"
  }
  measure "leads" {
    column = "Leads"
    unit   = "count"
  }
}
`)
	for c := range campaigns {
		fmt.Fprintf(&text, `
metric "spend_%[1]d" {
  source  = connector.file.ads
  measure = "spend"
  where   = { campaign = "c%[1]d" }
}

metric "leads_%[1]d" {
  source  = connector.file.ads
  measure = "leads"
  where   = { campaign = "c%[1]d" }
}
`, c)
	}
	text.WriteString("\ngoal \"cost\" {\n")
	for k := range kpis {
		fmt.Fprintf(&text, `
  kpi "cpl_%d" {
    value       = metric.spend_%[2]d / metric.leads_%[2]d
    every       = "month"
    description = "cost per lead of campaign %[2]d"
    target {
      at_most = %d
    }
  }
`, k, k%campaigns, 10+k%20)
	}
	text.WriteString("}\n")
	return text.String()
}

func checkBlocks(n int) string {
	var text strings.Builder
	text.WriteString("locals {\n  spend = 100\n  leads = 5\n}\n")
	for i := range n {
		fmt.Fprintf(&text, `
check "cpl_%d" {
  assert {
    condition     = local.spend / local.leads <= %d
    error_message = "cost per lead of campaign %[1]d is ${local.spend / local.leads}"
  }
}
`, i, 10+i%20)
	}
	return text.String()
}

func outputs(n int) string {
	var text strings.Builder
	text.WriteString("locals {\n  spend = 100\n  leads = 5\n}\n")
	for i := range n {
		fmt.Fprintf(&text, "\noutput \"cpl_%d\" {\n  value       = local.spend / local.leads\n  description = \"cost per lead of campaign %[1]d\"\n}\n", i)
	}
	return text.String()
}

// writeRows writes a file of ad rows, the same bytes every time.
func writeRows(path string, rows int) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	random := rand.New(rand.NewPCG(1, 2))
	if _, err := out.WriteString("Date,Campaign,Age,Spend,Leads\n"); err != nil {
		return err
	}
	first := time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		day := first.AddDate(0, 0, i*400/rows)
		if _, err := fmt.Fprintf(out, "%s,c%d,%d-%d,%d.%02d,%d\n", day.Format(time.DateOnly), random.IntN(40), 20+10*random.IntN(4), 29+10*random.IntN(4),
			random.IntN(90), random.IntN(100), random.IntN(9)); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeFiles(dir string, files map[string]string) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

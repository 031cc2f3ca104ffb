package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/report/screen"
)

// testDocument is the JSON form of `roictl connectors test`. It is public.
type testDocument struct {
	FormatVersion string               `json:"format_version"`
	Connectors    []connectionDocument `json:"connectors"`
}

type connectionDocument struct {
	Address string             `json:"address"`
	OK      bool               `json:"ok"`
	Code    connector.TestCode `json:"code,omitempty"` // stable reason when not ok
	Facts   []factDocument     `json:"facts"`
	Summary []string           `json:"problems"` // the summaries of errors and warnings
}

type factDocument struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// connection is the outcome of testing one block.
type connection struct {
	address config.Address
	test    connector.ConnectionTest
	diags   hcl.Diagnostics
}

// connectorsTestCommand is `roictl connectors test`.
func (s *session) connectorsTestCommand() *cobra.Command {
	var (
		asJSON    bool
		variables variableFlags
	)
	cmd := &cobra.Command{
		Use:   "test [CONNECTOR[.NAME]]",
		Short: "Say whether the declared connectors reach their sources",
		Long: `Starts the declared connectors and lets each try to reach its source. No data are
asked for. CONNECTOR.NAME names one connector block, such as file.ads; file is all
blocks of that type.`,
		Example: `  roictl connectors test
  roictl connectors test file.ads`,
		Annotations: map[string]string{exitAnnotation: exitNotes("every connector reaches its source")},
		Args:        operands(0, 1, "a connector block, such as file.ads"),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	variables.add(cmd)
	cmd.ValidArgsFunction = s.complete(connectorAddresses)
	cmd.RunE = s.does(func(ctx context.Context, words []string) (code ExitCode, err error) {
		cfg, diags := s.load(ctx, variables)
		if diags.HasErrors() {
			return ExitFault, withSource{diags, cfg.Files}
		}
		chosen, err := chooseConnectors(cfg, strings.Join(words, ""))
		if err != nil {
			return ExitFault, err
		}
		p, err := s.bind(ctx, cfg, diags)
		if err != nil {
			return ExitFault, err
		}
		defer closeHost(ctx, p.host, &err)
		outcomes := make([]connection, 0, len(chosen.blocks))
		for _, decl := range chosen.blocks {
			test, found := p.bound.TestConnection(ctx, decl.Address)
			outcomes = append(outcomes, connection{decl.Address, test, found})
		}
		if ctx.Err() != nil {
			return ExitInterrupted, nil
		}
		if asJSON {
			err = writeJSON(s.Stdout, testJSON(outcomes))
		} else {
			err = s.showConnections(p, outcomes)
		}
		return connectionsCode(outcomes), err
	})
	return cmd
}

// showConnections writes the outcomes, and what binding and testing found wrong
// with their lines.
func (s *session) showConnections(p *project, outcomes []connection) error {
	var text strings.Builder
	diags := p.diags
	for _, o := range outcomes {
		word := "ok"
		if !o.test.OK {
			word = "FAILED"
			if o.test.Code != "" {
				word += " (" + screen.Text(string(o.test.Code)) + ")"
			}
		}
		fmt.Fprintf(&text, "%s  %s\n", o.address, word)
		writeFacts(&text, o.test.Facts)
		diags = append(diags, o.diags...)
	}
	s.diagnose(diags, p.config.Files)
	if _, err := fmt.Fprint(s.Stdout, text.String()); err != nil {
		return fmt.Errorf("write outcome: %w", err)
	}
	return nil
}

// writeFacts writes what a connector found at its source.
func writeFacts(text *strings.Builder, facts []connector.Fact) {
	width := 0
	for _, fact := range facts {
		width = max(width, screen.Width(screen.Text(fact.Name)))
	}
	for _, fact := range facts {
		fmt.Fprintf(text, "  %s  %s\n", screen.PadRight(screen.Text(fact.Name), width), screen.Text(fact.Value))
	}
}

// connectionsCode fails when any connector does.
func connectionsCode(outcomes []connection) ExitCode {
	for _, o := range outcomes {
		if !o.test.OK {
			return ExitFault
		}
	}
	return ExitOK
}

func testJSON(outcomes []connection) testDocument {
	document := testDocument{FormatVersion: "1.0", Connectors: []connectionDocument{}}
	for _, o := range outcomes {
		c := connectionDocument{Address: o.address.String(), OK: o.test.OK, Code: o.test.Code, Facts: []factDocument{}, Summary: []string{}}
		for _, fact := range o.test.Facts {
			c.Facts = append(c.Facts, factDocument(fact))
		}
		for _, d := range o.diags {
			c.Summary = append(c.Summary, d.Summary)
		}
		document.Connectors = append(document.Connectors, c)
	}
	return document
}

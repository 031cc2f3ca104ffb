package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/cli/datasheet"
	"github.com/roictl/roictl/internal/host"
	"github.com/roictl/roictl/report/screen"
)

// connectorsCommand is `roictl connectors`, around its own commands.
func (s *session) connectorsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:        "connectors",
		SuggestFor: []string{"providers", "plugins", "connector"},
		Short:      "List, describe and test connectors",
		GroupID:    groupLook,
		Example: `  roictl connectors list
  roictl connectors schema file
  roictl connectors inspect data/export.csv
  roictl connectors test connector.file.ads`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the command did its work")},
		RunE:        withoutVerb,
	}
	cmd.AddCommand(s.connectorsListCommand(), s.connectorsSchemaCommand(), s.connectorsInspectCommand(), s.connectorsTestCommand())
	return cmd
}

// connectorsDocument is the JSON form of the list. It is public.
type connectorsDocument struct {
	FormatVersion string             `json:"format_version"`
	Connectors    []connectorSummary `json:"connectors"`
}

type connectorSummary struct {
	Type        string `json:"type"`
	Version     string `json:"version"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
}

// connectorsListCommand is `roictl connectors list`.
func (s *session) connectorsListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:         "list",
		Short:       "List the types of connectors there are",
		Example:     "  roictl connectors list",
		Annotations: map[string]string{exitAnnotation: exitNotes("the connectors were listed")},
		Args:        operands(0, 0, ""),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	cmd.RunE = s.does(func(ctx context.Context, _ []string) (code ExitCode, err error) {
		h, err := s.newHost()
		if err != nil {
			return ExitFault, err
		}
		defer closeHost(ctx, h, &err)
		document := connectorsDocument{FormatVersion: "1.0", Connectors: []connectorSummary{}}
		table := screen.Table{Header: []string{"TYPE", "VERSION", "READS"}}
		for _, connectorType := range h.Types() {
			d, err := describe(ctx, h, connectorType)
			if err != nil {
				return ExitFault, err
			}
			document.Connectors = append(document.Connectors, connectorSummary{Type: d.Name, Version: d.Version, Title: d.Title, Description: d.Description})
			table.Rows = append(table.Rows, []string{d.Name, d.Version, d.Title})
		}
		if asJSON {
			return ExitOK, writeJSON(s.Stdout, document)
		}
		for _, line := range table.Lines(s.tableColumns()) {
			if _, err := fmt.Fprintln(s.Stdout, line); err != nil {
				return ExitFault, fmt.Errorf("list connectors: %w", err)
			}
		}
		return ExitOK, nil
	})
	return cmd
}

// connectorDocument is the JSON form of a data sheet. It is public.
type connectorDocument struct {
	FormatVersion string                `json:"format_version"`
	Connector     connector.Description `json:"connector"`
}

// connectorsSchemaCommand is `roictl connectors schema`.
func (s *session) connectorsSchemaCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "schema TYPE",
		Short: "Show what a connector's block may say and what it can be asked",
		Example: `  roictl connectors schema file
  roictl connectors schema file --json`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the connector was described")},
		Args:        operands(1, 1, `the type of one connector, such as "file"`),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	cmd.ValidArgsFunction = func(_ *cobra.Command, words []string, _ string) ([]string, cobra.ShellCompDirective) {
		h, err := s.newHost()
		if err != nil || len(words) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return h.Types(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = s.does(func(ctx context.Context, words []string) (code ExitCode, err error) {
		h, err := s.newHost()
		if err != nil {
			return ExitFault, err
		}
		defer closeHost(ctx, h, &err)
		d, err := describe(ctx, h, words[0])
		switch {
		case err != nil:
			return ExitFault, err
		case asJSON:
			return ExitOK, writeJSON(s.Stdout, connectorDocument{FormatVersion: "1.0", Connector: d})
		default:
			return ExitOK, datasheet.Write(s.Stdout, d, s.columns())
		}
	})
	return cmd
}

// describe asks a type of connector what it is.
func describe(ctx context.Context, h *host.Host, connectorType string) (connector.Description, error) {
	handle, err := h.Shared(ctx, connectorType)
	if err != nil {
		return connector.Description{}, connectorMistake(err)
	}
	d, err := handle.Describe(ctx)
	if err != nil {
		return connector.Description{}, connectorMistake(err)
	}
	return d, nil
}

// connectorMistake puts what is wrong with a connector into the form of every
// other mistake.
func connectorMistake(err error) error {
	var fault *host.Error
	if !errors.As(err, &fault) {
		return err
	}
	return mistake(fault.Summary, "%s", fault.Error())
}

// closeHost ends the connectors of a host. They get their time to tidy up even
// when the command was interrupted. The error is joined to that of the command.
func closeHost(ctx context.Context, h *host.Host, err *error) {
	if closing := h.Close(context.WithoutCancel(ctx)); closing != nil {
		*err = errors.Join(*err, fmt.Errorf("end connectors: %w", closing))
	}
}

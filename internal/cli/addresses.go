package cli

import (
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
)

// complete completes words by what the configuration declares. A configuration
// with mistakes completes what could be made of it.
func (s *session) complete(addresses func(*config.Config) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		cfg, _ := s.load(cmd.Context(), variableFlags{}) // there is no place for diagnostics
		return addresses(cfg), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeFlag completes the values of a flag that the command has.
func (s *session) completeFlag(cmd *cobra.Command, flag string, addresses func(*config.Config) []string) {
	// The only error is that of a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc(flag, s.complete(addresses))
}

// judgedAddresses are what a check judges: goals, KPIs and campaigns.
func judgedAddresses(cfg *config.Config) []string {
	var all []string
	for _, goal := range cfg.Goals {
		all = append(all, goal.Address.String())
		for _, kpi := range goal.KPIs {
			all = append(all, kpi.Address.String())
		}
	}
	for _, campaign := range cfg.Campaigns {
		all = append(all, campaign.Address.String())
	}
	return all
}

// numberAddresses are what has a value: KPIs, campaigns with their returns on
// investment, and metrics.
func numberAddresses(cfg *config.Config) []string {
	var all []string
	for _, goal := range cfg.Goals {
		for _, kpi := range goal.KPIs {
			all = append(all, kpi.Address.String())
		}
	}
	for _, campaign := range cfg.Campaigns {
		all = append(all, campaign.Address.String(), campaign.Address.String()+".roi")
	}
	for _, metric := range cfg.Metrics {
		all = append(all, metric.Address.String())
	}
	return all
}

// connectorAddresses are those of the connector blocks.
func connectorAddresses(cfg *config.Config) []string {
	var all []string
	for _, c := range cfg.Connectors {
		all = append(all, c.Address.String())
	}
	return all
}

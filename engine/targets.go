package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// selectAddresses returns the filter that --target and --exclude make. An
// address that fits nothing is an error, since a typing mistake must not silently
// judge less.
func (b *Bound) selectAddresses(opts Options) (func(config.Address) bool, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	known := b.judgeable()
	for _, list := range []struct {
		flag     string
		patterns []string
	}{{"--target", opts.Targets}, {"--exclude", opts.Excludes}} {
		for _, pattern := range list.patterns {
			if slices.ContainsFunc(known, func(address string) bool { return covers(pattern, address) }) {
				continue
			}
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Unknown address",
				Detail:   fmt.Sprintf("%s %s fits no goal, KPI or campaign.%s", list.flag, pattern, insteadOf(pattern, known)),
				Extra:    codeUnknownAddress,
			})
		}
	}
	return func(address config.Address) bool {
		name := address.String()
		covering := func(pattern string) bool { return covers(pattern, name) }
		if len(opts.Targets) > 0 && !slices.ContainsFunc(opts.Targets, covering) {
			return false
		}
		return !slices.ContainsFunc(opts.Excludes, covering)
	}, diags
}

// judgeable are the addresses that can be selected.
func (b *Bound) judgeable() []string {
	var known []string
	for _, goal := range b.Config.Goals {
		known = append(known, goal.Address.String())
		for _, k := range goal.KPIs {
			known = append(known, k.Address.String())
		}
	}
	for _, campaign := range b.Config.Campaigns {
		known = append(known, campaign.Address.String())
	}
	return known
}

// insteadOf says what may have been meant by an address that is not there: one that
// is spelt alike or, where the beginning is right, what can follow it.
func insteadOf(pattern string, known []string) string {
	if near := connector.Suggest(pattern, known); near != "" {
		return didYouMean(near)
	}
	begun := ""
	for _, address := range known {
		if len(address) > len(begun) && covers(address, pattern) {
			begun = address
		}
	}
	if begun == "" {
		return ""
	}
	var parts []string
	for _, address := range known {
		if address != begun && covers(begun, address) {
			parts = append(parts, address)
		}
	}
	switch {
	case len(parts) == 0:
		return fmt.Sprintf(" %s is checked as a whole: write %q.", begun, begun)
	case len(parts) > partsShown:
		return fmt.Sprintf(" %s has %s and %d more.", begun, strings.Join(parts[:partsShown], ", "), len(parts)-partsShown)
	}
	return fmt.Sprintf(" %s has %s.", begun, strings.Join(parts, ", "))
}

// partsShown is how many parts of a block a message has room for.
const partsShown = 10

// covers says whether a pattern names the address, a block around it, or the
// block whose instance it is.
func covers(pattern, address string) bool {
	rest, ok := strings.CutPrefix(address, pattern)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

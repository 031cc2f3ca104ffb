package config

import (
	"math/big"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
)

// settings reads the roictl block. There may be one in the whole configuration.
func (l *loader) settings(declarations []*declaration) {
	for i, d := range declarations {
		if i > 0 {
			l.report(fault(CodeDuplicate, d.header, "Duplicate block",
				"A configuration has one roictl block, and one stands at %s already. Merge them.", at(declarations[0].header)))
			continue
		}
		l.settingsOf(d)
	}
}

func (l *loader) settingsOf(d *declaration) {
	f := l.decode(d, l.scope.root)
	s := &l.config.Settings
	s.Range = d.header
	s.Currency = get[string](f, "currency")
	s.CurrencyRange = f.place("currency")
	l.currencyUnclear = f.faulty("currency") || d.broken
	s.BusinessModel = get[string](f, "business_model")
	if location := get[*time.Location](f, "timezone"); location != nil {
		s.Location, s.TimeZone = location, location.String()
	}
	if day, ok := f.set["week_start"].value.(time.Weekday); ok {
		s.WeekStart = day
	}
	if month, ok := f.set["fiscal_start"].value.(time.Month); ok {
		s.FiscalStart = month
	}
	if days := get[[]time.Weekday](f, "workweek"); days != nil {
		s.Workweek = days
	}
	if constraints, ok := f.set["required_version"].value.(version.Constraints); ok {
		s.RequiredVersion = constraints.String()
		l.checkVersion(constraints, f.place("required_version"))
	}
	for _, block := range d.blocks["required_connectors"] {
		l.requiredConnectors(block)
	}
}

// checkVersion compares the running version with the required one. A
// pre-release counts as its release: 0.2.0-dev satisfies >= 0.2.
func (l *loader) checkVersion(constraints version.Constraints, place hcl.Range) {
	running, err := version.NewVersion(l.options.Version)
	if err != nil || constraints.Check(running.Core()) {
		return // a version that is none is that of a development build
	}
	l.report(fault(CodeVersion, place, "Unsupported version of roictl",
		"This configuration needs roictl %s, and this is %s. Install another version, or change required_version if this one will do.", constraints, running))
}

func (l *loader) requiredConnectors(d *declaration) {
	s := &l.config.Settings
	s.RequiredConnectors = make(map[string]RequiredConnector, len(d.any))
	for _, attribute := range d.any {
		named := *d.schema.Any
		named.Name = attribute.Name
		value, diags := l.value(&named, attribute.Expr, l.scope.root)
		if !d.broken {
			l.report(within(attribute.Range, diags)...)
		}
		f, ok := value.(fields)
		if !ok {
			continue
		}
		required := RequiredConnector{Source: get[string](f, "source"), Range: attribute.NameRange}
		if constraints, ok := f.set["version"].value.(version.Constraints); ok {
			required.Version = constraints.String()
		}
		s.RequiredConnectors[attribute.Name] = required
	}
}

// ratOf returns a number, or nil when it is not set.
func ratOf(f fields, name string) *big.Rat { return get[*big.Rat](f, name) }

package engine

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// rateSettings is the `connector "file"` block that reads the rates.
func (b *Bound) rateSettings(decl *config.FX) (connector.Settings, error) {
	type column struct {
		Name        string `json:"name"`
		Column      string `json:"column"`
		Unit        string `json:"unit,omitempty"`
		Aggregation string `json:"aggregation,omitempty"`
	}
	date := map[string]string{"column": decl.DateColumn}
	if decl.DateFormat != "" {
		date["format"] = decl.DateFormat
	}
	block := map[string]any{
		"path":    decl.Path,
		"decimal": decl.Decimal,
		"date":    date,
		"measure": []column{
			{Name: rateMeasure, Column: decl.RateColumn, Unit: string(connector.UnitRatio), Aggregation: "only"},
			{Name: rateCount, Column: decl.RateColumn, Aggregation: "count"},
		},
	}
	if decl.Delimiter != "" {
		block["delimiter"] = decl.Delimiter
	}
	if decl.Encoding != "" {
		block["encoding"] = decl.Encoding
	}
	var dimensions []column
	for _, match := range decl.Where {
		dimensions = append(dimensions, column{Name: match.Dimension, Column: match.Dimension})
	}
	if dimensions != nil {
		block["dimension"] = dimensions
	}
	body, err := json.Marshal(block)
	if err != nil {
		return connector.Settings{}, fmt.Errorf("encode settings: %w", err)
	}
	return b.settings(body), nil
}

// rateDiagnostics translates what the file connector says about its block, which
// the user did not write, into the arguments and words of the fx block.
func rateDiagnostics(decl *config.FX, found connector.Diagnostics) hcl.Diagnostics {
	own := make(connector.Diagnostics, 0, len(found))
	for _, d := range found {
		d.Detail = inRates.Replace(d.Detail)
		if slices.ContainsFunc(notOfRates, func(setting string) bool { return strings.Contains(d.Hint, setting) }) {
			d.Hint = "Correct the file: it has a date and a rate on each line, below one header."
		}
		own = append(own, d)
	}
	return translateAt(own, func(path []connector.PathStep) hcl.Range { return ratePlace(decl, path) })
}

// inRates names what the connector calls a measure.
var inRates = strings.NewReplacer(
	fmt.Sprintf("Measure %q", rateMeasure), "The rate",
	fmt.Sprintf("measure %q", rateMeasure), "the rate",
)

// notOfRates are the settings of the file connector that an fx block has not.
var notOfRates = []string{"connector", "on_bad_row", "exclude", "header_row", "round =", "unit =", "currency ="}

// ratePlace finds the argument of an fx block from which rateSettings made a part
// of the connector's block.
func ratePlace(decl *config.FX, path []connector.PathStep) hcl.Range {
	if len(path) == 0 {
		return decl.Range
	}
	switch name := path[0].Name; name {
	case "measure":
		return decl.Place("column")
	case "decimal":
		if place := decl.Place("decimal"); place != decl.Range {
			return place
		}
		return decl.Place("column")
	case "dimension":
		for _, match := range decl.Where {
			if len(path) > 1 && path[1].Name == match.Dimension {
				return match.Range
			}
		}
		return decl.Place("where")
	default:
		names := make([]string, len(path))
		for i, step := range path {
			names[i] = step.Name
		}
		return decl.Place(names...)
	}
}

func rateFailure(decl *config.FX, err error) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Exchange rates not readable",
		Detail:   fmt.Sprintf("The rates of %s could not be read: %s", decl.Address, err),
		Subject:  decl.Range.Ptr(),
		Extra:    codeRatesUnreadable,
	}
}

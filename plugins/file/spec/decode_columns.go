package spec

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/table"
)

func (d *decoder) dimensions() {
	if d.spec.Preset != nil {
		for _, known := range d.spec.Preset.Dimensions {
			known.Operators = operators
			d.spec.Dimensions = append(d.spec.Dimensions, Dimension{Dimension: known.Dimension, Columns: known.Columns, Path: connector.Path("preset")})
		}
	}
	seen := make(map[string]bool)
	for _, declared := range d.block.Dimensions {
		path := connector.Path("dimension", declared.Name)
		if !d.newName("dimension", declared.Name, seen, path) {
			continue
		}
		if declared.Column == "" {
			declared.Column = declared.Name
		}
		dim := Dimension{
			Dimension: connector.Dimension{Name: declared.Name, Title: declared.Column, Description: declared.Description, Standard: d.standardDimension(declared), Operators: operators},
			Columns:   []string{declared.Column},
			Path:      append(path, connector.PathStep{Name: "column"}),
		}
		i := slices.IndexFunc(d.spec.Dimensions, func(other Dimension) bool { return other.Name == dim.Name })
		if i >= 0 {
			d.spec.Dimensions[i] = dim
		} else {
			d.spec.Dimensions = append(d.spec.Dimensions, dim)
		}
	}
}

// newName says whether a label may be used.
func (d *decoder) newName(kind, name string, seen map[string]bool, path []connector.PathStep) bool {
	switch {
	case name == "":
		d.fail("FILE_CONFIG", "Label is empty", fmt.Sprintf("A %s has no name.", kind), "", path)
	case kind == "dimension" && name == "date":
		d.fail("FILE_CONFIG", "Reserved name", "The day of a row is not a dimension: it is what periods are made of.", "Declare the column in the attribute date, and call another column with dates differently.", path)
	case seen[name]:
		d.fail("FILE_CONFIG", "Declared twice", fmt.Sprintf("There are two blocks %s %q.", kind, name), "Keep one, or rename it.", path)
	default:
		seen[name] = true
		return true
	}
	return false
}

func (d *decoder) standardDimension(declared dimension) string {
	var names []string
	for _, s := range connector.StandardDimensions() {
		names = append(names, s.Name)
	}
	if declared.Standard != "" {
		d.oneOf("standard", declared.Standard, names, connector.Path("dimension", declared.Name, "standard"))
		return declared.Standard
	}
	if slices.Contains(names, declared.Name) {
		return declared.Name
	}
	return ""
}

// conditions reads an object of columns and values.
func (d *decoder) conditions(declared map[string]json.RawMessage, path []connector.PathStep) []Condition {
	var conditions []Condition
	for _, key := range slices.Sorted(maps.Keys(declared)) {
		values, ok := texts(declared[key])
		at := append(slices.Clone(path), connector.PathStep{Name: key})
		if !ok || len(values) == 0 {
			d.fail("FILE_CONFIG", "Invalid condition", fmt.Sprintf("The value of %q is neither a text nor a list of texts.", key), `Write it as { stage = "Closed Won" } or { stage = ["Won", "Closed*"] }.`, at)
			continue
		}
		columns := []string{key}
		for _, dim := range d.spec.Dimensions {
			if dim.Name == key {
				columns = dim.Columns
			}
		}
		conditions = append(conditions, Condition{Columns: columns, Values: values, Path: at})
	}
	return conditions
}

// texts reads a text, number or truth value, or a list of them.
func texts(value json.RawMessage) ([]string, bool) {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil || list == nil {
		list = []json.RawMessage{value}
	}
	values := make([]string, 0, len(list))
	for _, item := range list {
		var text string
		var truth bool
		var exact json.Number
		switch {
		case isAbsent(item):
			return nil, false
		case json.Unmarshal(item, &text) == nil:
			values = append(values, text)
		case json.Unmarshal(item, &truth) == nil:
			values = append(values, strconv.FormatBool(truth))
		case json.Unmarshal(item, &exact) == nil:
			values = append(values, exact.String())
		default:
			return nil, false
		}
	}
	return values, true
}

// sameColumn says whether two names mean the same column.
func sameColumn(a, b string) bool { return table.Fold(a) == table.Fold(b) }

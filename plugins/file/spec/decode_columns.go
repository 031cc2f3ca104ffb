package spec

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
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

func (d *decoder) measures() {
	if d.spec.Preset != nil {
		for _, known := range d.spec.Preset.Measures {
			d.spec.Measures = append(d.spec.Measures, Measure{Measure: known.Measure, Kind: known.Kind, Columns: known.Columns, Path: connector.Path("preset")})
		}
	}
	seen := make(map[string]bool)
	for _, declared := range d.block.Measures {
		if !d.newName("measure", declared.Name, seen, connector.Path("measure", declared.Name)) {
			continue
		}
		m := d.measure(declared)
		i := slices.IndexFunc(d.spec.Measures, func(other Measure) bool { return other.Name == m.Name })
		if i >= 0 {
			d.spec.Measures[i] = m
		} else {
			d.spec.Measures = append(d.spec.Measures, m)
		}
	}
	if len(d.spec.Measures) == 0 {
		d.fail("FILE_MEASURES_MISSING", "No measure is declared", "The block declares nothing to add up or count.",
			`Add a block such as measure "spend" { column = "Spent", unit = "money" }, or measure "orders" { aggregation = "count" } to count rows.`, nil)
	}
}

func (d *decoder) measure(declared measure) Measure {
	path := func(attribute string) []connector.PathStep {
		return connector.Path("measure", declared.Name, attribute)
	}
	if declared.Column == "" && declared.Aggregation != string(cube.Count) {
		declared.Column = declared.Name // as with dimensions; only rows that are counted need no column
	}
	m := Measure{Path: path("column"), Kind: cube.Sum}
	m.Name, m.Title, m.Description = declared.Name, declared.Column, declared.Description
	if declared.Column != "" {
		m.Columns = []string{declared.Column}
	} else {
		m.Kind, m.Title, m.Path = cube.Count, declared.Name, connector.Path("measure", declared.Name)
	}
	d.likeStandard(&m, declared)
	if d.oneOf("aggregation", declared.Aggregation, kinds(), path("aggregation")) && declared.Aggregation != "" {
		m.Kind = cube.Kind(declared.Aggregation)
	}
	m.Aggregation = m.Kind.Aggregation()
	d.unit(&m, declared)
	d.likeUnit(&m, declared)
	if d.oneOf("kind", declared.Kind, []string{"micro", "macro"}, path("kind")) && declared.Kind != "" {
		m.Measure.Kind = connector.Kind(declared.Kind)
	}
	if d.oneOf("stage", declared.Stage, stages, path("stage")) && declared.Stage != "" {
		m.Stage = declared.Stage
	}
	if declared.Round != "" {
		digits, err := strconv.ParseUint(declared.Round.String(), 10, 8)
		if err != nil || digits > connector.MaxScale {
			d.fail("FILE_CONFIG", "Invalid number of digits", fmt.Sprintf("round = %s is not a whole number from 0 to %d.", declared.Round, connector.MaxScale), "", path("round"))
		}
		rounded := uint8(digits)
		m.Round = &rounded
	}
	m.Where = d.conditions(declared.Where, path("where"))
	return m
}

// likeStandard fills in what the standard measure of the name says, also how its
// rows combine: what counts people cannot be added up, whoever declares it.
func (d *decoder) likeStandard(m *Measure, declared measure) {
	var names []string
	standard := declared.Standard
	if standard == "" {
		standard = declared.Name
	}
	for _, s := range connector.StandardMeasures() {
		names = append(names, s.Name)
		if s.Name == standard {
			m.Standard, m.Unit, m.Measure.Kind, m.Stage = s.Name, s.Unit, s.Kind, s.Stage
			m.Kind = combines(*m, s)
			if m.Description == "" {
				m.Description = s.Description
			}
		}
	}
	if declared.Standard != "" {
		d.oneOf("standard", declared.Standard, names, connector.Path("measure", declared.Name, "standard"))
	}
}

// combines returns how the rows of a column combine that holds a standard measure.
func combines(m Measure, standard connector.Measure) cube.Kind {
	switch {
	case len(m.Columns) == 0 || standard.Aggregation == connector.AggregateSum:
		return m.Kind
	case standard.Aggregation == connector.AggregateLast:
		return cube.Last
	default:
		return cube.Only
	}
}

// likeUnit holds the declared unit and aggregation against the standard measure.
func (d *decoder) likeUnit(m *Measure, declared measure) {
	for _, s := range connector.StandardMeasures() {
		switch {
		case s.Name != m.Standard:
		case s.Unit != m.Unit && declared.Standard != "":
			d.fail("FILE_MEASURE_UNIT", "Unit does not fit", fmt.Sprintf("The standard measure %q is a %s, but the unit of measure %q is %q.", s.Name, s.Unit, m.Name, m.Unit), "Correct the unit, or leave standard out.", connector.Path("measure", m.Name, "standard"))
		case s.Unit != m.Unit:
			m.Standard = "" // it only happens to have the name
		case s.Aggregation == connector.AggregateNone && m.Kind == cube.Sum:
			w := connector.NewWarning("FILE_MEASURE_SUM", "People are counted more than once", fmt.Sprintf("Measure %q is declared to be added up. %s: who is in several rows then counts several times.", m.Name, s.Description))
			w.Hint, w.Path = `Leave aggregation out: the value is then taken where a single row holds it for the whole period.`, connector.Path("measure", m.Name, "aggregation")
			d.diags = append(d.diags, w)
		}
	}
}

// unit decides what a measure counts and whether that can be combined so.
func (d *decoder) unit(m *Measure, declared measure) {
	counts := m.Kind == cube.Count || m.Kind == cube.Distinct
	path := connector.Path("measure", declared.Name, "unit")
	if counts {
		m.Unit = connector.UnitCount
	}
	if d.oneOf("unit", declared.Unit, units(), path) && declared.Unit != "" {
		m.Unit = connector.Unit(declared.Unit)
	}
	switch {
	case counts && m.Unit != connector.UnitCount:
		d.fail("FILE_MEASURE_UNIT", "Unit does not fit", fmt.Sprintf("Measure %q counts something, so its unit cannot be %q.", m.Name, m.Unit), `Leave unit out, or add the column up with aggregation = "sum".`, path)
	case m.Unit == "":
		d.fail("FILE_MEASURE_UNIT", "Unit is missing", fmt.Sprintf("Nothing says what the numbers of measure %q are.", m.Name), fmt.Sprintf("Add unit = %s.", quotedList(units())), connector.Path("measure", declared.Name))
	case (m.Unit == connector.UnitRatio || m.Unit == connector.UnitPercent) && (m.Kind == cube.Sum || m.Kind == cube.Last):
		d.fail("FILE_MEASURE_RATIO", "Ratios cannot be added up", fmt.Sprintf("Measure %q is a %s; the sum of a %s over rows means nothing.", m.Name, m.Unit, m.Unit),
			"Declare the two numbers that it is made of as measures, and divide their sums in a metric. Where the file has only the ratio, use aggregation = \"only\" or \"avg\".", connector.Path("measure", declared.Name, "aggregation"))
	}
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

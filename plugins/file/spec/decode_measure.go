package spec

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/preset"
)

func (d *decoder) measures() {
	if d.spec.Preset != nil {
		for _, known := range d.spec.Preset.Measures {
			d.spec.Measures = append(d.spec.Measures, Measure{Measure: known.Measure, Kind: known.Kind, Columns: known.Columns, EmptyIsZero: known.EmptyIsZero, Path: connector.Path("preset")})
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
	known := d.knownMeasure(&declared)
	path := func(attribute string) []connector.PathStep {
		return connector.Path("measure", declared.Name, attribute)
	}
	if known == nil && declared.Column == "" && declared.Aggregation != string(cube.Count) {
		declared.Column = declared.Name // as with dimensions; only rows that are counted need no column
	}
	m := Measure{Path: path("column"), Kind: cube.Sum}
	m.Name, m.Title, m.Description = declared.Name, declared.Column, declared.Description
	switch {
	case known != nil:
		m.Title, m.Columns, m.Kind, m.Path = known.Title, known.Columns, known.Kind, connector.Path("measure", declared.Name)
	case declared.Column != "":
		m.Columns = []string{declared.Column}
	default:
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
	d.empty(&m, declared, known)
	return m
}

// knownMeasure returns the measure of the preset that a block without a column
// says something more about; nil when it is about none. What the block leaves
// out is taken from there.
func (d *decoder) knownMeasure(declared *measure) *preset.Measure {
	if d.spec.Preset == nil || declared.Column != "" || declared.Aggregation == string(cube.Count) {
		return nil
	}
	for _, known := range d.spec.Preset.Measures {
		if known.Name != declared.Name {
			continue
		}
		fill := func(attribute *string, value string) {
			if *attribute == "" {
				*attribute = value
			}
		}
		fill(&declared.Unit, string(known.Unit))
		fill(&declared.Standard, known.Standard)
		fill(&declared.Description, known.Description)
		fill(&declared.Kind, string(known.Measure.Kind))
		fill(&declared.Stage, known.Stage)
		fill(&declared.Aggregation, string(known.Kind))
		return &known
	}
	return nil
}

// The values of the attribute empty.
const (
	emptyUnknown = "unknown"
	emptyZero    = "zero"
)

// empty reads what a cell without a value means.
func (d *decoder) empty(m *Measure, declared measure, known *preset.Measure) {
	path := connector.Path("measure", declared.Name, "empty")
	if known != nil {
		m.EmptyIsZero = known.EmptyIsZero
	}
	if declared.Empty == "" || !d.oneOf("empty", declared.Empty, []string{emptyUnknown, emptyZero}, path) {
		return
	}
	m.EmptyIsZero = declared.Empty == emptyZero
	if m.Kind == cube.Count || m.Kind == cube.Distinct {
		d.fail("FILE_CONFIG", "Nothing to be empty", fmt.Sprintf("Measure %q counts cells with a value, so that those without one have no part in it.", m.Name), "Leave empty out.", path)
	}
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

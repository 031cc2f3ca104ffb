package preset

import (
	"slices"
	"strings"
	"sync"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/table"
)

// Preset is the format of one platform's export.
type Preset struct {
	Name        string // as a `connector` block says it
	Title       string // for people
	Description string // how to export such a file

	// Dates are the columns that may hold the day, the best first.
	Dates []DateColumn
	// Formats are what these columns may be written in; no text fits two of them.
	Formats []string
	// PreambleDates says that a table without a date column is about the period
	// that two dates in the lines before it name.
	PreambleDates bool
	// Comments says that lines beginning with "#" stand around the tables.
	Comments bool
	// PointColumns are columns by whose English names it is known that the file
	// has a decimal point.
	PointColumns []string

	// Currency are the columns that may hold the currency of a row. Without any
	// it stands in the header of the money columns.
	Currency []string

	Dimensions []Dimension
	Measures   []Measure

	// Totals recognises the rows that must not be added up.
	Totals Totals
	// Signature are columns of which any two are found in no other export.
	Signature [][]string
}

// DateColumn is a column that holds the day, or the first day of a period.
type DateColumn struct {
	Names []string
	Ends  []string    // of the column with the last day; none when there is none
	Cover dates.Cover // what a row stands for, where no other column says it
}

// Dimension is a column with a property.
type Dimension struct {
	connector.Dimension
	Columns []string // the English name first
}

// Measure is a column with numbers.
type Measure struct {
	connector.Measure
	Columns []string // the English name first
	Kind    cube.Kind
	// EmptyIsZero says that the platform leaves a cell empty where nothing
	// happened.
	EmptyIsZero bool
}

// Totals says which rows are totals.
type Totals struct {
	// Words are what the first or last field of such a row is, or begins with
	// before a colon; folded.
	Words []string
	// Beginnings are what the first field of such a row begins with; folded.
	Beginnings []string
	// WithoutDate says that a row without a date is a total.
	WithoutDate bool
	// Entities are dimensions of which a row that is no total has at least one,
	// where the export has any of them.
	Entities []string
}

// All returns the presets, in the order of their names.
func All() []*Preset { return slices.Clone(presets()) }

// presets are built when first asked for: most runs need none.
var presets = sync.OnceValue(func() []*Preset {
	return []*Preset{ga4Export(), googleAds(), linkedinCampaignManager(), metaAdsManager()}
})

// Find returns the preset of that name.
func Find(name string) (*Preset, bool) {
	for _, p := range presets() {
		if p.Name == name {
			return p, true
		}
	}
	return nil, false
}

// Names returns the names of all presets.
func Names() []string {
	names := make([]string, 0, len(presets()))
	for _, p := range presets() {
		names = append(names, p.Name)
	}
	return names
}

// Recognize returns the preset whose export has such a header; nil when none has.
func Recognize(header []string) *Preset {
	has := make(map[string]bool, len(header))
	for _, name := range header {
		bare, _ := table.SplitCurrency(name)
		has[table.Fold(name)] = true
		has[table.Fold(bare)] = true
	}
	var best *Preset
	most := 1
	for _, p := range presets() {
		found := 0
		for _, names := range p.Signature {
			if slices.ContainsFunc(names, func(name string) bool { return has[table.Fold(name)] }) {
				found++
			}
		}
		if found > most {
			best, most = p, found
		}
	}
	return best
}

// Total says whether a row with these first and last fields is a total.
func (t Totals) Total(first, last []byte) bool {
	return t.says(first) || t.says(last) || t.begins(first)
}

func (t Totals) says(field []byte) bool {
	const longest = 200
	if len(field) == 0 || len(field) > longest || len(t.Words) == 0 {
		return false
	}
	text, _, _ := strings.Cut(string(field), ":")
	return slices.Contains(t.Words, table.Fold(text))
}

func (t Totals) begins(field []byte) bool {
	const longest = 200
	if len(t.Beginnings) == 0 || len(field) == 0 || len(field) > longest {
		return false
	}
	folded := table.Fold(string(field))
	return slices.ContainsFunc(t.Beginnings, func(word string) bool { return strings.HasPrefix(folded, word) })
}

// totalWords are "total" as the platforms write it; folded.
var totalWords = []string{"total", "totals", "grandtotal", "gesamt", "gesamtsumme", "summe", "insgesamt", "totalgénéral", "totaux", "totalgeneral", "totales"}

// dimension and measure keep the tables below readable.
func dimension(name, standard string, columns ...string) Dimension {
	return Dimension{Dimension: connector.Dimension{Name: name, Standard: standard, Title: columns[0]}, Columns: columns}
}

func measure(name, standard string, columns ...string) Measure {
	m := Measure{Measure: connector.Measure{Name: name, Title: columns[0], Unit: connector.UnitCount}, Kind: cube.Sum, Columns: columns}
	if standard != "" {
		m.Measure = like(m.Measure, standard)
	}
	m.Aggregation = m.Kind.Aggregation()
	return m
}

// like gives a measure what the standard measure of the name says.
func like(m connector.Measure, standard string) connector.Measure {
	for _, s := range connector.StandardMeasures() {
		if s.Name == standard {
			m.Standard, m.Description, m.Unit, m.Kind, m.Stage = s.Name, s.Description, s.Unit, s.Kind, s.Stage
		}
	}
	return m
}

// as returns the measure with another way to combine rows.
func (m Measure) as(kind cube.Kind) Measure {
	m.Kind, m.Aggregation = kind, kind.Aggregation()
	return m
}

// money returns the measure as an amount.
func (m Measure) money() Measure {
	m.Unit = connector.UnitMoney
	return m
}

// orNothing returns the measure of a column that the platform leaves empty where
// nothing happened.
func (m Measure) orNothing() Measure {
	m.EmptyIsZero = true
	return m
}

// about returns the measure with a description.
func (m Measure) about(description string) Measure {
	m.Description = description
	return m
}

// LooksTotal says whether a field of a file of unknown origin looks like the
// label of a total.
func LooksTotal(field []byte) bool { return Totals{Words: totalWords}.says(field) }

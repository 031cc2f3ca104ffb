package connector

// A Path begins with this step where it leads into the query that was asked
// instead of the `connector` block.
const queryStep = "query"

const (
	measuresStep   = "measures"
	dimensionsStep = "dimensions"
)

// MeasurePath leads to a measure of a query, by the name that the query has for
// it. An error with such a path says that the measure cannot be answered whatever
// stands beside it: the host fails the metrics that ask for it, shows their lines,
// and asks for the rest of the query again.
func MeasurePath(name string) []PathStep { return Path(queryStep, measuresStep, name) }

// DimensionPath leads to a dimension of a query, of its filter too. Of an error
// with such a path the same goes as with [MeasurePath].
func DimensionPath(name string) []PathStep { return Path(queryStep, dimensionsStep, name) }

// Asked is the part of a query that a diagnostic speaks of: one of them is set.
type Asked struct {
	Measure, Dimension string
}

// AskedAt returns the part of a query that a path leads to; false where it leads
// elsewhere.
func AskedAt(path []PathStep) (Asked, bool) {
	if len(path) != 3 || path[0].Name != queryStep {
		return Asked{}, false
	}
	switch name := path[2].Name; path[1].Name {
	case measuresStep:
		return Asked{Measure: name}, name != ""
	case dimensionsStep:
		return Asked{Dimension: name}, name != ""
	}
	return Asked{}, false
}

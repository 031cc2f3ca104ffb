package wire

// Message types of the Data API v1beta, as far as the simulator reads them. The
// tag "enum" names the type of an enumeration and "values" its members.

// RunReport is a RunReportRequest.
type RunReport struct {
	Property            string            `json:"property"`
	Dimensions          []Dimension       `json:"dimensions"`
	Metrics             []Metric          `json:"metrics"`
	DateRanges          []DateRange       `json:"dateRanges"`
	DimensionFilter     *FilterExpression `json:"dimensionFilter"`
	MetricFilter        *FilterExpression `json:"metricFilter"`
	Offset              int64             `json:"offset"`
	Limit               int64             `json:"limit"`
	MetricAggregations  []string          `json:"metricAggregations" enum:"MetricAggregation" values:"METRIC_AGGREGATION_UNSPECIFIED TOTAL - - COUNT MINIMUM MAXIMUM"`
	OrderBys            []OrderBy         `json:"orderBys"`
	CurrencyCode        string            `json:"currencyCode"`
	CohortSpec          *CohortSpec       `json:"cohortSpec"`
	KeepEmptyRows       bool              `json:"keepEmptyRows"`
	ReturnPropertyQuota bool              `json:"returnPropertyQuota"`
	Comparisons         []Comparison      `json:"comparisons"`
}

// BatchRunReports is a BatchRunReportsRequest.
type BatchRunReports struct {
	Requests []RunReport `json:"requests"`
}

// CheckCompatibility is a CheckCompatibilityRequest.
type CheckCompatibility struct {
	Dimensions          []Dimension       `json:"dimensions"`
	Metrics             []Metric          `json:"metrics"`
	DimensionFilter     *FilterExpression `json:"dimensionFilter"`
	MetricFilter        *FilterExpression `json:"metricFilter"`
	CompatibilityFilter string            `json:"compatibilityFilter" enum:"Compatibility" values:"COMPATIBILITY_UNSPECIFIED COMPATIBLE INCOMPATIBLE"`
}

// DateRange is a closed interval of days.
type DateRange struct {
	StartDate string `json:"startDate"`
	EndDate   string `json:"endDate"`
	Name      string `json:"name"`
}

// Dimension is a column of names.
type Dimension struct {
	Name       string               `json:"name"`
	Expression *DimensionExpression `json:"dimensionExpression"`
}

// DimensionExpression makes a dimension of others. One field is set.
type DimensionExpression struct {
	LowerCase   *CaseExpression        `json:"lowerCase"`
	UpperCase   *CaseExpression        `json:"upperCase"`
	Concatenate *ConcatenateExpression `json:"concatenate"`
}

// CaseExpression names the dimension whose case is changed.
type CaseExpression struct {
	DimensionName string `json:"dimensionName"`
}

// ConcatenateExpression names the dimensions that are joined.
type ConcatenateExpression struct {
	DimensionNames []string `json:"dimensionNames"`
	Delimiter      string   `json:"delimiter"`
}

// Metric is a column of numbers.
type Metric struct {
	Name       string `json:"name"`
	Expression string `json:"expression"`
	Invisible  bool   `json:"invisible"`
}

// OrderBy is a criterion of order. One of the messages is set.
type OrderBy struct {
	Desc      bool              `json:"desc"`
	Metric    *MetricOrderBy    `json:"metric"`
	Dimension *DimensionOrderBy `json:"dimension"`
}

// MetricOrderBy orders by a number.
type MetricOrderBy struct {
	MetricName string `json:"metricName"`
}

// DimensionOrderBy orders by a name.
type DimensionOrderBy struct {
	DimensionName string `json:"dimensionName"`
	OrderType     string `json:"orderType" enum:"OrderBy.DimensionOrderBy.OrderType" values:"ORDER_TYPE_UNSPECIFIED ALPHANUMERIC CASE_INSENSITIVE_ALPHANUMERIC NUMERIC"`
}

// CohortSpec is read so that it can be refused with a reason.
type CohortSpec struct {
	Cohorts []struct {
		Name      string     `json:"name"`
		Dimension string     `json:"dimension"`
		DateRange *DateRange `json:"dateRange"`
	} `json:"cohorts"`
	CohortsRange *struct {
		Granularity string `json:"granularity" enum:"CohortsRange.Granularity" values:"GRANULARITY_UNSPECIFIED DAILY WEEKLY MONTHLY"`
		StartOffset int64  `json:"startOffset"`
		EndOffset   int64  `json:"endOffset"`
	} `json:"cohortsRange"`
	CohortReportSettings *struct {
		Accumulate bool `json:"accumulate"`
	} `json:"cohortReportSettings"`
}

// Comparison is read so that it can be refused with a reason.
type Comparison struct {
	Name            string            `json:"name"`
	DimensionFilter *FilterExpression `json:"dimensionFilter"`
	Comparison      string            `json:"comparison"`
}

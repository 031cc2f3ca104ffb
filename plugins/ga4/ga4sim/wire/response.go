package wire

// Report is a RunReportResponse. Empty lists, zero numbers and false flags are left
// out, as the JSON mapping of protocol buffers does.
type Report struct {
	DimensionHeaders []DimensionHeader `json:"dimensionHeaders,omitempty"`
	MetricHeaders    []MetricHeader    `json:"metricHeaders,omitempty"`
	Rows             []Row             `json:"rows,omitempty"`
	Totals           []Row             `json:"totals,omitempty"`
	Maximums         []Row             `json:"maximums,omitempty"`
	Minimums         []Row             `json:"minimums,omitempty"`
	RowCount         int               `json:"rowCount,omitempty"`
	Metadata         Metadata          `json:"metadata"`
	PropertyQuota    *PropertyQuota    `json:"propertyQuota,omitempty"`
	Kind             string            `json:"kind,omitempty"`
}

// BatchReports is a BatchRunReportsResponse.
type BatchReports struct {
	Reports []Report `json:"reports,omitempty"`
	Kind    string   `json:"kind"`
}

// DimensionHeader names a column.
type DimensionHeader struct {
	Name string `json:"name"`
}

// MetricHeader names a column of numbers and their type.
type MetricHeader struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Row is one line, its values in the order of the headers.
type Row struct {
	DimensionValues []Value `json:"dimensionValues,omitempty"`
	MetricValues    []Value `json:"metricValues,omitempty"`
}

// Value is a cell: numbers are text too. An empty text is left out.
type Value struct {
	Value string `json:"value,omitempty"`
}

// Metadata is a ResponseMetaData.
type Metadata struct {
	DataLossFromOtherRow  bool               `json:"dataLossFromOtherRow,omitempty"`
	SchemaRestriction     *SchemaRestriction `json:"schemaRestrictionResponse,omitempty"`
	CurrencyCode          string             `json:"currencyCode,omitempty"`
	TimeZone              string             `json:"timeZone,omitempty"`
	EmptyReason           string             `json:"emptyReason,omitempty"`
	SubjectToThresholding bool               `json:"subjectToThresholding,omitempty"`
	Samplings             []Sampling         `json:"samplingMetadatas,omitempty"`
	Truncations           []Truncation       `json:"dataTruncationReasons,omitempty"`
}

// SchemaRestriction lists the metrics that the caller's role may not see.
type SchemaRestriction struct {
	ActiveMetricRestrictions []MetricRestriction `json:"activeMetricRestrictions,omitempty"`
}

// MetricRestriction says why a metric is zero: COST_DATA or REVENUE_DATA.
type MetricRestriction struct {
	MetricName            string   `json:"metricName"`
	RestrictedMetricTypes []string `json:"restrictedMetricTypes"`
}

// Sampling says how many of the events were read, for one date range.
type Sampling struct {
	SamplesReadCount  int64 `json:"samplesReadCount,string,omitempty"`
	SamplingSpaceSize int64 `json:"samplingSpaceSize,string,omitempty"`
}

// Truncation says which part of the dates cannot be served.
type Truncation struct {
	Type       string           `json:"dataTruncationType,omitempty"`
	Message    string           `json:"dataTruncationMessage,omitempty"`
	Date       string           `json:"dataTruncationDate,omitempty"`
	DateRanges []TruncatedDates `json:"dataTruncationDateRanges,omitempty"`
}

// TruncatedDates is a closed interval of dates.
type TruncatedDates struct {
	StartDate string `json:"startDate"`
	EndDate   string `json:"endDate"`
}

// PropertyQuota is the state of all quotas after a request.
type PropertyQuota struct {
	TokensPerDay                          QuotaStatus `json:"tokensPerDay"`
	TokensPerHour                         QuotaStatus `json:"tokensPerHour"`
	ConcurrentRequests                    QuotaStatus `json:"concurrentRequests"`
	ServerErrorsPerProjectPerHour         QuotaStatus `json:"serverErrorsPerProjectPerHour"`
	PotentiallyThresholdedRequestsPerHour QuotaStatus `json:"potentiallyThresholdedRequestsPerHour"`
	TokensPerProjectPerHour               QuotaStatus `json:"tokensPerProjectPerHour"`
}

// QuotaStatus is one quota. Unlike elsewhere both numbers are printed even when zero.
type QuotaStatus struct {
	Consumed  int `json:"consumed"`
	Remaining int `json:"remaining"`
}

// FieldMetadata describes a dimension or, with a type, a metric.
type FieldMetadata struct {
	APIName            string   `json:"apiName"`
	UIName             string   `json:"uiName"`
	Description        string   `json:"description"`
	DeprecatedAPINames []string `json:"deprecatedApiNames,omitempty"`
	Type               string   `json:"type,omitempty"`
	Expression         string   `json:"expression,omitempty"`
	CustomDefinition   bool     `json:"customDefinition,omitempty"`
	BlockedReasons     []string `json:"blockedReasons,omitempty"`
	Category           string   `json:"category"`
}

// PropertyMetadata is the Metadata message: all that a property can report.
type PropertyMetadata struct {
	Name        string               `json:"name"`
	Dimensions  []FieldMetadata      `json:"dimensions,omitempty"`
	Metrics     []FieldMetadata      `json:"metrics,omitempty"`
	Comparisons []ComparisonMetadata `json:"comparisons,omitempty"`
}

// ComparisonMetadata describes a comparison.
type ComparisonMetadata struct {
	APIName     string `json:"apiName"`
	UIName      string `json:"uiName"`
	Description string `json:"description"`
}

// Compatibilities is a CheckCompatibilityResponse.
type Compatibilities struct {
	Dimensions []DimensionCompatibility `json:"dimensionCompatibilities,omitempty"`
	Metrics    []MetricCompatibility    `json:"metricCompatibilities,omitempty"`
}

// DimensionCompatibility says whether a dimension can be added.
type DimensionCompatibility struct {
	Metadata      FieldMetadata `json:"dimensionMetadata"`
	Compatibility string        `json:"compatibility"`
}

// MetricCompatibility says whether a metric can be added.
type MetricCompatibility struct {
	Metadata      FieldMetadata `json:"metricMetadata"`
	Compatibility string        `json:"compatibility"`
}

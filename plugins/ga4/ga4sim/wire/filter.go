package wire

// FilterExpression is a tree of filters. One field is set.
type FilterExpression struct {
	AndGroup      *FilterExpressionList `json:"andGroup"`
	OrGroup       *FilterExpressionList `json:"orGroup"`
	NotExpression *FilterExpression     `json:"notExpression"`
	Filter        *Filter               `json:"filter"`
}

// FilterExpressionList is the members of a group.
type FilterExpressionList struct {
	Expressions []FilterExpression `json:"expressions"`
}

// Filter is a condition on one field.
type Filter struct {
	FieldName     string         `json:"fieldName"`
	StringFilter  *StringFilter  `json:"stringFilter"`
	InListFilter  *InListFilter  `json:"inListFilter"`
	NumericFilter *NumericFilter `json:"numericFilter"`
	BetweenFilter *BetweenFilter `json:"betweenFilter"`
	EmptyFilter   *EmptyFilter   `json:"emptyFilter"`
}

// StringFilter compares text.
type StringFilter struct {
	MatchType     string `json:"matchType" enum:"Filter.StringFilter.MatchType" values:"MATCH_TYPE_UNSPECIFIED EXACT BEGINS_WITH ENDS_WITH CONTAINS FULL_REGEXP PARTIAL_REGEXP"`
	Value         string `json:"value"`
	CaseSensitive bool   `json:"caseSensitive"`
}

// InListFilter accepts any of a list.
type InListFilter struct {
	Values        []string `json:"values"`
	CaseSensitive bool     `json:"caseSensitive"`
}

// NumericFilter compares a number.
type NumericFilter struct {
	Operation string        `json:"operation" enum:"Filter.NumericFilter.Operation" values:"OPERATION_UNSPECIFIED EQUAL LESS_THAN LESS_THAN_OR_EQUAL GREATER_THAN GREATER_THAN_OR_EQUAL"`
	Value     *NumericValue `json:"value"`
}

// NumericValue is a number of either kind.
type NumericValue struct {
	Int64Value  int64   `json:"int64Value"`
	DoubleValue float64 `json:"doubleValue"`
}

// Number returns the value, whichever kind it has.
func (v *NumericValue) Number() float64 {
	switch {
	case v == nil:
		return 0
	case v.DoubleValue != 0:
		return v.DoubleValue
	}
	return float64(v.Int64Value)
}

// BetweenFilter accepts a closed interval of numbers.
type BetweenFilter struct {
	FromValue *NumericValue `json:"fromValue"`
	ToValue   *NumericValue `json:"toValue"`
}

// EmptyFilter accepts "" and "(not set)".
type EmptyFilter struct{}

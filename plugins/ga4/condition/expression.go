package condition

import (
	"fmt"
	"regexp"
	"strings"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
)

// Expression returns the filter for a request, with the names of dimensions as api
// gives them; nil for a filter that keeps everything. An error names an operator
// that there is not.
func Expression(filter connector.Filter, api func(dimension string) string) (*analyticsdata.FilterExpression, error) {
	if len(filter) == 0 {
		return nil, nil
	}
	var clauses []*analyticsdata.FilterExpression
	for _, clause := range filter {
		var conditions []*analyticsdata.FilterExpression
		for _, c := range clause {
			condition, err := expression(c, api(c.Dimension))
			if err != nil {
				return nil, err
			}
			conditions = append(conditions, condition)
		}
		if len(conditions) == 0 {
			return nil, nil // a clause without conditions keeps every row
		}
		clauses = append(clauses, all(conditions))
	}
	return anyOf(clauses), nil
}

func expression(c connector.Condition, field string) (*analyticsdata.FilterExpression, error) {
	var keeps *analyticsdata.FilterExpression
	switch c.Operator {
	case connector.OperatorIn, connector.OperatorNotIn:
		keeps = in(field, c.Values)
	case connector.OperatorMatch, connector.OperatorNotMatch:
		keeps = matches(field, c.Values)
	default:
		return nil, fmt.Errorf("filter by %q: there is no operator %q", c.Dimension, c.Operator)
	}
	if c.Operator == connector.OperatorNotIn || c.Operator == connector.OperatorNotMatch {
		keeps = &analyticsdata.FilterExpression{NotExpression: keeps}
	}
	return keeps, nil
}

func in(field string, values []string) *analyticsdata.FilterExpression {
	if len(values) == 1 {
		return text(field, "EXACT", values[0])
	}
	return &analyticsdata.FilterExpression{Filter: &analyticsdata.Filter{
		FieldName: field, InListFilter: &analyticsdata.InListFilter{Values: values, CaseSensitive: true},
	}}
}

// matches keeps what any glob matches. Most are simple enough for a filter that
// people can read.
func matches(field string, globs []string) *analyticsdata.FilterExpression {
	var each []*analyticsdata.FilterExpression
	for _, glob := range globs {
		inner := strings.Trim(glob, "*")
		first, last := strings.HasPrefix(glob, "*"), strings.HasSuffix(glob, "*")
		switch {
		case strings.ContainsAny(inner, "*?"), inner == "" && glob != "":
			each = append(each, text(field, "FULL_REGEXP", pattern(glob)))
		case first && last:
			each = append(each, text(field, "CONTAINS", inner))
		case first:
			each = append(each, text(field, "ENDS_WITH", inner))
		case last:
			each = append(each, text(field, "BEGINS_WITH", inner))
		default:
			each = append(each, text(field, "EXACT", glob))
		}
	}
	return anyOf(each)
}

// pattern writes a glob as a regular expression of RE2, in which s lets the dot
// stand for the end of a line too.
func pattern(glob string) string {
	var expression strings.Builder
	expression.WriteString("(?s)")
	for literal := range strings.SplitAfterSeq(glob, "*") {
		body, star := strings.CutSuffix(literal, "*")
		for i, part := range strings.Split(body, "?") {
			if i > 0 {
				expression.WriteByte('.')
			}
			expression.WriteString(regexp.QuoteMeta(part))
		}
		if star {
			expression.WriteString(".*")
		}
	}
	return expression.String()
}

// text compares a dimension with a text. The value is sent even where it is
// empty, which the generated client would leave out.
func text(field, match, value string) *analyticsdata.FilterExpression {
	return &analyticsdata.FilterExpression{Filter: &analyticsdata.Filter{
		FieldName: field,
		StringFilter: &analyticsdata.StringFilter{
			MatchType: match, Value: value, CaseSensitive: true, ForceSendFields: []string{"Value"},
		},
	}}
}

func all(expressions []*analyticsdata.FilterExpression) *analyticsdata.FilterExpression {
	if len(expressions) == 1 {
		return expressions[0]
	}
	return &analyticsdata.FilterExpression{AndGroup: &analyticsdata.FilterExpressionList{Expressions: expressions}}
}

func anyOf(expressions []*analyticsdata.FilterExpression) *analyticsdata.FilterExpression {
	if len(expressions) == 1 {
		return expressions[0]
	}
	return &analyticsdata.FilterExpression{OrGroup: &analyticsdata.FilterExpressionList{Expressions: expressions}}
}

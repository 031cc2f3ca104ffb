package condition_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/condition"
)

func same(name string) string { return name }

// The expressions as they go over the wire.
func TestExpression(t *testing.T) {
	t.Parallel()
	is := func(dimension string, operator connector.Operator, values ...string) connector.Condition {
		return connector.Condition{Dimension: dimension, Operator: operator, Values: values}
	}
	const exact = `{"filter":{"fieldName":"a","stringFilter":{"caseSensitive":true,"matchType":"EXACT","value":"x"}}}`
	for _, test := range []struct {
		filter connector.Filter
		want   string
	}{
		{nil, `null`},
		{connector.Filter{{}}, `null`},
		{connector.Filter{{is("a", connector.OperatorIn, "x")}, {}}, `null`},
		{connector.Filter{{is("a", connector.OperatorIn, "x")}}, exact},
		{connector.Filter{{is("a", connector.OperatorIn, "")}}, strings.Replace(exact, `"x"`, `""`, 1)},
		{connector.Filter{{is("a", connector.OperatorNotIn, "x")}}, `{"notExpression":` + exact + `}`},
		{connector.Filter{{is("a", connector.OperatorIn, "x", "y")}}, `{"filter":{"fieldName":"a","inListFilter":{"caseSensitive":true,"values":["x","y"]}}}`},
		{connector.Filter{{is("a", connector.OperatorMatch, "x*")}}, strings.Replace(exact, "EXACT", "BEGINS_WITH", 1)},
		{connector.Filter{{is("a", connector.OperatorMatch, "*x")}}, strings.Replace(exact, "EXACT", "ENDS_WITH", 1)},
		{connector.Filter{{is("a", connector.OperatorMatch, "*x*")}}, strings.Replace(exact, "EXACT", "CONTAINS", 1)},
		{connector.Filter{{is("a", connector.OperatorMatch, "a.b*?")}}, strings.Replace(strings.Replace(exact, "EXACT", "FULL_REGEXP", 1), `"x"`, `"(?s)a\\.b.*."`, 1)},
		{connector.Filter{{is("a", connector.OperatorIn, "x"), is("a", connector.OperatorNotMatch, "x*", "x")}, {is("a", connector.OperatorIn, "x")}},
			`{"orGroup":{"expressions":[{"andGroup":{"expressions":[` + exact + `,{"notExpression":{"orGroup":{"expressions":[` + strings.Replace(exact, "EXACT", "BEGINS_WITH", 1) + `,` + exact + `]}}}]}},` + exact + `]}}`},
	} {
		expression, err := condition.Expression(test.filter, same)
		if err != nil {
			t.Errorf("%v: %v", test.filter, err)
			continue
		}
		raw, err := json.Marshal(expression)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, string(raw)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", test.filter, diff)
		}
	}
	if _, err := condition.Expression(connector.Filter{{is("a", "like", "x")}}, same); err == nil {
		t.Error("an operator that there is not passes")
	}
}

// FuzzExpression holds filters to the matcher that the host filters with: what
// Google keeps by its documented rules is what the host would keep.
func FuzzExpression(f *testing.F) {
	for _, seed := range [][2]string{
		{"Spring*", "Spring sale"}, {"*", ""}, {"**", "x"}, {"?", "é"}, {"", ""}, {"*a*b*", "xaxbx"}, {"*a?", "ab"},
		{"a.c", "abc"}, {"(x)+", "(x)+"}, {"*", "two\nlines"}, {"spring", "Spring"}, {"\\E*\\Q", `\E-\Q`}, {"*?*", ""}, {"?*", "x"},
	} {
		f.Add(seed[0], seed[1], false)
	}
	f.Fuzz(func(t *testing.T, pattern, value string, negated bool) {
		pattern, value = strings.ToValidUTF8(pattern, "."), strings.ToValidUTF8(value, ".") // JSON carries nothing else
		for literal, glob := range map[connector.Operator]connector.Operator{connector.OperatorIn: connector.OperatorMatch, connector.OperatorNotIn: connector.OperatorNotMatch} {
			for _, operator := range []connector.Operator{literal, glob} {
				filter := connector.Filter{{{Dimension: "a", Operator: operator, Values: []string{pattern, "other"}}}}
				matcher, err := connector.CompileFilter(filter, func(string) (int, bool) { return 0, true })
				if err != nil {
					t.Fatal(err)
				}
				expression, err := condition.Expression(filter, same)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := keeps(t, expression, value), matcher.Match([]connector.Text{{Value: value}}); got != want {
					t.Errorf("%s %q keeps %q: %v at Google, %v here", operator, pattern, value, got, want)
				}
			}
		}
	})
}

// keeps evaluates an expression as Google documents it.
func keeps(t *testing.T, e *analyticsdata.FilterExpression, value string) bool {
	switch {
	case e.NotExpression != nil:
		return !keeps(t, e.NotExpression, value)
	case e.OrGroup != nil:
		return slices.ContainsFunc(e.OrGroup.Expressions, func(e *analyticsdata.FilterExpression) bool { return keeps(t, e, value) })
	case e.Filter.InListFilter != nil:
		return slices.Contains(e.Filter.InListFilter.Values, value)
	}
	s := e.Filter.StringFilter
	switch s.MatchType {
	case "EXACT":
		return value == s.Value
	case "BEGINS_WITH":
		return strings.HasPrefix(value, s.Value)
	case "ENDS_WITH":
		return strings.HasSuffix(value, s.Value)
	case "CONTAINS":
		return strings.Contains(value, s.Value)
	case "FULL_REGEXP":
		full, err := regexp.Compile("^(?:" + s.Value + ")$")
		if err != nil {
			t.Fatalf("%q: %v", s.Value, err)
		}
		return full.MatchString(value)
	}
	t.Fatalf("unexpected match type %q", s.MatchType)
	return false
}

package connector_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
)

// dimensionAt finds the dimensions of the tests: age, gender.
func dimensionAt(name string) (int, bool) {
	switch name {
	case "age":
		return 0, true
	case "gender":
		return 1, true
	}
	return 0, false
}

func is(dimension string, operator connector.Operator, values ...string) connector.Condition {
	return connector.Condition{Dimension: dimension, Operator: operator, Values: values}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	null := connector.Text{Null: true}
	young, old, none := connector.Text{Value: "18-24"}, connector.Text{Value: "65+"}, connector.Text{Value: ""}
	f, m := connector.Text{Value: "F"}, connector.Text{Value: "M"}
	in, notIn, match, notMatch := connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch
	tests := []struct {
		name        string
		filter      connector.Filter
		age, gender connector.Text
		want        bool
	}{
		{"no filter", nil, null, null, true},
		{"in", connector.Filter{{is("age", in, "18-24")}}, young, f, true},
		{"in, another", connector.Filter{{is("age", in, "18-24")}}, old, f, false},
		{"in, second value", connector.Filter{{is("age", in, "18-24", "65+")}}, old, f, true},
		{"in nothing", connector.Filter{{is("age", in)}}, young, f, false},
		{"not in nothing", connector.Filter{{is("age", notIn)}}, young, f, true},
		{"null is in nothing", connector.Filter{{is("age", in, "", "null")}}, null, f, false},
		{"null is not in", connector.Filter{{is("age", notIn, "18-24")}}, null, f, true},
		{"empty is a value", connector.Filter{{is("age", in, "")}}, none, f, true},
		{"not in", connector.Filter{{is("age", notIn, "18-24")}}, young, f, false},
		{"match", connector.Filter{{is("age", match, "18*")}}, young, f, true},
		{"match, another", connector.Filter{{is("age", match, "2*", "6?+")}}, old, f, true},
		{"null matches nothing", connector.Filter{{is("age", match, "*")}}, null, f, false},
		{"null does not match", connector.Filter{{is("age", notMatch, "*")}}, null, f, true},
		{"not match", connector.Filter{{is("age", notMatch, "18*")}}, young, f, false},
		{"all of a clause", connector.Filter{{is("age", in, "18-24"), is("gender", in, "F")}}, young, f, true},
		{"not all of a clause", connector.Filter{{is("age", in, "18-24"), is("gender", in, "F")}}, young, m, false},
		{"any clause", connector.Filter{{is("age", in, "18-24")}, {is("gender", in, "M")}}, old, m, true},
		{"no clause", connector.Filter{{is("age", in, "18-24")}, {is("gender", in, "M")}}, old, f, false},
		{"a clause without conditions", connector.Filter{{is("age", in, "x")}, {}}, old, f, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			matcher, err := connector.CompileFilter(test.filter, dimensionAt)
			if err != nil {
				t.Fatal(err)
			}
			texts := []connector.Text{test.age, test.gender}
			if got := matcher.Match(texts); got != test.want {
				t.Errorf("Match = %v, want %v", got, test.want)
			}
			// The same row twice: the second verdict comes from the cache.
			stream := matcher.ForStream()
			batch := coded(texts, texts)
			for row := range 2 {
				if got := stream.Match(batch, row); got != test.want {
					t.Errorf("row %d of a batch: %v, want %v", row, got, test.want)
				}
			}
		})
	}
}

// coded puts rows into a batch.
func coded(rows ...[]connector.Text) *connector.Batch {
	batch := &connector.Batch{Rows: len(rows), Dimensions: make([]connector.TextColumn, 2)}
	for i := range batch.Dimensions {
		column := connector.TextColumn{Dictionary: []string{""}}
		for _, row := range rows {
			index := uint32(0)
			if !row[i].Null {
				index = uint32(len(column.Dictionary))
				column.Dictionary = append(column.Dictionary, row[i].Value)
			}
			column.Indexes = append(column.Indexes, index)
		}
		batch.Dimensions[i] = column
	}
	return batch
}

func TestFilterSeesDictionariesGrow(t *testing.T) {
	t.Parallel()
	matcher, err := connector.CompileFilter(connector.Filter{{is("age", connector.OperatorMatch, "1*")}}, dimensionAt)
	if err != nil {
		t.Fatal(err)
	}
	stream := matcher.ForStream()
	batch := &connector.Batch{Rows: 1, Dimensions: []connector.TextColumn{{Dictionary: []string{""}}, {}}}
	for i := 1; i < 300; i++ {
		column := &batch.Dimensions[0]
		column.Dictionary = append(column.Dictionary, fmt.Sprint(i))
		column.Indexes = []uint32{uint32(i)}
		if got, want := stream.Match(batch, 0), strings.HasPrefix(fmt.Sprint(i), "1"); got != want {
			t.Fatalf("value %d: %v, want %v", i, got, want)
		}
	}
}

func TestFilterErrorsNameTheCondition(t *testing.T) {
	t.Parallel()
	tests := map[string]connector.Condition{
		`there is no dimension "country"`: is("country", connector.OperatorIn, "DE"),
		`unknown operator "like"`:         is("age", "like", "x"),
	}
	for want, condition := range tests {
		_, err := connector.CompileFilter(connector.Filter{{is("age", connector.OperatorIn, "x"), condition}}, dimensionAt)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func BenchmarkFilterBatch(b *testing.B) {
	matcher, err := connector.CompileFilter(connector.Filter{{is("age", connector.OperatorMatch, "*5*9*")}}, dimensionAt)
	if err != nil {
		b.Fatal(err)
	}
	stream := matcher.ForStream()
	batch := coded(make([][]connector.Text, 0)...)
	column := &batch.Dimensions[0]
	for i := range 1000 {
		column.Dictionary = append(column.Dictionary, fmt.Sprint("campaign ", i))
	}
	for i := range 8192 {
		column.Indexes = append(column.Indexes, uint32(1+i%1000))
	}
	for b.Loop() {
		for row := range 8192 {
			stream.Match(batch, row)
		}
	}
	b.ReportMetric(float64(8192*b.N)/b.Elapsed().Seconds(), "rows/s")
}

package connector

import (
	"fmt"
	"slices"
)

// Matcher decides which rows a [Filter] keeps. Host and connectors use the same
// one, so that pushing a filter down never changes a result. It may be used by
// several goroutines at once. The zero Matcher keeps every row.
type Matcher struct {
	clauses [][]test
}

// test is one condition, ready to run.
type test struct {
	dimension int // index into the texts of a row
	negated   bool
	accepts   func(value string) bool
}

// CompileFilter prepares a filter. The function dimensionIndex finds a dimension
// in the texts that Match will be given. An error names the condition that
// cannot be run.
func CompileFilter(f Filter, dimensionIndex func(name string) (int, bool)) (Matcher, error) {
	m := Matcher{clauses: make([][]test, 0, len(f))}
	for _, clause := range f {
		tests := make([]test, 0, len(clause))
		for _, condition := range clause {
			index, ok := dimensionIndex(condition.Dimension)
			if !ok {
				return Matcher{}, fmt.Errorf("compile filter: there is no dimension %q", condition.Dimension)
			}
			accepts, negated, err := condition.compile()
			if err != nil {
				return Matcher{}, err
			}
			tests = append(tests, test{dimension: index, negated: negated, accepts: accepts})
		}
		m.clauses = append(m.clauses, tests)
	}
	return m, nil
}

func (c Condition) compile() (accepts func(string) bool, negated bool, err error) {
	switch c.Operator {
	case OperatorIn, OperatorNotIn:
		return anyOf(c.Values), c.Operator == OperatorNotIn, nil
	case OperatorMatch, OperatorNotMatch:
		return anyGlob(c.Values), c.Operator == OperatorNotMatch, nil
	default:
		return nil, false, fmt.Errorf("compile filter: dimension %q has the unknown operator %q", c.Dimension, c.Operator)
	}
}

func anyOf(values []string) func(string) bool {
	if len(values) == 1 {
		only := values[0]
		return func(value string) bool { return value == only }
	}
	set := make(map[string]struct{}, len(values))
	for _, value := range values {
		set[value] = struct{}{}
	}
	return func(value string) bool {
		_, ok := set[value]
		return ok
	}
}

func anyGlob(patterns []string) func(string) bool {
	globs := make([]glob, len(patterns))
	for i, pattern := range patterns {
		globs[i] = compileGlob(pattern)
	}
	return func(value string) bool {
		return slices.ContainsFunc(globs, func(g glob) bool { return g.match(value) })
	}
}

// satisfied applies the condition to one value. Null satisfies only the negated
// operators: what the source does not know is not "in" anything.
func (t test) satisfied(text Text) bool {
	if text.Null {
		return t.negated
	}
	return t.accepts(text.Value) != t.negated
}

// Match says whether the filter keeps a row with these texts.
func (m Matcher) Match(texts []Text) bool {
	if len(m.clauses) == 0 {
		return true
	}
	for _, clause := range m.clauses {
		if !slices.ContainsFunc(clause, func(t test) bool { return !t.satisfied(texts[t.dimension]) }) {
			return true
		}
	}
	return false
}

// BatchMatcher applies a [Matcher] to the batches of one stream. It tests every
// distinct value once, since the values are coded by dictionaries that only
// grow. It belongs to one stream and one goroutine.
type BatchMatcher struct {
	clauses [][]columnTest
}

// columnTest remembers verdicts by dictionary index.
type columnTest struct {
	test
	verdicts []verdict
}

type verdict uint8

const (
	unknown verdict = iota
	kept
	dropped
)

// ForStream returns a matcher for the batches of one stream, in which the
// dimension's index is that of the batch's column.
func (m Matcher) ForStream() *BatchMatcher {
	b := &BatchMatcher{clauses: make([][]columnTest, len(m.clauses))}
	for i, clause := range m.clauses {
		b.clauses[i] = make([]columnTest, len(clause))
		for j, t := range clause {
			b.clauses[i][j].test = t
		}
	}
	return b
}

// Match says whether the filter keeps a row of the batch.
func (b *BatchMatcher) Match(batch *Batch, row int) bool {
	if len(b.clauses) == 0 {
		return true
	}
	for i := range b.clauses {
		if b.holds(b.clauses[i], batch, row) {
			return true
		}
	}
	return false
}

func (b *BatchMatcher) holds(clause []columnTest, batch *Batch, row int) bool {
	for j := range clause {
		if !clause[j].satisfied(batch.Dimensions[clause[j].dimension], row) {
			return false
		}
	}
	return true
}

func (t *columnTest) satisfied(column TextColumn, row int) bool {
	index := int(column.Indexes[row])
	if index >= len(t.verdicts) {
		size := max(len(column.Dictionary), index+1)
		t.verdicts = append(t.verdicts, make([]verdict, size-len(t.verdicts))...)
	}
	if t.verdicts[index] == unknown {
		t.verdicts[index] = dropped
		if t.test.satisfied(column.Text(row)) {
			t.verdicts[index] = kept
		}
	}
	return t.verdicts[index] == kept
}

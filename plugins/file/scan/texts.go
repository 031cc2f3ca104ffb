package scan

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/roictl/roictl/connector"
)

// textColumn codes the texts of a column, so that cells and conditions deal with
// small numbers. Code 0 is null: the cell is empty.
type textColumn struct {
	column int // of the table
	codes  map[string]uint32
	texts  []string
	row    int64 // for which code is valid
	code   uint32
	recent [recentTexts]uint32 // codes of texts met lately, by their shape
}

// recentTexts is how many texts can be found again without a look into the map.
const recentTexts = 64

// shape is a number from the length and the ends of a text, in which the few
// texts of most columns differ.
func shape(cell []byte) int {
	last := len(cell) - 1
	return (len(cell) + 7*int(cell[0]) + 31*int(cell[last]) + 13*int(cell[last/2])) % recentTexts
}

func newTextColumn(column int) *textColumn {
	return &textColumn{column: column, codes: make(map[string]uint32), texts: []string{""}, row: -1}
}

// errNotUTF8 says that a cell is in another encoding.
var errNotUTF8 = fmt.Errorf("the cell is not text in UTF-8")

// read returns the code of the row's cell.
func (c *textColumn) read(row int64, cell []byte) (uint32, error) {
	if c.row == row {
		return c.code, nil
	}
	if len(cell) == 0 {
		c.row, c.code = row, 0
		return 0, nil
	}
	recent := &c.recent[shape(cell)]
	if c.texts[*recent] == string(cell) {
		c.row, c.code = row, *recent
		return c.code, nil
	}
	code, known := c.codes[string(cell)]
	if !known {
		if !utf8.Valid(cell) {
			return 0, errNotUTF8
		}
		code = uint32(len(c.texts))
		text := string(bytes.Clone(cell))
		c.codes[text] = code
		c.texts = append(c.texts, text)
	}
	*recent = code
	c.row, c.code = row, code
	return code, nil
}

func (c *textColumn) text(code uint32) connector.Text {
	return connector.Text{Value: c.texts[code], Null: code == 0}
}

// test is a condition on a text column. It looks at every distinct text once.
type test struct {
	text     *textColumn
	matcher  connector.Matcher
	null     *bool // whether an empty cell satisfies it; nil leaves that to the matcher
	verdicts []verdict
}

type verdict uint8

const (
	unknown verdict = iota
	yes
	no
)

// conditionTest returns a test for a condition of a query.
func conditionTest(text *textColumn, condition connector.Condition) (*test, error) {
	matcher, err := connector.CompileFilter(connector.Filter{{condition}}, func(string) (int, bool) { return 0, true })
	if err != nil {
		return nil, err
	}
	return &test{text: text, matcher: matcher}, nil
}

// valuesTest returns a test for the values of a `where` or `exclude`. They are
// globs, and the empty text among them stands for an empty cell.
func valuesTest(text *textColumn, values []string) (*test, error) {
	t, err := conditionTest(text, connector.Condition{Operator: connector.OperatorMatch, Values: values})
	if err != nil {
		return nil, err
	}
	null := slices.Contains(values, "")
	t.null = &null
	return t, nil
}

// satisfied says whether a text with that code satisfies the condition.
func (t *test) satisfied(code uint32) bool {
	if int(code) >= len(t.verdicts) {
		t.verdicts = append(t.verdicts, make([]verdict, len(t.text.texts)-len(t.verdicts))...)
	}
	if t.verdicts[code] == unknown {
		holds := t.matcher.Match([]connector.Text{t.text.text(code)})
		if code == 0 && t.null != nil {
			holds = *t.null
		}
		t.verdicts[code] = no
		if holds {
			t.verdicts[code] = yes
		}
	}
	return t.verdicts[code] == yes
}

package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/record"
)

// jsonLines reads the rows of a file with one JSON object a line. Objects within
// the object are columns with a dot: {"utm": {"source": "x"}} has "utm.source".
type jsonLines struct {
	name    string
	reader  *record.Reader
	decoder *jsontext.Decoder
	line    bytes.Reader
	columns []Column
	wanted  map[string][]int // by exact and by folded name: the columns
	seen    []bool           // by column: whether any row had it
	numbers []bool           // by column: whether the cell is a JSON number
	path    []byte
	names   []string // met so far, for suggestions
	rows    int
}

// maxNames bounds the names that are remembered for messages.
const maxNames = 200

// maxDepth bounds objects within objects.
const maxDepth = 32

func (t *Table) openLines(text *bufio.Reader, sample []byte) (*Table, connector.Diagnostics) {
	if bytes.HasPrefix(bytes.TrimLeft(sample, " \t\r\n"), []byte("[")) {
		d := connector.NewError("FILE_JSON", "File is not JSON lines", fmt.Sprintf("%q is one JSON array; this connector reads JSON lines, one object a line.", t.Name))
		d.Hint = "Convert it, for example with: jq -c '.[]' export.json > export.jsonl"
		return nil, connector.Diagnostics{d}
	}
	j := &jsonLines{
		name: t.Name, columns: t.columns, wanted: make(map[string][]int),
		seen: make([]bool, len(t.columns)), numbers: make([]bool, len(t.columns)),
		reader: record.NewReader(text, 0), decoder: jsontext.NewDecoder(bytes.NewReader(nil)),
	}
	for i, column := range t.columns {
		for _, name := range column.Names {
			j.wanted[name] = append(j.wanted[name], i)
			if folded := Fold(name); folded != name {
				j.wanted[folded] = append(j.wanted[folded], i)
			}
		}
	}
	t.Header = j.sampleNames(linesOf(sample, '\n'))
	t.source = j
	return t, nil
}

// sampleNames collects the names in the first rows.
func (j *jsonLines) sampleNames(lines [][]byte) []string {
	scratch := make([][]byte, len(j.columns))
	for _, line := range lines {
		if len(j.names) == maxNames {
			break
		}
		// A line that is no object is told when it is read as a row.
		_ = j.readObject(line, scratch)
	}
	clear(j.seen)
	return slices.Clone(j.names)
}

func (j *jsonLines) next(cells [][]byte) error {
	for {
		if err := j.reader.NextLine(); err != nil {
			return err
		}
		line := trim(j.reader.Raw())
		if len(line) == 0 {
			continue
		}
		if err := j.readObject(line, cells); err != nil {
			return &RowError{Code: "FILE_JSON", Line: j.reader.Line(), Reason: err.Error()}
		}
		j.rows++
		return nil
	}
}

// readObject fills the cells from one line.
func (j *jsonLines) readObject(line []byte, cells [][]byte) error {
	clear(cells)
	clear(j.numbers)
	j.line.Reset(line)
	j.decoder.Reset(&j.line)
	if j.decoder.PeekKind() != jsontext.KindBeginObject {
		return errors.New("the line is not a JSON object")
	}
	j.path = j.path[:0]
	if err := j.readMembers(cells, 0); err != nil {
		return plainJSONError(err)
	}
	if _, err := j.decoder.ReadToken(); err != io.EOF {
		return errors.New("there is more on the line than one JSON object")
	}
	return nil
}

// readMembers reads an object whose members' names stand behind path.
func (j *jsonLines) readMembers(cells [][]byte, depth int) error {
	if depth == maxDepth {
		return fmt.Errorf("objects lie more than %d deep in one another", maxDepth)
	}
	if _, err := j.decoder.ReadToken(); err != nil {
		return err
	}
	outer := len(j.path)
	for j.decoder.PeekKind() != jsontext.KindEndObject {
		name, err := j.decoder.ReadToken()
		if err != nil {
			return err
		}
		j.path = append(j.path[:outer], name.String()...)
		if err := j.readMember(cells, depth); err != nil {
			return err
		}
	}
	j.path = j.path[:outer]
	_, err := j.decoder.ReadToken()
	return err
}

func (j *jsonLines) readMember(cells [][]byte, depth int) error {
	kind := j.decoder.PeekKind()
	if kind == jsontext.KindBeginObject {
		j.path = append(j.path, '.')
		return j.readMembers(cells, depth+1)
	}
	columns := j.columnsOf(string(j.path))
	if kind == jsontext.KindBeginArray && len(columns) > 0 {
		return fmt.Errorf("the member %q is a list, not a value", Shorten(j.path))
	}
	if kind == jsontext.KindBeginArray || len(columns) == 0 {
		return j.decoder.SkipValue()
	}
	value, err := j.decoder.ReadToken()
	if err != nil {
		return err
	}
	for _, column := range columns {
		j.seen[column] = true
		if kind != jsontext.KindNull {
			cells[column] = trim([]byte(value.String()))
			j.numbers[column] = kind == jsontext.KindNumber
		}
	}
	return nil
}

// columnsOf returns the columns that a member is, and remembers its name.
func (j *jsonLines) columnsOf(name string) []int {
	if len(j.names) < maxNames && !slices.Contains(j.names, name) {
		j.names = append(j.names, name)
	}
	if columns, ok := j.wanted[name]; ok {
		return columns
	}
	return j.wanted[Fold(name)]
}

// plainJSONError drops the package's prefix and keeps what is wrong.
func plainJSONError(err error) error {
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) && syntax.Err != nil {
		return fmt.Errorf("the line is not valid JSON: %w", syntax.Err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF {
		return errors.New("the line is not valid JSON: it ends too early")
	}
	return err
}

func (j *jsonLines) place(int) (line, position int) { return j.reader.Line(), 0 }

func (j *jsonLines) raw() []byte { return j.reader.Raw() }

func (j *jsonLines) edges() (first, last []byte) { return nil, nil }

func (j *jsonLines) exact(column int) bool { return j.numbers[column] }

func (j *jsonLines) finish() connector.Diagnostics {
	var diags connector.Diagnostics
	for i, column := range j.columns {
		if j.rows > 0 && !j.seen[i] && !column.Optional {
			diags = append(diags, Missing(j.name, 0, j.names, column))
		}
	}
	return diags
}

package spec

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/preset"
)

// dateColumn is the object that `date` may be.
type dateColumn struct {
	Column string `json:"column"`
	Format string `json:"format"`
	End    string `json:"end"`
}

func (d *decoder) date() {
	path := connector.Path("date")
	d.spec.Date.Path = path
	if p := d.spec.Preset; p != nil {
		d.spec.Date.Columns = p.Dates
		for _, format := range p.Formats {
			d.spec.Date.Formats = append(d.spec.Date.Formats, dates.MustCompile(format))
		}
		d.spec.Date.Declared = true
	}
	if isAbsent(d.block.Date) {
		if d.spec.Preset == nil {
			d.fail("FILE_DATE_MISSING", "No date column is declared", "Nothing says which column holds the day of a row.",
				`Add date = "Date", or date = { column = "Date", format = "DD-MM-YYYY" }.`, nil)
		}
		d.covers()
		return
	}
	declared, ok := d.dateColumn(path)
	if !ok {
		return
	}
	if declared.Column != "" {
		column := preset.DateColumn{Names: []string{declared.Column}}
		if known := d.knownDate(declared.Column); known != nil {
			column.Cover, column.Ends = known.Cover, known.Ends
		}
		if declared.End != "" {
			column.Ends = []string{declared.End}
		}
		d.spec.Date.Columns = []preset.DateColumn{column}
	}
	switch {
	case declared.Format != "":
		format, err := dates.Compile(declared.Format)
		if err != nil {
			d.fail("FILE_DATE_FORMAT", "Invalid date format", sentence(err), "Write it in the letters that spreadsheets use: YYYY-MM-DD, D.M.YYYY, MMM D, YYYY.", connector.Path("date", "format"))
		}
		d.spec.Date.Formats, d.spec.Date.Declared = []dates.Format{format}, true
		if format.Cover() != dates.Day {
			d.spec.Date.Cover = format.Cover()
		}
	case d.spec.Preset == nil:
		d.spec.Date.Formats = dates.ISO()
	}
	d.covers()
}

// knownDate returns what the preset knows about a date column that the block
// names; nil when it knows nothing.
func (d *decoder) knownDate(name string) *preset.DateColumn {
	if d.spec.Preset == nil {
		return nil
	}
	for _, known := range d.spec.Preset.Dates {
		if slices.ContainsFunc(known.Names, func(other string) bool { return sameColumn(name, other) }) {
			return &known
		}
	}
	return nil
}

// dateColumn reads `date`, which is a text or an object.
func (d *decoder) dateColumn(path []connector.PathStep) (dateColumn, bool) {
	var declared dateColumn
	if json.Unmarshal(d.block.Date, &declared.Column) == nil {
		return declared, true
	}
	if !d.object("date", d.block.Date, []string{"column", "format", "end"}, path) || json.Unmarshal(d.block.Date, &declared) != nil {
		return declared, d.invalidObject("date", `date = { column = "Date", format = "DD-MM-YYYY" }`, path)
	}
	if declared.Column == "" && (d.spec.Preset == nil || declared.End != "") {
		return declared, d.invalidObject("date", `date = { column = "Date", format = "DD-MM-YYYY" }`, path)
	}
	return declared, true
}

// object says whether a value is an object with no other keys than these. What
// is wrong with the keys is told.
func (d *decoder) object(attribute string, value json.RawMessage, keys []string, path []connector.PathStep) bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		return false
	}
	for key := range members {
		if !slices.Contains(keys, key) {
			hint := fmt.Sprintf("It takes %s.", quotedList(keys))
			if near := connector.Suggest(key, keys); near != "" {
				hint = fmt.Sprintf("Did you mean %q?", near)
			}
			d.fail("FILE_CONFIG", "Unknown key", fmt.Sprintf("%s has no key %q.", attribute, key), hint, append(slices.Clone(path), connector.PathStep{Name: key}))
		}
	}
	return true
}

// invalidObject says what an attribute looks like.
func (d *decoder) invalidObject(attribute, example string, path []connector.PathStep) bool {
	d.fail("FILE_CONFIG", "Invalid value", fmt.Sprintf("%s is neither a text nor an object that names a column.", attribute), "Write it as "+example+".", path)
	return false
}

// covers reads how long a time a row stands for, which must not be shorter than
// what its date names.
func (d *decoder) covers() {
	path := connector.Path("covers")
	if d.block.Covers == "" || !d.oneOf("covers", d.block.Covers, covers(), path) {
		return
	}
	d.spec.Date.Cover = dates.Cover(d.block.Covers)
	order := dates.Covers()
	for _, format := range d.spec.Date.Formats {
		if d.spec.Preset == nil && slices.Index(order, d.spec.Date.Cover) < slices.Index(order, format.Cover()) && format.String() != "" {
			d.fail("FILE_COVERS", "A row cannot cover less than its date", fmt.Sprintf("covers = %q, but the date format %q names only a %s.", d.block.Covers, format, format.Cover()),
				fmt.Sprintf("Leave covers out, or write covers = %q.", format.Cover()), path)
		}
	}
}

func quotedList(texts []string) string {
	out := ""
	for i, text := range texts {
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprintf("%q", text)
	}
	return out
}

// sentence makes a sentence of an error.
func sentence(err error) string {
	text := err.Error()
	if text == "" {
		return text
	}
	last := text[len(text)-1]
	text = string(text[0]-'a'+'A') + text[1:]
	if last != '.' && last != '?' {
		text += "."
	}
	return text
}

package spec

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/overlap"
	"github.com/roictl/roictl/plugins/file/preset"
)

// block is a `connector "file"` block as the host hands it over.
type block struct {
	Path       json.RawMessage            `json:"path"`
	Preset     string                     `json:"preset"`
	Date       json.RawMessage            `json:"date"`
	Covers     string                     `json:"covers"`
	Decimal    string                     `json:"decimal"`
	Currency   json.RawMessage            `json:"currency"`
	TimeZone   string                     `json:"timezone"`
	Delimiter  string                     `json:"delimiter"`
	Encoding   string                     `json:"encoding"`
	HeaderRow  json.Number                `json:"header_row"`
	Exclude    map[string]json.RawMessage `json:"exclude"`
	OnBadRow   string                     `json:"on_bad_row"`
	Overlap    string                     `json:"overlap"`
	Dimensions []dimension                `json:"dimension"`
	Measures   []measure                  `json:"measure"`
}

type dimension struct {
	Name        string `json:"name"`
	Column      string `json:"column"`
	Description string `json:"description"`
	Standard    string `json:"standard"`
}

type measure struct {
	Name        string                     `json:"name"`
	Column      string                     `json:"column"`
	Unit        string                     `json:"unit"`
	Aggregation string                     `json:"aggregation"`
	Where       map[string]json.RawMessage `json:"where"`
	Round       json.Number                `json:"round"`
	Empty       string                     `json:"empty"`
	Description string                     `json:"description"`
	Standard    string                     `json:"standard"`
	Kind        string                     `json:"kind"`
	Stage       string                     `json:"stage"`
}

// decoder turns a block into a Spec and collects what is wrong with it.
type decoder struct {
	block block
	spec  *Spec
	diags connector.Diagnostics
}

// Decode reads a block. The Spec is usable where there are no errors; with errors
// it still says where the files are, as far as that is known.
func Decode(settings connector.Settings) (*Spec, connector.Diagnostics) {
	d := &decoder{spec: &Spec{}}
	if err := settings.Decode(&d.block); err != nil {
		d.fail("FILE_CONFIG", "Invalid block", fmt.Sprintf("The block cannot be read: %v.", err), "Check it with roictl validate.", nil)
		return d.spec, d.diags
	}
	d.globs()
	d.preset()
	d.layout()
	d.zone(settings.TimeZone)
	d.point()
	d.spec.Bare = d.spec.Preset == nil && len(d.block.Dimensions)+len(d.block.Measures) == 0 && isAbsent(d.block.Date)
	if d.spec.Bare {
		d.bare()
		return d.spec, d.diags
	}
	d.date()
	d.dimensions()
	d.measures()
	d.currency()
	d.spec.Exclude = d.conditions(d.block.Exclude, connector.Path("exclude"))
	return d.spec, d.diags
}

// fail adds an error.
func (d *decoder) fail(code, summary, detail, hint string, path []connector.PathStep) {
	e := connector.NewError(code, summary, detail)
	e.Hint, e.Path = hint, path
	d.diags = append(d.diags, e)
}

func isAbsent(value json.RawMessage) bool { return len(value) == 0 || string(value) == "null" }

func (d *decoder) bare() {
	hint := "Run roictl connectors inspect with the path of one of the files: it reads it and proposes the block."
	if len(d.spec.Globs) > 0 && plainPath.MatchString(d.spec.Globs[0]) {
		hint = fmt.Sprintf("Run roictl connectors inspect %s: it reads the file and proposes the block.", d.spec.Globs[0])
	}
	d.fail("FILE_UNDECLARED", "Columns are not declared", "The block says where the file is, but not what its columns mean.", hint, nil)
}

// plainPath is a path that means itself to a shell and as a glob.
var plainPath = regexp.MustCompile(`^[\pL\pN_./][\pL\pN_./-]*$`)

func (d *decoder) globs() {
	path := connector.Path("path")
	var one string
	if json.Unmarshal(d.block.Path, &one) == nil && !isAbsent(d.block.Path) {
		d.spec.Globs = []string{one}
	} else if json.Unmarshal(d.block.Path, &d.spec.Globs) != nil || len(d.spec.Globs) == 0 {
		d.fail("FILE_PATH_INVALID", "Invalid path", "The path is neither a text nor a list of texts.", "Name a file or a glob, such as path = \"data/ads-*.csv\".", path)
	}
	for _, glob := range d.spec.Globs {
		if wrong := input.CheckGlob(glob); wrong != nil {
			wrong.Path = path
			d.diags = append(d.diags, *wrong)
		}
	}
}

func (d *decoder) preset() {
	if d.block.Preset == "" {
		return
	}
	found, ok := preset.Find(d.block.Preset)
	if !ok {
		d.choose("preset", d.block.Preset, preset.Names(), connector.Path("preset"))
		return
	}
	d.spec.Preset = found
	d.spec.Layout.Comments = found.Comments
}

// choose says that a value is none of those that an attribute takes.
func (d *decoder) choose(attribute, value string, values []string, path []connector.PathStep) {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strconv.Quote(v)
	}
	hint := fmt.Sprintf("It takes %s.", strings.Join(texts, ", "))
	if near := connector.Suggest(value, values); near != "" {
		hint = fmt.Sprintf("Did you mean %q? %s", near, hint)
	}
	d.fail("FILE_CONFIG", "Invalid value", fmt.Sprintf("%s = %q is not known.", attribute, value), hint, path)
}

// oneOf says whether an attribute is left out or has one of its values.
func (d *decoder) oneOf(attribute, value string, values []string, path []connector.PathStep) bool {
	if value == "" {
		return true
	}
	for _, v := range values {
		if v == value {
			return true
		}
	}
	d.choose(attribute, value, values, path)
	return false
}

func (d *decoder) layout() {
	switch strings.ToLower(d.block.Delimiter) {
	case "":
	case "tab", `\t`:
		d.spec.Layout.Delimiter = '\t'
	default:
		c := d.block.Delimiter
		if len(c) != 1 || c[0] >= 0x80 || c == `"` || c == "\n" || c == "\r" {
			d.fail("FILE_CONFIG", "Invalid delimiter", fmt.Sprintf("delimiter = %q is not one ASCII character.", c), `Usual ones are ",", ";", "|" and "tab".`, connector.Path("delimiter"))
			break
		}
		d.spec.Layout.Delimiter = c[0]
	}
	if d.block.Encoding != "" {
		d.spec.Encoding = d.block.Encoding
		if _, wrong := input.Encoding(d.block.Encoding); wrong != nil {
			wrong.Path = connector.Path("encoding")
			d.diags = append(d.diags, *wrong)
		}
	}
	if d.block.HeaderRow != "" {
		const last = 200
		row, err := strconv.Atoi(d.block.HeaderRow.String())
		if err != nil || row < 1 || row > last {
			d.fail("FILE_CONFIG", "Invalid line number", fmt.Sprintf("header_row = %s is not a line from 1 to %d.", d.block.HeaderRow, last), "Count lines from 1, also those above the header; or leave it out.", connector.Path("header_row"))
		}
		d.spec.Layout.HeaderLine = row
	}
	if d.oneOf("on_bad_row", d.block.OnBadRow, []string{"error", "skip"}, connector.Path("on_bad_row")) {
		d.spec.SkipBadRows = d.block.OnBadRow == "skip"
	}
	d.spec.Overlap = overlap.Refuse
	if d.oneOf("overlap", d.block.Overlap, overlap.Modes(), connector.Path("overlap")) && d.block.Overlap != "" {
		d.spec.Overlap = overlap.Mode(d.block.Overlap)
	}
}

func (d *decoder) zone(reporting string) {
	name := d.block.TimeZone
	if name == "" {
		name = reporting
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		zone = time.UTC
		if d.block.TimeZone != "" {
			d.fail("FILE_TIMEZONE", "Unknown time zone", fmt.Sprintf("There is no time zone %q.", name), `Zones are named by region and city, such as "Europe/Berlin", or "UTC".`, connector.Path("timezone"))
		}
	}
	d.spec.Zone, d.spec.ZoneName = zone, d.block.TimeZone
}

func (d *decoder) point() {
	if d.oneOf("decimal", d.block.Decimal, []string{".", ","}, connector.Path("decimal")) && d.block.Decimal != "" {
		d.spec.Point = number.Point(d.block.Decimal[0])
	}
}

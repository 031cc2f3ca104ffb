package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report"
	"github.com/roictl/roictl/report/schema"
)

func document(t *testing.T, doc *report.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.JSON(&out, doc); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// checkSchema compiles the published schema.
func checkSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Check))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("check.schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("check.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// The document of DESIGN §4, frozen: within 1.x fields are only added.
func TestJSON(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]*report.Document{
		"quickstart": quickstart(),
		"empty":      {Version: "0.1.0", Result: &engine.Result{AsOf: day("2026-05-20")}},
		"campaigns":  mediaOnly(),
		"changes":    manyChanges(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, "json/"+name+".json", document(t, doc))
		})
	}
}

// Every document fits the published schema.
func TestJSONFitsItsSchema(t *testing.T) {
	t.Parallel()
	compiled := checkSchema(t)
	for name, doc := range map[string]*report.Document{
		"quickstart": quickstart(), "languages": languages(), "broken": broken(), "only errors": onlyErrors(),
		"one": oneKPI(), "many": many(200), "campaigns": manyCampaigns(), "media only": mediaOnly(), "changes": manyChanges(),
	} {
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(document(t, doc)))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(instance); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The schema is not so loose that anything fits, and it names every key that is
// written.
func TestSchemaIsStrictEnough(t *testing.T) {
	t.Parallel()
	compiled := checkSchema(t)
	for name, spoil := range map[string]func(map[string]any){
		"a number that is no text":  func(d map[string]any) { d["kpis"].([]any)[0].(map[string]any)["actual"] = 23.1 },
		"an unknown status":         func(d map[string]any) { d["kpis"].([]any)[0].(map[string]any)["status"] = "fine" },
		"no exit code":              func(d map[string]any) { delete(d, "exit_code") },
		"another major version":     func(d map[string]any) { d["format_version"] = "2.0" },
		"a range with one end only": func(d map[string]any) { d["campaigns"].([]any)[0].(map[string]any)["roi"] = map[string]any{"low": "1"} },
	} {
		var instance map[string]any
		if err := json.Unmarshal(document(t, quickstart()), &instance); err != nil {
			t.Fatal(err)
		}
		spoil(instance)
		if compiled.Validate(instance) == nil {
			t.Errorf("the schema accepts %s", name)
		}
	}
	var described struct {
		Properties map[string]any `json:"properties"`
		Defs       map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	var written map[string]any
	if err := errors.Join(json.Unmarshal(schema.Check, &described), json.Unmarshal(document(t, quickstart()), &written)); err != nil {
		t.Fatal(err)
	}
	first := func(key string) map[string]any { return written[key].([]any)[0].(map[string]any) }
	for name, pair := range map[string][2]map[string]any{
		"document": {written, described.Properties}, "kpi": {first("kpis"), described.Defs["kpi"].Properties},
		"campaign": {first("campaigns"), described.Defs["campaign"].Properties}, "source": {first("sources"), described.Defs["source"].Properties},
		"change": {first("changes"), described.Defs["change"].Properties}, "diagnostic": {first("diagnostics"), described.Defs["diagnostic"].Properties},
	} {
		for _, key := range slices.Sorted(maps.Keys(pair[0])) {
			if _, ok := pair[1][key]; !ok {
				t.Errorf("the schema does not describe %q of a %s", key, name)
			}
		}
	}
}

// Text from sources survives unchanged, but nothing in the document acts on a
// terminal that it is printed to.
func TestJSONEscapesWhatIsInvisible(t *testing.T) {
	t.Parallel()
	out := document(t, hostile())
	for _, r := range string(out) {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Fatalf("the document holds %U", r)
		}
	}
	var parsed struct {
		KPIs []struct{ Flags []string } `json:"kpis"`
	}
	if err := json.Unmarshal(out, &parsed); err != nil {
		t.Fatal(err)
	}
	const want = "Spring\x1b[2J\x1b]0;owned\x07\r\nfake: ✓ MET | <b>=cmd()</b> \u202egnirps\u202c \u009b31m \ufffd\u200b"
	if diff := cmp.Diff(want, parsed.KPIs[0].Flags[0]); diff != "" {
		t.Errorf("the text changed (-want +got):\n%s", diff)
	}
}

// The same input gives the same bytes, whatever order queries ended in.
func TestJSONIsReproducible(t *testing.T) {
	t.Parallel()
	one, two := quickstart(), quickstart()
	slices.Reverse(two.Result.Sources[0].Queries)
	slices.Reverse(two.Result.Sources[2].Flags)
	two.Result.StartedAt = two.Result.StartedAt.AddDate(1, 0, 0)
	two.Result.Sources[0].Queries[0].Duration *= 7
	if diff := cmp.Diff(string(document(t, one)), string(document(t, two))); diff != "" {
		t.Errorf("differs (-one +two):\n%s", diff)
	}
}

// Numbers keep their exact value: 0.10 + 0.20 is 0.3, and 39/11 has 16 digits.
func TestJSONIsExact(t *testing.T) {
	t.Parallel()
	doc := oneKPI()
	doc.Result.KPIs[0].Actual = euros("12345678901234567890.01")
	doc.Result.KPIs[0].Attainment = rat("39/11")
	out := string(document(t, doc))
	for _, want := range []string{`"actual": "12345678901234567890.01"`, `"attainment": "3.545454545454545"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the document lacks %s", want)
		}
	}
}

func TestJSONReturnsErrors(t *testing.T) {
	t.Parallel()
	if err := report.JSON(brokenWriter{}, quickstart()); !errors.Is(err, errDiskFull) {
		t.Errorf("got %v, want %v", err, errDiskFull)
	}
	if err := report.JSON(brokenWriter{}, &report.Document{}); err == nil {
		t.Error("a document without a result is accepted")
	}
}

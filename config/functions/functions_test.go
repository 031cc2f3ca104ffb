package functions_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/functions"
)

func evaluate(t *testing.T, source string) (cty.Value, hcl.Diagnostics) {
	t.Helper()
	expr, diags := hclsyntax.ParseExpression([]byte(source), "test", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return expr.Value(&hcl.EvalContext{
		Functions: functions.All(),
		Variables: map[string]cty.Value{
			"unknown": cty.UnknownVal(cty.List(cty.Number)),
			"partly":  cty.ListVal([]cty.Value{cty.NumberIntVal(1), cty.UnknownVal(cty.Number)}),
			"hidden":  cty.StringVal("abc").Mark("secret"),
			"secret":  cty.ListVal([]cty.Value{cty.NumberIntVal(1).Mark("secret")}),
		},
	})
}

func TestSum(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]cty.Value{
		"sum([])":               cty.Zero,
		"sum([1, 2.5])":         cty.NumberFloatVal(3.5),
		`sum(["1", 2])`:         cty.NumberIntVal(3),
		"sum(toset([1, 1, 2]))": cty.NumberIntVal(3),
		"sum(unknown)":          cty.UnknownVal(cty.Number),
		"sum(partly)":           cty.UnknownVal(cty.Number),
	} {
		got, diags := evaluate(t, source)
		if diags.HasErrors() || got.Type() != cty.Number || got.IsKnown() != want.IsKnown() || got.IsKnown() && !got.RawEquals(want) {
			t.Errorf("%s: got %#v, %v; want %#v", source, got, diags, want)
		}
	}
	for _, source := range []string{"sum(5)", "sum({ a = 1 })", `sum(["x"])`, "sum([null])", "sum(null)", "sum()"} {
		if got, diags := evaluate(t, source); !diags.HasErrors() {
			t.Errorf("%s: got %#v, want an error", source, got)
		}
	}
	if got, _ := evaluate(t, "sum(secret)"); !got.IsMarked() {
		t.Error("the sum of a sensitive number is not sensitive")
	}
}

func TestLength(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]int64{
		`length("abc")`: 3, `length("")`: 0, `length("é🇩🇪")`: 2, // characters as people count them
		"length([1, 2])": 2, "length({ a = 1 })": 1, "length(toset([1, 1]))": 1, "length([])": 0, "length(partly)": 2,
	} {
		if got, diags := evaluate(t, source); diags.HasErrors() || !got.RawEquals(cty.NumberIntVal(want)) {
			t.Errorf("%s: got %#v, %v; want %d", source, got, diags, want)
		}
	}
	if got, diags := evaluate(t, "length(unknown)"); diags.HasErrors() || got.IsKnown() {
		t.Errorf("of something unknown: %#v, %v", got, diags)
	}
	if got, _ := evaluate(t, "length(hidden)"); !got.IsMarked() {
		t.Error("the length of something sensitive is not sensitive")
	}
	for _, source := range []string{"length(5)", "length(true)", "length(null)"} {
		if got, diags := evaluate(t, source); !diags.HasErrors() {
			t.Errorf("%s: got %#v, want an error", source, got)
		}
	}
}

// TestTable holds that the table documents each function under the name that it
// is called by, with arguments that it takes.
func TestTable(t *testing.T) {
	t.Parallel()
	signature := regexp.MustCompile(`^([a-z]+)\(([^()]*)\)$`)
	previous := ""
	for _, f := range functions.Table() {
		match := signature.FindStringSubmatch(f.Signature)
		if match == nil || match[1] != f.Name || f.Description == "" {
			t.Errorf("%s is described as %q: %q", f.Name, f.Signature, f.Description)
			continue
		}
		if f.Name <= previous {
			t.Errorf("%s stands after %s", f.Name, previous)
		}
		previous = f.Name
		function := functions.All()[f.Name]
		documented := len(strings.Split(match[2], ","))
		if fixed := len(function.Params()); function.VarParam() == nil && fixed != documented {
			t.Errorf("%s takes %d arguments; %d are documented", f.Name, fixed, documented)
		}
	}
	if len(functions.All()) != len(functions.Table()) {
		t.Error("two functions have one name")
	}
}

// TestPure holds that no function reads the clock, a random source or the
// environment: the same configuration means the same everywhere.
func TestPure(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"timestamp", "uuid", "file", "env", "bcrypt", "rand", "plantimestamp"} {
		if _, ok := functions.All()[name]; ok {
			t.Errorf("%s is impure", name)
		}
	}
}

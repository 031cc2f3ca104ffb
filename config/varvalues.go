package config

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/filetext"
)

// The names of the files of values that are read without being asked for.
const (
	varsFile          = "roictl.vars.hcl"
	autoVarsExtension = ".auto.vars.hcl"
	varsExtension     = ".vars.hcl" // by custom, of those given with --var-file
)

// isVariableFile says whether a file is one of values by its name.
func isVariableFile(name string) bool {
	name = strings.TrimSuffix(filepath.Base(name), ".json")
	return name == varsFile || strings.HasSuffix(name, varsExtension)
}

// collect gives the variables their values in order of precedence: the default
// was given by the declaration, then come the environment, roictl.vars.hcl, the
// *.auto.vars.hcl files, and the command line.
func (l *loader) collect(inputs []*input) {
	declared := declaredInputs{byName: make(map[string]*input, len(inputs))}
	for _, v := range inputs {
		declared.byName[v.Name] = v
		declared.names = append(declared.names, v.Name)
		if l.options.Env == nil {
			continue
		}
		if text, ok := l.options.Env(envPrefix + v.Name); ok {
			l.assignText(v, text, origin{what: envPrefix + v.Name})
		}
	}
	fixed, diags := listFiles(l.options.FS, func(name string) bool { return name == varsFile || name == varsFile+".json" })
	auto, _ := listFiles(l.options.FS, func(name string) bool {
		return strings.HasSuffix(name, autoVarsExtension) || strings.HasSuffix(name, autoVarsExtension+".json")
	})
	if diags.HasErrors() {
		return // reported when the configuration's own files were listed
	}
	for _, name := range append(fixed, auto...) {
		l.assignFile(declared, name, l.readInDirectory)
	}
	for _, assignment := range l.options.Vars {
		l.assignFromCommandLine(declared, assignment)
	}
}

// declaredInputs are the variables by name, and their names for suggestions.
type declaredInputs struct {
	byName map[string]*input
	names  []string
}

func (l *loader) assignFromCommandLine(declared declaredInputs, assignment VarAssignment) {
	if assignment.File != "" {
		if l.options.ReadFile == nil {
			l.report(unreadable("File cannot be read", fmt.Sprintf("The file %s was given with --var-file, but no files can be read here.", assignment.File)))
			return
		}
		l.assignFile(declared, assignment.File, l.options.ReadFile)
		return
	}
	v, known := declared.byName[assignment.Name]
	if !known {
		hint := l.scope.suggest.didYouMean(assignment.Name, declared.names)
		if hint == "" {
			hint = fmt.Sprintf(" Declare it:\n\n    variable %q {}", assignment.Name)
		}
		l.report(&hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "Undeclared variable",
			Detail: fmt.Sprintf("--var sets %q, but the configuration declares no such variable.%s", assignment.Name, hint),
			Extra:  CodeVariable,
		})
		return
	}
	l.assignText(v, assignment.Value, origin{what: "--var"})
}

// assignText takes a value that is written outside of any file: the text itself
// for a text, number or bool, else an expression.
func (l *loader) assignText(v *input, text string, from origin) {
	if v.literal {
		l.assign(v, cty.StringVal(text), from)
		return
	}
	name := "<value of " + from.what + ">"
	if diags := checkLimits(name, []byte(text)); diags.HasErrors() {
		l.rejectText(v, from, diags)
		return
	}
	expr, diags := hclsyntax.ParseExpression([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		l.rejectText(v, from, diags)
		return
	}
	value, diags := expr.Value(nil)
	if diags.HasErrors() {
		l.rejectText(v, from, diags)
		return
	}
	l.assign(v, value, from)
}

// rejectText reports a value that is no constant expression, without showing it:
// it may be a secret.
func (l *loader) rejectText(v *input, from origin, diags hcl.Diagnostics) {
	v.failed = true
	l.report(fault(CodeVariable, v.Range, "Unreadable value of variable",
		"The value that %s gives variable %s is not a constant such as [\"a\", \"b\"] or { a = 1 }: %s",
		from.what, quote(v.Name), diags[0].Summary))
}

func (l *loader) readInDirectory(name string) ([]byte, error) {
	return filetext.File(l.options.FS, name, MaxFileSize)
}

// assignFile takes all values of a file.
func (l *loader) assignFile(declared declaredInputs, name string, read func(string) ([]byte, error)) {
	src, err := read(name)
	if err != nil {
		l.valuesMissing = true
		l.report(unreadableFile("The file of variables "+quote(name), err))
		return
	}
	file, diags := l.sources.add(name, src)
	l.report(diags...)
	broken := diags.HasErrors()
	attributes, diags := file.Body.JustAttributes()
	l.concealVariables(name, file, broken || diags.HasErrors(), attributes, declared)
	if !broken {
		l.report(withCode(CodeSyntax, diags)...)
	}
	for _, attribute := range byPosition(attributes) {
		v, known := declared.byName[attribute.Name]
		if !known {
			hint := l.scope.suggest.didYouMean(attribute.Name, declared.names)
			l.report(caution(CodeVariable, attribute.NameRange, "Undeclared variable",
				"The file sets %s, but the configuration declares no such variable, so the value is not used.%s", quote(attribute.Name), hint))
			continue
		}
		value, diags := attribute.Expr.Value(nil)
		if diags.HasErrors() {
			l.report(fault(CodeVariable, attribute.Expr.Range(), "Value is not constant",
				"A file of variables holds constants only: no references and no functions."))
			v.failed = true
			continue
		}
		l.assign(v, value, origin{what: name, place: attribute.Expr.Range()})
	}
}

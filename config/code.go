package config

import "github.com/hashicorp/hcl/v2"

// Code is the stable name of a kind of diagnostic. It stands in the Extra field
// of an hcl.Diagnostic, where [DiagnosticCode] finds it, and in the JSON output,
// so that a script never has to read a message.
type Code string

// The codes of this package.
const (
	CodeFile             Code = "FILE"              // a file cannot be read
	CodeEncoding         Code = "ENCODING"          // a file is not text in UTF-8
	CodeSyntax           Code = "SYNTAX"            // a file is not HCL or JSON
	CodeLimit            Code = "LIMIT"             // something is too deep, too long or too many
	CodeUnknownBlock     Code = "UNKNOWN_BLOCK"     // a block that does not belong there
	CodeUnknownAttribute Code = "UNKNOWN_ATTRIBUTE" // an argument that does not belong there
	CodeMissing          Code = "MISSING"           // a required argument, block or label is not there
	CodeConflict         Code = "CONFLICT"          // arguments that exclude or need one another
	CodeDuplicate        Code = "DUPLICATE"         // the same address or block twice
	CodeName             Code = "NAME"              // a label that is no name
	CodeType             Code = "TYPE"              // a value of the wrong type
	CodeValue            Code = "VALUE"             // a value of the right type that cannot be
	CodeReference        Code = "REFERENCE"         // a reference that leads nowhere
	CodeInstance         Code = "INSTANCE"          // a reference to a for_each block without or with a wrong key
	CodeForEach          Code = "FOR_EACH"          // for_each cannot be expanded
	CodeCycle            Code = "CYCLE"             // definitions that need one another
	CodeFormula          Code = "FORMULA"           // an expression that a formula cannot hold
	CodeExpression       Code = "EXPRESSION"        // a static expression that cannot be evaluated
	CodeSensitive        Code = "SENSITIVE"         // a sensitive value where it would be shown
	CodeVariable         Code = "VARIABLE"          // a variable without or with a wrong value
	CodeVersion          Code = "VERSION"           // the configuration needs another roictl
	CodeTarget           Code = "TARGET"            // a target that says nothing or the wrong thing
	CodeCurrency         Code = "CURRENCY"          // money whose currency nobody declares
	CodePeriod           Code = "PERIOD"            // a period that is missing, or ends before it starts
)

// DiagnosticCode returns the diagnostic's code, which makes a Code the extra
// that DiagnosticCode (the function) looks for.
func (c Code) DiagnosticCode() string { return string(c) }

// DiagnosticCode returns the stable code of a diagnostic, or "" when it has none.
func DiagnosticCode(d *hcl.Diagnostic) string {
	carrier, ok := hcl.DiagnosticExtra[interface{ DiagnosticCode() string }](d)
	if !ok {
		return ""
	}
	return carrier.DiagnosticCode()
}

// codedExtra adds a code to an extra that the HCL library has put there.
type codedExtra struct {
	Code
	inner any
}

func (e codedExtra) UnwrapDiagnosticExtra() any { return e.inner }

// withCode gives a code to all diagnostics that have none yet.
func withCode(code Code, diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		switch {
		case d.Extra == nil:
			d.Extra = code
		case DiagnosticCode(d) == "":
			d.Extra = codedExtra{Code: code, inner: d.Extra}
		}
	}
	return diags
}

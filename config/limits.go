package config

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The parser and the evaluator descend into an expression by recursion, and Go
// cannot recover from an exhausted stack. So what would nest too deep is refused
// before it is parsed.
const (
	maxDepth     = 200  // brackets, braces and templates within one another
	maxOperators = 2000 // operators of one expression
	maxExponent  = 400  // of a number literal such as 1e400
)

// MaxFileSize is how many bytes a file of declarations or variables may have.
const MaxFileSize = 16 << 20

// maxParts bounds the elements of lists and the arguments of a file together: each
// of them costs the parser hundreds of bytes, however short it is.
const maxParts = 500_000

// checkLimits says whether a file stays inside what the parser can hold. Most
// files are cleared by a look at their bytes; only a suspect one is scanned.
func checkLimits(name string, src []byte) hcl.Diagnostics {
	place := hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}
	if len(src) > MaxFileSize {
		return hcl.Diagnostics{fault(CodeLimit, place, "File too large",
			"The file has %d MB; a configuration file may have %d. Split it.", len(src)>>20, MaxFileSize>>20)}
	}
	if countOf(src, ",=") > maxParts {
		return hcl.Diagnostics{fault(CodeLimit, place, "File too large",
			"The file has more than %d elements of lists and arguments together. Data do not belong in declarations: put them in a file and read it with a connector. Declarations may be split over several files.", maxParts)}
	}
	if countOf(src, "{[(") > maxParts {
		return hcl.Diagnostics{fault(CodeLimit, place, "File too large",
			"The file has more than %d brackets. Look whether it is a file of declarations at all; those may be split over several files.", maxParts)}
	}
	if !suspect(src) {
		return nil
	}
	if strings.HasSuffix(name, ".json") {
		return checkJSON(name, src)
	}
	return checkTokens(name, src)
}

// countOf counts how often any of some characters stands in a text.
func countOf(src []byte, characters string) int {
	total := 0
	for i := range len(characters) {
		total += bytes.Count(src, []byte(characters[i:i+1]))
	}
	return total
}

// suspect counts brackets and operators without regard to strings and comments,
// so it errs on the side of suspicion.
func suspect(src []byte) bool {
	depth, groups, operators := 0, 0, 0 // a line end inside ( or [ does not end an expression
	for i, c := range src {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		case '[', '(':
			depth++
			groups++
		case ']', ')':
			depth--
			groups--
		case '+', '-', '*', '/', '%', '?', '!', '<', '>', '|', '&', '.':
			operators++
		case '\n':
			if groups <= 0 {
				operators = 0
			}
		case 'e', 'E':
			if i > 0 && isDigit(src[i-1]) && hugeExponent(src[i+1:]) {
				return true
			}
		}
		if depth > maxDepth || depth < 0 || operators > maxOperators {
			return true
		}
	}
	return depth != 0 || bytes.Count(src, []byte("%{")) > maxOperators
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// hugeExponent says whether what follows the e of a number is more than
// maxExponent either way.
func hugeExponent(rest []byte) bool {
	if len(rest) > 0 && (rest[0] == '+' || rest[0] == '-') {
		rest = rest[1:]
	}
	exponent := 0
	for _, c := range rest {
		if !isDigit(c) {
			break
		}
		if exponent = exponent*10 + int(c-'0'); exponent > maxExponent {
			return true
		}
	}
	return false
}

// nest is one level of nesting: what opened it and how many operators its
// current expression has.
type nest struct {
	braces    bool
	operators int
}

// checkTokens scans a native file exactly.
func checkTokens(name string, src []byte) hcl.Diagnostics {
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos) // the parser reports what is wrong with them
	nests := []nest{{braces: true}}
	for _, token := range tokens {
		current := &nests[len(nests)-1]
		switch token.Type {
		case hclsyntax.TokenTemplateControl:
			current.operators++ // an %{ if } nests until its %{ endif }
			nests = append(nests, nest{})
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen,
			hclsyntax.TokenTemplateInterp, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			nests = append(nests, nest{braces: token.Type == hclsyntax.TokenOBrace})
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen,
			hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			if len(nests) > 1 {
				nests = nests[:len(nests)-1]
			}
		case hclsyntax.TokenComma:
			current.operators = 0
		case hclsyntax.TokenNewline:
			if current.braces {
				current.operators = 0
			}
		case hclsyntax.TokenPlus, hclsyntax.TokenMinus, hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPercent,
			hclsyntax.TokenAnd, hclsyntax.TokenOr, hclsyntax.TokenBang, hclsyntax.TokenQuestion, hclsyntax.TokenDot,
			hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
			hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq:
			current.operators++
		case hclsyntax.TokenNumberLit:
			if i := bytes.IndexAny(token.Bytes, "eE"); i >= 0 && hugeExponent(token.Bytes[i+1:]) {
				return hugeNumber(token.Range)
			}
		}
		if len(nests) > maxDepth {
			return tooDeep(token.Range)
		}
		if current.operators > maxOperators {
			return tooLong(token.Range)
		}
	}
	return nil
}

// checkJSON scans a JSON file: its brackets outside of strings, and inside of
// strings what a template may nest.
func checkJSON(name string, src []byte) hcl.Diagnostics {
	depth, templateDepth, operators := 0, 0, 0
	inString := false
	pos := hcl.InitialPos
	place := func() hcl.Range { return hcl.Range{Filename: name, Start: pos, End: pos} }
	for i := 0; i < len(src); i++ {
		c := src[i]
		pos.Byte, pos.Column = i, pos.Column+1
		if c == '\n' {
			pos.Line, pos.Column = pos.Line+1, 1
		}
		switch {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
			templateDepth, operators = 0, 0
		case inString:
			switch c {
			case '{', '[', '(':
				templateDepth++
			case '}', ']', ')':
				templateDepth--
			case '%':
				operators++
			case '+', '-', '*', '/', '!', '?', '.', '<', '>':
				if templateDepth > 0 {
					operators++
				}
			}
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		switch {
		case depth > maxDepth || templateDepth > maxDepth:
			return tooDeep(place())
		case operators > maxOperators:
			return tooLong(place())
		case (c == 'e' || c == 'E') && (!inString || templateDepth > 0) && i > 0 && isDigit(src[i-1]) && hugeExponent(src[i+1:]):
			return hugeNumber(place())
		}
	}
	return nil
}

func tooDeep(place hcl.Range) hcl.Diagnostics {
	return hcl.Diagnostics{fault(CodeLimit, place, "Nesting too deep",
		"More than %d brackets or templates stand within one another here. Name parts of the expression in a locals block or a metric of their own.", maxDepth)}
}

func tooLong(place hcl.Range) hcl.Diagnostics {
	return hcl.Diagnostics{fault(CodeLimit, place, "Expression too long",
		"One expression may have %d operators. Name parts of it in a locals block or a metric of their own.", maxOperators)}
}

func hugeNumber(place hcl.Range) hcl.Diagnostics {
	return hcl.Diagnostics{fault(CodeLimit, place, "Number out of range",
		"Numbers may have an exponent up to %d.", maxExponent)}
}

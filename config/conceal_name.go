package config

import (
	"regexp"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// secretWord is in the names that people give to what logs them in.
var secretWord = regexp.MustCompile(`(?i)secret|token|passw|passphrase|passcode|pwd|(?:api|access|private|signing|subscription)[_-]?key|credential|bearer|authori[sz]ation|cookie|\bauth|_auth\b|\bpin\b`)

// soundsSecret says whether a name, or any word of a text, sounds as if its value
// was a secret.
func soundsSecret(name string) bool { return secretWord.MatchString(name) }

// authAdvice says where a secret belongs that stands in the block itself.
var authAdvice = " What a connector logs in with belongs into its " + authBlock + " block, as in\n\n    " +
	authBlock + " " + quote("token") + " {\n      token = var.token\n    }\n\nwith a variable that says sensitive = true; or store it with \"roictl login\", and write nothing here."

// concealNamed hides the arguments of a block that sound like secrets; in a block
// that does so itself, all of them.
func (s *structure) concealNamed(body *hclsyntax.Body, all bool) {
	for _, attribute := range body.Attributes {
		if (all || soundsSecret(attribute.Name)) && hasLiteral(attribute.Expr) {
			s.conceal(attribute.Expr.Range())
		}
	}
	for _, block := range body.Blocks {
		s.concealNamed(block.Body, all || soundsSecret(block.Type))
	}
}

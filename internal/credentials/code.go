package credentials

import "github.com/roictl/roictl/config"

// The codes of this package's diagnostics.
const (
	codeScheme   config.Code = "AUTH_SCHEME"            // an auth block names no scheme of the connector
	codeArgument config.Code = "AUTH_ARGUMENT"          // an argument that the scheme does not take
	codeMissing  config.Code = "CREDENTIAL_MISSING"     // nobody has logged in
	codeExpired  config.Code = "CREDENTIAL_EXPIRED"     // the login has ended by itself
	codeRejected config.Code = "CREDENTIAL_REJECTED"    // the platform no longer accepts it
	codeScope    config.Code = "CREDENTIAL_SCOPE"       // it may not do what the connector needs
	codeClient   config.Code = "CREDENTIAL_CLIENT"      // the OAuth client is missing or wrong
	codeFile     config.Code = "CREDENTIAL_FILE"        // a key file cannot be used
	codeExposed  config.Code = "CREDENTIAL_EXPOSED"     // a file that others may read
	codeStore    config.Code = "CREDENTIAL_STORE"       // a stored login cannot be read or written
	codeClock    config.Code = "CLOCK_SKEW"             // this machine's clock is wrong
	codeOffline  config.Code = "CREDENTIAL_OFFLINE"     // the token endpoint cannot be reached
	codeRefused  config.Code = "CREDENTIAL_REFUSED"     // the token endpoint said something else
	codeEnding   config.Code = "CREDENTIAL_ENDS_SOON"   // the login ends within two weeks
	codeRevoke   config.Code = "CREDENTIAL_NOT_REVOKED" // logout could not end it at the platform
)

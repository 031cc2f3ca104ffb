package connector

// Codes of diagnostics for what goes wrong between a connector and its platform,
// whichever platform that is. A TestCode of the same text says the same of a
// connection test. Further codes are the connector's own.
const (
	// CodeAuthExpired says that the platform refused the credential: expired,
	// revoked or malformed. The host obtains another one and asks again, once.
	CodeAuthExpired = string(TestAuthExpired)
	// CodeAuthScope says that the credential is good but may not do this: a scope,
	// a permission or a role is missing.
	CodeAuthScope = string(TestAuthScope)
	// CodeAccountNotVisible says that the account, property or page does not exist
	// for this credential.
	CodeAccountNotVisible = string(TestAccountNotVisible)
	// CodeQuota says that the platform's limit is used up and that waiting within
	// the run does not help.
	CodeQuota = string(TestQuota)
	// CodeNetwork says that the platform could not be reached, or not understood,
	// however often it was tried.
	CodeNetwork = string(TestNetwork)
	// CodeVersionSunset says that the platform retired the version of its
	// interface that was asked.
	CodeVersionSunset = string(TestVersionSunset)
	// CodePlatform says that the platform failed on a request it should answer.
	CodePlatform = "PLATFORM_FAILED"
)

package connector

// Codes of diagnostics that the SDK itself raises; see CodeAuthExpired for those of platforms.
const (
	// CodePanic says that the connector's code panicked.
	CodePanic = "CONNECTOR_PANIC"
	// CodeProtocol says that the connector broke the rules of the protocol.
	CodeProtocol = "CONNECTOR_PROTOCOL"
	// CodeQuery says that no connector could answer such a query.
	CodeQuery = "QUERY_INVALID"
	// CodeClose says that a source could not be closed.
	CodeClose = "CONNECTOR_CLOSE"
)

// ProtocolError is a breach of the protocol by a connector, in words that
// continue "the connector": its author is at fault, not the user.
type ProtocolError string

// Error says what the connector did.
func (e ProtocolError) Error() string { return "the connector " + string(e) }

// diagnostic tells the user.
func (e ProtocolError) diagnostic() Diagnostic {
	d := NewError(CodeProtocol, "Connector broke the protocol", "The answer cannot be trusted: "+e.Error()+".")
	d.Hint = "This is a fault of the connector, not of your configuration. Report it to the connector's author."
	return d
}

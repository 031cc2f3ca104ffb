package cli

import "github.com/roictl/roictl/connector"

// connectorCommand is the hidden first word with which roictl starts itself as a
// connector: roictl __connector TYPE.
const connectorCommand = "__connector"

// serveConnector makes this process a bundled connector, if the words ask for
// one. It reports false when they say something else.
func serveConnector(bundled map[string]connector.Connector, words []string) (code int, served bool) {
	if len(words) < 2 || words[0] != connectorCommand {
		return 0, false
	}
	c, known := bundled[words[1]]
	if !known {
		return 0, false
	}
	return connector.ServeArgs(c, words[2:]), true
}

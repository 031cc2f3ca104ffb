// Package connector is the public SDK for authors of roictl connectors.
//
// A connector reads the actuals of one kind of source: an ad platform, web
// analytics, a CRM, a file. What comes in is a [Query] over a [Report]; what
// goes out is a stream of rows, closed by a [Trailer]. An author implements
// [Connector] and [Source], both small, and calls [Serve] from main; the SDK does
// the wire protocol, the process life cycle, batching, panics and logging.
// Further abilities are optional interfaces ([ConfigValidator],
// [ConnectionTester], [QueryPlanner], [CredentialExchanger]). Package
// connectortest holds the result to everything the engine relies on.
//
// The types here are the vocabulary that the host and the connectors share.
// This package must not know the configuration language, the engine or any
// platform: it imports nothing else of roictl.
package connector

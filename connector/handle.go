package connector

import "context"

// Handle is a connector as its host sees it, whether it runs in the same
// goroutine, behind an in-process gRPC connection or in a child process. Its
// eight calls are those of the protocol. One handle serves one `connector` block
// once Configure was called; Describe and ValidateConfig need no Configure.
//
// An error means that the connector could not be asked (it died, hung or broke
// the protocol); what the connector itself has to say comes as [Diagnostics].
type Handle interface {
	Describe(ctx context.Context) (Description, error)
	ValidateConfig(ctx context.Context, settings Settings) ([]Report, Diagnostics, error)
	Configure(ctx context.Context, settings Settings) (Diagnostics, error)
	TestConnection(ctx context.Context) (ConnectionTest, error)
	PlanQuery(ctx context.Context, query Query) (QueryPlan, error)
	// Query runs a query and hands the result to sink in order: the header, then
	// batches, with progress in between. The result is good only when there is
	// neither an error nor an error diagnostic: then the trailer came and its row
	// count was found right. Otherwise the sink has seen a part at most.
	Query(ctx context.Context, query Query, sink Sink) (Trailer, Diagnostics, error)
	ExchangeCredentials(ctx context.Context, old Credential) (Credential, Diagnostics, error)
	Close(ctx context.Context) error
}

// Sink receives a result. Returning an error cancels the query. A batch and its
// slices are valid only during the call, but dictionaries keep growing and
// their indexes stay valid for the whole stream.
type Sink interface {
	Header(Header) error
	Batch(*Batch) error
	Progress(Progress)
}

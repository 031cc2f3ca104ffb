// Package connectortest is the conformance kit for authors of connectors: one
// call from one test holds a connector to everything the engine relies on.
//
//	func TestMain(m *testing.M) { connectortest.Main(m, shop.Connector{}) }
//
//	func TestConformance(t *testing.T) {
//		connectortest.Run(t, connectortest.Suite{
//			New:      func() connector.Connector { return shop.Connector{} },
//			Settings: connector.Settings{Config: json.RawMessage(`{"token": "canary-4711"}`)},
//			Interval: connector.Interval{Start: connector.DateOf(2026, 5, 1), End: connector.DateOf(2026, 5, 31)},
//			Canary:   "canary-4711",
//			Command:  connectortest.Self(),
//		})
//	}
//
// The checks run the connector in the same process, behind gRPC, and as a process
// of its own, and want the same results from all three. What comes in is a
// connector and settings with which it answers without a network; what goes out
// is what is wrong with it. The kit must not know any platform or the host.
package connectortest

// Package connectorv1 is the wire protocol between roictl and its connectors,
// major version 1: connector.proto and the code generated from it.
//
// Authors in Go never see it; they implement the interfaces of package
// connector. It is public for authors in other languages and for tools that
// speak to connectors themselves. It must not know anything but protobuf.
package connectorv1

//go:generate protoc --proto_path=. --go_out=. --go_opt=paths=source_relative --go-grpc_out=. --go-grpc_opt=paths=source_relative connector.proto

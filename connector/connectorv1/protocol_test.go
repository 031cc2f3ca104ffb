package connectorv1_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/roictl/roictl/connector/connectorv1"
)

var update = flag.Bool("update", false, "add what is new in the protocol to the golden file")

// TestTheProtocolOnlyGrows holds every message, field number, type and call that
// was ever released. A new line is added with -update; a line that is missing
// here would break connectors in the field and has to come back.
func TestTheProtocolOnlyGrows(t *testing.T) {
	t.Parallel()
	const golden = "testdata/protocol.golden"
	got := protocol(pb.File_connector_proto)
	raw, err := os.ReadFile(golden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	released := strings.Split(strings.TrimSpace(string(raw)), "\n")
	for _, line := range released {
		if line != "" && !slices.Contains(got, line) {
			t.Errorf("gone or changed: %s", line)
		}
	}
	if t.Failed() {
		return
	}
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, line := range got {
		if !slices.Contains(released, line) {
			t.Errorf("new: %s; run with -update when it is meant to be released", line)
		}
	}
}

// protocol lists what readers of the wire rely on, a line each.
func protocol(file protoreflect.FileDescriptor) []string {
	var lines []string
	services := file.Services()
	for i := range services.Len() {
		methods := services.Get(i).Methods()
		for j := range methods.Len() {
			m := methods.Get(j)
			stream := ""
			if m.IsStreamingServer() {
				stream = "stream "
			}
			lines = append(lines, fmt.Sprintf("rpc %s(%s) %s%s", m.FullName(), m.Input().Name(), stream, m.Output().Name()))
		}
	}
	messages := file.Messages()
	for i := range messages.Len() {
		lines = append(lines, fields(messages.Get(i))...)
	}
	return lines
}

func fields(message protoreflect.MessageDescriptor) []string {
	var lines []string
	for i := range message.Fields().Len() {
		f := message.Fields().Get(i)
		kind := f.Kind().String()
		if f.Message() != nil && !f.IsMap() {
			kind = string(f.Message().Name())
		}
		if f.IsMap() {
			kind = fmt.Sprintf("map<%s,%s>", f.MapKey().Kind(), f.MapValue().Kind())
		} else if f.IsList() {
			kind = "repeated " + kind
		}
		if oneof := f.ContainingOneof(); oneof != nil {
			kind = fmt.Sprintf("oneof %s: %s", oneof.Name(), kind)
		}
		lines = append(lines, fmt.Sprintf("%s.%s = %d %s", message.Name(), f.Name(), f.Number(), kind))
	}
	return lines
}

package host_test

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/roictl/roictl/connector"
)

// TestMain lets the test binary play every part that has a process of its own:
// the connectors, programs that are none, and a host that is going to be killed.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "__connector" {
		os.Exit(play(os.Args[2]))
	}
	goleak.VerifyTestMain(m)
}

// play runs one part and returns its exit code.
func play(part string) int {
	switch part {
	case "actor":
		return connector.ServeArgs(actor{}, nil)
	case "debugged":
		return connector.ServeArgs(actor{}, []string{"--debug"})
	case "liar":
		return serveLiar(connector.ProtocolVersion)
	case "future":
		return serveLiar(connector.ProtocolVersion + 1)
	case "host":
		return playHost()
	case "silent":
		return hang() // answers nothing, ever
	case "stranger":
		fmt.Fprint(os.Stderr, "usage: stranger FILE") // without a line's end
		return 2
	case "chatterer":
		fmt.Println("hello, I am no connector")
		return 0
	case "stillborn":
		panic("no licence found")
	default:
		fmt.Fprintln(os.Stderr, "unknown part", part)
		return 1
	}
}

// Command roictl checks declared marketing goals, KPIs and costs against what
// the platforms report.
package main

import (
	"fmt"
	"os"
	"time"
	_ "time/tzdata" // time zones on machines that have no database of them

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/cli"
	"github.com/roictl/roictl/internal/cli/process"
	"github.com/roictl/roictl/plugins/facebook"
	"github.com/roictl/roictl/plugins/file"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/linkedin"
)

// version is stamped by the linker: -ldflags "-X main.version=1.2.3".
var version string

func main() {
	state, err := process.State(version, map[string]connector.Connector{
		"facebook": facebook.New(facebook.Options{Now: time.Now}),
		"file":     file.New(),
		"ga4":      ga4.New(ga4.Options{Now: time.Now}),
		"linkedin": linkedin.New(linkedin.Options{Now: time.Now}),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(int(cli.ExitFault))
	}
	os.Exit(cli.Run(state))
}

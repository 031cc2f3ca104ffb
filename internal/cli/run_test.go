package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/cli"
)

// terminal is a command line inside of this process.
type terminal struct {
	state          cli.State
	stdout, stderr bytes.Buffer
	signals        chan os.Signal
}

// newTerminal returns one in a new directory with these files, on the morning of
// 2026-06-01.
func newTerminal(t *testing.T, files map[string]string) *terminal {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := map[string]string{"ROICTL_CONNECTOR_INPROCESS": "1"}
	term := &terminal{signals: make(chan os.Signal)}
	term.state = cli.State{
		LookupEnv: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		Environ:   func() []string { return nil },
		Now:       func() time.Time { return time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC) },
		Stdin:     strings.NewReader(""),
		Stdout:    &term.stdout,
		Stderr:    &term.stderr,
		Directory: dir,
		Version:   "0.1.0",
		Signals:   term.signals,
		Exit:      func(code int) { t.Errorf("the process was ended at once, with %d", code) },
		Bundled:   map[string]connector.Connector{"drill": drill{}},
	}
	return term
}

func (term *terminal) run(words ...string) int {
	term.state.Args = words
	return cli.Run(term.state)
}

// waiting is a connector whose source answers only when it is given up. It tells
// when it was asked.
type waiting struct {
	drill
	asked chan struct{}
}

func (w waiting) Open(context.Context, connector.Settings) (connector.Source, connector.Diagnostics) {
	return w, nil
}

func (w waiting) Query(ctx context.Context, _ connector.Query, _ *connector.Stream) connector.Diagnostics {
	close(w.asked)
	<-ctx.Done()
	return nil
}

// oneKPI declares one KPI over one connector.
const oneKPI = `
connector "drill" "ads" {
  rows = []
}
metric "steps" {
  source  = connector.drill.ads
  measure = "leads"
  kind    = "micro"
}
goal "sales" {
  kpi "steps" {
    value = metric.steps
    every = "month"
    target {
      at_least = 1
    }
  }
}
`

// TestInterruptEndsACheck holds that Ctrl-C ends a check whose source does not
// answer, that half a result is neither shown nor recorded, and that the code
// says so.
func TestInterruptEndsACheck(t *testing.T) {
	t.Parallel()
	for _, words := range [][]string{{"check"}, {"check", "--json"}, {"explain", "goal.sales.steps"}} {
		t.Run(strings.Join(words, " "), func(t *testing.T) {
			t.Parallel()
			term := newTerminal(t, map[string]string{"a.roi.hcl": oneKPI})
			source := waiting{asked: make(chan struct{})}
			term.state.Bundled["drill"] = source
			code := make(chan int)
			go func() { code <- term.run(append(words, "--period", "last")...) }()
			<-source.asked
			term.signals <- os.Interrupt
			if got := <-code; got != 130 {
				t.Errorf("exit %d, want 130", got)
			}
			if term.stdout.Len() > 0 {
				t.Errorf("half a result was shown:\n%s", &term.stdout)
			}
			if got := term.stderr.String(); got != "Interrupted.\n" {
				t.Errorf("the standard error says %q", got)
			}
			if _, err := os.Stat(filepath.Join(term.state.Directory, ".roictl")); err == nil {
				t.Error("something was recorded")
			}
		})
	}
}

// TestToday holds that the run's today is the day in the declared time zone, not
// in that of the machine.
func TestToday(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string]string{"Asia/Tokyo": "2026-06-01", "America/Los_Angeles": "2026-05-31"} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			// 01:30 UTC on 1 June is 10:30 in Tokyo, and 18:30 on 31 May in California.
			term := newTerminal(t, map[string]string{"a.roi.hcl": oneKPI + "roictl {\n  timezone = \"" + zone + "\"\n}\n"})
			term.state.Now = func() time.Time { return time.Date(2026, 6, 1, 1, 30, 0, 0, time.UTC) }
			term.run("plan")
			if got := term.stdout.String(); !strings.Contains(got, "Plan as of "+want) {
				t.Errorf("want a plan as of %s, got:\n%s%s", want, got, &term.stderr)
			}
		})
	}
}

// TestConsoleAtATerminal holds that the console prompts, goes on after a mistake
// without failing, and ends with the input.
func TestConsoleAtATerminal(t *testing.T) {
	t.Parallel()
	term := newTerminal(t, map[string]string{"a.roi.hcl": oneKPI})
	term.state.Terminal.Stdin = true
	term.state.Stdin = strings.NewReader("1 + 1\nmetric.stepz\n2 + 2\n")
	if code := term.run("console"); code != 0 {
		t.Errorf("exit %d, want 0", code)
	}
	if got, want := term.stdout.String(), "> 2\n> > 4\n> \n"; got != want {
		t.Errorf("the console wrote %q, want %q", got, want)
	}
	if !strings.Contains(term.stderr.String(), "Did you mean metric.steps?") {
		t.Errorf("the mistake was answered by %q", term.stderr.String())
	}
}

// TestInterruptEndsTheConsole holds that the console does not wait for the next
// line when it is interrupted.
func TestInterruptEndsTheConsole(t *testing.T) {
	t.Parallel()
	term := newTerminal(t, map[string]string{"a.roi.hcl": oneKPI})
	never, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer write.Close() // ends the reading goroutine after the test
	term.state.Stdin = never
	code := make(chan int)
	go func() { code <- term.run("console") }()
	term.signals <- os.Interrupt
	if got := <-code; got != 130 {
		t.Errorf("exit %d, want 130", got)
	}
}

// TestColorsFollowTheirStream holds that a report on a terminal has colour while
// the diagnostics that are piped elsewhere have none, and the other way round.
func TestColorsFollowTheirStream(t *testing.T) {
	t.Parallel()
	for _, onTerminal := range []string{"stdout", "stderr"} {
		t.Run(onTerminal, func(t *testing.T) {
			t.Parallel()
			term := newTerminal(t, map[string]string{"a.roi.hcl": oneKPI + "goal \"vague\" {\n  kpi \"steps\" {\n    value = metric.steps\n    every = \"month\"\n  }\n}\n"})
			term.state.Terminal.Stdout = onTerminal == "stdout"
			term.state.Terminal.Stderr = onTerminal == "stderr"
			term.run("check", "--no-record")
			for name, text := range map[string]string{"stdout": term.stdout.String(), "stderr": term.stderr.String()} {
				if text == "" {
					t.Fatalf("nothing on %s", name)
				}
				if colored := strings.Contains(text, "\x1b["); colored != (name == onTerminal) {
					t.Errorf("%s is coloured: %v\n%q", name, colored, text)
				}
			}
		})
	}
}

package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
	"github.com/roictl/roictl/internal/credentials/consent"
	"github.com/roictl/roictl/report/screen"
)

// loginArguments are those of `roictl login`.
type loginArguments struct {
	Scheme    string
	NoBrowser bool
	Paste     bool
	Token     bool // --token-stdin
	Yes       bool
	Variables variableFlags
}

// loginCommand is `roictl login`.
func (s *session) loginCommand() *cobra.Command {
	var a loginArguments
	cmd := &cobra.Command{
		Use:     "login CONNECTOR[.NAME]",
		Short:   "Log a connector in to its platform",
		GroupID: groupAccess,
		Long: `Opens the platform's consent page in your browser and keeps what it gives: in the keyring
of your system where there is one, else in a file that only you can read, encrypted. The
connector itself gets short-lived access tokens only. CONNECTOR.NAME names one connector
block, such as ga4.shop; ga4 is enough where there is one of that type.

Where no browser can come back to this machine, paste the address that it ended at. In CI
there is no login: set ROICTL_TOKEN_TYPE_NAME, or use a service account.`,
		Example: `  roictl login ga4.shop
  roictl login ga4.shop --paste                on a machine without a browser
  roictl login facebook.eu --token-stdin < token.txt
  roictl login facebook.accounts               all instances of a block with for_each`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the login is stored")},
		Args:        operands(1, 1, "one connector block, such as ga4.shop"),
	}
	cmd.Flags().StringVar(&a.Scheme, "scheme", "", "log in by the `NAME`, one of those that \"roictl connectors schema TYPE\" lists")
	cmd.Flags().BoolVar(&a.NoBrowser, "no-browser", false, "open no browser: only show the address")
	cmd.Flags().BoolVar(&a.Paste, "paste", false, "open no browser, and read the address that yours ended at, or the code in it")
	cmd.Flags().BoolVar(&a.Token, "token-stdin", false, "store a token that you have: the first line of the standard input; a refresh token may follow on the second")
	cmd.Flags().BoolVar(&a.Yes, "yes", false, "do not ask whether to go on")
	a.Variables.add(cmd)
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return exclusive(cmd, "paste", "token-stdin") }
	cmd.ValidArgsFunction = s.complete(connectorAddresses)
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) { return s.login(ctx, words[0], a) })
	return cmd
}

// login gets a login for one block, or for all instances of one.
func (s *session) login(ctx context.Context, word string, arguments loginArguments) (code ExitCode, err error) {
	a, err := s.access(ctx, arguments.Variables)
	if err != nil {
		return ExitFault, err
	}
	defer closeHost(ctx, a.host, &err)
	c, err := a.choose(word)
	if err != nil {
		return ExitFault, err
	}
	decl := c.blocks[0]
	description, err := a.describe(ctx, decl)
	if err != nil {
		return ExitFault, err
	}
	login, diags := a.keeper.Prepare(ctx, decl, description, credentials.LoginOptions{Scheme: arguments.Scheme, Token: arguments.Token, AllInstances: c.all})
	if diags.HasErrors() {
		return ExitFault, a.fault(diags)
	}
	s.showTerms(login, whose(c.all, decl), decl, arguments.Token)
	if arguments.Token {
		token, refresh, err := readToken(s.Stdin)
		if err != nil {
			return ExitFault, err
		}
		diags = append(diags, login.Store(ctx, token, refresh)...)
	} else {
		agreed, found := s.askConsent(ctx, login, decl, arguments)
		if !agreed {
			return ExitFault, mistake("Not logged in", "You did not agree, so nothing was asked for and nothing is stored.")
		}
		diags = append(diags, found...)
	}
	if ctx.Err() != nil {
		return ExitInterrupted, nil
	}
	if diags.HasErrors() {
		return ExitFault, a.fault(diags)
	}
	s.diagnose(diags, a.config.Files)
	return ExitOK, s.showLogin(ctx, a, c, description)
}

// askConsent shows the consent page and waits for what comes back. It reports
// false where the user does not want to begin.
func (s *session) askConsent(ctx context.Context, login *credentials.Login, decl *config.Connector, arguments loginArguments) (bool, hcl.Diagnostics) {
	lines, _ := readLines(ctx, s.Stdin) // an input that breaks off is one that ends
	if s.Terminal.Stdin && !arguments.Yes && !s.agreed(ctx, lines) {
		return false, nil
	}
	way := consent.Way{
		Open:      s.OpenBrowser,
		OnlyPaste: arguments.Paste,
		Wrong: func(err error) {
			s.say("That is no answer to this login: %s. Paste the whole address that the browser ended at.\n", err)
		},
	}
	if arguments.NoBrowser || arguments.Paste {
		way.Open = nil
	}
	redirected := decl.Auth != nil && decl.Auth.RedirectURL != ""
	if arguments.Paste || way.Open == nil || redirected {
		way.Paste = lines
	}
	way.Show = func(url string) {
		s.say("\nOpen this address in a browser, if it does not open by itself:\n\n%s\n\n", url)
		if way.Paste != nil {
			s.say("Then paste the address that the browser ends at, even if it shows an error there:\n")
		}
	}
	return true, login.Ask(ctx, way)
}

// agreed asks whether to begin.
func (s *session) agreed(ctx context.Context, lines <-chan string) bool {
	s.say("Go on? (yes/no) ")
	select {
	case line := <-lines:
		answer := strings.ToLower(strings.TrimSpace(line))
		return answer == "yes" || answer == "y"
	case <-ctx.Done():
		return false
	}
}

// say tells the user something while the command goes on. Results do not belong
// here.
func (s *session) say(format string, values ...any) {
	_, _ = fmt.Fprintf(s.Stderr, format, values...) // nobody to tell otherwise
}

// showTerms says what the user is about to agree to.
func (s *session) showTerms(login *credentials.Login, subject string, decl *config.Connector, token bool) {
	var text strings.Builder
	fmt.Fprintf(&text, "Log in %s by %q", subject, login.Scheme.Name)
	if login.Scheme.Title != "" {
		text.WriteString(": " + screen.Text(login.Scheme.Title))
	}
	text.WriteString(".\n")
	if !token && len(login.Scopes) > 0 {
		text.WriteString("The platform will ask you to let your OAuth client do this:\n")
		for _, scope := range login.Scopes {
			fmt.Fprintf(&text, "  - %s\n", screen.Text(scope))
		}
	}
	fmt.Fprintf(&text, "Roictl keeps what it gets in %s, and uses it to read only. \"roictl logout %s\" ends it.\n", login.Place, credentials.Word(decl.Address))
	if login.Overruled != "" {
		fmt.Fprintf(&text, "As long as %s is set, its token is used instead of this login.\n", login.Overruled)
	}
	s.say("%s", text.String())
}

// showLogin says what there is now.
func (s *session) showLogin(ctx context.Context, a *access, c chosen, description connector.Description) error {
	var text strings.Builder
	for _, decl := range c.blocks {
		writeStatus(&text, a.keeper.Status(ctx, decl, description))
	}
	if _, err := io.WriteString(s.Stdout, text.String()); err != nil {
		return fmt.Errorf("write outcome: %w", err)
	}
	return nil
}

// tokenLimit is the longest token that is taken: those of platforms have up to some
// thousand characters.
const tokenLimit = 1 << 16

// readToken reads a token, and a refresh token where a second line has one.
func readToken(r io.Reader) (token, refresh string, err error) {
	scanner := bufio.NewScanner(io.LimitReader(r, 2*tokenLimit))
	scanner.Buffer(nil, tokenLimit)
	var lines []string
	for scanner.Scan() {
		if line := strings.TrimSpace(scanner.Text()); line != "" {
			lines = append(lines, line)
		}
	}
	switch {
	case errors.Is(scanner.Err(), bufio.ErrTooLong):
		return "", "", mistake("No token", "The standard input holds something far longer than a token.")
	case scanner.Err() != nil:
		return "", "", fmt.Errorf("read token: %w", scanner.Err())
	case len(lines) == 0:
		return "", "", mistake("No token", "The standard input is empty. Hand the token over like this:\n\n    roictl login CONNECTOR.NAME --token-stdin < token.txt")
	case len(lines) > 2:
		return "", "", mistake("No token", "The standard input holds %d lines. It takes the token on the first, and a refresh token on the second where there is one.", len(lines))
	case strings.ContainsAny(lines[0], " \t"):
		return "", "", mistake("No token", "The first line holds spaces, and no token does. Hand over the token alone.")
	case len(lines) == 2:
		return lines[0], lines[1], nil
	}
	return lines[0], "", nil
}

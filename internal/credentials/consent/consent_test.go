package consent_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/internal/credentials/consent"
	"github.com/roictl/roictl/internal/credentials/endpoint"
)

func request() consent.Request {
	return consent.Request{
		App:    endpoint.App{ID: "client-1", Secret: "client-canary", AuthURL: "https://example.com/auth", Scopes: []string{"read", "see"}},
		PKCE:   true,
		Params: map[string]string{"access_type": "offline"},
	}
}

// user is one who gets the address of the consent page.
type user struct {
	way   consent.Way
	shown chan *url.URL
	wrong []error
}

func newUser(t *testing.T) *user {
	u := &user{shown: make(chan *url.URL, 1)}
	u.way = consent.Way{
		Host: "127.0.0.1",
		Show: func(address string) {
			parsed, err := url.Parse(address)
			if err != nil {
				t.Error(err)
			}
			u.shown <- parsed
		},
		Wrong: func(err error) { u.wrong = append(u.wrong, err) },
		After: func(time.Duration) <-chan time.Time { return nil },
	}
	return u
}

type answer struct {
	code endpoint.Code
	err  error
}

// ask starts an attempt and returns the consent page's address.
func (u *user) ask(ctx context.Context, r consent.Request) (*url.URL, <-chan answer) {
	done := make(chan answer, 1)
	go func() {
		code, err := consent.Ask(ctx, r, u.way)
		done <- answer{code, err}
	}()
	return <-u.shown, done
}

// get asks for an address as a browser does.
func get(t *testing.T, address string, change ...func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range change {
		c(r)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// TestLoopback walks the whole way by a browser: RFC 6749 section 4.1, RFC 7636,
// RFC 8252 section 7.3.
func TestLoopback(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	opened := make(chan string, 1)
	u.way.Open = func(address string) error { opened <- address; return nil }
	page, done := u.ask(t.Context(), request())
	if got := <-opened; got != page.String() {
		t.Errorf("opened %s, shown %s", got, page)
	}
	q := page.Query()
	back, state, challenge := q.Get("redirect_uri"), q.Get("state"), q.Get("code_challenge")
	for _, name := range []string{"redirect_uri", "state", "code_challenge"} {
		q.Del(name)
	}
	want := url.Values{
		"client_id": {"client-1"}, "response_type": {"code"}, "scope": {"read see"},
		"access_type": {"offline"}, "code_challenge_method": {"S256"},
	}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Errorf("authorization request (-want +got):\n%s", diff)
	}
	if len(state) < 43 { // 256 bits
		t.Errorf("state %q", state)
	}
	if !strings.HasPrefix(back, "http://127.0.0.1:") || !strings.HasSuffix(back, "/callback") {
		t.Fatalf("redirect to %s", back)
	}

	// Neither an icon, nor another host's page, nor another method ends it.
	good := back + "?" + url.Values{"code": {"code-1"}, "state": {state}}.Encode()
	if status, _ := get(t, strings.TrimSuffix(back, "/callback")+"/favicon.ico"); status != http.StatusNotFound {
		t.Errorf("icon: %d", status)
	}
	if status, _ := get(t, good, func(r *http.Request) { r.Host = "evil.example.com" }); status != http.StatusNotFound {
		t.Errorf("rebound name: %d", status)
	}
	if status, _ := get(t, good, func(r *http.Request) { r.Method = http.MethodPost }); status != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", status)
	}

	status, body := get(t, good)
	if status != http.StatusOK || !strings.Contains(body, "Signed in") || strings.Contains(body, "code-1") {
		t.Errorf("%d %s", status, body)
	}
	got := <-done
	if got.err != nil || got.code.Code != "code-1" || got.code.RedirectURL != back {
		t.Fatalf("%+v", got)
	}
	sum := sha256.Sum256([]byte(got.code.Verifier))
	if base64.RawURLEncoding.EncodeToString(sum[:]) != challenge {
		t.Error("the verifier does not fit the challenge")
	}
	if _, err := http.Get(good); err == nil {
		t.Error("the listener is still there")
	}
}

// TestRefusedAnswers holds that the first answer is the only one, whatever it is.
func TestRefusedAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		query func(state string) url.Values
		check func(error) bool
	}{
		"no code": {func(s string) url.Values { return url.Values{"state": {s}} }, func(err error) bool { return errors.Is(err, consent.ErrNoCode) }},
		"denied": {func(s string) url.Values {
			return url.Values{"error": {"access_denied"}, "error_description": {"No\x1b[31m."}, "state": {s}}
		}, func(err error) bool {
			var denied *consent.DeniedError
			return errors.As(err, &denied) && denied.Code == "access_denied" && denied.Description == "No [31m."
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			page, done := u.ask(t.Context(), request())
			q := page.Query()
			if _, body := get(t, q.Get("redirect_uri")+"?"+test.query(q.Get("state")).Encode()); !strings.Contains(body, "Not signed in") {
				t.Errorf("page: %s", body)
			}
			if got := <-done; !test.check(got.err) {
				t.Errorf("%v", got.err)
			}
		})
	}
}

// TestAnswersOfOthers holds that an answer with another state, or with none, is
// told so and forgotten: whoever guesses the port cannot end a login.
func TestAnswersOfOthers(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	page, done := u.ask(t.Context(), request())
	q := page.Query()
	for _, query := range []url.Values{
		{"code": {"c"}, "state": {"guess"}},
		{"code": {"c"}},
		{"error": {"access_denied"}, "state": {"older"}},
		{},
	} {
		if _, body := get(t, q.Get("redirect_uri")+"?"+query.Encode()); !strings.Contains(body, "belongs to another login") {
			t.Errorf("page of %v: %s", query, body)
		}
	}
	get(t, q.Get("redirect_uri")+"?"+url.Values{"code": {"mine"}, "state": {q.Get("state")}}.Encode())
	if got := <-done; got.err != nil || got.code.Code != "mine" {
		t.Errorf("%+v", got)
	}
}

func TestPaste(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		line  string // STATE and BACK are replaced
		code  string
		wrong error
	}{
		"the whole address":       {line: "BACK?state=STATE&code=4%2F0Abc&scope=read", code: "4/0Abc"},
		"with Facebook's ending":  {line: "BACK?code=abc&state=STATE#_=_", code: "abc"},
		"in quotes":               {line: `"BACK?code=abc&state=STATE"`, code: "abc"},
		"what follows the mark":   {line: "?code=abc&state=STATE", code: "abc"},
		"the code alone":          {line: "  4/0Abc-def_ ", code: "4/0Abc-def_"},
		"the code alone, escaped": {line: "4%2F0Abc", code: "4/0Abc"},
		"another state":           {line: "BACK?code=abc&state=guess", wrong: consent.ErrState},
		"the consent page":        {line: "https://example.com/auth?client_id=x", wrong: consent.ErrNoCode},
		"an address with nothing": {line: "https://example.com/", wrong: consent.ErrNoCode},
		"words":                   {line: "it does not work", wrong: consent.ErrNoCode},
		"broken escapes":          {line: "%zz", wrong: consent.ErrNoCode},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			lines := make(chan string)
			u.way.Paste, u.way.RedirectURL = lines, "https://example.com/signed-in"
			page, done := u.ask(t.Context(), request())
			q := page.Query()
			if got := q.Get("redirect_uri"); got != u.way.RedirectURL {
				t.Errorf("redirect to %s", got)
			}
			lines <- ""
			lines <- strings.NewReplacer("STATE", q.Get("state"), "BACK", q.Get("redirect_uri")).Replace(test.line)
			close(lines)
			got := <-done
			if test.wrong != nil {
				if len(u.wrong) != 1 || !errors.Is(u.wrong[0], test.wrong) || !errors.Is(got.err, consent.ErrNoAnswer) {
					t.Errorf("wrong: %v, then %v", u.wrong, got.err)
				}
				return
			}
			if got.err != nil || got.code.Code != test.code {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestPasteOrListen holds that both ways are open at once, and that the end of the
// input does not close the other one.
func TestPasteOrListen(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	lines := make(chan string)
	u.way.Paste = lines
	page, done := u.ask(t.Context(), request())
	close(lines)
	q := page.Query()
	get(t, q.Get("redirect_uri")+"?"+url.Values{"code": {"c"}, "state": {q.Get("state")}}.Encode())
	if got := <-done; got.err != nil {
		t.Error(got.err)
	}
}

// TestOnlyPaste holds that the end of the input ends a login by pasting.
func TestOnlyPaste(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	lines := make(chan string)
	u.way.Paste, u.way.OnlyPaste = lines, true
	_, done := u.ask(t.Context(), request())
	close(lines)
	if got := <-done; !errors.Is(got.err, consent.ErrNoAnswer) {
		t.Error(got.err)
	}
}

func TestPortTaken(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	u := newUser(t)
	u.way.Port = taken.Addr().(*net.TCPAddr).Port
	var failure *consent.ListenError
	if _, err := consent.Ask(t.Context(), request(), u.way); !errors.As(err, &failure) || failure.Port != u.way.Port {
		t.Fatalf("%v", err)
	}
	// The answer can still be pasted.
	lines := make(chan string, 1)
	u.way.Paste, u.way.Host = lines, "localhost"
	page, done := u.ask(t.Context(), request())
	if got := page.Query().Get("redirect_uri"); !strings.HasPrefix(got, "http://localhost:") {
		t.Errorf("redirect to %s", got)
	}
	lines <- "abc"
	if got := <-done; got.err != nil {
		t.Error(got.err)
	}
}

// TestNobodyAnswers holds the limit of five minutes by the clock passed in, and
// that an interrupt ends the wait.
func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	expired := make(chan time.Time, 1)
	u.way.After = func(d time.Duration) <-chan time.Time {
		if d != 5*time.Minute {
			t.Errorf("waits %s", d)
		}
		return expired
	}
	_, done := u.ask(t.Context(), request())
	expired <- time.Time{}
	if got := <-done; !errors.Is(got.err, consent.ErrTimeout) {
		t.Error(got.err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	u = newUser(t)
	_, done = u.ask(ctx, request())
	cancel()
	if got := <-done; !errors.Is(got.err, context.Canceled) {
		t.Error(got.err)
	}
}

// TestWithoutProofKey holds that a platform which takes none gets none.
func TestWithoutProofKey(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	lines := make(chan string, 1)
	u.way.Paste = lines
	r := request()
	r.PKCE = false
	page, done := u.ask(t.Context(), r)
	if page.Query().Has("code_challenge") {
		t.Error("a proof key was sent")
	}
	lines <- "abc"
	if got := <-done; got.err != nil || got.code.Verifier != "" {
		t.Errorf("%+v", got)
	}
}

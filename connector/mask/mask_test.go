package mask_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector/mask"
)

func TestText(t *testing.T) {
	t.Parallel()
	var secrets mask.Set
	secrets.Add("tok-en+1/2", "tok-en+1/2-longer", "abc", "")
	tests := map[string]string{
		"":                              "",
		"nothing to hide":               "nothing to hide",
		"got tok-en+1/2, refused":       "got (sensitive value), refused",
		"tok-en+1/2-longer":             "(sensitive value)", // the longer secret vanishes whole
		"https://x/?t=tok-en%2B1%2F2":   "https://x/?t=(sensitive value)",
		"https://x/tok-en+1%2F2/y":      "https://x/(sensitive value)/y",
		"abc is too short to be hidden": "abc is too short to be hidden",
		"caf\xe9":                       "caf\uFFFD",
		"a\xfftok-en+1/2":               "a\uFFFD(sensitive value)",
	}
	for text, want := range tests {
		if got := secrets.Text(text); got != want {
			t.Errorf("Text(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestEmptySetKeepsTexts(t *testing.T) {
	t.Parallel()
	if got := new(mask.Set).Text("as it is"); got != "as it is" {
		t.Errorf("got %q", got)
	}
}

// TestHandlerHidesSecretsEverywhere logs the secret in every place that a record
// has and looks for it in the output.
func TestHandlerHidesSecretsEverywhere(t *testing.T) {
	t.Parallel()
	const canary = "canary-4711"
	var out bytes.Buffer
	var secrets mask.Set
	secrets.Add(canary)
	logger := slog.New(mask.Handler(slog.NewTextHandler(&out, nil), &secrets))

	logger.Info("calling with "+canary,
		"plain", canary,
		"error", errors.New("refused "+canary),
		"struct", struct{ Token string }{canary},
		slog.Group("group", "inner", canary, slog.Group("deeper", "value", canary)),
		"number", 12)
	logger.With("bound", canary).WithGroup("g").Info("again", "x", canary)

	if strings.Contains(out.String(), canary) {
		t.Errorf("the secret is in the log:\n%s", out.String())
	}
	if hidden := strings.Count(out.String(), mask.Placeholder); hidden != 8 {
		t.Errorf("%d places are masked, want 8:\n%s", hidden, out.String())
	}
	if !strings.Contains(out.String(), "number=12") {
		t.Errorf("what is no secret is gone:\n%s", out.String())
	}
}

package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// sources writes which sources are in trouble; all of them with --verbose.
func (t *terminal) sources() {
	shown := t.result.Sources
	if !t.opts.Verbose {
		shown = troubledSources(shown)
	}
	if len(shown) == 0 {
		return
	}
	t.heading("SOURCES")
	for _, s := range shown {
		t.source(s)
	}
}

func (t *terminal) source(s *engine.SourceResult) {
	tone := screen.Good
	switch {
	case s.Status == sourceFailed:
		tone = screen.Bad
	case troubled(s):
		tone = screen.Warn
	}
	t.hang(spaces(indent)+t.paint.In(tone, sourceWord(s))+spaces(columnGap), 2*indent, screen.Plain, screen.Text(s.Address.String()))
	phrases := []string{screen.Cut(s.Reason, longestReason)}
	for _, flag := range orderedFlags(s.Flags) {
		if flag.Detail == "" || flag.Detail != s.Reason {
			phrases = append(phrases, flagText(flag))
		}
	}
	if s.FreshUntil != 0 {
		phrases = append(phrases, "data until "+s.FreshUntil.String())
	}
	if t.opts.Verbose {
		if s.TimeZone != "" {
			phrases = append(phrases, "days in "+screen.Text(s.TimeZone))
		}
		phrases = append(phrases, counted(len(s.Queries), "query", "queries"), large(s.Rows, "row", "rows"),
			counted(s.APICalls, "API call", "API calls"), "version "+screen.Text(s.Version))
	}
	t.phrases(2*indent, screen.Plain, phrases)
}

// brief shortens what sources in trouble are reported with below: it concerns many
// figures, and stands there in full.
func (t *terminal) brief(reason string) string {
	for _, s := range t.result.Sources {
		if s.Problem != "" && s.Reason != "" {
			reason = strings.ReplaceAll(reason, s.Reason, fmt.Sprintf("%s (%s)", s.Problem, s.Address))
		}
	}
	return reason
}

// The statuses of a source.
const (
	sourceOK     = "ok"
	sourceFailed = "error"
)

func sourceWord(s *engine.SourceResult) string {
	switch {
	case s.Status == sourceFailed:
		return "x ERROR"
	case s.Status == sourceOK && !troubled(s):
		return "✓ OK"
	case s.Status == sourceOK:
		return "! FLAGGED"
	default:
		return "! " + screen.Cut(strings.ToUpper(s.Status), statusWidth)
	}
}

// troubledSources are the sources whose figures are missing or doubtful.
func troubledSources(sources []*engine.SourceResult) []*engine.SourceResult {
	return slices.DeleteFunc(slices.Clone(sources), func(s *engine.SourceResult) bool { return !troubled(s) })
}

// troubled says whether a source has failed or its data are not whole. That
// recent days may still change is usual and shows at the KPIs it matters to.
func troubled(s *engine.SourceResult) bool {
	if s.Status != sourceOK {
		return true
	}
	return slices.ContainsFunc(s.Flags, func(f connector.Flag) bool { return f.Code != connector.FlagProvisional })
}

var flagNames = map[connector.FlagCode]string{
	connector.FlagProvisional: "days may still change",
	connector.FlagSampled:     "computed from a sample",
	connector.FlagThresholded: "small groups withheld for privacy",
	connector.FlagCapped:      "cut by a limit",
	connector.FlagPartial:     "something could not be read",
	connector.FlagModelled:    "estimated by the platform",
}

// flagText says what a source says about the quality of its data.
func flagText(f connector.Flag) string {
	name, known := flagNames[f.Code]
	if !known {
		name = screen.Text(string(f.Code))
	}
	if f.Code == connector.FlagProvisional && f.Since != 0 {
		name = fmt.Sprintf("days from %s on may still change", f.Since)
	}
	if f.Detail == "" {
		return name
	}
	return name + ": " + screen.Cut(f.Detail, longestReason)
}

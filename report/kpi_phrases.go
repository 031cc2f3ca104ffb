package report

import (
	"math/big"
	"strings"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// phrasesOf says what there is to know about a KPI beyond its value and target,
// the most important first.
func (t *terminal) phrasesOf(result *engine.KPIResult) []string {
	short := *result
	k := &short
	k.Reason, k.Actual.Reason = t.brief(k.Reason), t.brief(k.Actual.Reason)
	verdict := appearanceOfKPI(k).advice == ""
	gap := gapText(k)
	var phrases []string
	add := func(texts ...string) {
		for _, text := range texts {
			if text != "" {
				phrases = append(phrases, text)
			}
		}
	}
	add(sampleText(k))
	if !verdict {
		add(reasonText(k))
	}
	if k.Period.Name != t.mainPeriod {
		add(screen.Text(k.Period.Name))
	}
	add(gap)
	add(baselineText(k))
	add(paceTexts(k)...)
	if verdict {
		add(furtherReason(k, gap != ""))
	}
	add(previousText(k), flagsText(k))
	return phrases
}

// longestReason is how many cells of a reason are shown: it may quote a
// source's message of any length.
const longestReason = 400

// reasonText is why the status is what it is, or why there is no value.
func reasonText(k *engine.KPIResult) string {
	reason := k.Reason
	if reason == "" {
		reason = k.Actual.Reason
	}
	return screen.Cut(reason, longestReason)
}

// furtherReason is what the reason of a verdict says beyond the figures that
// are shown anyway: that a forecast or a value falls short. The engine puts that
// into the first clause.
func furtherReason(k *engine.KPIResult, gapShown bool) string {
	forecastShown := k.Pace != nil && k.Pace.Expected.IsKnown() && k.Pace.Forecast.IsKnown() && k.Status != engine.Missed
	if !gapShown && !forecastShown {
		return reasonText(k)
	}
	_, further, _ := strings.Cut(k.Reason, "; ")
	return screen.Cut(further, longestReason)
}

// sampleText is the number of events behind a value. Where the value is that
// number itself it would only be said twice.
func sampleText(k *engine.KPIResult) string {
	if k.N == nil {
		return ""
	}
	if k.Actual.State == value.Known && k.Actual.Low.Cmp(k.N) == 0 {
		return ""
	}
	return "n=" + figure.Count(k.N)
}

// paceTexts say where an open period stands and will end, and name the
// assumption behind it (domain.md §3.4).
func paceTexts(k *engine.KPIResult) []string {
	p := k.Pace
	if p == nil {
		return nil
	}
	var texts []string
	if p.Expected.IsKnown() {
		texts = append(texts, "expected "+figure.Text(p.Expected, k.Actual)+" by now")
	}
	if p.Forecast.IsKnown() && p.Expected.IsKnown() { // what does not accumulate stays what it is
		texts = append(texts, "forecast "+figure.Text(p.Forecast, goalposts(k.Target)...)+" ("+shapeName(p.Shape)+")")
	}
	if p.Required.IsKnown() {
		text := "needs " + figure.Text(p.Required) + " a day"
		if p.Forecast.State == value.Known && p.TotalDays > 0 { // the days of the last rows may be to come
			rate := value.Scale(p.Forecast, big.NewRat(1, int64(p.TotalDays)))
			text += ", so far " + figure.Text(rate, p.Required)
		}
		texts = append(texts, text)
	}
	return texts
}

// shapeName names the shape of a forecast in words.
func shapeName(shape string) string {
	switch shape {
	case "":
		return "shape not named"
	case "linear":
		return "straight line"
	default:
		return screen.Text(strings.ReplaceAll(shape, "_", " "))
	}
}

// previousText is the value of the period before, and whether that is all of it.
func previousText(k *engine.KPIResult) string {
	if k.Previous == nil || !k.Previous.IsKnown() || k.PreviousPeriod.Name == "" {
		return ""
	}
	text := screen.Text(k.PreviousPeriod.Name) + ": " + figure.Text(*k.Previous, k.Actual)
	if len(k.PreviousFlags) > 0 {
		text += " (" + strings.Join(flagWords(k.PreviousFlags, ""), ", ") + ")"
	}
	return text
}

func flagsText(k *engine.KPIResult) string {
	return strings.Join(flagWords(k.Flags, k.Status), ", ")
}

// flagWords writes quality flags as words, without the one that the status says
// already.
func flagWords(flags []string, status engine.Status) []string {
	words := make([]string, 0, len(flags))
	for _, flag := range flags {
		if !strings.EqualFold(flag, string(status)) {
			words = append(words, screen.Text(strings.ReplaceAll(flag, "_", " ")))
		}
	}
	return words
}

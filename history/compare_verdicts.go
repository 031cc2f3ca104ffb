package history

// verdictIndex finds the earlier verdicts on a KPI.
type verdictIndex struct {
	inPeriod map[verdictPeriod]Verdict
	last     map[string]Verdict // of the latest period, by address
}

type verdictPeriod struct{ address, start, end string }

func (v Verdict) key() verdictPeriod { return verdictPeriod{v.Address, v.Start, v.End} }

func indexVerdicts(verdicts []Verdict) verdictIndex {
	index := verdictIndex{make(map[verdictPeriod]Verdict, len(verdicts)), make(map[string]Verdict, len(verdicts))}
	for _, verdict := range verdicts {
		index.inPeriod[verdict.key()] = verdict
		if last, ok := index.last[verdict.Address]; !ok || last.End <= verdict.End {
			index.last[verdict.Address] = verdict
		}
	}
	return index
}

// statusChanges finds KPIs whose status is another one. A verdict is compared
// with the one on the same period; with the one on another period only if both
// runs picked their periods alike, so that a daily check is not compared with
// a look back at the last month.
func statusChanges(before, after *Run, earlier verdictIndex) []Change {
	var changes []Change
	for _, now := range after.Verdicts {
		old, ok := earlier.inPeriod[now.key()]
		if !ok && before.Period == after.Period {
			old, ok = earlier.last[now.Address]
		}
		if ok && old.Status != now.Status {
			changes = append(changes, Change{
				Kind: StatusMoved, Address: now.Address, Period: now.Start + ".." + now.End,
				Before: old.Status, After: now.Status, Reason: now.Reason,
			})
		}
	}
	return changes
}

// goalpostChanges finds targets that are not what they were while their period
// is the same.
func goalpostChanges(after *Run, earlier verdictIndex) []Change {
	units := make(map[Cell]Observation, len(after.Observations))
	for _, observation := range after.Observations {
		units[observation.Cell] = observation
	}
	var changes []Change
	for _, now := range after.Verdicts {
		old, ok := earlier.inPeriod[now.key()]
		if !ok {
			continue
		}
		change, moved := targetChange(old.Target, now.Target)
		if !moved {
			continue
		}
		figure := units[Cell{Address: now.Address, Every: now.Every, Start: now.Start, End: now.End}]
		change.Address, change.Period = now.Address, now.Start+".."+now.End
		change.Unit, change.Currency = figure.Unit, figure.Currency
		changes = append(changes, change)
	}
	return changes
}

// targetChange compares two targets in force. A baseline that was restated
// moves the edge of a relative target without anybody having touched it, which
// the change says.
func targetChange(old, now Target) (Change, bool) {
	resolved := old.isResolved() && now.isResolved()
	sameEdges := sameNumber(old.Value, now.Value) && sameNumber(old.Low, now.Low) && sameNumber(old.High, now.High)
	change := Change{
		Kind: TargetMoved, Before: old.Text(), After: now.Text(),
		Direction: direction(old, now, old.Kind != "", now.Kind != ""),
	}
	switch {
	case old.Kind != now.Kind || old.Versus != now.Versus:
		return change, true
	case resolved && sameEdges:
		return Change{}, false // written differently at most
	case old.Declared != now.Declared:
		return change, true
	case !resolved:
		return Change{}, false // the baseline is missing from one of the runs
	case old.Versus != "":
		change.Before, change.After = old.edges(), now.edges()
		change.Reason = "the baseline it is measured against is another figure now; the target itself is declared as before"
	}
	return change, true
}

func (t Target) isResolved() bool { return t.Value != "" || t.Low != "" && t.High != "" }

// edges is what has to be reached, resolved: "500", "10..20", "" when it is
// not known.
func (t Target) edges() string {
	if t.Low != "" || t.High != "" {
		return t.Low + ".." + t.High
	}
	return t.Value
}

// Text is the target in the words of the language: "at_least 500",
// "grow 20% versus previous_period"; empty when there is none.
func (t Target) Text() string {
	amount := t.Declared
	if amount == "" {
		amount = t.edges()
	}
	return targetText(t.Kind, amount, t.Versus)
}
